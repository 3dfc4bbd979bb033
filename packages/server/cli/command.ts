import type { ParseArgsConfig } from 'node:util'

/** What a command is given; `out` and `err` are lines of text, so that tests can read them. */
export interface Terminal {
  out(line: string): void
  err(line: string): void
}

export interface Command {
  /** The words that call it: 'plan read'. */
  name: string
  /** After the name: FILE --region CODE. */
  usage: string
  about: { zh: string; en: string }
  options: NonNullable<ParseArgsConfig['options']>
  /** How many words must follow the name. */
  words: number
  /** More may follow. */
  manyWords?: true
  run(input: Input, terminal: Terminal): Promise<number>
}

export interface Input {
  words: string[]
  values: Record<string, string | boolean | undefined>
}

/** The caller got the words wrong: exit code 2. */
export class UsageError extends Error {}

export const option = (input: Input, name: string): string | undefined => {
  const value = input.values[name]
  return typeof value === 'string' ? value : undefined
}

export function requireOption(input: Input, name: string): string {
  const value = option(input, name)
  if (!value) throw new UsageError(`缺少 --${name} · --${name} is missing`)
  return value
}

const width = (text: string): number =>
  [...text].reduce(
    (n, c) =>
      n +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c) ? 2 : 1),
    0,
  )

/** Columns that line up although a Chinese character is two wide. */
export function columns(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map(r => width(r[i] ?? '')))) ?? []
  return rows.map(r =>
    r
      .map((cell, i) => (i === r.length - 1 ? cell : cell + ' '.repeat(widths[i]! - width(cell))))
      .join('  ')
      .trimEnd(),
  )
}
