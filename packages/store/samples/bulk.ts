/**
 * Tables whose rows arrive together under one parent record and never change alone. Declared once: the writer, the digest and
 * `verify` follow. The lines hashed are the lines copied.
 */
export type BulkKind = 'uuid' | 'integer' | 'numeric' | 'day' | 'text'

export interface BulkTable {
  table: string
  name: string
  /** Kind and table of the parent record and the column that names it; the key is (home, parent, ordinal). */
  parent: { kind: string; table: string; column: string }
  /** Columns after home, parent and ordinal, in the order of the line. */
  columns: readonly (readonly [column: string, kind: BulkKind])[]
}

/** What the parent keeps of its rows. */
export interface BulkContent {
  rows: number
  /** SHA-256 of all lines in their order. */
  digest: string
  /** CRC-32 of every so many rows, eight hex digits each: not a guard, but a way to find the place. */
  blocks: string
  blockRows: number
}

export const BLOCK_ROWS = 500

const BATCH = { kind: 'import-batch', table: 'import_batch', column: 'batch' }

export const SAMPLE: BulkTable = {
  table: 'sample',
  name: '样品',
  parent: BATCH,
  columns: [
    ['identity', 'text'],
    ['code', 'text'],
    ['site', 'uuid'],
    ['site_code', 'text'],
    ['medium', 'text'],
    ['taken_on', 'day'],
    ['received_on', 'day'],
    ['tested_on', 'day'],
    ['depth', 'text'],
    ['depth_from', 'numeric'],
    ['depth_to', 'numeric'],
    ['longitude', 'numeric'],
    ['latitude', 'numeric'],
    ['land_use', 'text'],
    ['planned_use', 'text'],
    ['crop', 'text'],
    ['crop_column', 'text'],
    ['condition', 'text'],
    ['ph', 'text'],
    ['sampler', 'text'],
    ['laboratory', 'text'],
    ['quality', 'text'],
    ['paired_with', 'text'],
    ['remark', 'text'],
    ['place', 'text'],
    ['fingerprint', 'text'],
  ],
}

export const RESULT: BulkTable = {
  table: 'result',
  name: '检测结果',
  parent: BATCH,
  columns: [
    ['sample', 'integer'],
    ['substance', 'text'],
    ['kind', 'text'],
    ['value', 'numeric'],
    ['unit', 'text'],
    ['detection_limit', 'numeric'],
    ['method', 'text'],
    ['basis', 'text'],
    ['why', 'text'],
    ['original', 'text'],
    ['place', 'text'],
    ['mended', 'text'],
  ],
}

export const VERDICT: BulkTable = {
  table: 'verdict',
  name: '评价结论',
  parent: { kind: 'judging', table: 'judging', column: 'judging' },
  columns: [
    ['batch', 'uuid'],
    ['sample', 'integer'],
    ['standard', 'text'],
    ['edition', 'text'],
    ['verdict', 'text'],
    ['decisive', 'text'],
    ['judgement', 'text'],
  ],
}

export const BULK_TABLES: readonly BulkTable[] = [SAMPLE, RESULT, VERDICT]
