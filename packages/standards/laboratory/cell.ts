import type { Decimal } from '@jingtu/core/measure.ts'
import type { Reading } from '../judgement.ts'
import { parseReading } from '../reading.ts'
import type { FaultCode } from './fault.ts'
import { readUnit } from './unit-word.ts'

/** What one cell of a result says by itself. */
export interface CellWord {
  reading: Reading
  /** "0.62 mg/kg" in one cell. */
  unit: string | null
  /** "0.05（检出限0.1）" in one cell. */
  limit: Decimal | null
  /** What is wrong with the text, or that there is none. */
  fault: FaultCode | null
}

const known = new Map<string, CellWord>()
const MOST = 100_000

/** A decimal as we write it ourselves: most cells are, and a glance tells. */
function isPlain(text: string): boolean {
  const { length } = text
  if (length === 0 || length > 20) return false
  let point = -1
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i)
    if (c === 46 && point < 0) point = i
    else if (c < 48 || c > 57) return false
  }
  const whole = point < 0 ? length : point
  return whole > 0 && point !== length - 1 && (whole === 1 || text.charCodeAt(0) !== 48)
}

/** Other texts are read once each: what a laboratory writes beside numbers repeats. */
export function readCell(text: string): CellWord {
  if (isPlain(text)) return { reading: { kind: 'value', value: text }, unit: null, limit: null, fault: null }
  const found = known.get(text)
  if (found) return found
  if (known.size >= MOST) known.clear()
  const read = look(text.trim())
  known.set(text, read)
  return read
}

const missing = (why: string, fault: FaultCode): CellWord => ({
  reading: { kind: 'missing', why },
  unit: null,
  limit: null,
  fault,
})
const EMPTY = missing('没有数值', 'no-value')
const NOT_MEASURED = missing('没有检测', 'not-measured')
const NOT_MEASURED_WORDS =
  /^(?:[-—–−/\\*]+|未检测?|未测定?|未做|不检测?|未分析|n\/?a|not (?:tested|analy[sz]ed|measured))$/i
const FORMULA_ERROR = /^(?:#(?:REF!|VALUE!|N\/A|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|#+)|Err:\d+)/i
const LIMIT_BESIDE =
  /^(.*?)\s*[(（[［]\s*(?:方法)?(?:检出限|检测限|报告限|定量限|dl|mdl|lod|rl)\s*[=:：为]?\s*[<＜]?\s*([\d.]+(?:e[-+]?\d+)?)\s*([^()（）\d][^()（）]*)?[)）\]］]$/i
const UNIT_BESIDE =
  /^([nN][dD]|未检出|[<>≤≥＜＞]?\s*[\d０-９][\d０-９.,，．]*(?:\s*[×x*]\s*10\^?[-−⁻]?[\d⁰¹²³⁴-⁹]+|[eE][+-]?\d+)?[lL]?)\s*([a-zA-Zμµ%％个℃㎎].*)$/

function look(text: string): CellWord {
  if (text === '') return EMPTY
  if (NOT_MEASURED_WORDS.test(text)) return NOT_MEASURED
  if (FORMULA_ERROR.test(text)) return missing(`公式出错（${text}）`, 'formula-error')
  if (text.startsWith('=') && !/^=\s*\d+(?:\.\d+)?$/.test(text))
    return missing(`公式“${text}”没有保存结果`, 'formula-without-value')
  const beside = LIMIT_BESIDE.exec(text)
  if (beside) {
    const limit = parseReading(beside[2]!)
    const inner = look(beside[1] === '' ? 'ND' : beside[1]!)
    if (limit.kind !== 'value') return missing(`“${text}”里的检出限不可识别`, 'not-a-number')
    const own = beside[3] ? readUnit(beside[3].trim()).unit : undefined
    if (beside[3] && !own) return missing(`“${text}”里的单位不可识别`, 'unit-unknown')
    return { ...inner, limit: limit.value, unit: inner.unit ?? own ?? null }
  }
  const plain = text.replace(/^=\s*/, '')
  const number = readNumber(plain)
  if (number.fault !== 'not-a-number') return number
  const m = UNIT_BESIDE.exec(plain)
  const unit = m && readUnit(m[2]!.trim()).unit
  return m && unit ? { ...readNumber(m[1]!), unit } : number
}

function readNumber(text: string): CellWord {
  // Two figures in one cell must not run together into one.
  if (/[\d.]\s+[\d.]/.test(text)) return missing(`“${text}”里有不止一个数`, 'not-a-number')
  const reading = parseReading(text)
  if (reading.kind === 'missing')
    return {
      reading,
      unit: null,
      limit: null,
      fault: reading.notDetected ? 'nd-without-limit' : /是负数$/.test(reading.why) ? 'negative' : 'not-a-number',
    }
  if (reading.kind === 'below' && !/[1-9]/.test(reading.limit)) return missing(`“${text}”的检出限是 0`, 'not-a-number')
  return { reading, unit: null, limit: null, fault: null }
}
