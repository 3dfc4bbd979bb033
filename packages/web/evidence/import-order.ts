import type { CellMend, Preview, PreviewTable } from '@jingtu/server/evidence/views.ts'
import type { Layout, LayoutColumn } from '@jingtu/standards/laboratory/layout.ts'

/** What a person decided on a file so far. */
export interface ImportOrder {
  file: { hash: string; name: string }
  survey: string | null
  laboratory: string | null
  /** null: as proposed. */
  tables: TableOrder[] | null
  mends: CellMend[]
}
export interface TableOrder {
  sheet: number
  layout: Layout
  dataTo: number | null
}

/** As the server is asked. */
export const askedOf = (order: ImportOrder): object => ({
  file: order.file.hash,
  survey: order.survey,
  laboratory: order.laboratory,
  tables: order.tables,
  mends: order.mends,
})

/** The tables that are read now: the person's, else the proposal without hidden sheets. */
export const tablesInUse = (order: ImportOrder, preview: Preview): TableOrder[] =>
  order.tables ?? preview.tables.filter(t => !t.hidden).map(orderOf)

export const orderOf = (t: PreviewTable): TableOrder => ({ sheet: t.sheet, layout: t.layout, dataTo: t.dataTo })

const same = (a: TableOrder, b: { sheet: number; layout: Layout }): boolean =>
  a.sheet === b.sheet && a.layout.fingerprint === b.layout.fingerprint

/** One table taken in or left out; the last one stays. */
export function withTable(order: ImportOrder, preview: Preview, table: PreviewTable, used: boolean): ImportOrder {
  const now = tablesInUse(order, preview)
  const rest = now.filter(t => !same(t, table))
  const tables = used ? [...rest, orderOf(table)].sort((a, b) => a.sheet - b.sheet) : rest
  return tables.length === 0 ? order : { ...order, tables }
}

/** One table read otherwise: columns, defaults or rows of its layout. */
export const withLayout = (
  order: ImportOrder,
  preview: Preview,
  table: PreviewTable,
  change: Partial<Layout>,
): ImportOrder => ({
  ...order,
  tables: tablesInUse(order, preview).map(t => (same(t, table) ? { ...t, layout: { ...t.layout, ...change } } : t)),
})

/** A column that means something else: what was only true of the old meaning goes with it. */
export const withColumn = (layout: Layout, column: number, change: Partial<LayoutColumn>): LayoutColumn[] =>
  layout.columns.map(c => {
    if (c.column !== column) return c
    const { substance, doubt: _doubt, ...kept } = c
    const role = change.role ?? c.role
    const next: LayoutColumn = { ...kept, ...change }
    if (role === 'item' && change.substance === undefined && substance !== undefined) next.substance = substance
    return next
  })

export const isUsed = (order: ImportOrder, preview: Preview, table: PreviewTable): boolean =>
  tablesInUse(order, preview).some(t => same(t, table))

/** What keeps a confirmation from being sent, in words; empty: it may go. */
export function obstacles(
  preview: Preview,
  given: { title: string; leaveOut: boolean; reason: string },
): ('title' | 'errors' | 'reason' | 'nothing')[] {
  const found: ('title' | 'errors' | 'reason' | 'nothing')[] = []
  if (given.title.trim() === '') found.push('title')
  if (preview.counts.results === 0) found.push('nothing')
  if (preview.counts.errors > 0 && !given.leaveOut) found.push('errors')
  if (preview.counts.errors > 0 && given.leaveOut && given.reason.trim() === '') found.push('reason')
  return found
}
