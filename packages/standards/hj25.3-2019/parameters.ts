/**
 * HJ 25.3-2019 建设用地土壤污染风险评估技术导则, in force from 2019-12-05. Recommended values of the model's parameters, 附录G 表G.1,
 * in the groups and units of that table. The official text was not at hand: the values are those of a public tool, agree with
 * a second recollection and together reproduce GB 36600 within 3 % for 27 substances. The 2014 edition has other values
 * (BWa 56.8, PM10 0.15, ATca 26280 …); editions are never mixed. Letters of the
 * other appendices (A exposure, B toxicity, C risk, D shares, E control values, F transport) are from memory; of the numbers of
 * equations only A.23–A.26 were seen.
 */
export const STANDARD = {
  id: 'HJ 25.3-2019',
  title: '建设用地土壤污染风险评估技术导则',
  from: '2019-12-05',
  until: null,
  supersedes: 'HJ 25.3-2014',
} as const

export const SOURCE_NOTE = '附录G 推荐值据公开工具并经 GB 36600 反算核对，未见正式文本'

export const PARAMETER_TABLE = '附录G 表G.1'

export type Use = '第一类' | '第二类'

/** key, symbol, name, unit, 第一类用地, 第二类用地 (null: not applicable), false where the value is not verified. */
const ROWS = [
  // 污染区参数
  ['A', 'A', '污染源区面积', 'cm²', 16000000, 16000000],
  ['d', 'd', '表层污染土壤层厚度', 'cm', 50, 50],
  ['dsub', 'dsub', '下层污染土壤层厚度', 'cm', 100, 100],
  ['Lgw', 'Lgw', '地下水埋深', 'cm', 300, 300],
  ['LS', 'LS', '下层污染土壤层埋深', 'cm', 50, 50],
  // 土壤/大气/水文参数
  ['deltaAir', 'δair', '混合区高度', 'cm', 200, 200],
  ['deltaGw', 'δgw', '地下水混合区厚度', 'cm', 200, 200],
  ['fom', 'fom', '土壤有机质含量', 'g/kg', 15, 15],
  ['hcap', 'hcap', '土壤与地下水交界处毛管层厚度', 'cm', 5, 5],
  ['hv', 'hv', '非饱和土层厚度', 'cm', 295, 295],
  ['I', 'I', '土壤中水的入渗速率', 'cm/a', 30, 30],
  ['PM10', 'PM10', '空气中可吸入颗粒物含量', 'mg/m³', 0.119, 0.119],
  ['Pws', 'Pws', '土壤含水率', 'kg/kg', 0.2, 0.2],
  ['rhoB', 'ρb', '土壤容重', 'kg/dm³', 1.5, 1.5],
  ['rhoS', 'ρs', '土壤颗粒密度', 'kg/dm³', 2.65, 2.65],
  ['thetaAcap', 'θacap', '毛细管层孔隙空气体积比', '-', 0.038, 0.038],
  ['thetaWcap', 'θwcap', '毛细管层孔隙水体积比', '-', 0.342, 0.342],
  ['Uair', 'Uair', '混合区大气流速风速', 'cm/s', 200, 200],
  ['Ugw', 'Ugw', '地下水达西（Darcy）速率', 'cm/a', 2500, 2500],
  ['W', 'W', '污染源区宽度', 'cm', 4000, 4000],
  // 建筑物参数
  ['Ab', 'Ab', '室内地板面积', 'cm²', 700000, 700000],
  ['dP', 'dP', '室内室外气压差', 'g/(cm·s²)', 0, 0],
  ['eta', 'η', '地基和墙体裂隙表面积所占面积', '-', 0.0005, 0.0005],
  ['ER', 'ER', '室内空气交换速率', '次/d', 12, 20],
  ['Kv', 'Kv', '土壤透性系数', 'cm²', 1e-8, 1e-8],
  ['LB', 'LB', '室内空间体积与气态污染物入渗面积之比', 'cm', 220, 300],
  ['Lcrack', 'Lcrack', '室内地基厚度', 'cm', 35, 35],
  ['tau', 'τ', '气态污染物入侵持续时间', 'a', 30, 25],
  ['thetaAcrack', 'θacrack', '地基裂隙中空气体积比', '-', 0.26, 0.26],
  ['thetaWcrack', 'θwcrack', '地基裂隙中水体积比', '-', 0.12, 0.12],
  ['Xcrack', 'Xcrack', '室内地板周长', 'cm', 3400, 3400],
  ['Zcrack', 'Zcrack', '室内地面到地板底部厚度', 'cm', 35, 35],
  // 暴露参数
  ['ABSo', 'ABSo', '经口摄入吸收因子', '-', 1, 1],
  ['ACR', 'ACR', '单一污染物可接受致癌风险', '-', 1e-6, 1e-6],
  ['AHQ', 'AHQ', '单一污染物可接受危害熵', '-', 1, 1],
  ['ATca', 'ATca', '致癌效应平均时间', 'd', 27740, 27740],
  ['ATnc', 'ATnc', '非致癌效应平均时间', 'd', 2190, 9125],
  ['BWa', 'BWa', '成人平均体重', 'kg', 61.8, 61.8],
  ['BWc', 'BWc', '儿童平均体重', 'kg', 19.2, null],
  ['DAIRa', 'DAIRa', '成人每日空气呼吸量', 'm³/d', 14.5, 14.5],
  ['DAIRc', 'DAIRc', '儿童每日空气呼吸量', 'm³/d', 7.5, null],
  ['EDa', 'EDa', '成人暴露期', 'a', 24, 25],
  ['EDc', 'EDc', '儿童暴露期', 'a', 6, null],
  ['EFa', 'EFa', '成人暴露频率', 'd/a', 350, 250],
  ['EFc', 'EFc', '儿童暴露频率', 'd/a', 350, null],
  ['EFIa', 'EFIa', '成人室内暴露频率', 'd/a', 262.5, 187.5],
  ['EFIc', 'EFIc', '儿童室内暴露频率', 'd/a', 262.5, null],
  ['EFOa', 'EFOa', '成人室外暴露频率', 'd/a', 87.5, 62.5],
  ['EFOc', 'EFOc', '儿童室外暴露频率', 'd/a', 87.5, null],
  ['Ev', 'Ev', '每日皮肤接触事件频率', '次/d', 1, 1],
  ['fspi', 'fspi', '室内空气中来自土壤的颗粒物所占比例', '-', 0.8, 0.8],
  ['fspo', 'fspo', '室外空气中来自土壤的颗粒物比例', '-', 0.5, 0.5],
  ['GWCRa', 'GWCRa', '成人每日饮用水量', 'L/d', 1, 1],
  ['GWCRc', 'GWCRc', '儿童每日饮用水量', 'L/d', 0.7, null],
  ['Ha', 'Ha', '成人平均身高', 'cm', 161.5, 161.5],
  ['Hc', 'Hc', '儿童平均身高', 'cm', 113.15, null],
  ['OSIRa', 'OSIRa', '成人每日摄入土壤量', 'mg/d', 100, 100],
  ['OSIRc', 'OSIRc', '儿童每日摄入土壤量', 'mg/d', 200, null],
  ['PIAF', 'PIAF', '吸入土壤颗粒物在体内滞留比例', '-', 0.75, 0.75],
  ['SERa', 'SERa', '成人暴露皮肤所占体表面积比', '-', 0.32, 0.18],
  ['SERc', 'SERc', '儿童暴露皮肤所占体表面积比', '-', 0.36, null],
  ['SSARa', 'SSARa', '成人皮肤表面土壤粘附系数', 'mg/cm²', 0.07, 0.2],
  ['SSARc', 'SSARc', '儿童皮肤表面土壤粘附系数', 'mg/cm²', 0.2, null],
  ['tc', 'tc', '儿童每次经皮肤接触的时间', 'h', 0.5, null, false],
  ['ta', 'ta', '成人每次经皮肤接触的时间', 'h', 0.5, 0.5, false],
] as const

export type ParameterKey = (typeof ROWS)[number][0]
type ChildKey = Extract<ParameterKey, `${string}c`> &
  ('BWc' | 'DAIRc' | 'EDc' | 'EFc' | 'EFIc' | 'EFOc' | 'GWCRc' | 'Hc' | 'OSIRc' | 'SERc' | 'SSARc' | 'tc')
/** Child parameters are null for 第二类用地, where only adults are exposed. */
export type Parameters = Record<Exclude<ParameterKey, ChildKey>, number> & Record<ChildKey, number | null>

export interface ParameterRow {
  key: ParameterKey
  symbol: string
  name: string
  unit: string
  value: Record<Use, number | null>
  table: string
  verified: boolean
}

export const PARAMETERS: readonly ParameterRow[] = ROWS.map(([key, symbol, name, unit, first, second, verified]) => ({
  key,
  symbol,
  name,
  unit,
  value: { 第一类: first, 第二类: second },
  table: PARAMETER_TABLE,
  verified: verified !== false,
}))

/** 暴露于土壤 (SAF) or 地下水 (WAF) 的参考剂量分配系数: 0.33 for volatile organic compounds, 0.5 for all others; 表G.1. */
export const ALLOCATION = { volatile: 0.33, other: 0.5 } as const

export const defaultsOf = (use: Use): Parameters =>
  Object.fromEntries(PARAMETERS.map(p => [p.key, p.value[use]])) as Parameters
