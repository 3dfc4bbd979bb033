/**
 * A backup is one gzipped text. A line that begins with '#' is about the backup (header, table, trailer), one that begins
 * with '{' is a row as the database writes it, one that begins with '~' is a piece of a file in base64.
 */
export const FORMAT = 'jingtu-backup'
export const VERSION = 1

export interface Header {
  format: typeof FORMAT
  version: number
  madeAt: string
  engine: string
  migrations: { name: string; digest: string }[]
  heads: { home: string; seq: number; hash: string }[]
}

export interface Trailer {
  /** Rows of each table; for file_body the files. */
  rows: Record<string, number>
  /** Of every line before this one, with its line end. */
  sha256: string
}

export interface BackupSummary extends Header {
  rows: Record<string, number>
}

/** Worked out of the rows of other tables. */
export const WORKED_OUT: readonly string[] = ['figure_cell', 'figure_kept', 'figure_progress', 'figure_roll_up']
/** Sessions end with the installation they were opened on; the list of migrations is written anew. */
export const LEFT_OUT = new Set(['session', 'migration', ...WORKED_OUT])
export const FILE_BODY = 'file_body'
/** Bytes of a file in one line. */
export const PIECE = 768 * 1024
