/** What the API of data collections answers; read by the pages as well. */
import type { Day, Light } from '@jingtu/core/period.ts'
import type { DataCollection, DataReturn } from '@jingtu/programme/data-collection.ts'

export interface UnitReturn {
  unit: string
  unitName: string
  /** Null: nothing has come. */
  state: DataReturn['state'] | null
  id: string | null
  rows: number
  submittedOn: Day | null
  late: boolean
  file: string | null
  reason: string | null
  can: { accept: boolean; sendBack: boolean }
}
export interface CollectionRow {
  collection: DataCollection
  planTitle: string
  light: Light
  /** The reader's own where only that may be seen. */
  returns: UnitReturn[]
  /** Rows of all returns that stand. */
  rows: number
  can: { hand: boolean; close: boolean; reopen: boolean; merge: boolean }
}
