/**
 * A register at a million rows: pages with filter, sort and count for twenty readers in a process of their own, beside
 * hand-written SQL for the same page; as of past days over half as many events again, for ten; and a hundred thousand parsed
 * rows written with version, event and chain, beside COPY of the rows alone into the same table.
 * DATABASE_URL names a server on which a database can be made. Arguments: rows, imported, requests.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpus, loadavg } from 'node:os'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { Register } from '@jingtu/core/register.ts'
import { compostBin } from '@jingtu/registers/compost-bin.ts'
import { done, openRegisterWorld } from '@jingtu/server/registers/testing.ts'
import { columnsOf, ENDS } from '@jingtu/store/columns.ts'
import { from as copyFrom } from 'pg-copy-streams'
import { median } from './alternate.ts'
import { filling } from './fill.ts'
import type { Asked } from './registers/readers.ts'

if (!process.env.DATABASE_URL) throw new Error('请以 DATABASE_URL 指定一个可以建库的 PostgreSQL')
const [rows = 1_000_000, imported = 100_000, requests = 400] = process.argv.slice(2).map(Number)
const w = await openRegisterWorld()
const { store } = w.server
const kind = compostBin as unknown as Register
console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, load ${loadavg().map(l => l.toFixed(1))}; ${rows} rows`,
)

const p95 = (ms: number[]): number => [...ms].sort((a, b) => a - b)[Math.floor(ms.length * 0.95)]!

const village = (await done(w.office, '/registers/village/rows', { region: w.east.id, values: { name: '青石村' } })).id
const home = w.east.id
const values = (i: number) => ({
  code: `N-${String(i).padStart(7, '0')}`,
  kind: (['木', '砖', '塑料'] as const)[i % 3]!,
  subject: village,
  volume: String(100 + (i % 900)),
  plot: { value: String((i % 977) / 10), unit: '亩' as const },
  keeper: `管理人${i % 500}`,
  location: {
    type: 'Point' as const,
    coordinates: [108 + (i % 1000) / 1000, 22 + (i % 900) / 1000] as [number, number],
  },
  setUpOn: '2026-01-10',
  turnings: [{ on: '2026-02-01', temperature: '55' }],
})

async function importing(): Promise<void> {
  const list = Array.from({ length: imported }, (_x, i) => ({ home, region: w.east.path, values: values(i) }))
  const engine: number[] = []
  const copy: number[] = []
  let cpu = 0
  let memory = 0
  const columns = columnsOf(kind)
  for (let run = 0; run < 3; run++) {
    await store.pool.query('truncate compost_bin')
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    const used = process.cpuUsage()
    let started = performance.now()
    await w.server.change(c => c.insertMany(compostBin, list, 'import').then(() => undefined))
    engine.push(performance.now() - started)
    const { user, system } = process.cpuUsage(used)
    cpu = (user + system) / 1000
    if (run === 0) memory = (process.resourceUsage().maxRSS * 1024 - before) / 1e6
    const { rows: stored } = await store.pool.query(
      `select ${columns.map(c => `${c.column}::text as "${c.key}"`).join(', ')} from compost_bin`,
    )
    const lines = stored.map(
      r =>
        `${columns.map(c => (r[c.key] === null ? '\\N' : String(r[c.key]).replace(/\\/g, '\\\\').replace(/\n/g, '\\n'))).join('\t')}\n`,
    )
    const chunks = Array.from({ length: Math.ceil(lines.length / 200) }, (_x, i) =>
      lines.slice(i * 200, (i + 1) * 200).join(''),
    )
    await store.pool.query('truncate compost_bin')
    const client = await store.pool.connect()
    started = performance.now()
    const into = client.query(copyFrom(`copy compost_bin (${columns.map(c => c.column).join(', ')}) from stdin`))
    await pipeline(Readable.from(chunks), into)
    copy.push(performance.now() - started)
    client.release()
  }
  console.log(
    `import of ${imported}: engine ${median(engine).toFixed(0)} ms (of which its process ${cpu.toFixed(0)} ms, at most ${memory.toFixed(0)} MB beside the parsed rows), ` +
      `COPY ${median(copy).toFixed(0)} ms, ${((100 * median(copy)) / median(engine)).toFixed(0)} % of COPY`,
  )
}

/** Every row as it is, and of every other one a version before: half as many events again as there are rows. */
async function history(): Promise<void> {
  await store.pool.query('truncate compost_bin')
  const client = await store.pool.connect()
  const columns = [...columnsOf(kind), ENDS].map(c => c.column).join(', ')
  await filling(client, 'compost_bin', async () => {
    await client.query(
      `insert into compost_bin (${columns})
       select $1::uuid, md5(i::text)::uuid, v, case when i % 2 = 0 then '/98/9802/980221/' else '/98/9802/980222/' end,
         case when (i + v) % 5 = 0 then 'idle' else 'used' end,
         date '2026-01-01' + day(i, v), date '2026-01-01' + day(i, v) + time '00:00' at time zone 'UTC',
         case when v < versions then date '2026-01-01' + day(i, v + 1) + time '00:00' at time zone 'UTC' end,
         $2::uuid, 'N-' || lpad(i::text, 7, '0'), (array['木','砖','塑料'])[1 + i % 3], 100 + i % 900, i % 700,
         jsonb_build_object('value', ((i * 7 + v) % 977 / 10.0)::text, 'unit', '亩'), '管理人', null, date '2026-01-10', '[]'::jsonb,
         date '2026-01-01' + day(i, v), '{}'::text[], null, case when v < versions then date '2026-01-01' + day(i, v + 1) end
       from generate_series(1, $3::int) i, lateral (select 1 + i % 2 as versions) h, generate_series(1, versions) v`.replaceAll(
        /day\(i, ([^)]+)\)/g,
        '(i % 80 + 85 * ($1 - 1))',
      ),
      [home, village, rows],
    )
  })
  client.release()
}

async function reading(): Promise<void> {
  const served = await w.server.listen()
  const readers = fork(fileURLToPath(new URL('./registers/readers.ts', import.meta.url)))
  await once(readers, 'message')
  const ask = async (asked: Asked): Promise<number[]> => {
    readers.send(asked)
    const [{ times, failed }] = (await once(readers, 'message')) as [{ times: number[]; failed?: string }]
    if (failed) throw new Error(failed)
    return times
  }
  const load = async (asked: Omit<Asked, 'requests'>): Promise<{ p50: number; p95: number; cpu: number }> => {
    // Every connection has met the table before anything is measured.
    await ask({ ...asked, requests: 100 })
    const used = process.cpuUsage()
    const times = await ask({ ...asked, requests })
    const { user, system } = process.cpuUsage(used)
    return { p50: median(times), p95: p95(times), cpu: (user + system) / 1000 / requests }
  }
  const base = '/registers/compost-bin/rows'
  const queries = [
    'f.kind=砖&sort=-plot',
    'f.plot.from=20 亩&f.plot.to=60 亩&sort=plot&state=used',
    'sort=-lastTurnedOn&f.lastTurnedOn.from=2026-03-01',
    'q=N-00123&sort=code',
    `region=${w.west.id}&sort=code&f.kind=木`,
  ]
  const measured = async (query: string, clients: number) => {
    const one = await w.office.get(`${base}?${query}`)
    if (one.status !== 200) throw new Error(JSON.stringify(one.body))
    const url = encodeURI(`${served.address}/api${base}?${query}`)
    const times = await load({ clients, http: { url, cookie: w.office.cookie } })
    console.log(
      `${query}: p50 ${times.p50.toFixed(0)} ms, p95 ${times.p95.toFixed(0)} ms (${clients} clients; ${one.body.count.n}${one.body.count.estimated ? ' estimated' : ''}; ` +
        `the server's process ${times.cpu.toFixed(1)} ms a page; load ${loadavg()[0]!.toFixed(1)})`,
    )
    return times
  }
  const ours: { p50: number; p95: number }[] = []
  for (const query of queries) ours.push(await measured(query, 20))
  const same = `from compost_bin where until is null and region like '/98/9802/%' and kind = any(array['砖'])`
  const hand = await load({
    clients: 20,
    sql: {
      location: store.location,
      statements: [`select * ${same} order by plot_m2 desc, id desc limit 51`, `select 1 ${same} limit 10001`],
    },
  })
  console.log(
    `hand-written SQL of the first: p50 ${hand.p50.toFixed(0)} ms, p95 ${hand.p95.toFixed(0)} ms; the page costs ${(ours[0]!.p50 / hand.p50).toFixed(1)} × it`,
  )
  const past = [
    'validOn=2026-04-10&f.kind=砖&sort=plot',
    'validOn=2026-01-03&f.kind=木&sort=-plot',
    'validOn=2026-01-01&f.kind=木&f.plot.from=20 亩&sort=-code',
    'validOn=2026-06-20&f.plot.from=20 亩&state=used&sort=-lastTurnedOn',
    'knownOn=2026-04-10&f.kind=砖&sort=plot',
    'knownOn=2026-04-10&validOn=2026-03-01&f.kind=砖&sort=code',
    'knownOn=2026-01-03&f.kind=木&sort=-plot',
    `validOn=2026-04-10&region=${w.west.id}&f.kind=木&sort=-code`,
  ]
  for (const query of past) await measured(query, 10)
  readers.disconnect()
  await served.close()
}

try {
  await importing()
  await history()
  await reading()
} finally {
  await w.close()
}
