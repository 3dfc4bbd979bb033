import type { Decimal } from '@jingtu/core/measure.ts'
import type { Reading } from '../judgement.ts'
import type { Substance } from '../substances.ts'
import { convertUnit } from '../units.ts'
import { readCell } from './cell.ts'
import type { CheckedResult, SampleFields } from './checked.ts'
import type { Fault, FaultCode, Place } from './fault.ts'
import { showPlace } from './fault.ts'
import { fault, gradeOf } from './fault-maker.ts'
import { readBasis, readUnit, scaleOf } from './unit-word.ts'

/** Everything the table says of one result, before it is understood. */
export interface ResultCells {
  substance: Substance | null
  name: string
  value: string
  qualifier: string
  /** Of the unit's own cell, of the head, of what stands above the table. */
  unit: string
  headUnit: string
  defaultUnit: string
  detectionLimit: string
  method: string
  basis: string
  headBasis: 'dry' | 'wet' | null
}

/** 嗅和味 and 肉眼可见物 are said in words. */
const isWord = (s: Substance | null): boolean => s?.id === 'odour-taste' || s?.id === 'visible-matter'
const CHROMIUM_VI_METHOD = /HJ\s*1082|HJ\s*687|15555\.4|7467|六价/i
const TOTAL_CHROMIUM_METHOD = /HJ\s*803|HJ\s*491|HJ\s*780|HJ\s*757|总铬/i

/**
 * One result with its faults added to `faults`.
 * @param headDoubt what is wrong with its column
 * @param figuresStand a figure is left as reported even below the limit of another cell
 */
export function readResult(
  cells: ResultCells,
  sample: SampleFields | null,
  where: Place,
  faults: Fault[],
  headDoubt: FaultCode | null,
  figuresStand = false,
): CheckedResult {
  const { substance } = cells
  const before = faults.length
  let worst: FaultCode | null = headDoubt && gradeOf(headDoubt) === 'error' ? headDoubt : null
  let warned = false
  const say = (code: FaultCode, message: string): void => {
    const f = fault(code, where, message)
    faults.push(f)
    if (f.grade === 'error') worst ??= code
    else warned = true
  }
  const cell = readCell(cells.value)
  const unit = unitOf(cells, cell.unit, cell.reading.kind === 'missing' || (headDoubt !== null && !substance), say)
  const limit = limitOf(cells.detectionLimit, cell.limit, unit, say)
  let reading = withQualifier(cell.reading, cells.qualifier, cells.value, say)
  if (cell.fault === 'nd-without-limit' || (reading.kind === 'missing' && reading.notDetected)) {
    if (limit !== null) reading = { kind: 'below', limit }
    else say('nd-without-limit', `${cells.name}：未检出但没有给出检出限`)
  } else if (cell.fault !== null && !isWord(substance) && reading.kind === 'missing')
    say(cell.fault, `${cells.name}：${cell.reading.kind === 'missing' ? cell.reading.why : ''}`)
  if (limit !== null && reading.kind !== 'missing' && reading.kind !== 'above') {
    const figure = reading.kind === 'value' ? reading.value : reading.limit
    if (Number(figure) < Number(limit)) {
      say('below-own-limit', `${cells.name}：${cells.value} 低于自己的检出限 ${limit}`)
      // What lies below the limit was not measured: the truth is somewhere under it.
      if (!figuresStand || cell.limit !== null) reading = { kind: 'below', limit }
    }
  }
  checkSize(substance, reading, unit, cells.name, sample, say)
  if (substance?.id === 'chromium' && CHROMIUM_VI_METHOD.test(cells.method))
    say('total-or-valence', `项目写的是总铬，方法“${cells.method}”测的是六价铬`)
  else if (substance?.id === 'chromium-vi' && TOTAL_CHROMIUM_METHOD.test(cells.method))
    say('total-or-valence', `项目写的是六价铬，方法“${cells.method}”测的是总铬`)
  return {
    substance: substance?.id ?? null,
    name: cells.name,
    reading,
    unit,
    detectionLimit: limit ?? (reading.kind === 'below' ? reading.limit : null),
    method: cells.method === '' ? null : cells.method,
    basis: basisOf(cells),
    original: cells.value,
    place: showPlace(where),
    row: where.row,
    column: where.column,
    grade: worst ? 'error' : warned || faults.length > before ? 'warning' : 'ok',
    fault: worst,
  }
}

type Say = (code: FaultCode, message: string) => void

function unitOf(cells: ResultCells, own: string | null, nothing: boolean, say: Say): string {
  const { substance } = cells
  if (substance?.id === 'ph') return '无量纲'
  const head = cells.headUnit === '' ? undefined : readUnit(cells.headUnit).unit
  const column = cells.unit === '' ? undefined : readUnit(cells.unit).unit
  const written = cells.unit || cells.headUnit || (own ?? '') || cells.defaultUnit
  const unit = own ?? column ?? head ?? (written === '' ? undefined : readUnit(written).unit)
  if (isWord(substance)) return unit ?? written
  if (!nothing && ((column && column !== unit) || (head && head !== unit))) {
    const said = [...new Set([own, column, head].filter(u => u))].join('、')
    say('unit-contradiction', `${cells.name}：单位有不同的说法（${said}）`)
    return said
  }
  if (unit !== undefined) return unit
  // Parameters (CEC, Eh) have units of their own that no limit is stated in.
  if (nothing || substance?.kind === 'parameter') return written
  if (written === '') say('no-unit', `${cells.name}：没有单位`)
  else say('unit-unknown', `${cells.name}：不认识单位“${written}”`)
  return written
}

function limitOf(text: string, own: Decimal | null, unit: string, say: Say): Decimal | null {
  if (own !== null && Number(own) > 0) return own
  const t = text.trim()
  if (t === '' || /^[-—–−/\\]+$/.test(t)) return null
  const read = readCell(t)
  const figure =
    read.reading.kind === 'value' ? read.reading.value : read.reading.kind === 'below' ? read.reading.limit : null
  const converted =
    figure === null || read.unit === null || read.unit === unit ? figure : convertUnit(figure, read.unit, unit)
  if (converted && Number(converted) > 0) return converted
  say('limit-unreadable', `检出限“${text}”不可识别`)
  return null
}

function withQualifier(reading: Reading, qualifier: string, value: string, say: Say): Reading {
  if (qualifier === '') return reading
  const q = qualifier.normalize('NFKC').trim()
  if (q === '' || /^(?:=|检出|d|detected|[-—/])$/i.test(q)) return reading
  if (/^(?:<|≤|u|nd|l|未检出|低于|小于)$/i.test(q)) {
    if (reading.kind === 'value' && Number(reading.value) > 0) return { kind: 'below', limit: reading.value }
    return reading.kind === 'value' || (reading.kind === 'missing' && value.trim() === '')
      ? { kind: 'missing', why: '未检出但没有给出检出限', notDetected: true }
      : reading
  }
  if (/^(?:>|≥|高于|大于)$/.test(q)) return reading.kind === 'value' ? { kind: 'above', limit: reading.value } : reading
  if (/^j$/i.test(q)) {
    say('not-measured', `“${value}”是估计值（限定符 J），按数值使用`)
    return reading
  }
  say('qualifier', `不认识限定符“${qualifier}”，该结果不能使用`)
  return { kind: 'missing', why: `“${qualifier}${value}”不是可识别的数值` }
}

const SOLID = new Set(['土壤', '农产品', '底泥'])
const WATER = new Set(['地下水', '地表水', '灌溉水'])
/** A kilogram in a kilogram, a kilogram in a litre. */
const WHOLE = 1_000_000

function checkSize(
  s: Substance | null,
  reading: Reading,
  unit: string,
  name: string,
  sample: SampleFields | null,
  say: Say,
): void {
  if (reading.kind === 'missing') return
  const figure = Number(reading.kind === 'value' ? reading.value : reading.limit)
  if (s?.id === 'ph') {
    if (figure > 14) say('pH-range', `pH ${figure} 大于 14`)
    return
  }
  const { solid, water } = scaleOf(unit)
  if (figure * solid > WHOLE || figure * water > WHOLE) say('above-whole', `${name}：${figure} ${unit} 超过 100 %`)
  if (!sample || sample.medium === null || s === null || s.kind === 'parameter') return
  if (SOLID.has(sample.medium) && water > 0) say('unit-medium', `${name}：${sample.medium}的结果以 ${unit} 报告`)
  if (WATER.has(sample.medium) && solid > 0 && unit !== '%')
    say('unit-medium', `${name}：${sample.medium}的结果以 ${unit} 报告`)
}

function basisOf(cells: ResultCells): 'dry' | 'wet' | null {
  return (
    (cells.basis === '' ? undefined : readBasis(cells.basis)) ??
    (cells.unit === '' ? undefined : readUnit(cells.unit).basis) ??
    cells.headBasis ??
    (cells.headUnit === '' ? undefined : readUnit(cells.headUnit).basis) ??
    null
  )
}
