/**
 * A page of sixty indicators × thirty-one provinces × five years over registers of a whole nation, for twenty readers while a
 * process of its own changes a hundred rows a second; what a write costs with figures kept and without; and everything worked
 * out from the rows once more. DATABASE_URL names a server on which a database can be made.
 * Arguments: rows (2000000) counties (3000) seconds (20) writes a second (100).
 */
import { fork } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { timeOf } from '@jingtu/server/indicators/conditions.ts'
import { evaluate } from '@jingtu/server/indicators/evaluate.ts'
import { keptFiguresOf } from '@jingtu/server/indicators/kept-figures.ts'
import { diceOf } from '@jingtu/server/indicators/testing-rows.ts'
import { openTestServer } from '@jingtu/server/testing.ts'
import { median } from './alternate.ts'
import { addNation, fillRegister, listIndicators, registersOf } from './indicators/nation.ts'

if (!process.env.DATABASE_URL) throw new Error('请以 DATABASE_URL 指定一个可以建库的 PostgreSQL')
const given = process.argv.slice(2).map(Number)
const [rows = 2_000_000, counties = 3000, seconds = 20, rate = 100] = given
const TODAY = '2026-07-01'
const YEARS = ['2022', '2023', '2024', '2025', '2026']

// Where fewer than sixty are declared, made-up ones are declared for this process.
const indicators = listIndicators(60)
const declared = INDICATORS.length
;(INDICATORS as Indicator[]).splice(0, INDICATORS.length, ...indicators)
const registers = registersOf(indicators)

const p95 = (ms: number[]): number => [...ms].sort((a, b) => a - b)[Math.floor(ms.length * 0.95)]!
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
/** Changes rows from a process of its own while `work` goes on. */
async function whileWriting(
  perSecond: number,
  forSeconds: number,
  work: (done: () => boolean) => Promise<void>,
): Promise<Written> {
  const child = fork(fileURLToPath(new URL('./indicators/writer.ts', import.meta.url)), [
    store.location,
    String(perSecond),
    String(forSeconds),
    JSON.stringify(registers.map(r => r.id)),
  ])
  const message = () =>
    new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve)
      child.once('error', reject)
    })
  await message()
  const result = message()
  let isDone = false
  child.send('go')
  void result.then(() => (isDone = true))
  await work(() => isDone)
  return (await result) as Written
}

try {
  const { nation, counties: leaves } = await addNation(server, counties)
  const ministry = await server.unit(nation, { name: '生态环境部' })
  await server.person(ministry, 'ministry', ['planner', 'reviewer'])
  const reader = await server.signIn('ministry')
  await timed('filling', async () => {
    const dice = diceOf(1)
    for (const kind of registers) await fillRegister(store, kind, Math.floor(rows / registers.length), leaves, dice)
  })
  const figures = keptFiguresOf(server.services)
  await timed('building the kept figures', () => figures.rollUp.keep(TODAY))
  const cells = await store.pool.query('select count(*)::int as n from figure_cell')
  console.log(`${cells.rows[0].n} cells`)

  const path = `/indicators/table?years=${YEARS.join(',')}&ids=${indicators.map(i => i.id).join(',')}`
  const page = async (): Promise<number> => {
    const answer = await reader.raw(path)
    if (answer.status !== 200) throw new Error(await answer.text())
    return (await answer.arrayBuffer()).byteLength
  }
  const first = JSON.parse(await (await reader.raw(path)).text())
  const shown = first.rows.reduce((n: number, r: { below: unknown[] }) => n + r.below.length, 0)
  console.log(`one page: ${first.rows.length} lines, ${shown} figures of provinces, ${(await page()) / 1000} kB`)

  const alone = await whileWriting(rate, seconds, async done => {
    while (!done()) await new Promise(go => setTimeout(go, 50))
  })
  console.log(`writes with nobody following: ${JSON.stringify(alone)}`)
  const times: number[] = []
  const busy = await whileWriting(rate, seconds, async done => {
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        while (!done()) {
          const started = performance.now()
          await page()
          times.push(performance.now() - started)
          // A reader looks at a page before asking for the next one.
          await new Promise(go => setTimeout(go, 200))
        }
      }),
    )
  })
  console.log(
    `pages while ${busy.rate.toFixed(0)} rows/s change, 20 readers: p50 ${median(times).toFixed(0)} ms, p95 ${p95(times).toFixed(0)} ms (${times.length} pages)`,
  )
  console.log(`writes meanwhile: ${JSON.stringify(busy)}`)
  const following = await whileWriting(rate, seconds, async done => {
    while (!done()) {
      await figures.rollUp.follow(TODAY)
      await new Promise(go => setTimeout(go, 200))
    }
  })
  console.log(`writes while figures are followed and nobody reads: ${JSON.stringify(following)}`)
  console.log(
    `a write with kept figures costs ${(following.p50 / alone.p50).toFixed(2)} × one without (median), its process ${(following.cpu / alone.cpu).toFixed(2)} × the processor time`,
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
