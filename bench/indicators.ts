/**
 * A page of sixty indicators × thirty-one provinces × five years over registers of a whole nation, over HTTP for twenty people
 * in a process of their own, while another process changes a hundred rows a second; what a write costs with figures kept and
 * without; and everything worked out from the rows once more. DATABASE_URL names a server on which a database can be made.
 * Arguments: rows (2000000) counties (3000) seconds (20) writes a second (100) milliseconds a reader looks at a page (200).
 */
import { fork } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { timeOf } from '@jingtu/server/indicators/conditions.ts'
import { evaluate } from '@jingtu/server/indicators/evaluate.ts'
import { LATELY } from '@jingtu/server/indicators/following.ts'
import { keptFiguresOf } from '@jingtu/server/indicators/kept-figures.ts'
import { diceOf } from '@jingtu/server/indicators/testing-rows.ts'
import type { FigureTable } from '@jingtu/server/indicators/views.ts'
import { makeClock } from '@jingtu/server/services.ts'
import { openTestServer } from '@jingtu/server/testing.ts'
import { median } from './alternate.ts'
import { addNation, fillRegister, listIndicators, registersOf } from './indicators/nation.ts'

if (!process.env.DATABASE_URL) throw new Error('请以 DATABASE_URL 指定一个可以建库的 PostgreSQL')
const given = process.argv.slice(2).map(Number)
const [rows = 2_000_000, counties = 3000, seconds = 20, rate = 100, pause = 200] = given
const TODAY = '2026-07-01'
const READERS = 20
const PAIRS = 3
const YEARS = ['2022', '2023', '2024', '2025', '2026']

// Where fewer than sixty are declared, made-up ones are declared for this process.
const indicators = listIndicators(60)
const declared = INDICATORS.length
;(INDICATORS as Indicator[]).splice(0, INDICATORS.length, ...indicators)
const registers = registersOf(indicators)

const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const started = performance.now()
  const result = await work()
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result
}

const server = await openTestServer(`${TODAY}T09:00:00+08:00`)
const { store } = server
console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg().map(l => l.toFixed(1))}; ` +
    `${rows} rows in ${registers.length} registers, ${counties} counties, ${indicators.length} indicators (${Math.min(60, declared)} declared)`,
)

interface Written {
  written: number
  rate: number
  p50: number
  p95: number
  cpu: number
  failed: string[]
}
interface Read {
  pages: number
  p50: number
  p95: number
  failed: string[]
}

/** A process that says when it is ready, is told to go, and says in the end what came of it. */
async function begin<T>(script: URL, args: unknown[]): Promise<() => Promise<T>> {
  const child = fork(fileURLToPath(script), args.map(String))
  const message = () =>
    new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve)
      child.once('error', reject)
      child.once('exit', code => code && reject(new Error(`${script} ended with ${code}`)))
    })
  await message()
  return () => {
    const result = message() as Promise<T>
    child.send('go')
    return result
  }
}

/** Changes rows while `work` goes on. */
async function whileWriting(work: (done: () => boolean) => Promise<void>): Promise<Written> {
  const go = await begin<Written>(new URL('./indicators/writer.ts', import.meta.url), [
    store.location,
    rate,
    seconds,
    JSON.stringify(registers.map(r => r.id)),
  ])
  let isDone = false
  const written = go().finally(() => (isDone = true))
  await work(() => isDone)
  const result = await written
  if (result.failed.length > 0) throw new Error(result.failed.join('; '))
  return result
}

try {
  const { nation, counties: leaves } = await addNation(server, counties)
  const ministry = await server.unit(nation, { name: '生态环境部' })
  const cookies: string[] = []
  for (let i = 0; i < READERS; i++) {
    await server.person(ministry, `ministry${i}`, ['planner', 'reviewer'])
    cookies.push((await server.signIn(`ministry${i}`)).cookie)
  }
  await timed('filling', async () => {
    const dice = diceOf(1)
    for (const kind of registers) await fillRegister(store, kind, Math.floor(rows / registers.length), leaves, dice)
  })
  const figures = keptFiguresOf(server.services)
  await timed('building the kept figures', () => figures.rollUp.keep(TODAY))
  // What the database does by itself after so many rows came at once is no part of a day's work.
  await timed('vacuum', () => store.pool.query('vacuum analyze'))
  const cells = await store.pool.query('select count(*)::int as n from figure_cell')
  console.log(`${cells.rows[0].n} cells`)

  const clock = makeClock(`${TODAY}T09:00:00+08:00`)
  const offset = Date.now() - clock().getTime()
  server.services.clock = clock
  const served = await server.listen()
  const address = `${served.address}/api/indicators/table?years=${YEARS.join(',')}&ids=${indicators.map(i => i.id).join(',')}`
  const answer = await fetch(address, { headers: { cookie: cookies[0]! } })
  const zipped = Number(answer.headers.get('content-length'))
  const first = (await answer.json()) as FigureTable
  const shown = first.rows.reduce((n, r) => n + r.below.length, 0)
  console.log(`one page: ${first.rows.length} lines, ${shown} figures of provinces, ${zipped / 1000} kB as sent`)
  for (const wait of new Set([pause, 0])) {
    const read = await begin<Read>(new URL('./indicators/reader.ts', import.meta.url), [
      address,
      JSON.stringify(cookies),
      seconds,
      wait,
      offset,
    ])
    let pages: Read | undefined
    const before = process.cpuUsage()
    const written = await whileWriting(async () => {
      pages = await read()
    })
    const { user, system } = process.cpuUsage(before)
    if (pages!.failed.length > 0) throw new Error(pages!.failed.join('; '))
    console.log(
      `${READERS} readers, ${wait} ms between two pages, ${written.rate.toFixed(0)} rows/s changing: ${JSON.stringify(pages)}; ` +
        `${((user + system) / 1000 / pages!.pages).toFixed(1)} ms of the server's processor time a page, load ${loadavg()[0]!.toFixed(1)}`,
    )
    console.log(`writes meanwhile: ${JSON.stringify(written)}`)
  }
  await served.close()
  // In turn, because a machine is not as quick in one minute as in the next.
  const pairs: { alone: Written; followed: Written }[] = []
  for (let i = 0; i < PAIRS; i++) {
    const alone = await whileWriting(async () => {})
    const followed = await whileWriting(async done => {
      while (!done()) {
        await figures.rollUp.following.now(TODAY)
        await new Promise(go => setTimeout(go, LATELY / 2))
      }
    })
    console.log(
      `writes with nobody following: ${JSON.stringify(alone)}\n  while figures are followed: ${JSON.stringify(followed)}`,
    )
    pairs.push({ alone, followed })
  }
  const ratio = (what: 'p50' | 'cpu'): string => median(pairs.map(p => p.followed[what] / p.alone[what])).toFixed(2)
  console.log(
    `a write with kept figures costs ${ratio('p50')} × one without (median of ${PAIRS} pairs), its process ${ratio('cpu')} × the processor time`,
  )

  await timed('direct, one indicator and year', () =>
    evaluate(store.db, indicators[0]!, nation.path, timeOf('2026', TODAY)).then(() => undefined),
  )
  const verified = await timed('working everything out from the rows', () => figures.rollUp.verify(TODAY))
  console.log(`${verified.cells} cells compared, ${verified.faults.length} differ`)
  if (verified.faults.length > 0) throw new Error(JSON.stringify(verified.faults[0]))
} finally {
  await server.close()
}
