import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess, findStandard } from '../index.ts'
import type { Finding, Result, Sample, Verdict } from '../judgement.ts'
import { resultOf } from '../measured.ts'
import { parseReading } from '../reading.ts'
import { findSubstance, getSubstance } from '../substances.ts'
import { convertUnit } from '../units.ts'
import { BULK, itemOf } from './bands.ts'
import { type BulkNumber, CODES, verdictOfCode } from './codes.ts'
import { ColumnWriter, TooManyWords } from './column-writer.ts'
import { encode } from './encode.ts'
import { explain, screenColumns } from './screen-columns.ts'

const NUMBERS: BulkNumber[] = ['GB 15618', 'GB 36600']

/** Every limit of both standards, in mg/kg (mg-TEQ/kg): where verdicts turn. */
const limitsOf = (number: BulkNumber): Map<string, string[]> =>
  new Map(
    [...BULK[number].items].map(([id, { bands }]) => [
      id,
      [...new Set(bands.flatMap(b => [b.complies, b.screening, b.control]))].filter(l => l !== null),
    ]),
  )
const LIMITS = [...NUMBERS.flatMap(n => [...limitsOf(n)])]
const ITEMS = LIMITS.map(([id]) => id)
const MEMBERS = [
  'pp-ddt',
  'op-ddt',
  'pp-dde',
  'ddt',
  'pcb-77',
  'pcb-126',
  'm-xylene',
  'p-xylene',
  'alpha-hch',
  'delta-hch',
]
const OTHERS = [
  '铬（六价）',
  '六价铬',
  '总铬',
  '甲基汞',
  '锰',
  '某某物质',
  'pH',
  '二噁英类',
  '二噁英类（总毒性当量）',
  '滴滴涕总量',
  '石油类',
]
const UNITS = [
  'mg/kg',
  'mg/kg',
  'mg/kg',
  'μg/kg',
  'ug/kg',
  '%',
  'g/kg',
  'ng/g',
  'mg/L',
  '',
  '某单位',
  'ng-TEQ/kg',
  'ng/kg',
  'mg-TEQ/kg',
]

const nameOf = (id: string): string => findSubstance(id)?.name ?? id
/** At a limit, beside it by little or by less than a double can tell, or anywhere. */
const amount = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...LIMITS), fc.nat(), fc.constantFrom('', '1', '0000000000000000000001', '4', '00'))
      .map(([[, limits], n, tail]) => {
        const limit = limits[n % limits.length]!
        return tail === '' ? limit : `${limit.includes('.') ? limit : `${limit}.`}${tail}`
      }),
  },
  { weight: 2, arbitrary: fc.tuple(fc.nat(99999), fc.integer({ min: -7, max: 2 })).map(([m, e]) => `${m}e${e}`) },
  { weight: 1, arbitrary: fc.constantFrom('0', '0.30000000000000004', '0.29999999999999999999', '1.5', '36000.00001') },
)
const cell = fc.oneof(
  { weight: 6, arbitrary: amount },
  { weight: 2, arbitrary: amount.map(v => `<${v}`) },
  { weight: 1, arbitrary: amount.map(v => `>${v}`) },
  { weight: 1, arbitrary: fc.constantFrom('ND', '未检出', '', '—', '坏', '-3') },
)
const result = (substances: string[]): fc.Arbitrary<Result> =>
  fc
    .tuple(
      fc.constantFrom(...substances),
      cell,
      fc.constantFrom(...UNITS),
      fc.boolean(),
      fc.constantFrom(undefined, undefined, undefined, 'dry' as const, 'wet' as const),
    )
    .map(([id, text, unit, moved, basis]) => {
      const name = nameOf(id)
      const made = resultOf(name, text, unit)
      // The same quantity in its unit, so that limits are met in every unit.
      const { reading } = made
      const limit = reading.kind === 'value' ? reading.value : reading.kind === 'missing' ? null : reading.limit
      const same = moved && limit !== null ? convertUnit(limit, 'mg/kg', unit) : undefined
      const shifted: Result['reading'] =
        same === undefined || reading.kind === 'missing'
          ? reading
          : reading.kind === 'value'
            ? { kind: 'value', value: same }
            : { ...reading, limit: same }
      return { ...made, reading: shifted, ...(basis ? { basis } : {}) }
    })
const pH = fc.oneof(
  fc
    .constantFrom('5.5', '6.5', '7.5', '5.50', '5.51', '6.5000000000000000001', '7.4999', '3', '9', '0', '14', '15')
    .map(t => parseReading(t)),
  fc.integer({ min: 300, max: 1000 }).map(n => parseReading((n / 100).toFixed(2))),
  fc
    .constantFrom('<5.5', '<5', '<6', '<7', '<8', '>5', '>5.5', '>6', '>6.5', '>7', '>7.5', '>8', 'ND', '')
    .map(t => parseReading(t)),
)
const about: fc.Arbitrary<Partial<Sample>> = fc.record(
  {
    pH,
    landUse: fc.constantFrom('水田', '旱地', '水旱轮作', '果园', '耕地', '', '菜地', '0701', '某地'),
    use: fc.constantFrom('第一类', '第二类', '1001', '0701+0901', '不明', '水田', ''),
  },
  { requiredKeys: [] },
)
const samples = (substances: string[], unique: boolean): fc.Arbitrary<Sample[]> =>
  fc.array(
    fc
      .tuple(
        about,
        unique
          ? fc.uniqueArray(result(substances), {
              maxLength: 8,
              selector: r => findSubstance(r.substance)?.id ?? r.substance,
            })
          : fc.array(result(substances), { maxLength: 8 }),
      )
      .map(([a, results]) => ({ id: 's', ...a, results })),
    { minLength: 1, maxLength: 4 },
  )
const options = fc.constantFrom(
  {},
  { use: '第二类' },
  { landUse: '水田' },
  { landUse: '水旱轮作', use: '1001' },
  { column: '水田' },
)

describe.each(NUMBERS)('%s in columns', number => {
  const standard = findStandard(number)!
  const idOf = (r: Result): string => findSubstance(r.substance)?.id ?? ''
  const isMember = (r: Result): boolean => BULK[number].sums.some(s => s.sumOf.includes(idOf(r)))
  const itemOfResult = (r: Result): string | undefined => itemOf(BULK[number], idOf(r))
  /** Judged together with others of its sample: a member, or a sum that has members beside it. */
  const summedUp = (s: Sample, r: Result): boolean =>
    isMember(r) ||
    s.results.some(o => isMember(o) && itemOfResult(o) === itemOfResult(r)) ||
    (idOf(r) === 'pcb-total' && s.results.some(isMember))

  it('says of every result alone and of every sample what the object evaluator says', () => {
    fc.assert(
      fc.property(samples([...ITEMS, ...OTHERS], true), options, (given, o) => {
        const columns = encode(given)
        const { codes, perSample, counts } = screenColumns(columns, number, o)
        expect([...perSample].map(c => verdictOfCode(number, c))).toEqual(
          given.map(s => assess(standard, s, o).verdict),
        )
        let i = 0
        const expected: (Verdict | null)[] = given.flatMap(s =>
          s.results.map(r => {
            const code = codes[i++]!
            if (summedUp(s, r)) return verdictOfCode(number, code)
            return assess(standard, { ...s, results: [r], pH: pHIn(s) }, o).findings[0]?.verdict ?? null
          }),
        )
        expect([...codes].map(c => verdictOfCode(number, c))).toEqual(expected)
        expect(counts.reduce((a, b) => a + b, 0)).toBe(codes.length)
      }),
      { numRuns: 600 },
    )
  })

  it('says of repeated results and of members of sums what the whole sample says of them', () => {
    fc.assert(
      fc.property(samples([...MEMBERS, ...MEMBERS, 'cadmium', '某某物质', 'pH'], false), options, (given, o) => {
        const { codes, perSample, counts } = screenColumns(encode(given), number, o)
        let i = 0
        given.forEach((s, k) => {
          const judgement = assess(standard, s, o)
          expect(verdictOfCode(number, perSample[k]!)).toBe(judgement.verdict)
          const usable = (f: Finding): boolean => f.clause !== standard.id
          for (const r of s.results) {
            const verdict = verdictOfCode(number, codes[i++]!)
            const id = findSubstance(r.substance)?.id
            if (id === 'ph') expect(verdict).toBeNull()
            else if (id === undefined) expect(verdict).toBe('证据不足')
            else {
              const item = itemOf(BULK[number], id)
              const own = judgement.findings.filter(f => f.substance === item && usable(f)).map(f => f.verdict)
              expect([...own, ...(item ? ['证据不足'] : ['无适用限值'])]).toContain(verdict)
            }
          }
        })
        const total = new Array<number>(CODES).fill(0)
        for (const c of codes) total[c]!++
        const counted = new Array<number>(CODES).fill(0)
        counts.forEach((n, k) => {
          counted[k % CODES]! += n
        })
        expect(counted).toEqual(total)
      }),
      { numRuns: 400 },
    )
  })

  it('adds up members as the object evaluator does, mostly without it', () => {
    const summed = [...BULK[number].sums.flatMap(x => [x.substance, ...x.sumOf, ...x.sumOf]), 'cadmium', 'pp-ddd']
    let [all, byObject] = [0, 0]
    fc.assert(
      fc.property(samples(summed, true), options, (given, o) => {
        const columns = encode(given)
        const screening = screenColumns(columns, number, o)
        expect([...screening.perSample].map(c => verdictOfCode(number, c))).toEqual(
          given.map(s => assess(standard, s, o).verdict),
        )
        screening.codes.forEach((code, i) => {
          expect(verdictOfCode(number, code)).toBe(explain(columns, i, number, o).finding?.verdict ?? null)
        })
        const total = screening.counts.reduce((a, b) => a + b, 0)
        expect(total).toBe(columns.results)
        all += given.length
        byObject += screening.byObject
      }),
      { numRuns: 300 },
    )
    expect(byObject).toBeGreaterThan(0)
    expect(byObject).toBeLessThan(all * 0.3)
  })

  it('explains a result by the finding whose verdict is its code', () => {
    fc.assert(
      fc.property(samples([...ITEMS, ...OTHERS, ...MEMBERS], false), options, fc.nat(), (given, o, n) => {
        const columns = encode(given)
        if (columns.results === 0) return
        const { codes } = screenColumns(columns, number, o)
        const { finding, judgement } = explain(columns, n % columns.results, number, o)
        expect(finding?.verdict ?? null).toBe(verdictOfCode(number, codes[n % columns.results]!))
        if (finding) expect(judgement.findings).toContain(finding)
      }),
      { numRuns: 400 },
    )
  })
})

/** The pH stays the sample's where one of its other results says it. */
const pHIn = (s: Sample): Sample['pH'] =>
  s.results.reduce<Sample['pH']>((found, r) => {
    if (findSubstance(r.substance)?.id !== 'ph' || r.reading.kind === 'missing') return found
    if (found === undefined || found.kind === 'missing') return r.reading
    return JSON.stringify(found) === JSON.stringify(r.reading) ? found : { kind: 'missing', why: '有不同的 pH' }
  }, s.pH)

describe('encoded columns', () => {
  it('keep exceedances exact at the limit in every unit', () => {
    const at = (value: string, unit: string) => ({
      id: value,
      pH: parseReading('6'),
      landUse: '旱地',
      results: [resultOf('镉', value, unit)],
    })
    const given = [
      at('0.3', 'mg/kg'),
      at('0.30000000000000004', 'mg/kg'),
      at('300', 'μg/kg'),
      at('300.00000000000000001', 'μg/kg'),
      at('0.00003', '%'),
      at('0.0000300000000000000001', '%'),
    ]
    const { perSample } = screenColumns(encode(given), 'GB 15618')
    expect([...perSample]).toEqual([0, 1, 0, 1, 0, 1])
  })
  it('refuse more ways of writing than any file has', () => {
    const writer = new ColumnWriter()
    for (let i = 0; i < 0x10000; i++) writer.wordNumber('x', String(i), null)
    expect(() => writer.wordNumber('x', 'one more', null)).toThrow(TooManyWords)
    expect(writer.wordNumber('x', '7', null)).toBe(7)
  })
  it('hold every substance of the catalogue under its own name', () => {
    const names = ITEMS.map(id => getSubstance(id).name)
    const columns = encode([{ id: 's', results: names.map(n => resultOf(n, '1', 'mg/kg')) }])
    expect(new Set(columns.words.map(w => w.substanceNumber)).size).toBe(new Set(ITEMS).size)
  })
})
