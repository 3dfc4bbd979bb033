import type { Reading } from './programme.ts'

export type * from './programme.ts'

/** A table cell row as `documents` found it in the bytes; plain text readers get none and rely on the flattened text. */
export interface ReadOptions {
  /** Used for 'X月底前' where the text itself prints no year. */
  fallbackYear?: number
}

export function readPlan(_text: string, _options: ReadOptions = {}): Reading {
  return { documents: [], problems: [] }
}
