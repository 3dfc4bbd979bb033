/** What the list of a declared record answers: said once, for the server that writes it and the page that reads it. */

/** What the reader may do with a row now. */
export interface RowRights {
  /** Names of the transitions. */
  moves: string[]
  /** Its fields may be corrected. */
  editable: boolean
}

export interface RecordList<Row> {
  rows: (Row & RowRights)[]
  /** How many there are; more than `rows` where the list is too long to be given whole. */
  total: number
  /** What the reader's duties allow at all. */
  may: { create: boolean; edit: boolean }
  /** What the references in the rows are called: id → name. */
  names: Record<string, string>
}
