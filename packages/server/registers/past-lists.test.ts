/** Lists of a past day, however narrowed, sorted and paged: what the indexes walk is what folding all versions by hand gives. */
import type { RowOf } from '@jingtu/core/record.ts'
import { compostBin } from '@jingtu/registers/compost-bin.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { diceOf } from '../indicators/testing-rows.ts'
import type { Answer } from '../testing.ts'
import { done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import type { RegisterPage } from './views.ts'

type Bin = RowOf<typeof compostBin>
const DAYS = 20
const day = (n: number): string => `2026-07-${String(n).padStart(2, '0')}`
const noon = (n: number): string => `${day(n)}T12:00:00+08:00`

let w: RegisterWorld
beforeAll(async () => {
  w = await openRegisterWorld(noon(1))
  const subjects = await Promise.all(
    [w.east, w.west].map(
      async region =>
        (await done(w.office, '/registers/village/rows', { region: region.id, values: { name: '村' } })).id,
    ),
  )
  const dice = diceOf(7)
  const plot = () => (dice(5) === 0 ? null : { value: String(1 + dice(12)), unit: '亩' as const })
  const values = (i: number, side: number) => ({
    code: `P-${String(i).padStart(3, '0')}`,
    kind: (['木', '砖', '塑料'] as const)[dice(3)]!,
    subject: subjects[side]!,
    plot: plot(),
    keeper: '管理人',
    setUpOn: day(1),
  })
  let bins: Bin[] = []
  // Every day some come, some change, and some of the changes hold from an earlier day, even one before the last version's.
  for (let today = 1; today <= DAYS; today++) {
    w.server.setClock(noon(today))
    await w.server.change(async c => {
      const moves = bins
        .filter(() => dice(6) === 0)
        .map(before => ({
          before,
          next: {
            action: 'correct',
            state: (['used', 'idle', 'removed', 'void'] as const)[Math.min(dice(9), 3)]!,
            effective: day(1 + dice(today)),
            values: { plot: plot(), kind: (['木', '砖', '塑料'] as const)[dice(3)]! },
          },
        }))
      const changed = new Map((await c.updateMany(compostBin, moves)).map(b => [b.id, b]))
      const fresh = Array.from({ length: 8 }, (_, i) => {
        const side = dice(2)
        const region = [w.east, w.west][side]!
        const effective = day(1 + dice(today))
        return { home: region.id, region: region.path, state: 'used', effective, values: values(today * 10 + i, side) }
      })
      bins = [...bins.map(b => changed.get(b.id) ?? b), ...(await c.insertMany(compostBin, fresh))]
    })
  }
  await w.at(noon(DAYS))
})
afterAll(() => w?.close())

async function walked(query: string): Promise<string[]> {
  const found: string[] = []
  let count: number | undefined
  for (let after: string | null = ''; after !== null; ) {
    const { status, body }: Answer<RegisterPage> = await w.office.get(
      `/registers/compost-bin/rows?${query}&after=${after}`,
    )
    if (status !== 200) throw new Error(JSON.stringify(body))
    count ??= body.count.n
    found.push(...body.rows.map(r => `${r.id} ${r.version}`))
    after = body.next
  }
  expect(count).toBe(found.length)
  return found
}

const some = <T>(what: fc.Arbitrary<T>) => fc.option(what, { nil: undefined })
const asked = fc.record({
  validOn: some(fc.integer({ min: 1, max: DAYS + 1 })),
  knownOn: some(fc.integer({ min: 1, max: DAYS + 1 })),
  kind: some(fc.constantFrom('木', '砖', '塑料')),
  state: some(fc.constantFrom('used', 'idle')),
  from: some(fc.integer({ min: 1, max: 12 })),
  west: fc.boolean(),
  sort: fc.constantFrom('plot', 'code', 'kind', 'id', 'region'),
  descending: fc.boolean(),
  limit: fc.integer({ min: 3, max: 60 }),
})

it.each(['on', 'off'])('equal the fold of all versions (scans of whole tables %s)', async scans => {
  await w.server.store.pool.query(`set enable_seqscan = ${scans}`)
  await fc.assert(
    fc.asyncProperty(asked, async q => {
      const query = {
        validOn: q.validOn && day(q.validOn),
        knownOn: q.knownOn && day(q.knownOn),
        'f.kind': q.kind,
        state: q.state,
        'f.plot.from': q.from && `${q.from} 亩`,
        region: q.west ? w.west.id : undefined,
        sort: `${q.descending ? '-' : ''}${q.sort}`,
        limit: String(q.limit),
      }
      const direction = q.descending ? 'desc' : 'asc'
      const sort = q.sort === 'plot' ? 'plot_m2' : q.sort
      const { rows } = await w.server.store.pool.query<{ row: string }>(
        `select id || ' ' || version as row from (
           select distinct on (id) * from compost_bin
           where ($1::date is null or effective <= $1) and ($2::timestamptz is null or since <= $2) order by id, version desc
         ) v
         where state <> 'void' and ($3::text is null or kind = $3) and ($4::text is null or state = $4)
           and ($5::numeric is null or plot_m2 >= square_metres(jsonb_build_object('value', $5::text, 'unit', '亩')))
           and ($6::text is null or region = $6)
         order by ${sort} ${direction} nulls last, id ${direction}`,
        [
          query.validOn ?? null,
          query.knownOn ? `${query.knownOn}T23:59:59.999+08:00` : null,
          q.kind ?? null,
          q.state ?? null,
          q.from ?? null,
          q.west ? w.west.path : null,
        ],
      )
      const given = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][]
      expect(await walked(new URLSearchParams(given).toString())).toEqual(rows.map(r => r.row))
    }),
    { numRuns: 40 },
  )
  await w.server.store.pool.query('reset enable_seqscan')
})
