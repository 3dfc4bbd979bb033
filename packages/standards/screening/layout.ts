import type { Header } from './grid.ts'
import type { Head, Role } from './heads.ts'

/** long: a row a result; wide: a row a sample, a column a substance. */
export type Form = 'long' | 'wide'

export const columnOf = (heads: Head[], role: Role): number => heads.findIndex(h => h.role === role)

export function formOf({ heads }: Header): Form | undefined {
  const has = (role: Role): boolean => columnOf(heads, role) >= 0
  if (has('substance') || has('cas')) return has('value') ? 'long' : undefined
  return heads.some(h => h.substance !== null) || has('pH') ? 'wide' : undefined
}
