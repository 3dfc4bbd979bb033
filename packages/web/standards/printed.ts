import { ROWS as FOOD_ROWS } from '@jingtu/standards/gb2762/rows.ts'
import { STANDARD as FOOD_2022 } from '@jingtu/standards/gb2762-2022/edition.ts'
import { STANDARD as FOOD_2025 } from '@jingtu/standards/gb2762-2025/edition.ts'
import {
  COLUMNS,
  STANDARD as GB5084,
  BASIC as IRRIGATION_BASIC,
  PH as IRRIGATION_PH,
  SELECTIVE as IRRIGATION_SELECTIVE,
  type Row as IrrigationRow,
} from '@jingtu/standards/gb5084-2021/table.ts'
import {
  STANDARD as GB15618,
  INTERVENTION,
  OTHER_ITEMS,
  PH_BANDS,
  SCREENING,
} from '@jingtu/standards/gb15618-2018/table.ts'
import { BASIC, STANDARD as GB36600, OTHER, SUMS as SUMS_36600 } from '@jingtu/standards/gb36600-2018/table.ts'
import {
  STANDARD as GBT14848,
  OTHER as WATER_OTHER,
  PH as WATER_PH,
  ROUTINE as WATER_ROUTINE,
  type Row as WaterRow,
} from '@jingtu/standards/gbt14848-2017/table.ts'
import { getSubstance } from '@jingtu/standards/substances.ts'

/** A table as the printed page has it. */
export interface PrintedTable {
  /** 表1 … */
  id: string
  title: string
  /** Of all figures, where one unit holds for the table. */
  unit: string | null
  heads: readonly string[]
  /** Heads above heads: text and how many columns it spans. */
  above?: readonly (readonly [string, number])[]
  rows: readonly PrintedRow[]
  notes: readonly string[]
}
export interface PrintedRow {
  substance: string
  cells: readonly string[]
  /** Why the row is not verified; null: it is. */
  doubt: string | null
}

const row = (substance: string, cells: readonly (string | number)[], doubt: string | null = null): PrintedRow => ({
  substance,
  cells: cells.map(String),
  doubt,
})

const soil = (): PrintedTable[] => [
  {
    id: '表1',
    title: '农用地土壤污染风险筛选值（基本项目）',
    unit: 'mg/kg',
    above: [
      ['', 3],
      ['风险筛选值', 4],
    ],
    heads: ['序号', '污染物项目', '土地利用', ...PH_BANDS.map(b => b.label)],
    rows: SCREENING.flatMap(i => i.rows.map(r => row(i.substance, [i.no, i.name, r.use ?? '—', ...r.values]))),
    notes: ['重金属和类金属砷均按元素总量计。', '对于水旱轮作地，采用其中较严格的风险筛选值。'],
  },
  {
    id: '表2',
    title: '农用地土壤污染风险筛选值（其他项目）',
    unit: 'mg/kg',
    heads: ['序号', '污染物项目', '风险筛选值'],
    rows: OTHER_ITEMS.map(i => row(i.substance, [i.no, i.name, i.value])),
    notes: OTHER_ITEMS.flatMap(i =>
      i.sumOf ? [`${i.name}为 ${i.sumOf.map(s => getSubstance(s).name).join('、')} 的含量总和。`] : [],
    ),
  },
  {
    id: '表3',
    title: '农用地土壤污染风险管制值',
    unit: 'mg/kg',
    above: [
      ['', 2],
      ['风险管制值', 4],
    ],
    heads: ['序号', '污染物项目', ...PH_BANDS.map(b => b.label)],
    rows: INTERVENTION.map(i => row(i.substance, [i.no, i.name, ...i.values])),
    notes: [],
  },
]

const construction = (): PrintedTable[] =>
  [
    { id: '表1', title: '建设用地土壤污染风险筛选值和管制值（基本项目）', rows: BASIC },
    { id: '表2', title: '建设用地土壤污染风险筛选值和管制值（其他项目）', rows: OTHER },
  ].map(table => ({
    id: table.id,
    title: table.title,
    unit: 'mg/kg',
    above: [
      ['', 3],
      ['筛选值', 2],
      ['管制值', 2],
    ] as const,
    heads: ['序号', '污染物项目', 'CAS 编号', '第一类用地', '第二类用地', '第一类用地', '第二类用地'],
    rows: table.rows.map(([no, substance, name, ...limits]) =>
      row(substance, [no, name, getSubstance(substance).cas ?? '—', ...limits]),
    ),
    notes: [
      '砷、钴、钒：检测含量超过筛选值但等于或低于土壤环境背景值水平的，不纳入污染地块管理；背景值须另行核定。',
      '规划用途不明确的，适用第一类用地。',
      ...SUMS_36600.filter(s => table.rows.some(r => r[1] === s.substance)).map(
        s => `${getSubstance(s.substance).name}为 ${s.sumOf.map(m => getSubstance(m).name).join('、')} 之和。`,
      ),
    ],
  }))

const CLASSES = ['Ⅰ类', 'Ⅱ类', 'Ⅲ类', 'Ⅳ类', 'Ⅴ类']

function waterCells(r: WaterRow): string[] {
  if (r.length === 5) {
    if (r[4] === 'text') return ['无', '无', '无', '无', '有']
    const [low, high] = WATER_PH.good
    const [lowest, highest] = WATER_PH.fair
    const good = `${low}≤pH≤${high}`
    return [good, good, good, `${lowest}≤pH＜${low} 或 ${high}＜pH≤${highest}`, `pH＜${lowest} 或 pH＞${highest}`]
  }
  const [, , , , i, ii, iii, iv] = r
  return [i === null ? '不得检出' : `≤${i}`, `≤${ii}`, `≤${iii}`, iv === null ? `＞${iii}` : `≤${iv}`, `＞${iv ?? iii}`]
}

const water = (): PrintedTable[] =>
  [
    { id: '表1', title: '地下水质量常规指标及限值', rows: WATER_ROUTINE },
    { id: '表2', title: '地下水质量非常规指标及限值', rows: WATER_OTHER },
  ].map(table => ({
    id: table.id,
    title: table.title,
    unit: null,
    heads: ['序号', '项目', '计量单位', ...CLASSES],
    rows: table.rows.map(r => row(r[1], [r[0], r[2], r[3], ...waterCells(r)])),
    notes: [],
  }))

const IRRIGATION_DOUBT: Record<string, string | null> = {
  verified: null,
  '2005': '取自 2005 年版，未与 2021 年正式文本核对',
  memory: '未与任何文本核对',
}

function irrigationCells(r: IrrigationRow): string[] {
  if (r.length === 9) return r.slice(4, 8).map(String)
  if (r[4] === 'pH') return COLUMNS.map(() => IRRIGATION_PH.join('—'))
  const words = r[4].map(([condition, limit]) => `${condition} ${limit}`).join('；')
  return COLUMNS.map(() => words)
}

const irrigation = (): PrintedTable[] =>
  [
    { id: '表1', title: '农田灌溉水质基本控制项目限值', rows: IRRIGATION_BASIC },
    { id: '表2', title: '农田灌溉水质选择控制项目限值', rows: IRRIGATION_SELECTIVE },
  ].map(table => ({
    id: table.id,
    title: table.title,
    unit: null,
    heads: ['序号', '项目', '计量单位', ...COLUMNS],
    rows: table.rows.map(r =>
      row(r[1], [r[0], r[2], r[3], ...irrigationCells(r)], IRRIGATION_DOUBT[r.at(-1) as string] ?? null),
    ),
    notes: ['蔬菜 a：加工、烹调及去皮蔬菜；蔬菜 b：生食类蔬菜、瓜类和草本水果。'],
  }))

const FORMS = { total: '总量', inorganic: '无机', methyl: '甲基' } as const

const food = (): PrintedTable[] =>
  [...Map.groupBy(FOOD_ROWS, r => r[1])].map(([substance, rows]) => ({
    id: getSubstance(substance).name,
    title: `食品中${getSubstance(substance).name}限量（农产品及其简单制品）`,
    unit: null,
    heads: ['食品类别（名称）', '形态', '限量', '计量单位', '计量基准'],
    rows: rows.map(([, , form, name, , limit, unit, basis]) =>
      row(substance, [name, FORMS[form], limit, unit, basis === 'dry' ? '干重' : '鲜重']),
    ),
    notes: [],
  }))

const TABLES: Record<string, () => PrintedTable[]> = {
  [GB15618.id]: soil,
  [GB36600.id]: construction,
  [GBT14848.id]: water,
  [GB5084.id]: irrigation,
  [FOOD_2022.id]: food,
  [FOOD_2025.id]: food,
}

/** The tables of limits of a standard; empty where it has none. */
export const printedTables = (standard: string): PrintedTable[] => TABLES[standard]?.() ?? []
