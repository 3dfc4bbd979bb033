import type { TableCell, TableRow } from './context.ts'
import type { PlanTarget } from './programme.ts'
import {
  at,
  type Frame,
  figure,
  isPlace,
  isTotal,
  kindOf,
  make,
  nothing,
  placeOf,
  readCell,
  readName,
  squeeze,
} from './targets-cells.ts'

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

/** A place's row may have lost its last empty cells; “合计” may stand over the number and the place, and the empty cells behind its figures may be lost. */
function wholeTotal(row: TableRow, width: number, placeAt: number): TableRow {
  const [label, ...rest] = row.cells
  if (
    !label ||
    row.cells.length >= width ||
    !(isTotal(squeeze(label.text)) || (placeAt === 0 && isPlace(squeeze(label.text))))
  )
    return row
  const empty = (at: number): TableCell => ({ text: '', span: [at, at] })
  const before = rest.findIndex(c => c.text)
  const missing = Math.max(0, placeAt - Math.max(0, before))
  const cells = [label, ...Array.from({ length: missing }, () => empty(label.span[1])), ...rest]
  while (cells.length < width) cells.push(empty(row.span[1]))
  return { ...row, cells }
}

/** One column per indicator, one row per place; the heading may take several rows (约束性指标 / 指导性指标 above the names). */
export function byColumns(text: string, rows: TableRow[], frame: Frame): PlanTarget[] {
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
