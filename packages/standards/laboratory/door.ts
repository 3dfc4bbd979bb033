import { daysBetween } from '@jingtu/core/period.ts'
import { getSubstance, type Substance } from '../substances.ts'
import type { CheckedResult, CheckedRow, Door, DoorContext, SampleFields } from './checked.ts'
import type { Fault, FaultCode, Grade, Place } from './fault.ts'
import { fault } from './fault-maker.ts'
import { headFaults } from './head-faults.ts'
import { HOLDING_TIMES, type HoldingTime, holdingTimeOf } from './holding-times.ts'
import type { ColumnRole, Layout, LayoutColumn } from './layout.ts'
import { type ResultCells, readResult } from './result-reader.ts'
import { isAsideWord, rowKind } from './row-kind.ts'
import { openSampleBook } from './sample-book.ts'
import { sampleReader } from './sample-reader.ts'
import { describeDoubt, readSubstance } from './substance-word.ts'

const NO_FAULTS: readonly Fault[] = []

/** One column of results, with the columns that say more of it. */
interface Item {
  column: number
  declared: LayoutColumn | null
  substance: Substance | null
  name: string
  unit: number
  detectionLimit: number
  method: number
  qualifier: number
}

/**
 * Checks a table a row at a time, in the order of the file; keeps no rows. Numbers of rows are those of the layout's frame:
 * of a turned table, those of `turnGrid`.
 */
export function openDoor(layout: Layout, context: DoorContext): Door {
  const find = (role: ColumnRole, substance?: string): number =>
    (layout.columns.find(c => c.role === role && c.substance === substance)?.column ?? 0) - 1
  const where = (row: number, column: number): Place =>
    layout.turned
      ? { sheet: context.sheetName, row: column + 1, column: row }
      : { sheet: context.sheetName, row, column: column + 1 }
  const long = layout.form === 'long'
  const col = {
    sample: find('sample'),
    site: find('site'),
    substance: find('substance'),
    cas: find('cas'),
    value: find('value'),
    qualifier: find('qualifier'),
    unit: find('unit'),
    detectionLimit: find('detectionLimit'),
    method: find('method'),
    basis: find('basis'),
    pH: find('pH'),
  }
  const items = long ? [] : itemsOf(layout, find)
  const itemColumns = items.map(i => i.column)
  const own = [col.sample, col.site].filter(c => c >= 0)
  const ownHeads = own.map(c => layout.columns.find(l => l.column - 1 === c)?.head ?? '')
  const heads = layout.columns.map(c => ({ column: c.column - 1, head: c.head }))
  const keyHead = layout.columns.find(c => c.column - 1 === (own[0] ?? (long ? col.value : itemColumns[0])))
  const reader = sampleReader(layout, context, find, where)

  const book = openSampleBook()
  const holdingTimes = context.holdingTimes === null ? [] : (context.holdingTimes ?? HOLDING_TIMES)
  const times = new Map<string, HoldingTime | null>()
  const limitsKnown = layout.columns.some(c => c.detectionLimit !== undefined)
  const valueUnit = layout.columns.find(c => c.role === 'value' && !c.substance)?.unit ?? ''
  const valueBasis = layout.columns.find(c => c.role === 'value')?.basis ?? null
  let previous: readonly string[] = []
  let sample: SampleFields | null = null
  let sampleFaults: readonly Fault[] = NO_FAULTS
  let samples = 0
  let results = 0

  const at = (cells: readonly string[], column: number): string => (column < 0 ? '' : (cells[column] ?? '').trim())

  function row(cells: readonly string[], rowNumber: number): CheckedRow {
    const key = own.length > 0 ? at(cells, own[0]!) : ''
    const again = sample !== null && key !== '' && key === at(previous, own[0]!)
    if (!again || context.hiddenRows) {
      const skip = skipped(cells, rowNumber, key)
      if (skip) return skip
    }
    const faults: Fault[] = []
    if (context.hiddenRows?.has(rowNumber))
      faults.push(fault('hidden', where(rowNumber, -1), `第 ${rowNumber} 行是隐藏的`))
    const fields = fieldsOf(cells, rowNumber, again, faults)
    const found = long ? longResult(cells, rowNumber, fields, faults) : wideResults(cells, rowNumber, fields, faults)
    let grade: Grade = 'ok'
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

  function skipped(cells: readonly string[], rowNumber: number, key: string): CheckedRow | null {
    const answer = (faults: readonly Fault[]): CheckedRow => ({
      grade: faults.length ? faults[0]!.grade : 'ok',
      kind: 'skipped',
      row: rowNumber,
      sample: null,
      results: [],
      faults,
    })
    // A number of its own and a result: the usual row, told without looking at every cell.
    if (
      key !== '' &&
      long &&
      at(cells, col.value) !== '' &&
      at(cells, col.substance) !== '' &&
      key !== keyHead?.head &&
      !isAsideWord(key)
    )
      return null
    if (heads.filter(h => h.head !== '' && sameWord(cells[h.column], h.head)).length >= 2) return answer(NO_FAULTS)
    const kind = rowKind(cells, itemColumns, own, ownHeads)
    if (kind === 'blank' || kind === 'units' || kind === 'methods') return answer(NO_FAULTS)
    const first = cells.find(c => c !== '') ?? ''
    if (kind === 'limits')
      return answer(
        limitsKnown
          ? NO_FAULTS
          : [fault('late-row', where(rowNumber, -1), `检出限写在第 ${rowNumber} 行，前面的结果没有用上`)],
      )
    if (kind === 'aside')
      return answer([fault('row-skipped', where(rowNumber, -1), `“${first.slice(0, 30)}”行不是样品，已略过`)])
    return null
  }

  function fieldsOf(cells: readonly string[], rowNumber: number, again: boolean, faults: Fault[]): SampleFields {
    if (again && sample && reader.columns.every(c => (cells[c] ?? '') === (previous[c] ?? ''))) {
      // What was wrong with the sample is wrong in each of its rows, and said once.
      return sample
    }
    const own: Fault[] = []
    const fields = reader.read(cells, rowNumber, own)
    previous = cells
    sample = fields
    sampleFaults = own.length ? own : NO_FAULTS
    if (fields.code === '') {
      fields.code = `${context.sheetName ? `${context.sheetName} ` : ''}第${layout.turned ? `${rowNumber}列` : `${rowNumber}行`}`
      faults.push(fault('no-sample', where(rowNumber, col.sample), '没有样品编号，这一行单独作为一个样品'))
    }
    for (const f of sampleFaults) faults.push(f)
    samples++
    book.sample(fields, rowNumber, () => where(rowNumber, col.sample >= 0 ? col.sample : col.site), faults)
    return fields
  }

  function longResult(
    cells: readonly string[],
    rowNumber: number,
    fields: SampleFields,
    faults: Fault[],
  ): CheckedResult[] {
    const place = where(rowNumber, col.value)
    const name = at(cells, col.substance)
    const cas = at(cells, col.cas)
    const value = at(cells, col.value)
    let doubt: FaultCode | null = null
    const say = (code: FaultCode, column: number, message: string): void => {
      faults.push(fault(code, where(rowNumber, column), message))
      doubt ??= code
    }
    let substance: Substance | null = null
    let shown = name || cas
    if (shown === '') {
      say('no-substance', col.substance, '没有检测项目')
      shown = '（没有写检测项目）'
    } else {
      const word = readSubstance(name || cas)
      const byCas = cas === '' ? null : readSubstance(cas).substance
      substance = word.substance ?? (word.doubt === 'two-substances' ? null : byCas)
      if (word.substance && byCas && byCas !== word.substance && word.substance.kind === 'substance') {
        const code = isPair(byCas.id, word.substance.id) ? 'total-or-valence' : 'name-and-cas'
        say(code, col.substance, `“${name}”与 CAS 号 ${cas}（${byCas.name}）不是同一物质，不能使用`)
        substance = null
        shown = `${name}（CAS ${cas}）`
      } else if (!substance)
        say(word.doubt ?? 'unknown-substance', col.substance >= 0 ? col.substance : col.cas, describeDoubt(shown, word))
    }
    const result = readResult(
      {
        substance,
        name: shown,
        value,
        qualifier: at(cells, col.qualifier),
        unit: at(cells, col.unit),
        headUnit: valueUnit,
        defaultUnit: layout.defaults.unit ?? '',
        detectionLimit: at(cells, col.detectionLimit),
        method: at(cells, col.method),
        basis: at(cells, col.basis),
        headBasis: valueBasis,
      },
      fields,
      place,
      faults,
      doubt,
    )
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
    const sharedUnit = at(cells, col.unit)
    const basis = at(cells, col.basis)
    for (const item of items) {
      const value = at(cells, item.column)
      const qualifier = at(cells, item.qualifier)
      if (value === '' && !/^(?:u|nd|l|未检出)$/i.test(qualifier)) continue
      const { declared } = item
      const place = where(rowNumber, item.column)
      const words: ResultCells = {
        substance: item.substance,
        name: item.name,
        value,
        qualifier,
        unit: item.unit >= 0 ? at(cells, item.unit) : declared?.unit ? '' : sharedUnit,
        headUnit: declared?.unit ?? '',
        defaultUnit: layout.defaults.unit ?? '',
        detectionLimit:
          at(cells, item.detectionLimit) || (declared?.detectionLimit ?? '') || at(cells, col.detectionLimit),
        method:
          at(cells, item.method) || (declared?.method ?? '') || at(cells, col.method) || (layout.defaults.method ?? ''),
        basis,
        headBasis: declared?.basis ?? null,
      }
      const result = readResult(words, fields, place, faults, declared?.doubt ?? null)
      if (result.fault === null || result.fault !== declared?.doubt) settle(result, fields, place, faults)
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
    if (result.substance === null || fields.takenOn === null || fields.testedOn === null || holdingTimes.length === 0)
      return
    const time = timeOf(result.substance, fields)
    if (!time) return
    const days = daysBetween(fields.takenOn, fields.testedOn)
    if (days <= time.days) return
    const mark = time.mark === 'V' ? '' : '，未核对正式文本'
    faults.push(
      fault(
        'holding-time',
        place,
        `${result.name}：采样后 ${days} 天才检测，超过保存时间 ${time.days} 天（${time.basis}${mark}）`,
      ),
    )
    if (result.grade === 'ok') result.grade = 'warning'
  }

  function timeOf(substance: string, fields: SampleFields): HoldingTime | null {
    if (fields.medium === null) return null
    const key = `${fields.medium} ${fields.takenOn} ${substance}`
    const known = times.get(key)
    if (known !== undefined) return known
    const time = holdingTimeOf(holdingTimes, fields.medium, substance, fields.takenOn!) ?? null
    if (times.size > 50_000) times.clear()
    times.set(key, time)
    return time
  }

  return {
    row,
    end: () => headFaults(layout, context, { samples, results }),
  }
}

function itemsOf(layout: Layout, find: (role: ColumnRole, substance?: string) => number): Item[] {
  const items = layout.columns
    .filter(c => c.role === 'item')
    .map((c): Item => {
      const substance = c.substance ? getSubstance(c.substance) : null
      const of = (role: ColumnRole): number => (c.substance ? find(role, c.substance) : -1)
      return {
        column: c.column - 1,
        declared: c,
        substance,
        name: substance?.name ?? (c.head || '（没有表头）'),
        unit: of('unit'),
        detectionLimit: of('detectionLimit'),
        method: of('method'),
        qualifier: of('qualifier'),
      }
    })
  const pH = find('pH')
  if (pH < 0) return items
  const none = { unit: -1, detectionLimit: -1, method: -1, qualifier: -1 }
  return [...items, { column: pH, declared: null, substance: getSubstance('ph'), name: 'pH', ...none }]
}

const sameWord = (cell: string | undefined, head: string): boolean =>
  cell !== undefined && cell !== '' && (cell.trim() === head || head.endsWith(` ${cell.trim()}`))

const PAIRS = [
  ['chromium', 'chromium-vi'],
  ['mercury', 'methylmercury'],
  ['arsenic', 'inorganic-arsenic'],
]
const isPair = (a: string, b: string): boolean => PAIRS.some(p => p.includes(a) && p.includes(b))
