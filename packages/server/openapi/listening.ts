import { AsyncLocalStorage } from 'node:async_hooks'
import type { z } from 'zod'

/**
 * A route says what it takes by reading it. While the document is made, each route is called once with nothing behind it, and
 * the readers of bodies and queries report here which schema they were asked to check against. So a new route is described
 * without a word written for the document.
 */
export interface Heard {
  body: z.ZodType | null
  query: z.ZodType | null
  /** It reads a form with a file. */
  form: boolean
}

/** Ends the call of a route once its body's schema is known. */
export class Enough extends Error {}

/** Stands in the query of such a call, so that a check of the query can be told from a check of something else. */
export const MARK = 'jingtu-describe'

const listening = new AsyncLocalStorage<Heard>()

export async function listen(call: () => Promise<unknown>): Promise<Heard> {
  const heard: Heard = { body: null, query: null, form: false }
  await listening.run(heard, call)
  return heard
}

export function hearBody(schema: z.ZodType): void {
  const heard = listening.getStore()
  if (!heard) return
  heard.body = schema
  throw new Enough()
}

export function hearQuery(schema: z.ZodType, raw: unknown): void {
  const heard = listening.getStore()
  if (heard && typeof raw === 'object' && raw !== null && MARK in raw) heard.query ??= schema
}

export function hearForm(): never {
  const heard = listening.getStore()
  if (heard) heard.form = true
  throw new Enough()
}
