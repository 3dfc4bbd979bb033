import Big from 'big.js'
import type { Reading, Result } from '../judgement.ts'
import { showReading } from '../reading.ts'
import { PH } from './table.ts'

/** 无 is Ⅰ类, 有 is Ⅴ类 (嗅和味, 肉眼可见物); null where the words say neither. */
export function textClass(r: Result): 0 | 4 | null {
  const text = (r.original ?? '').normalize('NFKC').replace(/[\s。.]/g, '')
  if (
    /^(?:无|没有|未见|未检出|ND|none|0|0级|无(?:异臭|异味|异臭异味|任何臭和味|任何异臭|肉眼可见物))(?:[、,]?无异味)?$/i.test(
      text,
    )
  )
    return 0
  if (/^(?:有|明显|微弱|弱|强|很强|可见|少量|大量|有.+|[1-5]级)$/.test(text)) return 4
  return null
}

const classAt = (pH: Big): number => {
  if (pH.gte(PH.good[0]) && pH.lte(PH.good[1])) return 0
  return pH.gte(PH.fair[0]) && pH.lte(PH.fair[1]) ? 3 : 4
}

/** Both ends of the classes a pH may have: 6.5—8.5 is Ⅰ (Ⅰ–Ⅲ are one, 从优), to 5.5 and 9.0 it is Ⅳ, beyond Ⅴ. */
export function phClasses(reading: Reading): { shown: string | null; sure: number; possible: number; why: string } {
  const shown = showReading(reading)
  if (reading.kind === 'missing') return { shown, sure: 0, possible: 4, why: reading.why }
  const at = new Big(reading.kind === 'value' ? reading.value : reading.limit)
  if (at.gt(14)) return { shown, sure: 0, possible: 4, why: `pH ${at.toFixed()} 不在 0—14 之间` }
  if (reading.kind === 'value') {
    const c = classAt(at)
    const why = c === 0 ? '在 6.5—8.5 之间' : c === 3 ? '在 5.5—6.5 或 8.5—9.0 之间' : '小于 5.5 或大于 9.0'
    return { shown, sure: c, possible: c, why: `pH ${shown} ${why}` }
  }
  // "<5.0" can only be Ⅴ; "<7" may be anything.
  const worst = reading.kind === 'below' ? at.lte(PH.fair[0]) : at.gte(PH.fair[1])
  return worst
    ? { shown, sure: 4, possible: 4, why: `pH ${shown}` }
    : { shown, sure: 0, possible: 4, why: `pH ${shown} 只是范围` }
}
