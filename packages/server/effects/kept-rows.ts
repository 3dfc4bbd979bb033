import type { Reason } from '@jingtu/core/problem.ts'
import { canonicalJson } from '@jingtu/core/record.ts'

type Line = Record<string, unknown>

/** A move that reports on embedded rows may fill them in; what was agreed on in them stays as it was. */
export function keptRows(
  before: unknown,
  after: unknown,
  keys: readonly string[],
  where: string,
  message: string,
): Reason[] {
  if (after === undefined) return []
  const of = (rows: unknown) =>
    ((rows ?? []) as Line[]).map(line => keys.map(key => (line[key] === undefined ? null : line[key])))
  return canonicalJson(of(before)) === canonicalJson(of(after)) ? [] : [{ where, message }]
}
