import { daysBetween } from '@jingtu/core/period.ts'
import type { CheckedResult, CheckedRow, Door, DoorContext, SampleFields } from './checked.ts'
import type { Fault, Grade, Place } from './fault.ts'
import { fault } from './fault-maker.ts'
import { headFaults } from './head-faults.ts'
import { HOLDING_TIMES, type HoldingTime, holdingTimesOn } from './holding-times.ts'
import type { Layout } from './layout.ts'
import { readResult } from './result-reader.ts'
import { openSampleBook } from './sample-book.ts'
import { sampleReader } from './sample-reader.ts'
import { tableCells } from './table-cells.ts'

const NO_FAULTS: readonly Fault[] = []

/**
 * Checks a table a row at a time, in the order of the file; keeps no rows. Numbers of rows are those of the layout's frame:
 * of a turned table, those of `turnGrid`.
 */
export function openDoor(layout: Layout, context: DoorContext): Door {
  const where = (row: number, column: number): Place =>
    layout.turned
      ? { sheet: context.sheetName, row: column + 1, column: row }
      : { sheet: context.sheetName, row, column: column + 1 }
  const long = layout.form === 'long'
  const table = tableCells(layout)
  const { at, own, items } = table
  const valueColumn = table.column('value')
  const sampleColumn = table.column('sample') >= 0 ? table.column('sample') : table.column('site')
  const reader = sampleReader(layout, context, table.column, where)
  const book = context.book ?? openSampleBook()
  const holdingTimes = context.holdingTimes === null ? [] : (context.holdingTimes ?? HOLDING_TIMES)
  const timesByDay = new Map<string, ReadonlyMap<string, HoldingTime>>()
  let timed: SampleFields | null = null
  let waited = 0
  let times: ReadonlyMap<string, HoldingTime> | null = null
  const limitsKnown = layout.columns.some(c => c.detectionLimit !== undefined)
  let previous: readonly string[] = []
  let sample: SampleFields | null = null
  let results = 0

  function row(cells: readonly string[], rowNumber: number): CheckedRow {
    const again =
      sample !== null && own.length > 0 && at(cells, own[0]!) !== '' && at(cells, own[0]!) === at(previous, own[0]!)
    if (!again) {
      const skip = skipped(cells, rowNumber)
      if (skip) return skip
    }
    const faults: Fault[] = []
    if (context.hiddenRows?.has(rowNumber)) {
      const [name, place] = layout.turned ? ['列', where(rowNumber, -1)] : ['行', where(rowNumber, -1)]
      faults.push(fault('hidden', place, `第 ${rowNumber} ${name}是隐藏的，内容照样读入`))
    }
    const fields = fieldsOf(cells, rowNumber, again, faults)
    const found = long ? longResult(cells, rowNumber, fields, faults) : wideResults(cells, rowNumber, fields, faults)
    let grade: Grade = fields.grade
    for (const f of faults) if (grade !== 'error') grade = f.grade
    for (const r of found) if (r.grade === 'error') grade = 'error'
    results += found.length
    return {
      grade,
      kind: 'data',
      row: rowNumber,
      sample: fields,
      results: found,
      faults: faults.length ? faults : NO_FAULTS,
    }
  }

  function skipped(cells: readonly string[], rowNumber: number): CheckedRow | null {
    const kind = table.kindOf(cells)
    if (kind === 'data') return null
    const faults: Fault[] = []
    if (kind === 'limits' && !limitsKnown)
      faults.push(fault('late-row', where(rowNumber, -1), `检出限写在第 ${rowNumber} 行，前面的结果没有用上`))
    if (kind === 'aside') {
      const first = cells.find(c => c !== '') ?? ''
      faults.push(fault('row-skipped', where(rowNumber, -1), `“${first.slice(0, 30)}”行不是样品，已略过`))
    }
    return { grade: faults[0]?.grade ?? 'ok', kind: 'skipped', row: rowNumber, sample: null, results: [], faults }
  }

  function fieldsOf(cells: readonly string[], rowNumber: number, again: boolean, faults: Fault[]): SampleFields {
    // What was wrong with the sample's own words was said at its first row; its grade stays with it.
    if (again && sample && reader.columns.every(c => (cells[c] ?? '') === (previous[c] ?? ''))) return sample
    const before = faults.length
    const fields = reader.read(cells, rowNumber, faults)
    previous = cells
    sample = fields
    if (fields.code === '') {
      const name = layout.turned ? `第${rowNumber}列` : `第${rowNumber}行`
      fields.code = context.sheetName ? `${context.sheetName} ${name}` : name
      faults.push(fault('no-sample', where(rowNumber, sampleColumn), '没有样品编号，这一行单独作为一个样品'))
    }
    book.sample(fields, rowNumber, where(rowNumber, sampleColumn), faults)
    for (let i = before; i < faults.length; i++) if (fields.grade !== 'error') fields.grade = faults[i]!.grade
    return fields
  }

  function longResult(
    cells: readonly string[],
    rowNumber: number,
    fields: SampleFields,
    faults: Fault[],
  ): CheckedResult[] {
    const { words, doubt } = table.longWords(cells)
    const place = where(rowNumber, valueColumn)
    if (doubt) faults.push(fault(doubt.code, where(rowNumber, doubt.column), doubt.message))
    const result = readResult(words, fields, place, faults, doubt?.code ?? null)
    settle(result, fields, place, faults)
    return [result]
  }

  function wideResults(
    cells: readonly string[],
    rowNumber: number,
    fields: SampleFields,
    faults: Fault[],
  ): CheckedResult[] {
    const found: CheckedResult[] = []
    for (const item of items) {
      const words = table.itemWords(cells, item)
      if (!words) continue
      const place = where(rowNumber, item.column)
      const result = readResult(words, fields, place, faults, item.declared?.doubt ?? null)
      settle(result, fields, place, faults)
      found.push(result)
    }
    return found
  }

  /** What only the other results and the days of the sample can tell. */
  function settle(result: CheckedResult, fields: SampleFields, place: Place, faults: Fault[]): void {
    const code = book.result(fields, result, place, faults)
    if (code) {
      result.grade = 'error'
      result.fault ??= code
    }
    if (result.substance === null || holdingTimes.length === 0) return
    if (fields !== timed) {
      timed = fields
      waited = fields.takenOn && fields.testedOn ? daysBetween(fields.takenOn, fields.testedOn) : 0
      times = timesOf(fields)
    }
    if (waited <= 0 || !times) return
    const time = times.get(result.substance)
    if (!time || waited <= time.days) return
    const mark = time.mark === 'V' ? '' : '，未核对正式文本'
    const message = `${result.name}：采样后 ${waited} 天才检测，超过保存时间 ${time.days} 天（${time.basis}${mark}）`
    faults.push(fault('holding-time', place, message))
    if (result.grade === 'ok') result.grade = 'warning'
  }

  /** By substance, for the medium and day of a sample. */
  function timesOf({ medium, takenOn }: SampleFields): ReadonlyMap<string, HoldingTime> | null {
    if (medium === null || takenOn === null) return null
    const key = `${medium} ${takenOn}`
    let found = timesByDay.get(key)
    if (!found) timesByDay.set(key, (found = holdingTimesOn(holdingTimes, medium, takenOn)))
    return found
  }

  return {
    row,
    end: () => headFaults(layout, context, results),
  }
}
