import { defineIndicator, type Indicator, type Measure, type RuleVersion } from './indicator.ts'

const rule = (r: Omit<RuleVersion, 'id' | 'from' | 'until'>): RuleVersion => ({
  id: '1',
  from: '2016-01-01',
  until: null,
  ...r,
})

const activeVillages: Measure = { register: 'village', where: [{ state: ['active'] }], of: 'rows' }
const BLACK_WATER_LISTED = ['listed', 'treating', 'evaluated', 'settled'] as const
const TANKS_IN_USE = ['single', 'works', 'done'] as const

/** Every indicator worked out from registers. Those of farmland, emissions and parcels join as their registers do. */
export const INDICATORS: readonly Indicator[] = [
  {
    id: 'rural-sewage-rate',
    name: '农村生活污水治理率',
    module: 'M19',
    unit: '%',
    better: 'higher' as const,
    aliases: ['农村生活污水治理(管控)率', '农村生活污水治理率', '生活污水治理率', '农村生活污水有效治理率'],
    rules: [
      rule({
        mark: 'M',
        basis: '完成治理的行政村占全部行政村；管控村庄计入（治理（管控）率口径）',
        numerator: {
          register: 'rural-sewage-village',
          where: [{ state: ['accepted'] }, { field: 'acceptedOn', to: 'end' }],
          of: { distinct: 'subject' },
        },
        denominator: activeVillages,
      }),
    ],
  },
  {
    id: 'renovated-villages',
    name: '新增农村环境整治行政村',
    module: 'M19',
    unit: '个',
    better: 'higher' as const,
    aliases: ['新增完成农村环境整治的行政村', '农村环境整治村庄数', '新增农村环境整治村庄', '新增的农村环境整治行政村'],
    note: '生活污水治理、黑臭水体、饮用水水源三项都达到的村才计入；没有黑臭水体或集中式水源的，该项视同通过',
    rules: [
      rule({
        mark: 'V',
        basis: '农村环境整治成效评估工作方案',
        numerator: {
          register: 'village-environment',
          where: [
            { state: ['reviewed', 'passed'] },
            { field: 'result', is: ['通过'] },
            { field: 'period', in: 'year' },
          ],
          of: { distinct: 'subject' },
        },
      }),
    ],
  },
  {
    id: 'black-water-rate',
    name: '农村黑臭水体整治率',
    module: 'M19',
    unit: '%',
    better: 'higher' as const,
    aliases: ['黑臭水体整治率', '农村黑臭水体治理率', '黑臭水体治理率'],
    note: '返黑返臭的退出分子',
    rules: [
      rule({
        mark: 'M',
        basis: '农村黑臭水体治理工作指南',
        numerator: {
          register: 'black-odorous-water',
          where: [{ state: ['settled'] }, { field: 'relapseSuspected', is: [false] }],
          of: 'rows',
        },
        denominator: { register: 'black-odorous-water', where: [{ state: BLACK_WATER_LISTED }], of: 'rows' },
      }),
    ],
  },
  {
    id: 'national-black-water',
    name: '国家监管农村黑臭水体整治数量',
    module: 'M19',
    unit: '条',
    better: 'higher' as const,
    aliases: ['国家监管农村黑臭水体整治数量(条)', '国家监管农村黑臭水体整治条数'],
    rules: [
      rule({
        mark: 'V',
        basis: '年度计划附表',
        numerator: {
          register: 'black-odorous-water',
          where: [
            { state: ['settled'] },
            { field: 'tier', is: ['国家监管'] },
            { field: 'settledOn', within: 'period' },
          ],
          of: 'rows',
        },
      }),
    ],
  },
  {
    id: 'village-waste-rate',
    name: '生活垃圾得到有效处理的村庄比例',
    module: 'M19',
    unit: '%',
    better: 'higher' as const,
    aliases: [
      '村庄的生活垃圾得到规范有效处理',
      '村庄生活垃圾得到有效治理',
      '农村生活垃圾有效处理率',
      '生活垃圾有效治理的村庄比例',
    ],
    rules: [
      rule({
        mark: 'M',
        basis: '生活垃圾得到规范收运处置的行政村占全部行政村',
        numerator: {
          register: 'village-environment',
          where: [
            { field: 'wasteCollected', is: [true] },
            { field: 'period', in: 'year' },
          ],
          of: { distinct: 'subject' },
        },
        denominator: activeVillages,
      }),
    ],
  },
  {
    id: 'dumps-done',
    name: '非正规垃圾堆放点整治数量',
    module: 'M19',
    unit: '个',
    better: 'higher' as const,
    aliases: ['非正规垃圾堆放点整治', '非正规垃圾堆放点整治任务', '非正规垃圾堆放点'],
    rules: [
      rule({
        mark: 'V',
        basis: '清理、验收并落实后续管理后销号的堆放点',
        numerator: {
          register: 'waste-dump',
          where: [{ state: ['settled'] }, { field: 'rebound', is: [false] }, { field: 'settledOn', within: 'period' }],
          of: 'rows',
        },
      }),
    ],
  },
  {
    id: 'tank-rate',
    name: '加油站地下油罐防渗改造完成率（按罐）',
    module: 'M16',
    unit: '%',
    better: 'higher' as const,
    aliases: ['加油站地下油罐防渗改造完成率', '地下油罐防渗改造率', '加油站防渗改造完成率'],
    rules: [
      rule({
        mark: 'V',
        basis: '地下水管理条例第四十一条第三项',
        numerator: {
          register: 'gas-station-tank',
          where: [{ state: ['done'] }, { field: 'proof', is: ['达标'] }],
          of: 'rows',
        },
        denominator: { register: 'gas-station-tank', where: [{ state: TANKS_IN_USE }], of: 'rows' },
      }),
    ],
  },
  {
    id: 'station-rate',
    name: '加油站地下油罐防渗改造完成率（按站）',
    module: 'M16',
    unit: '%',
    better: 'higher' as const,
    aliases: ['完成防渗改造的加油站比例'],
    rules: [
      rule({
        mark: 'V',
        basis: '全部油罐完成改造的加油站占在用加油站',
        numerator: {
          register: 'gas-station-tank',
          where: [{ state: TANKS_IN_USE }],
          of: { all: 'subject', meet: [{ state: ['done'] }, { field: 'proof', is: ['达标'] }] },
        },
        denominator: { register: 'gas-station-tank', where: [{ state: TANKS_IN_USE }], of: { distinct: 'subject' } },
      }),
    ],
  },
  {
    id: 'groundwater-class-five',
    name: '地下水区域点位Ⅴ类水比例',
    module: 'M16',
    unit: '%',
    better: 'lower' as const,
    aliases: [
      '地下水国控点位Ⅴ类水比例',
      '地下水质量Ⅴ类水比例',
      '国家地下水环境质量区域点位Ⅴ类水比例',
      '地下水国控区域点位Ⅴ类水比例',
    ],
    rules: [
      rule({
        mark: 'M',
        basis: '区域点位Ⅴ类比例 = Ⅴ类点位/全部区域点位；单因子评价',
        numerator: {
          register: 'assessed-groundwater-point',
          where: [{ state: ['monitored', 'flagged', 'analysed', 'treating'] }, { field: 'lastClass', is: ['Ⅴ类'] }],
          of: 'rows',
        },
        denominator: {
          register: 'assessed-groundwater-point',
          where: [{ state: ['monitored', 'flagged', 'analysed', 'treating'] }],
          of: 'rows',
        },
        needs: ['lastClass'],
      }),
    ],
  },
  {
    id: 'groundwater-points-met',
    name: '地下水考核点位达标率',
    module: 'M16',
    unit: '%',
    better: 'higher' as const,
    aliases: ['地下水考核点位水质达标率', '地下水环境质量考核点位达标率'],
    rules: [
      rule({
        mark: 'M',
        basis: '达到目标类别的考核点位占全部考核点位',
        numerator: {
          register: 'assessed-groundwater-point',
          where: [{ state: ['monitored', 'flagged', 'analysed', 'treating'] }, { field: 'met', is: ['达标'] }],
          of: 'rows',
        },
        denominator: {
          register: 'assessed-groundwater-point',
          where: [{ state: ['monitored', 'flagged', 'analysed', 'treating'] }],
          of: 'rows',
        },
        needs: ['met'],
      }),
    ],
  },
  {
    id: 'wells-sealed',
    name: '报废井封井回填完成率',
    module: 'M16',
    unit: '%',
    better: 'higher' as const,
    aliases: ['废弃井封井回填完成率', '废弃井封井率'],
    rules: [
      rule({
        mark: '拟',
        basis: '验收的废弃井占判定为废弃的井',
        numerator: { register: 'abandoned-well', where: [{ state: ['accepted'] }], of: 'rows' },
        denominator: {
          register: 'abandoned-well',
          where: [{ state: ['judged', 'graded', 'closed', 'accepted'] }],
          of: 'rows',
        },
      }),
    ],
  },
  {
    id: 'sources-settled',
    name: '涉镉等重金属污染源整治完成率',
    module: 'M07',
    unit: '%',
    better: 'higher' as const,
    aliases: ['涉镉等重金属污染源整治率', '污染源整治完成率', '涉镉等重金属行业企业整治完成率'],
    note: '回头看反弹的退出分子',
    rules: [
      rule({
        mark: 'V',
        basis: '销号污染源/整治清单污染源',
        numerator: { register: 'pollution-source', where: [{ state: ['cleared', 'stable'] }], of: 'rows' },
        denominator: {
          register: 'pollution-source',
          where: [{ state: ['listed', 'planned', 'treating', 'applied', 'cleared', 'stable'] }],
          of: 'rows',
        },
      }),
    ],
  },
  {
    id: 'heavy-metal-net',
    name: '重点行业重点重金属污染物排放净增量',
    module: 'M08',
    unit: 'kg',
    better: 'lower' as const,
    aliases: [
      '重点行业重点重金属污染物减排目标',
      '重点重金属污染物排放量不新增',
      '全市重点行业重点重金属污染物减排目标控制不新增',
    ],
    note: '当年批准的新增量减去当年认定的减排量',
    rules: [
      rule({
        mark: 'V',
        basis: '环固体〔2022〕17号',
        numerator: {
          register: 'emission-substitution',
          where: [{ state: ['approved'] }, { field: 'approvedYear', in: 'year' }],
          of: { sum: 'newTotal' },
        },
        minus: {
          register: 'emission-reduction',
          where: [{ state: ['recognised'] }, { field: 'recognisedYear', in: 'year' }],
          of: { sum: 'recognisedTotal' },
        },
      }),
    ],
  },
  {
    id: 'heavy-metal-reduction',
    name: '重点重金属污染物减排量',
    module: 'M08',
    unit: 'kg',
    better: 'higher' as const,
    aliases: ['年度重点重金属污染物减排目标任务', '重点重金属污染物减排任务', '重金属减排量'],
    rules: [
      rule({
        mark: 'V',
        basis: '当年认定的减排量',
        numerator: {
          register: 'emission-reduction',
          where: [{ state: ['recognised'] }, { field: 'recognisedYear', in: 'year' }],
          of: { sum: 'recognisedTotal' },
        },
      }),
    ],
  },
  {
    id: 'hazard-checks',
    name: '土壤污染重点监管单位隐患排查完成率',
    module: 'M10',
    unit: '%',
    better: 'higher' as const,
    aliases: ['重点监管单位隐患排查完成率', '土壤污染隐患排查完成率'],
    rules: [
      rule({
        mark: 'M',
        basis: '三年内完成隐患排查的在册单位占在册单位',
        numerator: {
          register: 'key-unit',
          where: [{ state: ['listed'] }, { field: 'lastHazardCheck', from: { years: 3, before: 'end' }, to: 'end' }],
          of: 'rows',
        },
        denominator: { register: 'key-unit', where: [{ state: ['listed'] }], of: 'rows' },
      }),
    ],
  },
  {
    id: 'hazard-rechecks',
    name: '完成重点监管单位隐患排查“回头看”企业数',
    module: 'M10',
    unit: '个',
    better: 'higher' as const,
    aliases: ['完成重点监管单位隐患排查“回头看”企业数(个)', '企业隐患排查回头看', '隐患排查“回头看”'],
    rules: [
      rule({
        mark: 'V',
        basis: '年度计划附表',
        numerator: {
          register: 'key-unit',
          where: [{ state: ['listed'] }, { field: 'recheckedOn', within: 'period' }],
          of: 'rows',
        },
      }),
    ],
  },
].map(defineIndicator)

export const findIndicator = (id: string): Indicator | undefined => INDICATORS.find(i => i.id === id)
