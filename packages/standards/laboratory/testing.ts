/** One campaign as ten imaginary laboratories would report it; every form says the same of the same samples. */
import type { Grid } from '../screening/grid.ts'

export interface Said {
  sample: string
  pH: string
  /** By catalogue id, as reported in mg/kg; `<` is below. */
  results: Record<string, string>
}

/** Detection limits: cadmium 0.01, mercury 0.002, arsenic 0.6, lead 2. */
export const TRUTH: readonly Said[] = [
  { sample: 'KT-01', pH: '5.8', results: { cadmium: '0.42', mercury: '<0.002', arsenic: '11.5', lead: '63' } },
  { sample: 'KT-02', pH: '6.9', results: { cadmium: '<0.01', mercury: '0.13', arsenic: '8.20', lead: '1234' } },
  { sample: 'KT-03', pH: '7.7', results: { cadmium: '0.07', mercury: '0.051', arsenic: '<0.6', lead: '<2' } },
]
const IDS = ['cadmium', 'mercury', 'arsenic', 'lead'] as const
const ZH = ['镉', '汞', '砷', '铅']
const CAS = ['7440-43-9', '7439-97-6', '7440-38-2', '7439-92-1']
const LIMITS = ['0.01', '0.002', '0.6', '2']
const cell = (s: Said, i: number): string => s.results[IDS[i]!]!
const each = <T>(f: (s: Said, i: number) => T): T[] => TRUTH.flatMap(s => IDS.map((_, i) => f(s, i)))
const pad = (rows: string[][]): string[][] => {
  const width = Math.max(...rows.map(r => r.length))
  return rows.map(r => [...r, ...Array<string>(width - r.length).fill('')])
}
const micro = (text: string): string => text.replace(/[\d.]+/, n => String(Math.round(Number(n) * 1e6) / 1000))

/** Head on rows 6 and 7 with merged groups, limits under it, remarks and signatures below. */
const merged: Grid = {
  name: '土壤',
  rows: pad([
    ['青禾检测所'],
    ['土壤样品检测结果表'],
    ['报告编号：QH-26-031', '', '', '采样日期：2026年3月5日'],
    [],
    ['受检单位：某镇', '', '', '共 1 页'],
    ['序号', '样品编号', 'pH', '重金属（mg/kg）', '', '', ''],
    ['', '', '', ...ZH],
    ['', '检出限', '/', ...LIMITS],
    ...TRUTH.map((s, n) => [
      String(n + 1),
      s.sample,
      s.pH,
      ...IDS.map((_, i) => (cell(s, i).startsWith('<') ? '未检出' : cell(s, i))),
    ]),
    ['', '最大值', '7.7', '0.42', '0.13', '11.5', '1234'],
    ['备注：未检出指低于检出限。'],
    ['编制：甲', '', '审核：乙', '', '批准：丙'],
    ['以下空白'],
  ]),
  merges: [
    { startRow: 0, startColumn: 0, endRow: 0, endColumn: 6 },
    { startRow: 1, startColumn: 0, endRow: 1, endColumn: 6 },
    ...[0, 1, 2].map(c => ({ startRow: 5, startColumn: c, endRow: 6, endColumn: c })),
    { startRow: 5, startColumn: 3, endRow: 5, endColumn: 6 },
  ],
}

/** A row a result, the head again where a page ends. */
const longHead = ['样品编号', '检测项目', '检测结果', '计量单位', '方法检出限', '土壤pH', '检测方法']
const long: Grid = {
  name: '',
  rows: [
    longHead,
    ...each((s, i) => [
      s.sample,
      ZH[i]!,
      cell(s, i).replace(/^</, '＜'),
      'mg/kg',
      LIMITS[i]!,
      s.pH,
      'HJ 803-2016',
    ]).flatMap((r, n) => (n === 5 ? [['第 2 页 共 3 页'], longHead, r] : [r])),
  ],
}

/** Samples across, with columns of units, limits and screening values. */
const turned: Grid = {
  name: '结果',
  rows: pad([
    ['检测结果一览'],
    ['序号', '检测项目', 'CAS号', '单位', '检出限', '筛选值', ...TRUTH.map(s => s.sample)],
    ['1', 'pH 值', '', '无量纲', '/', '/', ...TRUTH.map(s => s.pH)],
    ...ZH.map((name, i) => [
      String(i + 2),
      `总${name}`,
      CAS[i]!,
      'mg·kg⁻¹',
      LIMITS[i]!,
      '999',
      ...TRUTH.map(s => (cell(s, i).startsWith('<') ? 'ND' : cell(s, i))),
    ]),
    ['注：ND 表示未检出'],
  ]),
}

/** A sheet a sample; its number stands above the table. */
const sheets: Grid[] = TRUTH.map(s => ({
  name: s.sample,
  rows: pad([
    ['检 测 报 告'],
    ['样品编号：', s.sample, '样品类型：', '土壤'],
    ['采样日期', '2026.3.5', '收样日期', '2026.3.6'],
    ['分析项目', '测定值', '单位'],
    ['pH', s.pH, '无量纲'],
    ...IDS.map((_, i) => [`${ZH[i]}（${['Cd', 'Hg', 'As', 'Pb'][i]}）`, cell(s, i), 'mg/kg']),
  ]),
}))

/** pH on one sheet, metals on another, notes on a third. */
const twoSheets: Grid[] = [
  { name: '理化', rows: [['样品编号', 'pH（无量纲）', '有机质(g/kg)'], ...TRUTH.map(s => [s.sample, s.pH, '21.3'])] },
  {
    name: '重金属',
    rows: [['样品编号', ...ZH.map(z => `${z} mg/kg`)], ...TRUTH.map(s => [s.sample, ...IDS.map((_, i) => cell(s, i))])],
  },
  { name: '说明', rows: [['本结果仅对来样负责'], ['电话', '0000']] },
]

/** English heads, CAS numbers and qualifiers. */
const english: Grid = {
  name: 'Results',
  rows: [
    ['Sample ID', 'CAS No.', 'Analyte', 'Qualifier', 'Result', 'Unit', 'MDL', 'pH', 'Matrix'],
    ...each((s, i) => [
      s.sample,
      CAS[i]!,
      ['Cadmium', 'Mercury', 'Arsenic', 'Lead'][i]!,
      cell(s, i).startsWith('<') ? 'U' : '',
      cell(s, i).replace('<', '').replace('1234', '1,234'),
      'mg/kg',
      LIMITS[i]!,
      s.pH,
      'Soil',
    ]),
  ],
}

/** Units in a line under the head, limits in a line below the samples. */
const unitLine: Grid = {
  name: 'Sheet1',
  rows: pad([
    ['监测点位', '样品编号', 'pH', ...ZH, '备注'],
    ['', '', '无量纲', ...ZH.map(() => '(mg/kg)')],
    ...TRUTH.map(s => [
      '某村',
      s.sample,
      s.pH,
      ...IDS.map((_, i) => (cell(s, i).startsWith('<') ? `${LIMITS[i]}L` : cell(s, i))),
      '',
    ]),
    [],
    ['方法检出限', '', '', ...LIMITS],
    ['平均值', '', '6.8', '0.2', '0.1', '9', '600'],
  ]),
}

/** 镉 over 结果, 单位 and 检出限. */
const grouped: Grid = {
  name: '明细',
  rows: [
    ['样品编号', 'pH', ...ZH.flatMap(z => [z, '', ''])],
    ['', '', ...ZH.flatMap(() => ['结果', '单位', '检出限'])],
    ...TRUTH.map(s => [
      s.sample,
      s.pH,
      ...IDS.flatMap((_, i) => [cell(s, i).startsWith('<') ? 'ND' : cell(s, i), 'mg/kg', LIMITS[i]!]),
    ]),
  ],
}

/** The corner says both what stands beside and what stands above; micrograms. */
const corner: Grid = {
  name: '',
  rows: [
    ['检测项目', ...ZH, 'pH值'],
    ['样品编号', ...ZH.map(() => 'μg/kg'), '/'],
    ...TRUTH.map(s => [s.sample, ...IDS.map((_, i) => micro(cell(s, i))), s.pH]),
  ],
}

/** A wide table laid on its side. */
const onItsSide: Grid = {
  name: '土壤',
  rows: [
    ['样品编号', ...TRUTH.map(s => s.sample)],
    ['采样深度(cm)', ...TRUTH.map(() => '0-20')],
    ['pH', ...TRUTH.map(s => s.pH)],
    ...ZH.map((z, i) => [`${z}(mg/kg)`, ...TRUTH.map(s => cell(s, i))]),
  ],
}

export const FORMS: readonly [laboratory: string, grids: readonly Grid[]][] = [
  ['a merged two-line head on row 6', [merged]],
  ['a row a result with repeated heads', [long]],
  ['samples across', [turned]],
  ['a sheet a sample', sheets],
  ['two sheets and one of notes', twoSheets],
  ['English heads with CAS numbers and qualifiers', [english]],
  ['lines of units and limits', [unitLine]],
  ['a substance over result, unit and limit', [grouped]],
  ['a corner head in micrograms', [corner]],
  ['a wide table on its side', [onItsSide]],
]
