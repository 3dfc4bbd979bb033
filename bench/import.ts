/**
 * A laboratory's long CSV through the door into PostgreSQL, against COPY of the same rows into the same table with its
 * constraints and indexes; readers meanwhile; a workbook's preview against its library's reading.
 * DATABASE_URL names a server on which a database can be made. ROWS, RUNS and CELLS may be given after the name.
 */
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { previewImport } from '@jingtu/server/evidence/preview.ts'
import { storeImport } from '@jingtu/server/evidence/storing.ts'
import { readXlsx } from 'hucre/xlsx'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { alternate, median } from './alternate.ts'
import { makeCity } from './import/city.ts'
import { wideXlsx, writeLongCsv } from './import/laboratory-file.ts'

if (!process.env.DATABASE_URL) throw new Error('请以 DATABASE_URL 指定一个可以建库的 PostgreSQL')
const [rows = 1_000_000, runs = 3, cells = 200_000] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'jingtu-bench-'))
const city = await makeCity()
const { store, services } = city.server
const reader = await city.server.signIn('owner')
const csv = join(folder, 'long.csv')
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
const rate = (ms: number): string => `${Math.round(rows / (ms / 1000)).toLocaleString('en')} rows/s`

interface Import {
  ms: number
  /** Of this process, all threads. */
  cpu: number
  peak: number
  latencies: number[]
}

const file = (path: string, name: string) => ({
  hash: '0'.repeat(64),
  name,
  size: statSync(path).size,
  open: () => createReadStream(path, { highWaterMark: 128 * 1024 }),
})
const order = {
  survey: city.survey,
  laboratory: null,
  tables: null,
  mends: [],
  title: '百万行',
  onDuplicate: '新版本' as const,
  leaveOut: null,
}

async function empty(): Promise<void> {
  await store.pool.query('truncate sample, result, verdict, import_batch')
  await store.pool.query('checkpoint')
  globalThis.gc?.()
}

/** Somebody who asks for a page again and again while the work runs: both contenders carry the same readers. */
async function withReaders<T>(work: () => Promise<T>): Promise<{ done: T; latencies: number[] }> {
  const latencies: number[] = []
  let isOver = false
  const reading = (async () => {
    while (!isOver) {
      const started = performance.now()
      const answer = await reader.get('/surveys')
      if (answer.status !== 200) throw new Error(`a reader was answered ${answer.status}`)
      latencies.push(performance.now() - started)
      await new Promise(go => setTimeout(go, 25))
    }
  })()
  try {
    return { done: await work(), latencies }
  } finally {
    isOver = true
    await reading
  }
}

/** One import, with readers asking all the while and the memory watched. */
async function importOnce(): Promise<Import> {
  await empty()
  const { done, latencies } = await withReaders(timedImport)
  return { ...done, latencies }
}

async function timedImport(): Promise<Omit<Import, 'latencies'>> {
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 100)
  const used = process.cpuUsage()
  const started = performance.now()
  const batch = await storeImport(services, city.actor, city.server.context(), file(csv, 'long.csv'), order)
  const ms = performance.now() - started
  const { user, system } = process.cpuUsage(used)
  clearInterval(watch)
  if (batch.resultCount !== rows) throw new Error(`${batch.resultCount} results stored of ${rows}`)
  return { ms, peak, cpu: (user + system) / 1000 }
}

const TABLES = ['result', 'sample'] as const
const lines = (table: string): string => join(folder, `${table}.tsv`)

async function withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await store.pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

/** The lines of both tables as the import wrote them. */
const dump = (): Promise<void> =>
  withClient(async client => {
    for (const table of TABLES)
      await pipeline(client.query(copyTo(`copy ${table} to stdout`)), createWriteStream(lines(table)))
  })

/** COPY of both tables in one transaction, as the import writes them. */
async function copyOnce(suffix: '' | '_heap'): Promise<number> {
  if (suffix === '') await empty()
  else
    for (const table of TABLES)
      await store.pool.query(
        `drop table if exists ${table}_heap; create table ${table}_heap as select * from ${table} limit 0`,
      )
  return withClient(async client => {
    const started = performance.now()
    await client.query('begin')
    for (const table of TABLES)
      await pipeline(
        createReadStream(lines(table), { highWaterMark: 128 * 1024 }),
        client.query(copyFrom(`copy ${table}${suffix} from stdin`)),
      )
    await client.query('commit')
    return performance.now() - started
  })
}

const percentile = (xs: number[], p: number): number =>
  [...xs].sort((a, b) => a - b)[Math.min(xs.length - 1, Math.floor(xs.length * p))]!

async function benchImport(): Promise<void> {
  await writeLongCsv(csv, rows)
  await importOnce() // warm
  await dump()
  const imports: Import[] = []
  const copies: number[] = []
  const heaps: number[] = []
  for (let i = 0; i < runs; i++) {
    imports.push(await importOnce())
    copies.push((await withReaders(() => copyOnce(''))).done)
    heaps.push((await withReaders(() => copyOnce('_heap'))).done)
  }
  const ours = median(imports.map(i => i.ms))
  const { rows: version } = await store.pool.query('show server_version')
  console.log(`\nimport of ${rows.toLocaleString('en')} results from CSV (${(statSync(csv).size / 1e6).toFixed(0)} MB)`)
  console.log(
    `  machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, PostgreSQL ${version[0].server_version}, ${runs} alternating runs`,
  )
  console.log(`  jingtu, door-checked and stored   ${seconds(ours)}  ${rate(ours)}`)
  console.log(`    of it processor time of Node     ${seconds(median(imports.map(i => i.cpu)))}`)
  console.log(`  COPY, same table with its indexes ${seconds(median(copies))}  ${rate(median(copies))}`)
  console.log(`  COPY, heap only                   ${seconds(median(heaps))}  ${rate(median(heaps))}`)
  console.log(`  rate jingtu / COPY: ${median(imports.map((x, i) => copies[i]! / x.ms)).toFixed(3)} (wanted ≥ 0.8)`)
  console.log(`  rate jingtu / heap-only COPY: ${median(imports.map((x, i) => heaps[i]! / x.ms)).toFixed(3)} (aim 0.4)`)
  console.log(
    `  readers meanwhile: p95 ${percentile(
      imports.flatMap(i => i.latencies),
      0.95,
    ).toFixed(0)} ms, worst ${Math.max(...imports.flatMap(i => i.latencies)).toFixed(0)} ms (wanted p95 < 200 ms)`,
  )
  console.log(
    `  Node's memory at most: ${(Math.max(...imports.map(i => i.peak)) / 1e6).toFixed(0)} MB (wanted < 500 MB)`,
  )
}

async function benchPreview(): Promise<void> {
  const bytes = await wideXlsx(cells)
  const source = {
    hash: '0'.repeat(64),
    name: 'wide.xlsx',
    size: bytes.length,
    async *open() {
      yield bytes
    },
  }
  const asked = { survey: city.survey, laboratory: null, tables: null, mends: [] }
  await alternate(
    `preview of a workbook of ${cells.toLocaleString('en')} cells (wanted < 2)`,
    {
      name: 'jingtu preview',
      version: '0.1.0',
      command: 'previewImport(file)',
      run: async () => {
        const preview = await previewImport(services, city.actor, source, asked, {
          grade: null,
          page: 1,
          size: 100,
        })
        if (preview.counts.errors > 0) throw new Error(JSON.stringify(preview.faults[0]))
      },
    },
    {
      name: 'hucre',
      version: '',
      command: 'readXlsx(bytes, { readStyles: true })',
      run: async () => void (await readXlsx(bytes, { readStyles: true })),
    },
    { runs: 5, warmup: 2, facts: { bytes: bytes.length } },
  )
}

try {
  if (rows > 0) await benchImport()
  await benchPreview()
} finally {
  await city.server.close()
  rmSync(folder, { recursive: true, force: true })
}
