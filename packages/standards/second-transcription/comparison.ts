import Big from 'big.js'
import { SETTLED } from './settled.ts'

/** One number, or word, as the table has it and as the second transcription has it. */
export interface Pair {
  /** "GB 36600-2018 苯 第一类筛选值". */
  cell: string
  table: string
  second: string
}

const isNumber = (v: string): boolean => /^\d+(\.\d+)?(e[+-]?\d+)?$/i.test(v)

/** As numbers where both are: 1.0 is 1, and >1.0 is >1. */
export function equal(a: string, b: string): boolean {
  if (a.startsWith('>') && b.startsWith('>')) return equal(a.slice(1), b.slice(1))
  return isNumber(a) && isNumber(b) ? new Big(a).eq(b) : a.replaceAll(' ', '') === b.replaceAll(' ', '')
}

/** Pairs that differ, and entries of the settled list for this standard that do not meet a difference any more. */
export function unsettled(standard: string, pairs: readonly Pair[]): { differences: Pair[]; stale: string[] } {
  const different = pairs.filter(p => !equal(p.table, p.second))
  const mine = SETTLED.filter(s => s.cell.startsWith(`${standard} `))
  const settles = (p: Pair): boolean =>
    mine.some(s => s.cell === p.cell && equal(s.table, p.table) && equal(s.second, p.second))
  return {
    differences: different.filter(p => !settles(p)),
    stale: mine.filter(s => !different.some(p => p.cell === s.cell)).map(s => s.cell),
  }
}
