/** What one person does with rows of registers, in words tests can be read by. */
import type { Client } from '../testing.ts'
import { done } from './testing.ts'

type Row = { id: string }
type Owed = { row: string; duty: string; due: string; status: string }
// biome-ignore lint/suspicious/noExplicitAny: answers are asserted by who asks
type Body = Record<string, any>
type Answered = Body & Row

export interface Hand {
  /** Every row of the list the person sees, narrowed by a query ('?state=listed'). */
  list(register: string, query?: string): Promise<{ rows: Answered[]; count: { n: number } }>
  read(register: string, row: Row): Promise<Answered>
  make(register: string, values: object, more?: object): Promise<Answered>
  /** Why a new row is refused, as one text. */
  refusedNew(register: string, values: object, more?: object): Promise<string>
  correct(register: string, row: Row, values: object): Promise<Answered>
  refusedCorrection(register: string, row: Row, values: object): Promise<string>
  /** Makes a move; `body` holds what it asks: { values, reason, effective }. */
  move(register: string, row: Row, name: string, body?: object): Promise<Answered>
  /** Why a move is refused, all reasons as one text. */
  refusedMove(register: string, row: Row, name: string, body?: object): Promise<string>
  /** What a row owes: duty, day, how it stands. */
  duties(register: string, row: Row): Promise<[duty: string, due: string, status: string][]>
  /** A stored file's hash, of content nobody else has. */
  file(): Promise<string>
}

let files = 0

export function handOf(client: Client): Hand {
  const path = (register: string, row?: Row): string => `/registers/${register}/rows${row ? `/${row.id}` : ''}`
  const reasons = (answer: { status: number; body: Body }): string => {
    if (answer.status === 200) throw new Error('it was taken')
    return [answer.body.title, ...(answer.body.reasons ?? []).map((r: { message: string }) => r.message)].join('；')
  }
  const read = async (register: string, row: Row): Promise<Answered> => {
    const { status, body } = await client.get(path(register, row))
    if (status !== 200) throw new Error(`${register}: ${status} ${JSON.stringify(body)}`)
    return body.row ?? body
  }
  const patch = async (register: string, row: Row, values: object) =>
    client.patch(path(register, row), { version: (await read(register, row)).version, values })
  return {
    list: async (register, query = '') => (await client.get(`${path(register)}${query}`)).body,
    read,
    make: (register, values, more = {}) => done(client, path(register), { values, ...more }),
    refusedNew: async (register, values, more = {}) => reasons(await client.post(path(register), { values, ...more })),
    correct: async (register, row, values) => {
      const answer = await patch(register, row, values)
      if (answer.status !== 200) throw new Error(`${register}: ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    },
    refusedCorrection: async (register, row, values) => reasons(await patch(register, row, values)),
    move: (register, row, name, body = {}) => done(client, `${path(register, row)}/moves/${name}`, body),
    refusedMove: async (register, row, name, body = {}) =>
      reasons(await client.post(`${path(register, row)}/moves/${name}`, body)),
    duties: async (register, row) =>
      ((await client.get(`/duties?register=${register}&from=2020-01-01&to=2035-12-31`)).body.rows as Owed[])
        .filter(d => d.row === row.id)
        .map(d => [d.duty, d.due, d.status]),
    file: async () => {
      files++
      const form = new FormData()
      form.set('file', new File([`第${files}份材料`], `材料${files}.txt`, { type: 'text/plain' }))
      return (await done(client, '/files', form)).hash
    },
  }
}
