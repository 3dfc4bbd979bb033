/**
 * GB 15618-2018 土壤环境质量 农用地土壤污染风险管控标准（试行）, in force from 2018-08-01. The tables read like the printed page;
 * columns are the pH bands. Every number equals three independent public transcriptions (docs/standards-check.md).
 */
export const STANDARD = {
  id: 'GB 15618-2018',
  title: '土壤环境质量 农用地土壤污染风险管控标准（试行）',
  from: '2018-08-01',
  until: null,
  supersedes: 'GB 15618-1995',
} as const

/** Upper edges are inclusive: pH 5.5 belongs to the first band. */
export const PH_BANDS = [
  { label: 'pH≤5.5', above: null, upTo: '5.5' },
  { label: '5.5＜pH≤6.5', above: '5.5', upTo: '6.5' },
  { label: '6.5＜pH≤7.5', above: '6.5', upTo: '7.5' },
  { label: 'pH＞7.5', above: '7.5', upTo: null },
] as const

type Row = readonly [string, string, string, string]

/** 表1 农用地土壤污染风险筛选值（基本项目）, mg/kg. */
export const SCREENING: {
  no: number
  substance: string
  name: string
  rows: { use: '水田' | '其他' | '果园' | null; values: Row }[]
}[] = [
  {
    no: 1,
    substance: 'cadmium',
    name: '镉',
    rows: [
      { use: '水田', values: ['0.3', '0.4', '0.6', '0.8'] },
      { use: '其他', values: ['0.3', '0.3', '0.3', '0.6'] },
    ],
  },
  {
    no: 2,
    substance: 'mercury',
    name: '汞',
    rows: [
      { use: '水田', values: ['0.5', '0.5', '0.6', '1.0'] },
      { use: '其他', values: ['1.3', '1.8', '2.4', '3.4'] },
    ],
  },
  {
    no: 3,
    substance: 'arsenic',
    name: '砷',
    rows: [
      { use: '水田', values: ['30', '30', '25', '20'] },
      { use: '其他', values: ['40', '40', '30', '25'] },
    ],
  },
  {
    no: 4,
    substance: 'lead',
    name: '铅',
    rows: [
      { use: '水田', values: ['80', '100', '140', '240'] },
      { use: '其他', values: ['70', '90', '120', '170'] },
    ],
  },
  {
    no: 5,
    substance: 'chromium',
    name: '铬',
    rows: [
      { use: '水田', values: ['250', '250', '300', '350'] },
      { use: '其他', values: ['150', '150', '200', '250'] },
    ],
  },
  {
    no: 6,
    substance: 'copper',
    name: '铜',
    rows: [
      { use: '果园', values: ['150', '150', '200', '200'] },
      { use: '其他', values: ['50', '50', '100', '100'] },
    ],
  },
  { no: 7, substance: 'nickel', name: '镍', rows: [{ use: null, values: ['60', '70', '100', '190'] }] },
  { no: 8, substance: 'zinc', name: '锌', rows: [{ use: null, values: ['200', '200', '250', '300'] }] },
]

/** 表2 农用地土壤污染风险筛选值（其他项目）, mg/kg; independent of pH. */
export const OTHER_ITEMS: { no: number; substance: string; name: string; value: string; sumOf: string[] | null }[] = [
  {
    no: 1,
    substance: 'hch-total',
    name: '六六六总量',
    value: '0.10',
    sumOf: ['alpha-hch', 'beta-hch', 'gamma-hch', 'delta-hch'],
  },
  { no: 2, substance: 'ddt-total', name: '滴滴涕总量', value: '0.10', sumOf: ['pp-dde', 'pp-ddd', 'ddt'] },
  { no: 3, substance: 'benzo-a-pyrene', name: '苯并[a]芘', value: '0.55', sumOf: null },
]

/** 表3 农用地土壤污染风险管制值, mg/kg. */
export const INTERVENTION: { no: number; substance: string; name: string; values: Row }[] = [
  { no: 1, substance: 'cadmium', name: '镉', values: ['1.5', '2.0', '3.0', '4.0'] },
  { no: 2, substance: 'mercury', name: '汞', values: ['2.0', '2.5', '4.0', '6.0'] },
  { no: 3, substance: 'arsenic', name: '砷', values: ['200', '150', '120', '100'] },
  { no: 4, substance: 'lead', name: '铅', values: ['400', '500', '700', '1000'] },
  { no: 5, substance: 'chromium', name: '铬', values: ['800', '850', '1000', '1300'] },
]
