import { describe, expect, it } from 'vitest'
import { ROWS } from '../gb2762/rows.ts'
import { BASIC as BASIC_WATER, COLUMNS, PH as IRRIGATION_PH, SELECTIVE } from '../gb5084-2021/table.ts'
import { INTERVENTION, OTHER_ITEMS, PH_BANDS, SCREENING } from '../gb15618-2018/table.ts'
import { BASIC as BASIC_SOIL, OTHER as OTHER_SOIL, SUMS } from '../gb36600-2018/table.ts'
import { PH as GROUNDWATER_PH, OTHER as OTHER_GROUNDWATER, ROUTINE } from '../gbt14848-2017/table.ts'
import { findSubstance, foldName } from '../substances.ts'
import { type Pair, unsettled } from './comparison.ts'
import { FOOD_LIMITS, SEEN_IN as FOOD_SOURCES } from './gb2762.ts'
import * as irrigation from './gb5084-2021.ts'
import * as farmland from './gb15618-2018.ts'
import * as site from './gb36600-2018.ts'
import * as groundwater from './gbt14848-2017.ts'
import { SETTLED } from './settled.ts'
import { SOURCES, type SourceKey } from './sources.ts'

const allSettled = (standard: string, pairs: readonly Pair[], cells: number): void => {
  expect(pairs).toHaveLength(cells)
  expect(unsettled(standard, pairs)).toEqual({ differences: [], stale: [] })
}
const idOf = (name: string): string => findSubstance(name)?.id ?? name

describe('the tables against the second transcription', () => {
  it('GB 15618-2018, bands, columns and members', () => {
    expect(PH_BANDS.map(b => b.label.replaceAll('＜', '<').replaceAll('＞', '>'))).toEqual([...farmland.BANDS])
    const row = (name: string, use: string, table: readonly string[], second: readonly string[]): Pair[] =>
      farmland.BANDS.map((band, i) => ({
        cell: `GB 15618-2018 ${name} ${use} ${band}`,
        table: table[i]!,
        second: second[i]!,
      }))
    const screening = SCREENING.flatMap(i => i.rows.map(r => ({ name: i.name, use: r.use ?? '', values: r.values })))
    expect(screening.map(r => [r.name, r.use])).toEqual(farmland.SCREENING.map(r => [r[0], r[1]]))
    expect(INTERVENTION.map(i => i.name)).toEqual(farmland.INTERVENTION.map(r => r[0]))
    expect(OTHER_ITEMS.map(i => i.name)).toEqual(farmland.OTHER.map(r => r[0]))
    allSettled(
      'GB 15618-2018',
      [
        ...screening.flatMap((r, i) => row(r.name, r.use, r.values, farmland.SCREENING[i]![2])),
        ...INTERVENTION.flatMap((r, i) => row(r.name, '管制值', r.values, farmland.INTERVENTION[i]![2])),
        ...OTHER_ITEMS.map((r, i) => ({
          cell: `GB 15618-2018 ${r.name}`,
          table: r.value,
          second: farmland.OTHER[i]![1],
        })),
      ],
      14 * 4 + 5 * 4 + 3,
    )
    const ends = (id: string): string[] => (id === 'ddt' ? ['op-ddt', 'pp-ddt'] : [id])
    for (const [i, [name, , members]] of farmland.OTHER.entries())
      expect((OTHER_ITEMS[i]!.sumOf ?? []).flatMap(ends).sort(), name).toEqual(members.map(idOf).sort())
  })

  it('GB 36600-2018, CAS numbers and the members of sums too', () => {
    const pairs: Pair[] = []
    for (const [own, second] of [
      [BASIC_SOIL, site.BASIC],
      [OTHER_SOIL, site.OTHER],
    ] as const) {
      expect(own.map(r => r[1])).toEqual(second.map(r => idOf(r[0])))
      for (const [i, [no, id, name, ...values]] of own.entries()) {
        expect(no).toBe(i + 1)
        const [, cas, ...others] = second[i]!
        ;['第一类筛选值', '第二类筛选值', '第一类管制值', '第二类管制值'].forEach((column, c) => {
          pairs.push({ cell: `GB 36600-2018 ${name} ${column}`, table: values[c]!, second: others[c]! })
        })
        if (cas && !cas.includes(','))
          pairs.push({ cell: `GB 36600-2018 ${name} CAS`, table: findSubstance(id)!.cas ?? '', second: cas })
      }
    }
    allSettled('GB 36600-2018', pairs, 85 * 4 + 80)
    for (const [name, members] of Object.entries(site.FOOTNOTES.sums))
      expect(SUMS.find(s => s.substance === idOf(name))!.sumOf, name).toEqual(
        members.map(m => (m.startsWith('PCB') ? m.toLowerCase().replace(' ', '-') : idOf(m))),
      )
  })

  it('GB/T 14848-2017, every limit of all 93 indices, units too', () => {
    const pairs: Pair[] = []
    const intervals = {
      good: `[${GROUNDWATER_PH.good.join(',')}]`,
      fair: `[${GROUNDWATER_PH.fair[0]},${GROUNDWATER_PH.good[0]}) (${GROUNDWATER_PH.good[1]},${Number(GROUNDWATER_PH.fair[1])}]`,
    }
    for (const [own, second] of [
      [ROUTINE, groundwater.REGULAR],
      [OTHER_GROUNDWATER, groundwater.NON_REGULAR],
    ] as const) {
      expect(own).toHaveLength(second.length)
      for (const [i, [no, id, name, unit, ...limits]] of own.entries()) {
        expect(no).toBe(i + 1)
        const [theirName, theirUnit, ...theirs] = second[i]!
        expect(foldName(name) === foldName(theirName) || idOf(theirName) === id, `${name} ↔ ${theirName}`).toBe(true)
        if (theirUnit) expect(theirUnit.split(' 或 '), name).toContain(unit)
        const ours =
          limits[0] === 'text'
            ? ['无', '无', '无', '无']
            : limits[0] === 'pH'
              ? [intervals.good, intervals.good, intervals.good, intervals.fair]
              : limits.map((v, k) => v ?? (k === 0 ? '不得检出' : `>${limits[2]}`))
        ;['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'].forEach((c, k) => {
          pairs.push({ cell: `GB/T 14848-2017 ${name} ${c}类`, table: ours[k]!, second: theirs[k]! })
        })
      }
    }
    allSettled('GB/T 14848-2017', pairs, 93 * 4)
  })

  it('GB 5084-2021, every column of all 36 items, units and order', () => {
    const pairs: Pair[] = []
    for (const [own, second] of [
      [BASIC_WATER, irrigation.BASIC],
      [SELECTIVE, irrigation.SELECTED],
    ] as const) {
      expect(own.map(r => r[1])).toEqual(second.map(r => idOf(r.name)))
      for (const [i, [no, id, , unit, ...rest]] of own.entries()) {
        expect(no).toBe(i + 1)
        const { name, unit: theirUnit, all, paddy, dryland, cooked, raw, cases } = second[i]!
        const cell = (column: string): string => `GB 5084-2021 ${name} ${column}`
        if (id !== 'ph') expect(unit, name).toBe(theirUnit)
        const [first] = rest
        if (first === 'pH') pairs.push({ cell: cell('全部'), table: IRRIGATION_PH.join('~'), second: all! })
        else if (Array.isArray(first)) {
          const theirs = Object.entries(cases!)
          expect(first).toHaveLength(theirs.length)
          for (const [k, [condition, limit]] of first.entries())
            pairs.push({ cell: cell(condition), table: limit, second: theirs[k]![1] })
        } else {
          const theirs = all ? [all, all, all, all] : [paddy, dryland, cooked, raw]
          COLUMNS.forEach((column, k) => {
            pairs.push({ cell: cell(column), table: String(rest[k]), second: theirs[k]! })
          })
        }
      }
    }
    allSettled('GB 5084-2021', pairs, 32 * 4 + 1 + 2 + 2 + 3)
  })

  it('GB 2762, every row of crops and their simple products', () => {
    const forms = {
      铅: ['lead', 'total'],
      镉: ['cadmium', 'total'],
      总汞: ['mercury', 'total'],
      甲基汞: ['mercury', 'methyl'],
      总砷: ['arsenic', 'total'],
      无机砷: ['arsenic', 'inorganic'],
      铬: ['chromium', 'total'],
      '苯并[a]芘': ['benzo-a-pyrene', 'total'],
    } as const
    const met = new Set<string>()
    const pairs = FOOD_LIMITS.flatMap(({ pollutant, food, limit, dry }) => {
      const [substance, form] = forms[pollutant]
      return food
        .replace(/（.*?）/g, '')
        .split('、')
        .map((kind): Pair => {
          const rows = ROWS.filter(r => r[1] === substance && r[2] === form && r[4].includes(kind))
          expect(rows, `${pollutant} ${kind}`).toHaveLength(1)
          const row = rows[0]!
          met.add(row[0])
          expect(row[7], `${pollutant} ${kind}`).toBe(dry ? 'dry' : 'wet')
          return { cell: `GB 2762 ${pollutant} ${kind}`, table: row[5], second: limit }
        })
    })
    allSettled('GB 2762', pairs, 106)
    expect(ROWS.map(r => r[0]).filter(id => !met.has(id))).toEqual([])
  })

  it('says of every row where it was seen; what no copy of the edition shows is known, not read', () => {
    const seen: [string, readonly SourceKey[]][] = [
      ['GB 15618', farmland.SEEN_IN],
      ['GB 36600', site.SEEN_IN],
      ['GB/T 14848', groundwater.SEEN_IN],
      ['GB 2762', FOOD_SOURCES],
    ]
    for (const [standard, keys] of seen)
      expect(
        keys.some(k => SOURCES[k].kind !== 'knowledge'),
        standard,
      ).toBe(true)
    for (const row of [...irrigation.BASIC, ...irrigation.SELECTED]) {
      expect(SOURCES[row.from], row.name).toBeDefined()
      expect(row.sure, row.name).not.toBe('read')
    }
    const of2022 = FOOD_LIMITS.filter(r => r.seenIn2022)
    expect(of2022).toHaveLength(6)
  })

  it('names only cells that exist, each with a reason', () => {
    expect(new Set(SETTLED.map(s => s.cell)).size).toBe(SETTLED.length)
    for (const s of SETTLED) expect(s.why.length, s.cell).toBeGreaterThan(10)
  })
})
