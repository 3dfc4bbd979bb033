/** Kept figures are those of the rows, whatever is done to the rows; and whoever edits a cell is found. */
import { newId } from '@jingtu/core/id.ts'
import type { RecordKind } from '@jingtu/core/record.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { Register } from '@jingtu/core/register.ts'
import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import type { Change, NewRow } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { renameRegion } from '@jingtu/store/regions.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../registers/rights.ts'
import { openRegisterWorld, type RegisterWorld } from '../registers/testing.ts'
import { restoreTo } from '../registers/undo.ts'
import { timeOf } from './conditions.ts'
import { evaluate } from './evaluate.ts'
import { KeptFigures } from './kept-figures.ts'
import { type Dice, diceOf, madeUpState, madeUpValues, unruled } from './testing-rows.ts'

const TODAY = '2026-07-01'
const YEARS = ['2022', '2023', '2024', '2025', '2026']
const COUNTED = [
  ...new Set(
    INDICATORS.flatMap(i =>
      i.rules.flatMap(r => [r.numerator, r.minus, r.denominator].flatMap(m => (m ? [m.register] : []))),
    ),
  ),
].map(id => findRegister(id)!)

let w: RegisterWorld
let town: RegionNode
beforeAll(async () => {
  w = await openRegisterWorld(`${TODAY}T09:00:00+08:00`)
  town = await w.server.region('东镇', 'township', w.east, '980221100')
})
afterAll(() => w?.close())

const subjects = Array.from({ length: 6 }, () => newId())
const dayOf = (dice: Dice): string => `202${2 + dice(5)}-0${1 + dice(6)}-1${dice(10)}`

const rowOf = (kind: Register, dice: Dice): NewRow<RecordKind> => {
  const place = [w.east, w.west, w.east, town, w.city][dice(5)]!
  return {
    home: place === w.city ? w.city.id : place === w.west ? w.west.id : w.east.id,
    region: place.path,
    state: madeUpState(kind, dice),
    effective: dayOf(dice),
    values: madeUpValues(kind, subjects, dice) as never,
  }
}

/** One change: new rows, many at once, moves dated forward and back, another subject, another place, undo. */
async function act(c: Change, dice: Dice): Promise<void> {
  const kind = COUNTED[dice(COUNTED.length)]!
  const free = unruled(kind)
  const rows = (await listRecords(c.tx, kind)) as unknown as Row[]
  const row = rows[dice(Math.max(1, rows.length))]
  const what = dice(8)
  if (!row || what === 0)
    await c.insertMany(
      free,
      Array.from({ length: 1 + dice(6) }, () => rowOf(kind, dice)),
      'import',
    )
  else if (what === 1) await restoreTo(c, kind, row, row.version - 1)
  else {
    const { region, state, effective, values } = rowOf(kind, dice)
    const moved = dice(5) === 0 ? { region } : {}
    const [next] = await c.updateMany(
      free,
      [{ before: row as never, next: { action: 'correct', state, effective, values, ...moved } }],
      { carried: true },
    )
    // Two versions in one change, as lines of an import with different days.
    if (what === 2) await c.update(free, next as never, { action: 'correct', effective: TODAY })
  }
}

async function compare(figures: KeptFigures, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const view = (await figures.view(path, YEARS, TODAY))!
    for (const year of YEARS)
      for (const indicator of INDICATORS) {
        const { whole, below } = await evaluate(w.server.store.db, indicator, path, timeOf(year, TODAY))
        const kept = view.figure(indicator, year)
        expect({ whole: kept.whole, below: [...kept.below] }, `${indicator.id} ${year} ${path}`).toEqual({
          whole,
          below: [...below],
        })
      }
  }
}

describe('kept figures', () => {
  it('are those of the rows, to the last decimal, after any sequence of changes', async () => {
    const dice = diceOf(2026)
    const figures = new KeptFigures(w.server.store.db)
    expect(await figures.view('/', YEARS, TODAY)).toBeUndefined()
    await w.server.change(c => act(c, dice))
    await figures.rollUp.keep(TODAY)
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 20; i++) await w.server.change(c => act(c, dice))
      if (round === 5)
        // A county becomes a city of its own: rows move to another path from that day on.
        await w.server.change(c => renameRegion(c, w.west.id, { code: '980299', effective: '2025-03-01' }, RECORDS))
      await figures.view('/', YEARS, TODAY)
      if (round % 4 === 3) expect((await figures.rollUp.verify(TODAY)).faults).toEqual([])
    }
    await compare(figures, ['/', '/98/', w.city.path, w.east.path])
    // What was remembered along the way is what is read anew.
    await compare(new KeptFigures(w.server.store.db), ['/', w.city.path])
    expect((await verifyStore(w.server.store, RECORDS)).faults).toEqual([])
  })

  it('contain what anybody wrote before they were asked for, and are followed once for all who ask at the same moment', async () => {
    const tank = unruled(findRegister('gas-station-tank')!)
    const indicator = INDICATORS.find(i => i.id === 'tank-rate')!
    // Two servers on one database, each with what it remembers.
    const servers = [new KeptFigures(w.server.store.db), new KeptFigures(w.server.store.db)]
    await servers[0]!.rollUp.keep(TODAY)
    const tanks = async (figures: KeptFigures): Promise<number> =>
      Number((await figures.view('/98/', ['2026'], TODAY))!.figure(indicator, '2026').whole.denominator)
    const before = await tanks(servers[1]!)
    let written = 0
    await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        for (let i = 0; i < 5; i++) {
          await w.server.change(c =>
            c.insert(tank, {
              home: w.east.id,
              region: w.east.path,
              state: 'single',
              values: { subject: subjects[0]! },
            }),
          )
          const atLeast = ++written
          expect(await tanks(servers[n % 2]!)).toBeGreaterThanOrEqual(before + atLeast)
        }
      }),
    )
    expect(await tanks(servers[0]!)).toBe(before + 30)
    expect((await servers[1]!.rollUp.verify(TODAY)).faults).toEqual([])

    await w.server.change(c => act(c, diceOf(9)))
    const fold = async () =>
      (await sql<{ fold: number }>`select fold from figure_roll_up`.execute(w.server.store.db)).rows[0]!.fold
    const last = await fold()
    await Promise.all(Array.from({ length: 20 }, () => servers[0]!.view('/', YEARS, TODAY)))
    expect(await fold()).toBe(last + 1)
  })

  it('build what is missing and drop what nobody declares any more', async () => {
    const half = new KeptFigures(w.server.store.db, INDICATORS.slice(0, 9))
    expect(await half.view('/', YEARS, TODAY)).toBeUndefined()
    await half.rollUp.keep(TODAY)
    await w.server.change(c => act(c, diceOf(8)))
    expect((await half.rollUp.verify(TODAY)).faults).toEqual([])
    const whole = new KeptFigures(w.server.store.db)
    await whole.rollUp.keep(TODAY)
    await compare(whole, [w.city.path])
    // Another year has begun: the oldest goes, the new one is built.
    expect(await whole.view('/', ['2026'], '2027-01-01')).toBeUndefined()
    await whole.rollUp.keep('2027-01-01')
    const { rows } = await sql<{ y: string }>`select distinct period as y from figure_kept order by 1`.execute(
      w.server.store.db,
    )
    expect(rows.map(r => r.y)).toEqual(['2023', '2024', '2025', '2026', '2027'])
    expect(await whole.view('/', ['2022'], '2027-01-01')).toBeUndefined()
    await whole.rollUp.keep(TODAY)
    expect((await whole.rollUp.verify(TODAY)).faults).toEqual([])
  })

  it('that were edited beside the system are named, and made anew', async () => {
    const figures = new KeptFigures(w.server.store.db)
    await sql`update figure_cell set amount = amount + 0.001 where place = '/98/' and ctid = (
      select ctid from figure_cell where place = '/98/' and n > 0 order by measure, period limit 1)`.execute(
      w.server.store.db,
    )
    const { faults, cells } = await figures.rollUp.verify(TODAY)
    expect(cells).toBeGreaterThan(100)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ place: '/98/' })
    expect(Number(faults[0]!.kept!.amount) - Number(faults[0]!.rows!.amount)).toBeCloseTo(0.001)
    expect(figures.rollUp.describe(faults[0]!.measure)!.indicators.length).toBeGreaterThan(0)
    await figures.rollUp.rebuild(TODAY)
    expect((await figures.rollUp.verify(TODAY)).faults).toEqual([])
    await compare(figures, [w.city.path])
  })
})
