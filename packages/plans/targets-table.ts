import type { DocumentContext, PlanTable, TableCell, TableRow } from './context.ts'
import type { PlanTarget } from './programme.ts'
import {
  at,
  type Frame,
  isPlace,
  kindOf,
  make,
  nothing,
  placeOf,
  readCell,
  readName,
  squeeze,
} from './targets-cells.ts'
import { byColumns } from './targets-columns.ts'
import { findBareTables, inRows } from './targets-lines.ts'

/** Tables of targets say so; lists of sites, firms, projects, people and marks are full of numbers that nobody has to reach. */
const announces = /目标|指标|任务(?:数|量|分解|安排|计划|表)|计划(?:数|量|表)|控制数|约束性|指导性|预期性/
const otherTable =
  /名单|名录|通讯录|联系|领导小组|评分|赋分|分值|得分|扣分|打分|投资|资金|经费|经度|纬度|企业名称|项目名称|建设内容|单位名称|点位名称|河流名称|责任人|电话|地址|检测方法|标准限值|限值/
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
