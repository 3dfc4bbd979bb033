import type { DocumentContext, PlanTable, TableCell, TableRow } from './context.ts'
import { ARABIC, MASK, normalise, readNumber } from './numerals.ts'
import type { Day, Operator, PlanTarget, Span } from './programme.ts'
import { findBareTables, inRows } from './targets-lines.ts'

/** Tables of targets say so; lists of sites, firms, projects, people and marks are full of numbers that nobody has to reach. */
const announces = /目标|指标|任务(?:数|量|分解|安排|计划|表)|计划(?:数|量|表)|控制数|约束性|指导性|预期性/
const otherTable =
  /名单|名录|通讯录|联系|领导小组|评分|赋分|分值|得分|扣分|打分|投资|资金|经费|经度|纬度|企业名称|项目名称|建设内容|单位名称|点位名称|河流名称|责任人|电话|地址|检测方法|标准限值|限值/
const nothing = /^(?:\/|-{1,2}|—{1,2}|–|－|\\|无|不涉及|不考核|未下达|暂无|〇|)$/

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

const squeeze = (text: string) => normalise(text).text.replaceAll('\n', '')
const kindOf = (heading: string): Column | null => columns.find(([, words]) => words.test(heading))?.[0] ?? null
const isPlace = (text: string) =>
  text.length <= 14 &&
  /(?:省|市|州|县|旗|区|镇|乡|街道|新区|开发区|园区|农场|林场|管委会|社区|村|办事处|兵团|师)$/.test(text)
const isTotal = (text: string) => /^(?:合计|总计|小计|全[省市县区镇乡国]|[一-龥]{0,6}合计)$/.test(text)

const figure = new RegExp(
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
function readName(text: string): { name: string; unit: string | null } {
  const s = squeeze(text).replace(/[①-⑳*]/g, '')
  const unit = /[（[]([^（）\d]{1,10}|%)[）\]]$/.exec(s)
  const isUnit =
    unit !== null &&
    /^(?:%|‰|[百千]?万?亿?(?:个|家|座|处|条|亩|吨|户|人|人次|次|公里|千米|平方公里|平方米|立方米|公顷|元|台|套|辆|起|项|件|天|例|村|头|只|株|微克\/立方米|毫克\/升|μg\/m3|ug\/m3|mg\/L).*)$/i.test(
      unit[1]!,
    )
  return isUnit ? { name: s.slice(0, unit.index), unit: unit[1]! } : { name: s, unit: null }
}

interface Frame {
  home: string | null
  /** End of the year the table is for. */
  day: Day | null
  planYear: number | null
}

/** Targets of every table that announces targets, however its cells were flattened. */
export function readTargetTables(doc: DocumentContext, home: string | null): PlanTarget[] {
  const targets: PlanTarget[] = []
  const tables = doc.tables.filter(t => !t.isTaskTable)
  const known = doc.tables.map(t => t.span)
  for (const found of [...tables, ...findBareTables(doc.text, known)]) {
    const table = inRows(found)
    if (doc.tasks.some(t => t.span[0] >= table.span[0] && t.span[1] <= table.span[1])) continue
    const year = /(\d{4})年/.exec(table.caption)?.[1]
    const planYear = doc.year
    const day = year ? `${year}-12-31` : planYear !== null ? `${planYear}-12-31` : null
    targets.push(...readTable(doc.text, table, { home, day, planYear }))
  }
  return targets
}

export function readTable(text: string, table: PlanTable, frame: Frame): PlanTarget[] {
  const rows = table.rows.filter(
    r => r.cells.some(c => c.text) && !/^注[:：]|^[①-⑳]/.test(r.cells.find(c => c.text)!.text),
  )
  if (rows.length < 2) return []
  const first = rows.findIndex(r => r.cells.filter(c => c.text).length >= 2)
  if (first < 0 || first === rows.length - 1) return []
  const heading = rows.slice(first, first + 2).flatMap(r => r.cells.map(c => squeeze(c.text)))
  const above = `${table.caption}${rows
    .slice(0, first)
    .map(r => r.cells.map(c => c.text).join(''))
    .join('')}`
  if (!announces.test(squeeze(above)) && !heading.some(h => h.length < 20 && announces.test(h))) return []
  if (
    otherTable.test(heading.join(' ')) ||
    /名单|名录|评分|考核细则|(?<!(?:目标|指标|任务))清单$/.test(squeeze(table.caption))
  )
    return []
  return byRows(text, rows.slice(first), frame) ?? byColumns(text, rows.slice(first), frame)
}

const at = (row: TableRow, i: number, width: number): TableCell | undefined =>
  // Cells that a vertical merge left out are missing at the left.
  row.cells[i - (row.cells.length < width ? width - row.cells.length : 0)]

interface Place {
  quote: string
  span: Span
}

const placeOf = (text: string, row: TableRow, from: TableCell | undefined, cell: TableCell): Place => {
  const start = from && from.span[0] <= cell.span[0] ? from.span[0] : cell.span[0]
  const span: Span = [start, Math.max(cell.span[1], start)]
  return { quote: text.slice(...span) || row.cells.map(c => c.text).join('\t'), span }
}

function make(
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

/** One row per indicator: “序号 指标名称 单位 2025年目标 性质”. Null when the heading is of another kind. */
function byRows(text: string, rows: TableRow[], frame: Frame): PlanTarget[] | null {
  const head = rows[0]!.cells.map(c => squeeze(c.text))
  const kinds = head.map(kindOf)
  // The name stands in the column that says so, else in the one called 目标任务 or 项目.
  const nameAt = kinds.indexOf('name')
  if (nameAt < 0) return null
  const width = head.length
  const valueAt = kinds.flatMap((k, i) =>
    i !== nameAt && (k === 'value' || (k === null && i > nameAt && isPlace(head[i]!))) ? [i] : [],
  )
  if (valueAt.length === 0) return null
  const unitAt = kinds.indexOf('unit')
  const bindingAt = kinds.indexOf('binding')
  const targets: PlanTarget[] = []
  let name = { name: '', unit: null as string | null }
  let nameCell: TableCell | undefined
  for (const row of rows.slice(1)) {
    // Of a row whose empty cells were lost only the value is left: “某村某井：Ⅴ类”.
    const alone = row.cells.length === 1 && width > 2 ? row.cells[0]! : null
    if (alone && !/^[^：:]{2,20}[：:]\S{1,12}$/.test(squeeze(alone.text))) continue
    const found = alone ? undefined : at(row, nameAt, width)
    if (found?.text) {
      name = readName(found.text)
      nameCell = found
    }
    if (!name.name) continue
    const unitText = unitAt < 0 ? '' : squeeze(at(row, unitAt, width)?.text ?? '')
    const binding = bindingAt < 0 ? null : (/约束性|指导性/.exec(at(row, bindingAt, width)?.text ?? '')?.[0] ?? null)
    for (const i of valueAt) {
      const cell = alone ?? at(row, i, width)
      if (!cell?.text) continue
      const year = /(\d{4})年?/.exec(head[i]!)?.[1]
      if (year && frame.planYear !== null && Number(year) < frame.planYear) continue
      const by = year ? `${year}-12-31` : frame.day
      // A point of its own in the value: “某村某井：Ⅳ类”.
      const named = /^([^：:]{2,20})[：:](.+)$/.exec(squeeze(cell.text).replace(/[①-⑳]/g, ''))
      const reading = readCell(named ? named[2]! : cell.text)
      if (!reading) continue
      const scope = named ? named[1]! : isPlace(head[i]!) ? head[i]! : frame.home
      const place = placeOf(text, row, named || valueAt.length > 1 ? undefined : nameCell, cell)
      const unit = name.unit ?? (unitText && !nothing.test(unitText) ? unitText : null)
      const target = make(
        named ? `${name.name}（${named[1]}）` : name.name,
        unit,
        reading,
        place,
        by,
        year !== undefined,
        scope,
      )
      targets.push({ ...target, binding: binding as PlanTarget['binding'] })
    }
  }
  return targets
}

const looksLikeValue = (text: string): boolean => {
  const s = squeeze(text)
  if (/^\d{4}年/.test(s)) return false
  return (
    nothing.test(s) ||
    figure.test(s) ||
    (s.length <= 14 &&
      /保障|稳定|提升|开展|完成|改善|达标|不新增|零增长|Ⅰ|Ⅱ|Ⅲ|Ⅳ|Ⅴ|消除|下降|提高|达到|全覆盖|为准|待定/.test(s) &&
      !/率|数量|（/.test(s))
  )
}

/** Places, units and days beside the figures say for whom and when. */
const isCircumstance = (text: string): boolean =>
  isPlace(text) ||
  /(?:政府|管委会|[局委办厅]|办公室|单位|部门)$/.test(text) ||
  /^(?:\d{4}年)?\d{1,2}月.{0,3}(?:底|前|日|末)?$|^年?底前?$|^全年$|^长期/.test(text)

/** A heading that only says which year or which figure of the indicator above it. */
const stageOnly =
  /^(?:(?:\d{4}年?(?:度|底)?|十[一-五]五末?)?(?:目标值?|任务数?|计划数?|现状值?|实际值?|基数|基期值?|考核值|完成值?)?)$/

/**
 * The name of a column: the lowest heading that is filled. Where that only says a year (2025年 / 2026年目标), the
 * indicator stands above it, printed once over its columns.
 */
function columnNames(heads: TableRow[], width: number): (i: number) => string {
  const lowest = heads.at(-1)!
  const upper = heads.slice(0, -1).map(row => {
    const cells = row.cells.map(c => c.text)
    const below = lowest.cells.length < width ? lowest.cells.map(c => c.text) : lowest.cells.slice(1).map(c => c.text)
    const tops = cells.slice(1)
    const each = below.length / tops.length
    const even = cells.length < width - 1 && Number.isInteger(each) && below.every(b => stageOnly.test(squeeze(b)))
    if (even) return ['', ...tops.flatMap(top => new Array<string>(each).fill(top))]
    if (cells.length < width - 1) return []
    const filled = [...cells, ...new Array<string>(Math.max(0, width - cells.length)).fill('')]
    for (let i = 2; i < width; i++) if (!filled[i]) filled[i] = filled[i - 1]!
    return filled
  })
  return i => {
    const low = at(lowest, i, width)?.text ?? ''
    if (low && !stageOnly.test(squeeze(low))) return low
    const top = upper.map(row => row[i] ?? '').findLast(Boolean) ?? ''
    return /\d{4}/.test(low) || low ? `${top}|${low}` : top
  }
}

/** “合计” may stand over the number and the place, and the empty cells behind its figures may be lost. */
function wholeTotal(row: TableRow, width: number, placeAt: number): TableRow {
  const [label, ...rest] = row.cells
  if (!label || row.cells.length >= width || !isTotal(squeeze(label.text))) return row
  const empty = (at: number): TableCell => ({ text: '', span: [at, at] })
  const before = rest.findIndex(c => c.text)
  const missing = Math.max(0, placeAt - Math.max(0, before))
  const cells = [label, ...Array.from({ length: missing }, () => empty(label.span[1])), ...rest]
  while (cells.length < width) cells.push(empty(row.span[1]))
  return { ...row, cells }
}

/** One column per indicator, one row per place; the heading may take several rows (约束性指标 / 指导性指标 above the names). */
function byColumns(text: string, rows: TableRow[], frame: Frame): PlanTarget[] {
  const isValues = (row: TableRow) => {
    const filled = row.cells.slice(row.cells.length > 1 ? 1 : 0)
    const text = filled.filter(c => c.text && !isCircumstance(squeeze(c.text)))
    return text.length > 0 && text.filter(c => looksLikeValue(c.text)).length >= text.length * 0.6
  }
  const firstValues = rows.findIndex((row, i) => i > 0 && isValues(row))
  if (firstValues < 1) return []
  const heads = rows.slice(0, firstValues)
  const width = rows.reduce((most, r) => Math.max(most, r.cells.length), 0)
  const last = heads.at(-1)!
  if (heads.every(h => h.cells.length < width - 1)) return []
  const nameOf = columnNames(heads, width)
  const groups =
    heads.length > 1 ? heads[0]!.cells.map(c => squeeze(c.text)).filter(t => /约束性|指导性|预期性/.test(t)) : []
  const binding = groups.length === 1 ? (/约束性|指导性/.exec(groups[0]!)?.[0] ?? null) : null
  const corner = squeeze(heads[0]!.cells[0]?.text ?? '')
  const cornerIsPlace =
    isPlace(corner) &&
    !/^(?:县区|市县|县市区|县（市、区）|乡镇|镇街|地区|区域|行政区|设区市|地市|各.*|.*（.*)$/.test(corner)
  const targets: PlanTarget[] = []
  const placeAt =
    [0, 1].find(i =>
      rows.slice(firstValues).some(r => r.cells.length === width && isPlace(squeeze(r.cells[i]?.text ?? ''))),
    ) ?? -1
  for (const printed of rows.slice(firstValues)) {
    if (!isValues(printed)) continue
    const row = wholeTotal(printed, width, placeAt)
    const where = placeAt < 0 ? '' : squeeze(at(row, placeAt, width)?.text ?? '')
    const label = where || squeeze(at(row, 0, width)?.text ?? '')
    const scope = isTotal(label) ? frame.home : isPlace(label) ? label : cornerIsPlace ? corner : frame.home
    for (let i = placeAt + 1; i < width; i++) {
      const cell = at(row, i, width)
      if (!cell?.text || (i === 0 && !looksLikeValue(cell.text))) continue
      const [top = '', stage = ''] = nameOf(i).split('|')
      const heading = readName(top)
      const kind = kindOf(stage || heading.name)
      if (
        !heading.name ||
        /^(?:序号|编号|备注|说明)/.test(heading.name) ||
        kind === 'base' ||
        kind === 'binding' ||
        kind === 'unit' ||
        kind === 'skip'
      )
        continue
      if (last === row || isPlace(squeeze(cell.text))) continue
      const reading = readCell(cell.text)
      if (!reading) continue
      const year = /(\d{4})年?/.exec(stage || heading.name)?.[1]
      if (year && frame.planYear !== null && Number(year) < frame.planYear) continue
      const target = make(
        heading.name,
        heading.unit,
        reading,
        placeOf(text, row, undefined, cell),
        year ? `${year}-12-31` : frame.day,
        year !== undefined,
        scope,
      )
      targets.push({ ...target, binding: binding as PlanTarget['binding'] })
    }
  }
  return targets
}
