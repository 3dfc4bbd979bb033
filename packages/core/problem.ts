/**
 * A refusal is a value, not an exception: all reasons at once, each with its place and how to mend it.
 * The kinds map to HTTP status in one place (server/problems.ts, RFC 9457).
 */
export type ProblemKind =
  | 'invalid' // the input itself is wrong
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict' // somebody else was faster, or the state does not allow it
  | 'too-large'
  | 'too-many'
  | 'unavailable'

export interface Reason {
  /** What is wrong and how to mend it, in Chinese. */
  message: string
  /** Where: a field name, `第3行 责任单位`, `word/document.xml`, … */
  where?: string
}

export interface Problem {
  kind: ProblemKind
  title: string
  reasons: Reason[]
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem }

export const ok = <T>(value: T): Outcome<T> => ({ ok: true, value })

export function refuse(
  kind: ProblemKind,
  title: string,
  reasons: (string | Reason)[] = [],
): { ok: false; problem: Problem } {
  return { ok: false, problem: problem(kind, title, reasons) }
}

export function problem(kind: ProblemKind, title: string, reasons: (string | Reason)[] = []): Problem {
  return { kind, title, reasons: reasons.map(r => (typeof r === 'string' ? { message: r } : r)) }
}

/** Carries a refusal out of a transaction so that it is rolled back; caught in one place, never swallowed. */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(value: Problem) {
    super([value.title, ...value.reasons.map(r => r.message)].join('；'))
    this.name = 'Refusal'
    this.problem = value
  }
}
