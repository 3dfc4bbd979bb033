/** As known on, as valid on: what the indexes walk is what folding all versions by hand gives. */
import type { RowOf } from '@jingtu/core/record.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findRecord } from './records.ts'
import type { TestStore } from './testing.ts'
import { context, EAST, noteRecord, openWithRecords, PLACES, run, TEST_RECORDS } from './testing-records.ts'
import { verifyStore } from './verify.ts'

let store: TestStore
beforeAll(async () => {
  store = await openWithRecords()
})
afterAll(() => store?.close())

const day = fc.integer({ min: 1, max: 9 }).map(n => `2026-01-0${n}`)
type Note = RowOf<typeof noteRecord>

it('equals the fold of all versions, however they are back-dated and taken back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 6 }), async days => {
      const versions: { effective: string; since: string; title: string }[] = []
      let note: Note | undefined
      for (const [i, effective] of days.entries()) {
        const values = { title: `第${i}版` }
        const made: Note = note
          ? await run(store, c => c.update(noteRecord, note!, { action: 'edit', effective, values }))
          : await run(store, c => c.insert(noteRecord, { home: PLACES.east, region: EAST, effective, values }))
        note = made
        versions.push({ effective, since: made.since, title: values.title })
      }
      const folded = (validOn: string | undefined, knownOn: string | undefined): string | undefined =>
        versions.findLast(v => (!validOn || v.effective <= validOn) && (!knownOn || v.since <= knownOn))?.title
      for (const validOn of [
        undefined,
        ...Array.from({ length: 10 }, (_, n) => `2026-01-${String(n).padStart(2, '0')}`).slice(1),
      ])
        for (const knownOn of [undefined, '2026-02-28T00:00:00.000Z', ...versions.map(v => v.since)]) {
          const found = await findRecord(store.db, noteRecord, note!.id, { validOn, knownOn })
          expect(found?.title, `${validOn} ${knownOn}`).toBe(folded(validOn, knownOn))
        }
    }),
    { numRuns: 25 },
  )
  expect((await verifyStore(store, TEST_RECORDS)).faults).toEqual([])
})

it('a day until which a version holds that was edited beside the system is named', async () => {
  const note = await run(store, c => c.insert(noteRecord, { home: PLACES.east, region: EAST, values: { title: '旧' } }))
  await run(store, c => c.update(noteRecord, note, { action: 'edit', values: { title: '新' } }), context())
  await sql`update test_note set effective_until = '2030-01-01' where id = ${note.id}::uuid and version = 1`.execute(
    store.db,
  )
  const { faults } = await verifyStore(store, TEST_RECORDS)
  expect(faults).toHaveLength(1)
  expect(JSON.stringify(faults)).toContain('有效期止日现为 2030-01-01')
})
