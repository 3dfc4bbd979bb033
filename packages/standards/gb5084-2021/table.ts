import type { Decimal } from '@jingtu/core/measure.ts'

/**
 * GB 5084-2021 农田灌溉水质标准, in force from 2021-07-01. The official text was not at hand: 'verified' rows were seen in a source
 * of the 2021 edition and equal that of 2005, '2005' rows only in the edition before, 'memory' rows in none. Findings by a row
 * that is not verified say so.
 */
export const STANDARD = {
  id: 'GB 5084-2021',
  title: '农田灌溉水质标准',
  from: '2021-07-01',
  until: null,
  supersedes: 'GB 5084-2005',
} as const

export const COLUMNS = ['水田作物', '旱地作物', '蔬菜a', '蔬菜b'] as const
export type Column = (typeof COLUMNS)[number]
type Source = 'verified' | '2005' | 'memory'

export type Row =
  | readonly [no: number, substance: string, name: string, unit: string, pH: 'pH', source: Source]
  /** Limits that depend on the place or the crop's tolerance, the same in every column. */
  | readonly [
      no: number,
      substance: string,
      name: string,
      unit: string,
      byCondition: readonly (readonly [condition: string, limit: Decimal])[],
      source: Source,
    ]
  | readonly [
      no: number,
      substance: string,
      name: string,
      unit: string,
      paddy: Decimal,
      dryland: Decimal,
      vegetablesA: Decimal,
      vegetablesB: Decimal,
      source: Source,
    ]

// 水田作物, 旱地作物, 蔬菜 a（加工、烹调及去皮蔬菜）, 蔬菜 b（生食类蔬菜、瓜类和草本水果）

/** 表1 基本控制项目. */
export const BASIC: readonly Row[] = [
  [1, 'ph', 'pH 值', '无量纲', 'pH', 'verified'],
  [2, 'water-temperature', '水温', '℃', '35', '35', '35', '35', '2005'],
  [3, 'suspended-solids', '悬浮物', 'mg/L', '80', '100', '60', '15', '2005'],
  [4, 'bod5', '五日生化需氧量（BOD5）', 'mg/L', '60', '100', '40', '15', '2005'],
  [5, 'cod-cr', '化学需氧量（CODCr）', 'mg/L', '150', '200', '100', '60', '2005'],
  [6, 'anionic-surfactants', '阴离子表面活性剂', 'mg/L', '5', '8', '5', '5', '2005'],
  [7, 'chloride', '氯化物（以 Cl⁻ 计）', 'mg/L', '350', '350', '350', '350', '2005'],
  [8, 'sulfide', '硫化物（以 S²⁻ 计）', 'mg/L', '1', '1', '1', '1', 'verified'],
  [
    9,
    'salinity',
    '全盐量',
    'mg/L',
    [
      ['非盐碱土地区', '1000'],
      ['盐碱土地区', '2000'],
    ],
    '2005',
  ],
  [10, 'lead', '总铅', 'mg/L', '0.2', '0.2', '0.2', '0.2', 'verified'],
  [11, 'cadmium', '总镉', 'mg/L', '0.01', '0.01', '0.01', '0.01', 'verified'],
  [12, 'chromium-vi', '铬（六价）', 'mg/L', '0.1', '0.1', '0.1', '0.1', 'verified'],
  [13, 'mercury', '总汞', 'mg/L', '0.001', '0.001', '0.001', '0.001', 'verified'],
  [14, 'arsenic', '总砷', 'mg/L', '0.05', '0.1', '0.05', '0.05', 'verified'],
  [15, 'fecal-coliforms', '粪大肠菌群数', 'MPN/L', '40000', '40000', '20000', '10000', '2005'],
  [16, 'ascaris-eggs', '蛔虫卵数', '个/10L', '20', '20', '20', '10', '2005'],
]

/** 表2 选择控制项目. */
export const SELECTIVE: readonly Row[] = [
  [1, 'cyanide', '氰化物（以 CN⁻ 计）', 'mg/L', '0.5', '0.5', '0.5', '0.5', 'verified'],
  [
    2,
    'fluoride',
    '氟化物（以 F⁻ 计）',
    'mg/L',
    [
      ['一般地区', '2'],
      ['高氟区', '3'],
    ],
    '2005',
  ],
  [3, 'petroleum', '石油类', 'mg/L', '5', '10', '1', '1', '2005'],
  [4, 'volatile-phenols', '挥发酚', 'mg/L', '1', '1', '1', '1', 'verified'],
  [5, 'copper', '总铜', 'mg/L', '0.5', '1', '1', '1', '2005'],
  [6, 'zinc', '总锌', 'mg/L', '2', '2', '2', '2', '2005'],
  [7, 'nickel', '总镍', 'mg/L', '0.2', '0.2', '0.2', '0.2', 'memory'],
  [8, 'selenium', '硒', 'mg/L', '0.02', '0.02', '0.02', '0.02', 'verified'],
  [
    9,
    'boron',
    '硼',
    'mg/L',
    [
      ['对硼敏感作物（如黄瓜、豆类、马铃薯、笋瓜、韭菜、洋葱、柑橘等）', '1'],
      ['对硼耐受性较强的作物（如小麦、玉米、青椒、小白菜、葱等）', '2'],
      ['对硼耐受性强的作物（如水稻、萝卜、油菜、甘蓝等）', '3'],
    ],
    '2005',
  ],
  [10, 'benzene', '苯', 'mg/L', '2.5', '2.5', '2.5', '2.5', '2005'],
  [11, 'toluene', '甲苯', 'mg/L', '0.7', '0.7', '0.7', '0.7', 'memory'],
  [12, 'xylenes', '二甲苯', 'mg/L', '0.5', '0.5', '0.5', '0.5', 'memory'],
  [13, 'cumene', '异丙苯', 'mg/L', '0.25', '0.25', '0.25', '0.25', 'memory'],
  [14, 'aniline', '苯胺', 'mg/L', '0.5', '0.5', '0.5', '0.5', 'memory'],
  [15, 'chloral', '三氯乙醛', 'mg/L', '1', '0.5', '0.5', '0.5', '2005'],
  [16, 'acrolein', '丙烯醛', 'mg/L', '0.5', '0.5', '0.5', '0.5', '2005'],
  [17, 'chlorobenzene', '氯苯', 'mg/L', '0.3', '0.3', '0.3', '0.3', 'memory'],
  [18, '1,2-dichlorobenzene', '1,2-二氯苯', 'mg/L', '1', '1', '1', '1', 'memory'],
  [19, '1,4-dichlorobenzene', '1,4-二氯苯', 'mg/L', '0.4', '0.4', '0.4', '0.4', 'memory'],
  [20, 'nitrobenzene', '硝基苯', 'mg/L', '2', '2', '2', '2', 'memory'],
]

/** Both ends comply. */
export const PH = ['5.5', '8.5'] as const
