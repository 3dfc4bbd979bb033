/** A nation of provinces, cities and counties, and registers full of rows nobody wrote. */
import { newId } from '@jingtu/core/id.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { onlyRule } from '@jingtu/programme/indicators/rule.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { type Dice, madeUpState, madeUpValues } from '@jingtu/server/indicators/testing-rows.ts'
import type { TestServer } from '@jingtu/server/testing.ts'
import { columnsOf, ENDS } from '@jingtu/store/columns.ts'
import { writeManyRows } from '@jingtu/store/many-rows.ts'
import type { Store } from '@jingtu/store/open.ts'
import { loadRegions } from '@jingtu/store/regions.ts'
import { filling } from '../fill.ts'

const PROVINCES = 31
const CITIES = 10
const SUBJECTS_A_COUNTY = 40
const ROWS_A_COPY = 20_000
/** Values are made for so many rows of a register and used again: the rows differ in place, day and state. */
const DIFFERENT_ROWS = 3000

/** The declared indicators; where there are not enough, rows in a state are counted besides. */
export function listIndicators(n: number): Indicator[] {
  const all = [...INDICATORS]
  const states = registersOf(all).flatMap(kind => Object.keys(kind.states).map(state => ({ kind, state })))
  for (const { kind, state } of states.slice(0, Math.max(0, n - all.length)))
    all.push({
      id: `rows-${kind.id}-${state}`,
      name: `${kind.name}${kind.states[state]}`,
      module: kind.register.module,
      unit: '个',
      better: 'higher',
      aliases: [],
      rules: [
        onlyRule({
          mark: '拟',
          basis: '测速',
          numerator: { register: kind.id, where: [{ state: [state] }], of: 'rows' },
        }),
      ],
    })
  return all.slice(0, n)
}

export const registersOf = (indicators: readonly Indicator[]): Register[] =>
  [
    ...new Set(
      indicators.flatMap(i =>
        i.rules.flatMap(r => [r.numerator, r.minus, r.denominator].flatMap(m => (m ? [m.register] : []))),
      ),
    ),
  ].map(id => findRegister(id)!)

/** @returns the root and the counties */
export async function addNation(
  server: TestServer,
  counties: number,
): Promise<{ nation: RegionNode; counties: RegionNode[] }> {
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const node = (parent: RegionNode, level: RegionNode['level'], code: string): RegionNode => ({
    id: newId(),
    parent: parent.id,
    code,
    name: `${level}${code}`,
    level,
    kind: 'administrative',
    path: `${parent.path}${code}/`,
    from: null,
    until: null,
    successor: null,
  })
  const provinces = Array.from({ length: PROVINCES }, (_, i) => node(nation, 'province', String(11 + i)))
  const cities = provinces.flatMap(p =>
    Array.from({ length: CITIES }, (_, i) => node(p, 'city', `${p.code}${String(i + 1).padStart(2, '0')}`)),
  )
  const leaves = Array.from({ length: counties }, (_, i) => {
    const city = cities[i % cities.length]!
    return node(city, 'county', `${city.code}${String(Math.floor(i / cities.length) + 1).padStart(2, '0')}`)
  })
  await server.change(c => loadRegions(c, [...provinces, ...cities, ...leaves]))
  return { nation, counties: leaves }
}

/** Fills a register by COPY, its indexes made afterwards; one row in twenty has a version before. */
export async function fillRegister(
  store: Store,
  kind: Register,
  rows: number,
  counties: readonly RegionNode[],
  dice: Dice,
): Promise<void> {
  const client = await store.pool.connect()
  try {
    const subjects = counties.map(() => Array.from({ length: SUBJECTS_A_COUNTY }, () => newId()))
    const different = Array.from({ length: DIFFERENT_ROWS }, () => madeUpValues(kind, [''], dice))
    const day = (): string =>
      `${2021 + dice(5)}-${String(1 + dice(12)).padStart(2, '0')}-${String(1 + dice(28)).padStart(2, '0')}`
    const rowAt = (): Record<string, unknown>[] => {
      const at = dice(counties.length)
      const [home, since] = [counties[at]!, day()]
      const row = {
        ...different[dice(DIFFERENT_ROWS)],
        home: home.id,
        id: newId(),
        region: home.path,
        ...('subject' in kind.fields ? { subject: subjects[at]![dice(SUBJECTS_A_COUNTY)] } : {}),
      }
      const last = {
        ...row,
        version: 1,
        state: madeUpState(kind, dice),
        effective: since,
        since: `${since}T00:00:00Z`,
        until: null,
      }
      if (dice(20) > 0) return [last]
      const next = '2026-03-01'
      const first = { ...last, until: `${next}T00:00:00Z`, [ENDS.key]: next, state: madeUpState(kind, dice) }
      return [first, { ...last, version: 2, effective: next, since: first.until }]
    }
    const columns = [...columnsOf(kind), ENDS]
    await filling(client, kind.table, async () => {
      for (let done = 0; done < rows; ) {
        const batch: Record<string, unknown>[] = []
        while (batch.length < Math.min(ROWS_A_COPY, rows - done)) batch.push(...rowAt())
        // The transaction is only for an engine that cannot copy.
        await writeManyRows(undefined as never, client, kind.table, columns, batch)
        done += batch.length
      }
    })
  } finally {
    client.release()
  }
}
