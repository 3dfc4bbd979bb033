import type { BulkKind } from './bulk.ts'

/** A value as it stands in its column; numerics are decimal text. */
export type BulkValue = string | number | null

const NUMERIC = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const ESCAPED = /[\\\t\n\r]/
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const escaped = (text: string): string => (ESCAPED.test(text) ? text.replace(/[\\\t\n\r]/g, c => ESCAPES[c]!) : text)

/**
 * The line of a row as COPY takes it in text form, which is also what is hashed. Numerics must be written as the database
 * prints them back ("0.50", not ".50"), or the row would not verify.
 */
export function lineOf(
  head: string,
  ordinal: number,
  kinds: readonly BulkKind[],
  values: readonly BulkValue[],
): string {
  let line = head + ordinal
  for (let i = 0; i < kinds.length; i++) {
    const value = values[i]
    if (value === null || value === undefined) line += '\t\\N'
    else if (kinds[i] === 'text') line += `\t${escaped(value as string)}`
    else if (kinds[i] === 'numeric' && !NUMERIC.test(value as string))
      throw new Error(`numeric column ${i}: “${value}” is not canonical decimal text`)
    else line += `\t${value}`
  }
  return `${line}\n`
}

export const lineHead = (home: string, parent: string): string => `${home}\t${parent}\t`
