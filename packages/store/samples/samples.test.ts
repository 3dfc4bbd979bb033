/** Bulk rows under a batch: written, digested, verified, settled; the same on both engines. */
import { Readable, Writable } from 'node:stream'
import { newId } from '@jingtu/core/id.ts'
import { IN_FORCE, importBatchRecord } from '@jingtu/registers/monitoring/import-batch.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupStore } from '../backup.ts'
import type { Change } from '../changes.ts'
import { connectStore } from '../open.ts'
import { restoreStore } from '../restore.ts'
import { openEmptyPlace, openTestStore, type TestStore } from '../testing.ts'
import { EAST, PLACES, run } from '../testing-records.ts'
import { verifyStore } from '../verify.ts'
import { RESULT, SAMPLE } from './bulk.ts'
import { type BulkValue, lineOf } from './line.ts'
import { LineBytes } from './line-bytes.ts'
import { BATCHES_IN_FORCE, settleSamples } from './settle.ts'
import { BulkWriter } from './writer.ts'

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const sampleValues = (identity: string, fingerprint: string, more: Record<string, BulkValue> = {}): BulkValue[] =>
  SAMPLE.columns.map(([column]) =>
    column === 'identity' || column === 'code'
      ? identity
      : column === 'place'
        ? '表!2'
        : column === 'fingerprint'
          ? fingerprint
          : (more[column] ?? null),
  )
const resultValues = (sample: number, value: string, original = value): BulkValue[] => [
  sample,
  'cadmium',
  'value',
  value,
  'mg/kg',
  null,
  null,
  null,
  null,
  original,
  '表!B2',
  null,
]

let sequence = 0
async function storeBatch(
  rows: { identity: string; fingerprint: string; values: string[] }[],
  onDuplicate: '新版本' | '跳过' = '新版本',
  work: (c: Change, id: string) => Promise<void> = async () => {},
) {
  const id = newId()
  sequence++
  return run(store, async c => {
    const results = new BulkWriter(c, RESULT, PLACES.east, id)
    for (const [i, row] of rows.entries())
      for (const value of row.values) if (results.add(resultValues(i + 1, value))) await results.flush()
    const result = await results.end()
    const samples = new BulkWriter(c, SAMPLE, PLACES.east, id)
    for (const row of rows) if (samples.add(sampleValues(row.identity, row.fingerprint))) await samples.flush()
    const sample = await samples.end()
    await work(c, id)
    const batch = await c.insert(importBatchRecord, {
      id,
      home: PLACES.east,
      region: EAST,
      values: {
        title: `批次${sequence}`,
        kind: '文件导入',
        sequence,
        onDuplicate,
        content: { sample, result },
        sampleCount: sample.rows,
        resultCount: result.rows,
      },
    })
    await settleSamples(c.tx, PLACES.east, id)
    return batch
  })
}
const marksOf = async (identity: string) =>
  (
    await sql<{ sequence: number; mark: number | null }>`select b.sequence, m.sequence as mark from sample s
      join import_batch b on b.id = s.batch and b.until is null left join import_batch m on m.id = s.superseded_by and m.until is null
      where s.identity = ${identity} order by b.sequence`.execute(store.db)
  ).rows.map(r => r.mark)
const verified = async () => (await verifyStore(store, [importBatchRecord as never])).faults.map(f => f.what)

describe('a batch', () => {
  it('of many blocks with awkward text is written and verifies', async () => {
    const values = Array.from({ length: 1203 }, (_, i) => `${i}.50`)
    const batch = await storeBatch([{ identity: 'A', fingerprint: 'f', values }])
    expect(batch.content!.result!.rows).toBe(1203)
    const tricky = ['<0.01\t', 'a\\N', '第一行\n第二行', '𠮷😀', '\'"{},', '']
    const id = newId()
    sequence++
    await run(store, async c => {
      const writer = new BulkWriter(c, RESULT, PLACES.east, id)
      for (const text of tricky) writer.add(resultValues(1, '0.00', text))
      const result = await writer.end()
      await c.insert(importBatchRecord, {
        id,
        home: PLACES.east,
        region: EAST,
        values: {
          title: '怪字',
          kind: '文件导入',
          sequence,
          onDuplicate: '新版本',
          content: { result },
          sampleCount: 0,
          resultCount: tricky.length,
        },
      })
    })
    const { rows } = await sql<{ original: string; value: string }>`
      select original, value from result where batch = ${id}::uuid order by ordinal`.execute(store.db)
    expect(rows.map(r => r.original)).toEqual(tricky)
    expect(rows[0]!.value).toBe('0.00')
    expect(await verified()).toEqual([])
  })
  it('that is refused leaves nothing, neither after COPY nor in the middle of it', async () => {
    const count = async () => (await sql<{ n: number }>`select count(*) as n from result`.execute(store.db)).rows[0]!.n
    const before = await count()
    await expect(
      storeBatch([{ identity: 'X', fingerprint: 'f', values: ['1'] }], '新版本', async () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await expect(
      run(store, async c => {
        const writer = new BulkWriter(c, RESULT, PLACES.east, newId())
        for (let i = 0; i < 700; i++) if (writer.add(resultValues(1, '1'))) await writer.flush()
        await writer.abandon()
        throw new Error('given up')
      }),
    ).rejects.toThrow('given up')
    await expect(
      storeBatch([{ identity: 'X', fingerprint: 'f', values: ['1'] }], '新版本', async c => {
        const writer = new BulkWriter(c, RESULT, PLACES.east, newId())
        writer.add(resultValues(1, '1', 'a\0b'))
        await writer.end()
      }),
    ).rejects.toThrow('无法保存的字符')
    expect(await count()).toBe(before)
  })
})

describe('which rows count', () => {
  it('follows the batches in force: new content replaces, equal content repeats, skipping never replaces', async () => {
    expect([...BATCHES_IN_FORCE]).toEqual([...IN_FORCE])
    const one = (fingerprint: string) => [{ identity: 'B', fingerprint, values: ['1'] }]
    const start = sequence
    await storeBatch(one('f1')) // 1
    await storeBatch(one('f1')) // 2 repeats
    expect(await marksOf('B')).toEqual([null, start + 1])
    const third = await storeBatch(one('f2')) // 3 replaces
    await storeBatch(one('f3'), '跳过') // 4 is left aside
    expect(await marksOf('B')).toEqual([start + 3, start + 3, null, start + 3])
    await run(store, async c => {
      await c.update(importBatchRecord, third, { action: 'rollBack', state: 'rolled-back' })
      await settleSamples(c.tx, PLACES.east, third.id)
    })
    expect(await marksOf('B')).toEqual([null, start + 1, null, start + 1])
    expect(await verified()).toEqual([])
  })
})

describe('the two ways of writing a line', () => {
  it('agree byte for byte, and refuse the same', () => {
    const kinds = ['text', 'integer', 'numeric', 'text'] as const
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('镉\t\\N', '𠮷\n', 'a\r', '', '<0.01'))
    const figure = fc.constantFrom('0', '0.50', '12', '-3.1', '100000.0001', null)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.nat(), figure, fc.option(text)), { minLength: 1, maxLength: 40 }),
        rows => {
          const lines = new LineBytes('h\tp\t', kinds)
          for (const [i, row] of rows.entries()) lines.add(i + 1, row)
          const whole = rows.map((row, i) => lineOf('h\tp\t', i + 1, kinds, row)).join('')
          const isWhole = whole.isWellFormed() && !whole.includes('\0')
          expect(lines.broken === 0).toBe(isWhole)
          if (!isWhole) return
          expect(lines.block().toString('utf8')).toBe(whole)
          expect(lines.take().toString('utf8')).toBe(whole)
        },
      ),
    )
    for (const bad of ['.5', '5.', '007', '1e3', '+1', '', '-', '1.2.3', 'x'])
      for (const write of [
        () => new LineBytes('', kinds).add(1, ['', 1, bad, '']),
        () => lineOf('', 1, kinds, ['', 1, bad, '']),
      ])
        expect(write).toThrow('canonical')
  })
})

describe('a backup', () => {
  it('carries the rows to the other place, where they verify', async () => {
    const batch = await storeBatch([{ identity: 'K', fingerprint: 'k', values: ['0.50', '1', '1.0'] }])
    const chunks: Buffer[] = []
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk)
        done()
      },
    })
    await backupStore(store, sink, new Date())
    const place = await openEmptyPlace()
    try {
      await restoreStore(place.location, Readable.from([Buffer.concat(chunks)]))
      const copy = await connectStore(place.location)
      try {
        expect((await verifyStore(copy, [importBatchRecord as never])).faults).toEqual([])
        const { rows } = await sql<{
          value: string
        }>`select value from result where batch = ${batch.id}::uuid order by ordinal`.execute(copy.db)
        expect(rows.map(r => r.value)).toEqual(['0.50', '1', '1.0'])
      } finally {
        await copy.close()
      }
    } finally {
      await place.remove()
    }
  }, 240_000)
})

describe('verify names', () => {
  const edit = (text: string) => store.db.executeQuery(sql.raw(text).compile(store.db))
  it('the batch and the rows where something was changed, taken or added, and marks set by hand', async () => {
    const batch = await storeBatch([
      { identity: 'V', fingerprint: 'v', values: Array.from({ length: 600 }, (_, i) => String(i)) },
    ])
    await edit(`update result set value = 7 where batch = '${batch.id}' and ordinal = 555`)
    expect(await verified()).toEqual(['检测结果第 501–600 行中有内容被改动：与导入时登记的校验值不符'])
    await edit(`update result set value = 554 where batch = '${batch.id}' and ordinal = 555`)
    await edit(`update sample set superseded_by = batch where batch = '${batch.id}'`)
    expect(await verified()).toEqual([`样品第1行的取代标记现为 ${batch.id}，应为 空（有效）`])
    await edit(`update sample set superseded_by = null where batch = '${batch.id}'`)
    await edit(`delete from result where batch = '${batch.id}' and ordinal = 600`)
    expect((await verified())[0]).toBe('检测结果应有 600 行，现有 599 行，有增加或缺失')
    await edit(
      `insert into result (home, batch, ordinal, sample, substance, kind, value, unit, original, place)
       values ('${PLACES.east}', '${batch.id}', 600, 1, 'cadmium', 'value', 599, 'mg/kg', '599', '表!B2')`,
    )
    expect(await verified()).toEqual([])
    await edit(
      `insert into verdict (home, judging, ordinal, batch, sample, standard, edition, verdict, judgement)
       values ('${PLACES.east}', '${newId()}', 1, '${batch.id}', 1, 'GB 15618', 'GB 15618-2018', '风险低', '{}')`,
    )
    expect(await verified()).toEqual(['1 行评价结论不属于任何登记过的批次，不是由系统写入的'])
  })
})
