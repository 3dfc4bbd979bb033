/** What the registers answer: said once, for the server that writes it and the pages that read it. */

import type { FieldChange } from '@jingtu/core/record.ts'
import type { RegisterDescription } from '@jingtu/core/register-description.ts'
import type { Count } from './list.ts'
import type { LocalField } from './local-fields.ts'
import type { Row } from './rights.ts'

export interface RegisterView extends RegisterDescription {
  /** Fields that places in the reader's region add. */
  local: LocalField[]
  may: { create: boolean }
}

/** What the reader may do with a row now. */
export interface RowRights {
  moves: string[]
  editable: boolean
  /** A correction may be proposed for somebody else to accept. */
  amendable: boolean
  /** The reader did the last thing to it and may take that back. */
  undoable?: boolean
}

export interface RegisterPage {
  rows: (Row & RowRights)[]
  /** For `after` of the next page; null on the last. */
  next: string | null
  count: Count
  /** id → what references in the rows are called. */
  names: Record<string, string>
  /** Path → what regions in the rows are called. */
  regions: Record<string, string>
}

export interface VersionView {
  version: number
  at: string
  actorName: string
  action: string
  label: string
  reason: string | null
  effective: string
  state: string
  changes: FieldChange[]
}
