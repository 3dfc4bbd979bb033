import { Readable, Writable } from 'node:stream'
import { newId } from '@jingtu/core/id.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { compostBin } from '@jingtu/registers/compost-bin.ts'
import { expect, it, vi } from 'vitest'
import { backupStore } from './backup.ts'
import { change } from './changes.ts'
import { connectStore } from './open.ts'
import { restoreStore } from './restore.ts'
import { openEmptyPlace, openTestStore } from './testing.ts'
import { verifyStore } from './verify.ts'

vi.setConfig({ testTimeout: 240_000 })

it('what the database works out beside a column is made anew where a backup is restored', async () => {
  const store = await openTestStore()
  const now = new Date('2026-07-01T01:00:00Z')
  const values = {
    code: 'N1',
    subject: newId(),
    kind: '木' as const,
    plot: { value: '1', unit: '亩' as const },
    location: { type: 'Point' as const, coordinates: [108.5, 22.5] as [number, number] },
  }
  const place = await openEmptyPlace()
  try {
    await change(store.db, { actor: { id: null, name: '测试' }, requestId: newId(), now }, 'bin', c =>
      c.insert(compostBin, { home: newId(), region: '/98/', values }).then(() => undefined),
    )
    const chunks: Buffer[] = []
    const sink = new Writable({
      write(chunk: Buffer, _, done) {
        chunks.push(chunk)
        done()
      },
    })
    await backupStore(store, sink, now)
    await restoreStore(place.location, Readable.from([Buffer.concat(chunks)]))
    const restored = await connectStore(place.location)
    try {
      const { rows } = await restored.pool.query(
        `select plot_m2::text as m2, st_astext(location_shape) as shape from compost_bin
         where location_shape && st_makeenvelope(108, 22, 109, 23, 4490)`,
      )
      expect(rows).toEqual([{ m2: '666.666667', shape: 'POINT(108.5 22.5)' }])
      expect((await verifyStore(restored, RECORDS)).faults).toEqual([])
    } finally {
      await restored.close()
    }
  } finally {
    await store.close()
    await place.remove()
  }
})
