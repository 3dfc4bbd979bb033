/**
 * Readers in a process of their own, as browsers are: each asks again as soon as it has its answer, read to the end. Told
 * over the channel of the parent what to ask, either of the server by HTTP or of the database by SQL.
 */
import { Agent, get } from 'node:http'
import { connectStore, type Store } from '@jingtu/store/open.ts'

export interface Asked {
  clients: number
  requests: number
  /** An address and who asks… */
  http?: { url: string; cookie: string }
  /** …or statements that make one page. */
  sql?: { location: string; statements: string[] }
}

const agent = new Agent({ keepAlive: true, maxSockets: 1000 })

/** @returns the bytes of the answer */
const page = (url: string, cookie: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { cookie } }, answer => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${answer.statusCode}`)),
      )
      answer.on('error', reject)
    })
    request.on('error', reject)
  })

async function load({ clients, requests }: Asked, ask: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < requests) {
        next++
        const started = performance.now()
        await ask()
        times.push(performance.now() - started)
      }
    }),
  )
  return times
}

let store: Store | undefined
async function answer(asked: Asked): Promise<number[]> {
  const { http, sql } = asked
  if (http) return load(asked, () => page(http.url, http.cookie))
  // As many connections as the server has.
  store ??= await connectStore(sql!.location)
  const { pool } = store
  return load(asked, async () => {
    for (const statement of sql!.statements) await pool.query(statement)
  })
}

process.on('message', (asked: Asked) => {
  answer(asked).then(
    times => process.send!({ times }),
    error => process.send!({ failed: String(error) }),
  )
})
process.on('disconnect', () => {
  agent.destroy()
  void store?.close()
})
process.send!('ready')
