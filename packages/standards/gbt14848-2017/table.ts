import type { Decimal } from '@jingtu/core/measure.ts'
import type { Sum } from '../sums.ts'

/**
 * GB/T 14848-2017 地下水质量标准, in force from 2018-05-01. The tables read like the printed page: limits of Ⅰ, Ⅱ, Ⅲ and Ⅳ类,
 * Ⅴ类 being more than Ⅳ. Units are mixed on purpose, as printed.
 */
export const STANDARD = {
  id: 'GB/T 14848-2017',
  title: '地下水质量标准',
  from: '2018-05-01',
  until: null,
  supersedes: 'GB/T 14848-1993',
} as const

type Limit = Decimal | null
/** 'text' is 无 or 有; 'pH' is two-sided. A null Ⅰ means 不得检出, a null Ⅳ has the same words as Ⅴ (more than Ⅲ). */
export type Row =
  | readonly [no: number, substance: string, name: string, unit: string, i: Limit, ii: Decimal, iii: Decimal, iv: Limit]
  | readonly [no: number, substance: string, name: string, unit: string, kind: 'text' | 'pH']

/** 表1 地下水质量常规指标及限值. */
export const ROUTINE: readonly Row[] = [
  // 感官性状及一般化学指标
  [1, 'colour', '色', '铂钴色度单位', '5', '5', '15', '25'],
  [2, 'odour-taste', '嗅和味', '无量纲', 'text'],
  [3, 'turbidity', '浑浊度', 'NTU', '3', '3', '3', '10'],
  [4, 'visible-matter', '肉眼可见物', '无量纲', 'text'],
  [5, 'ph', 'pH', '无量纲', 'pH'],
  [6, 'total-hardness', '总硬度', 'mg/L', '150', '300', '450', '650'],
  [7, 'dissolved-solids', '溶解性总固体', 'mg/L', '300', '500', '1000', '2000'],
  [8, 'sulfate', '硫酸盐', 'mg/L', '50', '150', '250', '350'],
  [9, 'chloride', '氯化物', 'mg/L', '50', '150', '250', '350'],
  [10, 'iron', '铁', 'mg/L', '0.1', '0.2', '0.3', '2.0'],
  [11, 'manganese', '锰', 'mg/L', '0.05', '0.05', '0.10', '1.50'],
  [12, 'copper', '铜', 'mg/L', '0.01', '0.05', '1.0', '1.5'],
  [13, 'zinc', '锌', 'mg/L', '0.05', '0.5', '1.0', '5.0'],
  [14, 'aluminium', '铝', 'mg/L', '0.01', '0.05', '0.20', '0.50'],
  [15, 'volatile-phenols', '挥发性酚类', 'mg/L', '0.001', '0.001', '0.002', '0.01'],
  [16, 'anionic-surfactants', '阴离子表面活性剂', 'mg/L', null, '0.1', '0.3', '0.3'],
  [17, 'cod-mn', '耗氧量', 'mg/L', '1.0', '2.0', '3.0', '10.0'],
  [18, 'ammonia-nitrogen', '氨氮', 'mg/L', '0.02', '0.10', '0.50', '1.50'],
  [19, 'sulfide', '硫化物', 'mg/L', '0.005', '0.01', '0.02', '0.10'],
  [20, 'sodium', '钠', 'mg/L', '100', '150', '200', '400'],
  // 微生物指标
  [21, 'total-coliforms', '总大肠菌群', 'MPN/100mL', '3', '3', '3', '100'],
  [22, 'plate-count', '菌落总数', 'CFU/mL', '100', '100', '100', '1000'],
  // 毒理学指标
  [23, 'nitrite', '亚硝酸盐', 'mg/L', '0.01', '0.10', '1.00', '4.80'],
  [24, 'nitrate', '硝酸盐', 'mg/L', '2', '5', '20', '30'],
  [25, 'cyanide', '氰化物', 'mg/L', '0.001', '0.01', '0.05', '0.1'],
  [26, 'fluoride', '氟化物', 'mg/L', '1.0', '1.0', '1.0', '2.0'],
  [27, 'iodide', '碘化物', 'mg/L', '0.04', '0.04', '0.08', '0.50'],
  [28, 'mercury', '汞', 'mg/L', '0.0001', '0.0001', '0.001', '0.002'],
  [29, 'arsenic', '砷', 'mg/L', '0.001', '0.001', '0.01', '0.05'],
  [30, 'selenium', '硒', 'mg/L', '0.01', '0.01', '0.01', '0.1'],
  [31, 'cadmium', '镉', 'mg/L', '0.0001', '0.001', '0.005', '0.01'],
  [32, 'chromium-vi', '铬（六价）', 'mg/L', '0.005', '0.01', '0.05', '0.10'],
  [33, 'lead', '铅', 'mg/L', '0.005', '0.005', '0.01', '0.10'],
  [34, 'chloroform', '三氯甲烷', 'μg/L', '0.5', '6', '60', '300'],
  [35, 'carbon-tetrachloride', '四氯化碳', 'μg/L', '0.5', '0.5', '2', '50'],
  [36, 'benzene', '苯', 'μg/L', '0.5', '1', '10', '120'],
  [37, 'toluene', '甲苯', 'μg/L', '0.5', '140', '700', '1400'],
  // 放射性指标
  [38, 'gross-alpha', '总α放射性', 'Bq/L', '0.1', '0.1', '0.5', null],
  [39, 'gross-beta', '总β放射性', 'Bq/L', '0.1', '1', '1', null],
]

/** 表2 地下水质量非常规指标及限值. */
export const OTHER: readonly Row[] = [
  // 毒理学指标
  [1, 'beryllium', '铍', 'mg/L', '0.0001', '0.0001', '0.002', '0.06'],
  [2, 'boron', '硼', 'mg/L', '0.02', '0.1', '0.5', '2'],
  [3, 'antimony', '锑', 'mg/L', '0.0001', '0.0005', '0.005', '0.01'],
  [4, 'barium', '钡', 'mg/L', '0.01', '0.1', '0.7', '4'],
  [5, 'nickel', '镍', 'mg/L', '0.002', '0.002', '0.02', '0.1'],
  [6, 'cobalt', '钴', 'mg/L', '0.005', '0.005', '0.05', '0.1'],
  [7, 'molybdenum', '钼', 'mg/L', '0.001', '0.01', '0.07', '0.15'],
  [8, 'silver', '银', 'mg/L', '0.001', '0.01', '0.05', '0.1'],
  [9, 'thallium', '铊', 'mg/L', '0.0001', '0.0001', '0.0001', '0.001'],
  [10, 'dichloromethane', '二氯甲烷', 'μg/L', '1', '2', '20', '500'],
  [11, '1,2-dichloroethane', '1,2-二氯乙烷', 'μg/L', '0.5', '3', '30', '40'],
  [12, '1,1,1-trichloroethane', '1,1,1-三氯乙烷', 'μg/L', '0.5', '400', '2000', '4000'],
  [13, '1,1,2-trichloroethane', '1,1,2-三氯乙烷', 'μg/L', '0.5', '0.5', '5', '60'],
  [14, '1,2-dichloropropane', '1,2-二氯丙烷', 'μg/L', '0.5', '0.5', '5', '60'],
  [15, 'bromoform', '三溴甲烷', 'μg/L', '0.5', '10', '100', '800'],
  [16, 'vinyl-chloride', '氯乙烯', 'μg/L', '0.5', '0.5', '5', '90'],
  [17, '1,1-dichloroethylene', '1,1-二氯乙烯', 'μg/L', '0.5', '3', '30', '60'],
  [18, '1,2-dichloroethylene', '1,2-二氯乙烯', 'μg/L', '0.5', '5', '50', '60'],
  [19, 'trichloroethylene', '三氯乙烯', 'μg/L', '0.5', '7', '70', '210'],
  [20, 'tetrachloroethylene', '四氯乙烯', 'μg/L', '0.5', '4', '40', '300'],
  [21, 'chlorobenzene', '氯苯', 'μg/L', '0.5', '60', '300', '600'],
  [22, '1,2-dichlorobenzene', '邻二氯苯', 'μg/L', '0.5', '200', '1000', '2000'],
  [23, '1,4-dichlorobenzene', '对二氯苯', 'μg/L', '0.5', '30', '300', '600'],
  [24, 'trichlorobenzenes', '三氯苯（总量）', 'μg/L', '0.5', '4', '20', '180'],
  [25, 'ethylbenzene', '乙苯', 'μg/L', '0.5', '30', '300', '600'],
  [26, 'xylenes', '二甲苯（总量）', 'μg/L', '0.5', '100', '500', '1000'],
  [27, 'styrene', '苯乙烯', 'μg/L', '0.5', '2', '20', '40'],
  [28, '2,4-dinitrotoluene', '2,4-二硝基甲苯', 'μg/L', '0.1', '0.5', '5', '60'],
  [29, '2,6-dinitrotoluene', '2,6-二硝基甲苯', 'μg/L', '0.1', '0.5', '5', '30'],
  [30, 'naphthalene', '萘', 'μg/L', '1', '10', '100', '600'],
  [31, 'anthracene', '蒽', 'μg/L', '1', '360', '1800', '3600'],
  [32, 'fluoranthene', '荧蒽', 'μg/L', '1', '50', '240', '480'],
  [33, 'benzo-b-fluoranthene', '苯并(b)荧蒽', 'μg/L', '0.1', '0.4', '4', '8'],
  [34, 'benzo-a-pyrene', '苯并(a)芘', 'μg/L', '0.002', '0.002', '0.01', '0.5'],
  [35, 'pcb-total', '多氯联苯（总量）', 'μg/L', '0.05', '0.05', '0.5', '10'],
  [36, 'dehp', '邻苯二甲酸二(2-乙基己基)酯', 'μg/L', '3', '3', '8', '300'],
  [37, '2,4,6-trichlorophenol', '2,4,6-三氯酚', 'μg/L', '0.05', '20', '200', '300'],
  [38, 'pentachlorophenol', '五氯酚', 'μg/L', '0.05', '0.9', '9', '18'],
  [39, 'hch-total', '六六六（总量）', 'μg/L', '0.01', '0.5', '5', '300'],
  [40, 'gamma-hch', 'γ-六六六（林丹）', 'μg/L', '0.01', '0.2', '2', '150'],
  [41, 'ddt-total', '滴滴涕（总量）', 'μg/L', '0.01', '0.1', '1', '2'],
  [42, 'hexachlorobenzene', '六氯苯', 'μg/L', '0.01', '0.1', '1', '2'],
  [43, 'heptachlor', '七氯', 'μg/L', '0.01', '0.04', '0.4', '0.8'],
  [44, '2,4-d', '2,4-滴', 'μg/L', '0.1', '6', '30', '150'],
  [45, 'carbofuran', '克百威', 'μg/L', '0.05', '1.4', '7', '14'],
  [46, 'aldicarb', '涕灭威', 'μg/L', '0.05', '0.6', '3', '30'],
  [47, 'dichlorvos', '敌敌畏', 'μg/L', '0.05', '0.1', '1', '2'],
  [48, 'parathion-methyl', '甲基对硫磷', 'μg/L', '0.05', '4', '20', '40'],
  [49, 'malathion', '马拉硫磷', 'μg/L', '0.05', '25', '250', '500'],
  [50, 'dimethoate', '乐果', 'μg/L', '0.05', '16', '80', '160'],
  [51, 'chlorpyrifos', '毒死蜱', 'μg/L', '0.05', '6', '30', '60'],
  [52, 'chlorothalonil', '百菌清', 'μg/L', '0.05', '1', '10', '150'],
  [53, 'atrazine', '莠去津', 'μg/L', '0.05', '0.4', '2', '600'],
  [54, 'glyphosate', '草甘膦', 'μg/L', '0.1', '140', '700', '1400'],
]

/** Ⅰ–Ⅲ类 share one range. Both ends belong to the better class. */
export const PH = { good: ['6.5', '8.5'], fair: ['5.5', '9.0'] } as const

/** Which members the totals of 表2 have. The lists are not verified against the official text, and a finding says so. */
export const SUMS: readonly Sum[] = [
  { substance: '1,2-dichloroethylene', sumOf: ['cis-1,2-dichloroethylene', 'trans-1,2-dichloroethylene'] },
  {
    substance: 'trichlorobenzenes',
    sumOf: ['1,2,3-trichlorobenzene', '1,2,4-trichlorobenzene', '1,3,5-trichlorobenzene'],
  },
  { substance: 'xylenes', sumOf: ['o-xylene', 'm-p-xylene'] },
  { substance: 'm-p-xylene', sumOf: ['m-xylene', 'p-xylene'] },
  { substance: 'pcb-total', sumOf: [28, 52, 101, 118, 138, 153, 180, 194, 206].map(n => `pcb-${n}`) },
  { substance: 'hch-total', sumOf: ['alpha-hch', 'beta-hch', 'gamma-hch', 'delta-hch'] },
  { substance: 'ddt-total', sumOf: ['ddt', 'pp-dde', 'pp-ddd'] },
  { substance: 'ddt', sumOf: ['op-ddt', 'pp-ddt'] },
]
