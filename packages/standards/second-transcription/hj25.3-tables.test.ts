import { describe, expect, it } from 'vitest'
import { BASIC, OTHER } from '../gb36600-2018/table.ts'
import { ALLOCATION, PARAMETERS as OWN } from '../hj25.3-2019/parameters.ts'
import { TOXICITY as ROWS, type ToxicityRow } from '../hj25.3-2019/toxicity.ts'
import { findSubstance, foldName } from '../substances.ts'
import { type Pair, unsettled } from './comparison.ts'
import { controlValues } from './hj25.3-model.ts'
import { PARAMETERS } from './hj25.3-parameters.ts'
import { COLUMNS, TOXICITY } from './hj25.3-toxicity.ts'
import { IRIS } from './iris.ts'

/** Names of the second transcription whose row has another one and is not found through the catalogue. */
const NAMES: Record<string, string> = {
  '多氯联苯 高风险': '多氯联苯（高风险）（指示性多氯联苯）',
  '2,3,7,8-四氯二苯并二噁英': '二噁英（TCDD2378）',
}
function rowOf(name: string): ToxicityRow | undefined {
  const id = findSubstance(name)?.id
  const own = foldName(NAMES[name] ?? name)
  return ROWS.find(r => foldName(r.name) === own) ?? ROWS.find(r => id !== undefined && r.substance === id)
}
const decimal = (v: number): string => String(v)
const same = (a: number, b: number): boolean => Math.abs(a - b) <= 0.011 * Math.abs(b)

describe('HJ 25.3-2019 against the second transcription', () => {
  it('every parameter of 表 G.1, both classes', () => {
    const symbol = (key: string): string =>
      key
        .replace(/^(delta|theta)(.)/, (_, a: string, b: string) => a + b.toLowerCase())
        .replace(/^rho(.)/, (_, b) => `rho${b.toLowerCase()}`)
    const pairs = OWN.filter(p => p.verified).flatMap(p => {
      const theirs = PARAMETERS.find(q => q[0].toLowerCase() === symbol(p.key).toLowerCase())!
      expect(theirs, p.key).toBeDefined()
      return (['第一类', '第二类'] as const).map(
        (use, i): Pair => ({
          cell: `HJ 25.3-2019 表 G.1 ${p.key} ${use}`,
          table: String(p.value[use]),
          second: String(i === 0 ? theirs[2] : theirs[3]),
        }),
      )
    })
    expect(pairs).toHaveLength(2 * 63)
    expect(unsettled('HJ 25.3-2019 表 G.1', pairs)).toEqual({ differences: [], stale: [] })
    for (const [kind, share] of Object.entries(ALLOCATION))
      for (const factor of ['SAF', 'WAF'])
        expect(PARAMETERS.find(p => p[0] === `${factor} ${kind}`)!.slice(2, 4), factor).toEqual([share, share])
  })

  it('every toxicity value of 表 B.1 that both have', () => {
    const pairs = TOXICITY.flatMap(([name, , ...values]) => {
      const row = rowOf(name)
      return COLUMNS.flatMap((column, i): Pair[] => {
        const second = values[i] ?? null
        const table = row?.values[column] ?? null
        if (second === null || !row) return []
        return [
          {
            cell: `HJ 25.3-2019 表 B.1 ${row.name} ${column}`,
            table: table === null ? '-' : decimal(same(table, second) ? second : table),
            second: decimal(second),
          },
        ]
      })
    })
    expect(TOXICITY.filter(t => !rowOf(t[0])).map(t => t[0])).toEqual(['1,2-二氯苯'])
    expect(pairs.length).toBeGreaterThan(370)
    expect(unsettled('HJ 25.3-2019 表 B.1', pairs)).toEqual({ differences: [], stale: [] })
  })

  const KEYS = ['SFo', 'IUR', 'RfDo', 'RfC'] as const
  /** By row number: the second transcription's values, and those of IRIS. */
  const seconds = new Map<number, (typeof TOXICITY)[number][]>()
  for (const t of TOXICITY) {
    const row = rowOf(t[0])
    if (row) seconds.set(row.no, [...(seconds.get(row.no) ?? []), t])
  }
  const irisRows = new Map(
    ROWS.map(row => {
      const cas = (row.substance && findSubstance(row.substance)?.cas) || seconds.get(row.no)?.[0]?.[1]
      return [row.no, IRIS.find(i => i[0] === cas)] as const
    }),
  )
  const irisOf = (row: ToxicityRow, column: number): readonly number[] =>
    (irisRows.get(row.no)?.[column + 1] as readonly number[] | undefined) ?? []

  it('every toxicity value that IRIS holds too; what IRIS has is nowhere missing', () => {
    const pairs = ROWS.flatMap(row =>
      KEYS.flatMap((key, column): Pair[] => {
        const [table, iris] = [row.values[key], irisOf(row, column)]
        if (iris.length === 0) return []
        const match = table !== null && iris.find(v => same(v, table))
        return [
          {
            cell: `HJ 25.3-2019 IRIS ${row.name} ${key}`,
            table: table === null ? '-' : decimal(table),
            second: match ? decimal(table) : iris.map(decimal).join(' '),
          },
        ]
      }),
    )
    expect(pairs).toHaveLength(161)
    expect(unsettled('HJ 25.3-2019 IRIS', pairs)).toEqual({ differences: [], stale: [] })
  })

  it('nothing is verified that no second source bears out', () => {
    const lonely = ROWS.flatMap(row =>
      COLUMNS.filter((column, i) => {
        const v = row.values[column]
        if (v === null || !row.verified.has(column)) return false
        const known = (seconds.get(row.no) ?? []).map(t => t[2 + i] as number | null)
        return ![...known, ...(i < 4 ? irisOf(row, i) : [])].some(s => s !== null && same(s, v))
      }).map(column => `${row.name} ${column}`),
    )
    expect(lonely).toEqual([])
  })
})

describe('what settles doubts: the screening values of GB 36600 follow from the model', () => {
  const screening = (name: string): number[] => {
    const row = [...BASIC, ...OTHER].find(r => r[2] === name)!
    return [Number(row[3]), Number(row[4])]
  }
  const reckon = (no: number, instead: Partial<Record<(typeof COLUMNS)[number], number | null>>): number[] => {
    const row = ROWS.find(r => r.no === no)!
    const v = { ...row.values, ...instead }
    return (['first', 'second'] as const).map(use => {
      const { cancer, hazard } = controlValues(
        { use },
        {
          ...Object.fromEntries(COLUMNS.map(c => [c, v[c] ?? 0])),
          henry: v.Da && v.Dw && v.Koc !== null ? (v.henry ?? 0) : 0,
          inAir: v.Da ?? 0,
          inWater: v.Dw ?? 0,
          Kd: row.directKd ?? ((v.Koc ?? 0) * 15) / 1700,
        },
        v.SAF!,
      ).soil
      return Math.min(cancer ?? Number.POSITIVE_INFINITY, hazard ?? Number.POSITIVE_INFINITY)
    })
  }
  it.each([
    ['钒', 14, { IUR: null, RfDo: 0.005, RfC: 0.0001 }, 0.001],
    ['锑', 1, { RfC: null }, 0.004],
    ['铬（六价）', 6, { SFo: null }, 0.004],
    ['䓛', 62, {}, 0.003],
    ["p,p'-滴滴滴", 73, { RfDo: null }, 0.02],
    ['七氯', 76, { ABSd: 0.1 }, 0.01],
    ['灭蚁灵', 81, { ABSd: 0.1 }, 0.1],
    ['硫丹', 117, { ABSd: 0.1 }, 0.001],
  ] as const)('%s with the values its doubt names, and not with the table’s own', (name, no, instead, within) => {
    const printed = screening(name)
    for (const [i, v] of reckon(no, instead).entries())
      expect(Math.abs(v / printed[i]! - 1), `${name} ${v}`).toBeLessThan(within)
    if (Object.keys(instead).length)
      expect(reckon(no, {}).every((v, i) => Math.abs(v / printed[i]! - 1) < within)).toBe(false)
    expect(ROWS.find(r => r.no === no)!.doubt).not.toBeNull()
  })
})
