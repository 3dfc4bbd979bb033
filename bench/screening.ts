/**
 * Bulk screening against DuckDB: made up results under GB 15618 and GB 36600, (a) from encoded columns, (b) from a CSV file,
 * each to a verdict a result, a verdict a sample and counts. Options: --results 5000000 --seed 1 --runs 5
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DuckDBConnection } from '@duckdb/node-api'
import { BulkFile, type FileScreening } from '@jingtu/server/screening/bulk-file.ts'
import { alternate } from './alternate.ts'
import {
  FROM_ENCODED,
  fromCsv,
  loadEncoded,
  loadLimits,
  openDuckDB,
  RESULTS_IN_ORDER,
  SAMPLES_IN_ORDER,
} from './screening/duckdb.ts'
import { VOCABULARY, writeResults } from './screening/made-up-results.ts'

const { values } = parseArgs({
  options: {
    results: { type: 'string', default: '5000000' },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '5' },
    /** Only ours, once, on a file that is there: what memory it takes. */
    alone: { type: 'string' },
  },
})
interface Both {
  farmland: FileScreening
  construction: FileScreening
}
const screenBoth = async (file: BulkFile): Promise<Both> => {
  const [farmland, construction] = await Promise.all([file.screen('GB 15618'), file.screen('GB 36600')])
  return { farmland, construction }
}

if (values.alone) {
  const file = await BulkFile.open(values.alone)
  const idle = file.results
  await screenBoth(file)
  console.log(
    `memory: ${idle} results take at most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB (whole process, peak)`,
  )
  await file.close()
} else await measure(Number(values.results), Number(values.seed), Number(values.runs))

async function measure(results: number, seed: number, runs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jingtu-screening-'))
  try {
    const path = join(folder, 'results.csv')
    const made = writeResults(path, results, seed)
    console.log(
      `${results} results, ${made.samples} samples, ${(statSync(path).size / 1e6).toFixed(0)} MB of CSV, seed ${seed}; each judged under GB 15618 and GB 36600`,
    )
    spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', import.meta.filename, '--alone', path], {
      stdio: 'inherit',
    })
    const db = await openDuckDB()
    await loadLimits(db, VOCABULARY)
    await loadEncoded(db, path)
    const version = String(
      (await db.runAndReadAll("SELECT version() || ', ' || current_setting('threads') || ' threads'")).getRows()[0]![0],
    )
    const inSql = (queries: string[]) => async (): Promise<void> => {
      for (const q of queries) await db.run(q)
    }
    const file = await BulkFile.open(path)
    const both = await screenBoth(file)
    await inSql(FROM_ENCODED)()
    await compare(db, both, '(a) encoded')
    await inSql(fromCsv(path))()
    await compare(db, both, '(b) CSV')
    const facts = { results, samples: made.samples, 'verdicts a run': 2 * (results + made.samples) }
    const ours = { name: 'jingtu', version: '0.1.0' }
    const theirs = { name: 'duckdb', version }
    const a = await alternate(
      '(a) from encoded columns to codes and counts',
      { ...theirs, command: FROM_ENCODED.join(';\n      '), run: inSql(FROM_ENCODED) },
      {
        ...ours,
        command: "BulkFile.screen('GB 15618'), BulkFile.screen('GB 36600')",
        run: async () => {
          await screenBoth(file)
        },
      },
      { runs, warmup: 2, facts },
    )
    await file.close()
    const b = await alternate(
      '(b) from a UTF-8 CSV file to codes and counts',
      { ...theirs, command: fromCsv(path).join(';\n      '), run: inSql(fromCsv(path)) },
      {
        ...ours,
        command: 'BulkFile.open(path), then as (a)',
        run: async () => {
          const opened = await BulkFile.open(path)
          await screenBoth(opened)
          await opened.close()
        },
      },
      { runs, warmup: 1, facts: { ...facts, bytes: made.bytes } },
    )
    console.log(`\n(a) ${a.ratio.toFixed(2)} × DuckDB (wanted: 5)   (b) ${b.ratio.toFixed(2)} × DuckDB (wanted: 1)`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every verdict of every result and of every sample, both standards, in the order of the file; throws where one differs. */
async function compare(db: DuckDBConnection, both: Both, what: string): Promise<void> {
  const differing = async (query: string, farmland: Uint8Array, construction: Uint8Array): Promise<number> => {
    const stream = await db.stream(query)
    let [at, differ] = [0, 0]
    for (let chunk = await stream.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await stream.fetchChunk()) {
      const [f, c] = [chunk.getColumnVector(0), chunk.getColumnVector(1)]
      for (let i = 0; i < chunk.rowCount; i++, at++)
        if (f.getItem(i) !== farmland[at] || c.getItem(i) !== construction[at]) differ++
    }
    if (at !== farmland.length) throw new Error(`${what}: ${at} rows in SQL, ${farmland.length} of ours`)
    return differ
  }
  const byResult = await differing(RESULTS_IN_ORDER, both.farmland.codes, both.construction.codes)
  const bySample = await differing(SAMPLES_IN_ORDER, both.farmland.perSample, both.construction.perSample)
  console.log(
    `${what}: ${both.farmland.codes.length} results and ${both.farmland.perSample.length} samples compared under both standards, ${byResult + bySample} differ`,
  )
  if (byResult + bySample > 0) throw new Error(`${what}: the verdicts differ`)
}
