import type { TableCell, TableRow } from './context.ts'
import { ARABIC, MASK, normalise, readNumber } from './numerals.ts'
import type { Day, Operator, PlanTarget, Span } from './programme.ts'

export const nothing = /^(?:\/|-{1,2}|—{1,2}|–|－|\\|无|不涉及|不考核|未下达|暂无|〇|)$/

type Column = 'name' | 'value' | 'unit' | 'binding' | 'base' | 'group' | 'skip'

const columns: [Column, RegExp][] = [
  [
    'skip',
    /序号|编号|^号$|备注|说明|牵头|责任|配合|落实|部门|主管|来源|依据|方式|频次要求|时限|期限|时间|审核|考核(?!目标|指标|要求)/,
  ],
  ['unit', /^(?:计量)?单位(?:（.*）)?$|^量纲$/],
  ['binding', /性质|属性|指标类型|指标类别$/],
  ['base', /现状|基准|基期|基数|实际|完成情况|上年/],
  [
    'name',
    /指标(?:名称|项目|内容)?$|^(?:考核|评价|主要|具体|二级|三级|分项|目标)指标|名称$|^(?:项目|内容|任务|工作任务|指标项|目标任务|目标名称|目标项目)$/,
  ],
  ['group', /^(?:类别|分类|类型|领域|方面|一级指标|一级|要素|大类)$/],
  [
    'value',
    /目标|指标值|任务(?:数|量|值)|计划(?:数|量|值)|控制数|^值$|要求|(?:^|\D)\d{4}年?(?:度|底)?(?:目标|计划|任务)?|^数值$|^数量$/,
  ],
]

export const squeeze = (text: string) => normalise(text).text.replaceAll('\n', '')
export const kindOf = (heading: string): Column | null => columns.find(([, words]) => words.test(heading))?.[0] ?? null
export const isPlace = (text: string) =>
  text.length <= 14 &&
  /(?:省|市|州|县|旗|区|镇|乡|街道|新区|开发区|园区|农场|林场|管委会|社区|村|办事处|兵团|师)$/.test(text)
export const isTotal = (text: string) => /^(?:合计|总计|小计|全[省市县区镇乡国]|[一-龥]{0,6}合计)$/.test(text)

export const figure = new RegExp(
  `^(?<bound>≥|≤|>=|<=|>|<|=|不得?低于|不得?少于|不小于|至少|不得?超过|不得?高于|不大于|不多于|大于等于|小于等于|高于|低于|大于|小于|超过|达到|完成|控制在|提高到|累计(?:不少于|达到|不低于)?|\\+|-)?(?<low>${ARABIC})?(?:[-~—至])?(?<value>${ARABIC}|${MASK})(?<unit>%|‰|[^\\d，。；%以左及（]{0,8})?(?<after>以上|及以上|以内|以下|左右)?(?:（.{0,20}）)?$`,
)

interface Reading {
  op: Operator
  value: number | string | null
  valueMax: number | null
  unit: string | null
  approx: boolean
  cumulative: boolean
  masked: boolean
}

/** A cell as a target: 不低于92% · ≥85 · 36 · 1-2 · 有效保障. Null for “/” and empty cells: nothing is assigned. */
export function readCell(text: string): Reading | null {
  const s = squeeze(text).replace(/[①-⑳]/g, '')
  if (nothing.test(s)) return null
  const plain = { valueMax: null, approx: false, cumulative: /^累计/.test(s), masked: false }
  const m = figure.exec(s)
  if (!m) return { ...plain, op: 'text', value: s, unit: null }
  const g = m.groups!
  const bound = g.bound ?? ''
  const after = g.after ?? ''
  const masked = new RegExp(`^(?:${MASK})$`).test(g.value!)
  // “35-40” is a range, “12” with a greedy first part is not.
  const isRange =
    g.low !== undefined && /[-~—至]/.test(s.slice(bound.length + g.low.length, bound.length + g.low.length + 1))
  const number = masked ? null : readNumber(isRange || g.low === undefined ? g.value! : g.low + g.value!)
  const op: Operator =
    /≥|>=|低于$|少于$|不小于|至少|大于等于/.test(bound) && /不|≥|>=|至少|等于/.test(bound)
      ? '>='
      : /≤|<=|不得?超过|不得?高于|不大于|不多于|小于等于|控制在/.test(bound)
        ? '<='
        : /^(?:>|高于|大于|超过)/.test(bound)
          ? '>'
          : /^(?:<|低于|小于)/.test(bound)
            ? '<'
            : /以上/.test(after) || /^(?:达到|提高到|累计达到)/.test(bound)
              ? '>='
              : /以内|以下/.test(after)
                ? '<='
                : '='
  const value = bound === '-' && number !== null ? -number : number
  return {
    ...plain,
    op,
    value: isRange ? readNumber(g.low!) : value,
    valueMax: isRange ? value : null,
    unit: g.unit || null,
    approx: /左右/.test(after),
    masked,
  }
}

/** “受污染耕地安全利用率（%）” → name and unit; footnote marks go. */
export function readName(text: string): { name: string; unit: string | null } {
  const s = squeeze(text).replace(/[①-⑳*]/g, '')
  const unit = /[（[]([^（）\d]{1,10}|%)[）\]]$/.exec(s)
  const isUnit =
    unit !== null &&
    /^(?:%|‰|[百千]?万?亿?(?:个|家|座|处|条|亩|吨|户|人|人次|次|公里|千米|平方公里|平方米|立方米|公顷|元|台|套|辆|起|项|件|天|例|村|头|只|株|微克\/立方米|毫克\/升|μg\/m3|ug\/m3|mg\/L).*)$/i.test(
      unit[1]!,
    )
  return isUnit ? { name: s.slice(0, unit.index), unit: unit[1]! } : { name: s, unit: null }
}

export interface Frame {
  home: string | null
  /** End of the year the table is for. */
  day: Day | null
  planYear: number | null
}

export const at = (row: TableRow, i: number, width: number): TableCell | undefined =>
  // Cells that a vertical merge left out are missing at the left.
  row.cells[i - (row.cells.length < width ? width - row.cells.length : 0)]

interface Place {
  quote: string
  span: Span
}

export const placeOf = (text: string, row: TableRow, from: TableCell | undefined, cell: TableCell): Place => {
  const start = from && from.span[0] <= cell.span[0] ? from.span[0] : cell.span[0]
  const span: Span = [start, Math.max(cell.span[1], start)]
  return { quote: text.slice(...span) || row.cells.map(c => c.text).join('\t'), span }
}

export function make(
  indicator: string,
  unit: string | null,
  reading: Reading,
  place: Place,
  by: Day | null,
  byExplicit: boolean,
  scope: string | null,
): PlanTarget {
  return {
    indicator,
    op: reading.op,
    value: reading.value,
    valueMax: reading.valueMax,
    unit: reading.op === 'text' ? null : (reading.unit ?? unit),
    by,
    byExplicit,
    scope,
    kind: 'indicator',
    binding: null,
    approx: reading.approx,
    cumulative: reading.cumulative,
    masked: reading.masked,
    pending: typeof reading.value === 'string' && /下达|待定|为准/.test(reading.value) ? reading.value : null,
    baseline: null,
    ...place,
    task: null,
    source: 'table',
  }
}
