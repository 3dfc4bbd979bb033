import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import { toDecimal } from '../reading.ts'

/** "0-0.5", "0~20cm", "0.5—1.0 m", "20"; metres. A single depth is both ends. undefined: unreadable. */
export function readDepth(text: string, unit: string | undefined): { from: Decimal; to: Decimal } | undefined {
  const t = text.normalize('NFKC').replace(/\s/g, '')
  const m = /^(\d+(?:\.\d+)?)(cm|m|厘米|米)?(?:[-~—–～至到](\d+(?:\.\d+)?)(cm|m|厘米|米)?)?(?:深|处)?$/i.exec(t)
  if (!m) return undefined
  const own = m[4] ?? m[2]
  const scale = /^(?:cm|厘米)$/i.test(own ?? unit ?? 'm') ? '0.01' : '1'
  const metres = (n: string): Decimal => new Big(toDecimal(n)!).times(scale).toFixed()
  const from = metres(m[1]!)
  return { from, to: m[3] === undefined ? from : metres(m[3]) }
}
