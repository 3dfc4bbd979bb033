import { STANDARD as GB15618, OTHER_ITEMS } from '@jingtu/standards/gb15618-2018/table.ts'
import { STANDARD as GB36600, SUMS as SUMS_36600 } from '@jingtu/standards/gb36600-2018/table.ts'
import { STANDARD as GBT14848, SUMS as SUMS_14848 } from '@jingtu/standards/gbt14848-2017/table.ts'
import { findSubstance, foldName, getSubstance, SUBSTANCES, type Substance } from '@jingtu/standards/substances.ts'
import { type PrintedTable, printedTables } from './printed.ts'
import { LISTED } from './validity.ts'

/** What a word means first, then what it occurs in; never a total for a valence or the other way round. */
export function findSubstances(words: string, most = 30): Substance[] {
  const key = foldName(words)
  if (key === '') return []
  const meant = findSubstance(words)
  const near = SUBSTANCES.filter(
    s =>
      s !== meant &&
      [s.name, s.english, s.cas ?? '', ...s.aliases].some(word => word !== '' && foldName(word).includes(key)),
  )
  return [...(meant ? [meant] : []), ...near].slice(0, most)
}

const SUMS: readonly { standard: string; sums: readonly { substance: string; sumOf: readonly string[] | null }[] }[] = [
  { standard: GB15618.id, sums: OTHER_ITEMS },
  { standard: GB36600.id, sums: SUMS_36600 },
  { standard: GBT14848.id, sums: SUMS_14848 },
]

/** The sums a substance counts in, and by which standard: members differ between them. */
export const sumsWith = (substance: string): string[] =>
  SUMS.flatMap(({ standard, sums }) =>
    sums.filter(s => s.sumOf?.includes(substance)).map(s => `${getSubstance(s.substance).name}（${standard}）`),
  )

/** What a sum consists of, by standard. */
export const membersIn = (substance: string): string[] =>
  SUMS.flatMap(({ standard, sums }) =>
    sums
      .filter(s => s.substance === substance && s.sumOf)
      .map(s => `${standard}：${s.sumOf!.map(m => getSubstance(m).name).join('、')}`),
  )

export interface LimitedBy {
  standard: string
  table: PrintedTable
}

/** Every table that limits the substance, cut down to its rows: all limits side by side. */
export const limitsOf = (substance: string): LimitedBy[] =>
  LISTED.flatMap(s =>
    printedTables(s.id).flatMap(table => {
      const rows = table.rows.filter(r => r.substance === substance)
      const notes = table.notes.filter(note => note.includes(getSubstance(substance).name))
      return rows.length ? [{ standard: s.id, table: { ...table, rows, notes } }] : []
    }),
  )
