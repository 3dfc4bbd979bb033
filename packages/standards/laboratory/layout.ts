/**
 * How a laboratory's table is laid out: what the head says, and what a person changed of it. Plain JSON, kept per laboratory
 * and found again by the fingerprint of the head. Rows and columns count from one, as a spreadsheet does (1 is A).
 */
export interface Layout {
  /** long: a row a result; wide: a row a sample, a column a substance. */
  form: 'long' | 'wide'
  /** Samples run across: the table is read with rows and columns exchanged (`turnGrid`), and all numbers here count so. */
  turned?: true
  /** Last row of the head. */
  headerRow: number
  /** First row that may hold data. */
  dataFrom: number
  columns: LayoutColumn[]
  /** What holds for every row that says nothing itself. */
  defaults: LayoutDefaults
  /** The workbook counts days from 1904; matters only for days written as bare numbers. */
  date1904?: true
  fingerprint: string
}

export interface LayoutColumn {
  column: number
  role: ColumnRole
  /** As the head writes it, the lines of a two-line head with a line break between. */
  head: string
  /** Catalogue id. With `item`; with `unit`, `detectionLimit`, `method`, `qualifier` of a wide table: whose. */
  substance?: string
  /** As in `normaliseUnit`; for depths m or cm. */
  unit?: string
  basis?: 'dry' | 'wet'
  /** From a row of detection limits, as written. */
  detectionLimit?: string
  method?: string
  /** What is wrong with the head itself; kept so that the door says it where the head stands. */
  doubt?: 'unknown-substance' | 'two-substances' | 'unit-contradiction' | 'coordinates-shifted'
}

export const COLUMN_ROLES = [
  'sample',
  'site',
  'depth',
  'depthFrom',
  'depthTo',
  'substance',
  'cas',
  'value',
  'qualifier',
  'unit',
  'detectionLimit',
  'method',
  'basis',
  'takenOn',
  'receivedOn',
  'testedOn',
  'longitude',
  'latitude',
  'medium',
  'landUse',
  'use',
  'crop',
  'column',
  'condition',
  'region',
  'pH',
  'sampler',
  'laboratory',
  'qc',
  'pairedWith',
  /** A column of one substance (wide form). */
  'item',
  'remark',
  'ignore',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

export type LayoutDefaults = Partial<
  Record<
    | 'sample'
    | 'site'
    | 'medium'
    | 'unit'
    | 'basis'
    | 'takenOn'
    | 'receivedOn'
    | 'testedOn'
    | 'landUse'
    | 'use'
    | 'crop'
    | 'column'
    | 'condition'
    | 'region'
    | 'sampler'
    | 'laboratory'
    | 'method',
    string
  >
>

/** What the head says of its own column, without the group above it. */
export const lastLine = (head: string): string => head.split('\n').at(-1) || '（没有表头）'

/** Equal for the same head whatever spaces, width and letter case it is written with, and in whatever rows it stands. */
export function fingerprintOf(form: Layout['form'], turned: boolean, heads: readonly string[]): string {
  const text = [
    form,
    turned ? 'turned' : '',
    ...heads.map(h => h.normalize('NFKC').replace(/\s/g, '').toLowerCase()),
  ].join('\u001f')
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 2654435761)
    b = Math.imul(b ^ c, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0')
}
