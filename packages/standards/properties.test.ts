import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BULK } from './columnar/bands.ts'
import { ROWS } from './gb2762/rows.ts'
import { ITEMS as ITEMS_5084 } from './gb5084-2021/assess.ts'
import { ITEMS as ITEMS_36600 } from './gb36600-2018/assess.ts'
import { ITEMS as ITEMS_14848 } from './gbt14848-2017/assess.ts'
import { assess, findStandard, STANDARDS, type Standard } from './index.ts'
import type { Result, Sample } from './judgement.ts'
import { resultOf } from './measured.ts'
import { ITEM_SETS } from './required-items.ts'
import { screen } from './screening/screen.ts'
import { getSubstance } from './substances.ts'
import { convertUnit } from './units.ts'

interface Item {
  name: string
  unit: string
}
const named = (id: string, unit: string): Item => ({ name: getSubstance(id).name, unit })
const ITEMS: Record<Standard['number'], Item[]> = {
  'GB 15618': [
    ...['cadmium', 'mercury', 'arsenic', 'lead', 'chromium', 'copper', 'nickel', 'zinc'],
    ...['hch-total', 'pp-ddt', 'op-ddt', 'pp-dde', 'pp-ddd', 'benzo-a-pyrene'],
  ].map(s => named(s, 'mg/kg')),
  'GB 36600': [...ITEMS_36600.map(i => i.substance), 'm-xylene', 'p-xylene', 'pcb-77', 'op-ddt', 'pp-ddt'].map(s =>
    named(s, s === 'dioxins' ? 'mg-TEQ/kg' : 'mg/kg'),
  ),
  'GB/T 14848': [
    ...ITEMS_14848.filter(i => i.kind === 'max').map(i => named(i.substance, i.unit)),
    named('o-xylene', 'μg/L'),
    named('m-p-xylene', 'μg/L'),
  ],
  'GB 5084': ITEMS_5084.filter(i => i.substance !== 'ph').map(i => named(i.substance, i.unit)),
  'GB 2762': [...new Map(ROWS.map(r => [r[1], r[6]])), ['inorganic-arsenic', 'mg/kg'], ['methylmercury', 'mg/kg']].map(
    ([s, u]) => named(s!, u!),
  ),
}
/** Other units of the same dimension. */
const OTHER_UNITS: Record<string, string[]> = {
  'mg/kg': ['μg/kg', 'g/kg', '%', 'ng/g', 'ug/kg'],
  'μg/kg': ['mg/kg', 'ng/g'],
  'mg/L': ['μg/L', 'g/L', 'ug/L'],
  'μg/L': ['mg/L', 'ng/L'],
  'mg-TEQ/kg': ['ng-TEQ/kg', 'pg-TEQ/g'],
  'MPN/L': ['MPN/100mL', '个/L'],
}

const amount = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: -7, max: 3 }))
  .map(([m, e]) => convertUnit(String(m), 'mg/kg', 'mg/kg') && Number(`${m}e${e}`).toFixed(Math.max(0, -e)))
  .filter((v): v is string => typeof v === 'string')
const cell = fc.oneof(
  { weight: 6, arbitrary: amount },
  { weight: 2, arbitrary: amount.map(v => `<${v}`) },
  { weight: 1, arbitrary: amount.map(v => `>${v}`) },
  { weight: 1, arbitrary: fc.constant('ND') },
)
const about: fc.Arbitrary<Partial<Sample>> = fc.record(
  {
    landUse: fc.constantFrom('水田', '旱地', '水旱轮作', '果园', '耕地'),
    use: fc.constantFrom('第一类', '第二类', '1001', '不明'),
    crop: fc.constantFrom('水稻', '大米', '小麦', '菠菜', '蔬菜', '苹果', '木耳', '某某草'),
    column: fc.constantFrom('水田', '旱地', '蔬菜', '蔬菜a', '蔬菜b', '水田、蔬菜b'),
    condition: fc.constantFrom('盐碱土地区', '高氟区', '敏感'),
  },
  { requiredKeys: [] },
)
const pH = fc.integer({ min: 300, max: 1000 }).map(n => ({ kind: 'value' as const, value: (n / 100).toFixed(2) }))
const results = (number: Standard['number']): fc.Arbitrary<Result[]> =>
  fc.array(
    fc.tuple(fc.constantFrom(...ITEMS[number]), cell).map(([i, c]) => resultOf(i.name, c, i.unit)),
    { minLength: 1, maxLength: 6 },
  )
const sampleOf = (number: Standard['number']): fc.Arbitrary<Sample> =>
  fc
    .tuple(about, fc.option(pH, { nil: undefined }), results(number))
    .map(([a, p, r]) => ({ id: 's', ...a, ...(p ? { pH: p } : {}), results: r }))

describe.each(STANDARDS.map(s => [s.id, s] as const))('%s', (_id, standard) => {
  const { number } = standard
  const rank = (v: string): number => standard.verdicts.indexOf(v)

  it('more of a pollutant never improves a verdict', () => {
    fc.assert(
      fc.property(sampleOf(number), fc.constantFrom(...ITEMS[number]), amount, amount, (sample, item, a, b) => {
        const [less, more] = Number(a) <= Number(b) ? [a, b] : [b, a]
        // The same sample with another value of one item that it has once.
        const rest = sample.results.filter(r => r.substance !== item.name)
        const judge = (v: string) =>
          assess(standard, { ...sample, results: [...rest, resultOf(item.name, v, item.unit)] }).verdict
        const [before, after] = [judge(less), judge(more)]
        if (rank(before) >= 0 && rank(after) >= 0) expect(rank(after)).toBeGreaterThanOrEqual(rank(before))
        // What stood as an exceedance is never taken back into doubt.
        if (rank(before) > 0 && rank(after) < 0) expect(number).toMatch(/14848|2762/)
        if (rank(before) < 0) expect(rank(after)).not.toBe(0)
      }),
      { numRuns: 400 },
    )
  })

  it('the order of results never matters', () => {
    fc.assert(
      fc.property(sampleOf(number), fc.integer(), (sample, seed) => {
        const shuffled = [...sample.results].sort((x, y) => hash(x, seed) - hash(y, seed))
        expect(assess(standard, { ...sample, results: shuffled })).toEqual(assess(standard, sample))
      }),
      { numRuns: 200 },
    )
  })

  it('the order of rows and of files never matters', () => {
    const three = fc.tuple(sampleOf(number), sampleOf(number), sampleOf(number))
    fc.assert(
      fc.property(three, fc.integer(), fc.integer({ min: 1, max: 4 }), (samples, seed, files) => {
        const rows = samples.flatMap((s, i) => s.results.map(r => rowOf(`s${i}`, s, r)))
        const shuffled = rows.map((row, i) => ({ row, at: mixed(i, seed) })).sort((x, y) => x.at - y.at)
        const parts = Array.from({ length: files }, (_, f) =>
          shuffled.filter((_, i) => i % files === f).map(x => x.row),
        )
        const verdicts = (grids: string[][][]) => {
          const answer = screen(
            grids.filter(g => g.length > 0).map((g, i) => ({ name: String(i), rows: [HEADS, ...g] })),
            standard.id,
          )
          if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
          return Object.fromEntries(answer.value.judgements.map(j => [j.sample, j.verdict]))
        }
        expect(verdicts(parts)).toEqual(verdicts([rows]))
      }),
      { numRuns: 60 },
    )
  })

  it('no limit of a finding is below the limit before it', () => {
    fc.assert(
      fc.property(sampleOf(number), sample => {
        for (const { limits } of assess(standard, sample).findings)
          limits.forEach((limit, i) => {
            if (i > 0) expect(new Big(limit.value).gte(limits[i - 1]!.value)).toBe(true)
          })
      }),
      { numRuns: 200 },
    )
  })

  it('unit conversion never changes a verdict', () => {
    fc.assert(
      fc.property(sampleOf(number), fc.nat(), (sample, n) => {
        const converted = sample.results.map(r => inOtherUnit(r, n))
        expect(assess(standard, { ...sample, results: converted }).verdict).toBe(assess(standard, sample).verdict)
      }),
      { numRuns: 200 },
    )
  })

  it('what is missing never makes a verdict better', () => {
    fc.assert(
      fc.property(sampleOf(number), fc.constantFrom(...ITEMS[number]), (sample, item) => {
        const bare = { ...sample, results: sample.results.filter(r => r.substance !== item.name) }
        const j = assess(standard, { ...bare, results: [...bare.results, resultOf(item.name, '', item.unit)] })
        // A form that is not measured beside its total is no gap.
        if (rank(j.verdict) === 0) expect(number).toBe('GB 2762')
      }),
      { numRuns: 200 },
    )
  })
})

describe('管制值', () => {
  it.each(Object.values(BULK).map(s => [s.number, s] as const))(
    'is at least 筛选值 in every cell of %s',
    (_, { items }) => {
      let cells = 0
      for (const { bands } of items.values())
        for (const { screening, control } of bands)
          if (control !== null) {
            cells++
            expect(new Big(control).gte(screening)).toBe(true)
          }
      expect(cells).toBeGreaterThan(150)
    },
  )
})

describe('a missing pH', () => {
  const withPH = ITEM_SETS.filter(set => set.items.includes('ph'))
  it.each(withPH.map(set => [set.standard, set.name] as const))(
    'keeps %s from a compliant verdict that rests on %s',
    (number, items) => {
      const standard = findStandard(number)!
      // Of the five classes of groundwater the first three are no exceedance.
      const compliant = standard.verdicts.slice(0, number === 'GB/T 14848' ? 3 : 1)
      const set = withPH.find(i => i.standard === number && i.name === items)!
      const unitOf = new Map(ITEMS[number].map(i => [i.name, i.unit]))
      const others = set.items.filter(id => id !== 'ph').map(id => getSubstance(id).name)
      fc.assert(
        fc.property(about, fc.array(amount, { minLength: 1, maxLength: 5 }), (place, amounts) => {
          const wholeOf = (cells: string[]) =>
            others.map((n, i) =>
              unitOf.has(n) ? resultOf(n, cells[i % cells.length]!, unitOf.get(n)!) : resultOf(n, '无', '无量纲'),
            )
          const judge = (sample: Partial<Sample>) =>
            assess(standard, { id: 's', landUse: '水田', column: '水田', results: [], ...sample }, { items }).verdict
          const clean = [...wholeOf(['0']), resultOf('pH', '7', '无量纲')]
          expect(compliant).toContain(judge({ results: clean }))
          expect(compliant).not.toContain(judge({ results: clean.slice(0, -1) }))
          expect(compliant).not.toContain(judge({ ...place, results: wholeOf(amounts) }))
        }),
        { numRuns: 60 },
      )
    },
  )

  const farm = findStandard('GB 15618')!
  it('never yields a compliant verdict, nor a worse one than some pH would', () => {
    fc.assert(
      fc.property(sampleOf('GB 15618'), sample => {
        const { pH: _, ...without } = sample
        const verdict = assess(farm, without).verdict
        expect(verdict).not.toBe('风险低')
        const known = ['5', '6', '7', '8'].map(
          v => assess(farm, { ...without, pH: { kind: 'value', value: v } }).verdict,
        )
        const rank = (v: string) => farm.verdicts.indexOf(v)
        if (rank(verdict) > 0) expect(Math.min(...known.map(rank))).toBeGreaterThanOrEqual(rank(verdict))
      }),
      { numRuns: 300 },
    )
  })
})

const HEADS = ['样品编号', '检测项目', '检测值', '单位', 'pH', '土地利用', '规划用途', '作物', '灌溉作物', '适用条件']
const rowOf = (id: string, s: Sample, r: Result): string[] => [
  id,
  r.substance,
  r.original ?? '',
  r.unit,
  s.pH?.kind === 'value' ? s.pH.value : '',
  s.landUse ?? '',
  s.use ?? '',
  s.crop ?? '',
  s.column ?? '',
  s.condition ?? '',
]
const mixed = (i: number, seed: number): number => Math.imul(i + 1, seed | 1) ^ (seed >>> 7)

const hash = (r: Result, seed: number): number => {
  let h = seed | 0
  for (const c of `${r.substance}${r.original}${r.unit}`) h = (Math.imul(h, 31) + c.charCodeAt(0)) | 0
  return h
}

function inOtherUnit(r: Result, n: number): Result {
  const units = OTHER_UNITS[r.unit]
  if (!units || r.reading.kind === 'missing') return r
  const unit = units[n % units.length]!
  const value = convertUnit(r.reading.kind === 'value' ? r.reading.value : r.reading.limit, r.unit, unit)
  if (value === undefined) throw new Error(`${r.unit} → ${unit}`)
  return { ...r, unit, reading: r.reading.kind === 'value' ? { kind: 'value', value } : { ...r.reading, limit: value } }
}
