import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import { assess as assessCrop } from '../gb2762-2022/edition.ts'
import { assess as assessSoil } from '../gb15618-2018/assess.ts'
import { resultOf } from '../measured.ts'
import { parseReading } from '../reading.ts'
import { PARAMETERS } from './parameters.ts'
import { CLASSES, type ClassOrOpen, classifyPoint, FIVE, type PointClass } from './point.ts'
import { gradeProduct, type ProductPoint, reviseByProduct } from './product.ts'
import { proposeClass } from './propose.ts'
import { classifyUnit } from './unit.ts'

const settings = settingsOn(PARAMETERS, { on: '2024-10-01' })
const withOthers = settingsOn(PARAMETERS, { on: '2024-10-01', region: '450123' }, [
  { ...settings.used.decidingItems, value: '含其他项目', mark: 'P', basis: '某市实施细则', region: '4501' },
])
const soil = (landUse: string, pH: string, values: Record<string, string>, s = settings): PointClass =>
  classifyPoint(
    assessSoil({
      id: 'p',
      landUse,
      pH: parseReading(pH),
      results: Object.entries(values).map(([k, v]) => resultOf(k, v, 'mg/kg')),
    }),
    s.values,
  )
const CLEAN = { Cd: '0.1', Hg: '0.1', As: '10', Pb: '30', Cr: '60' }
const point = (id: string, cd: ClassOrOpen, others: ClassOrOpen = '优先保护类'): PointClass => {
  const elements = Object.fromEntries(FIVE.map(e => [e, e === 'cadmium' ? cd : others])) as PointClass['elements']
  return { point: id, elements, class: cd, decisive: [], flags: [], missing: [] }
}
const unitOf = (classes: ClassOrOpen[], adjacent: [number, number][] = []) =>
  classifyUnit(
    {
      id: 'u',
      points: classes.map((c, i) => point(`p${i}`, c)),
      adjacent: adjacent.map(([a, b]) => [`p${a}`, `p${b}`] as const),
    },
    settings,
  )
const many = (n: number, c: ClassOrOpen): ClassOrOpen[] => Array.from({ length: n }, () => c)
const [PRIORITY, SAFE, STRICT] = CLASSES
const rice = (...values: string[]): ProductPoint[] =>
  values.map((v, i) =>
    gradeProduct(
      assessCrop({ id: `r${i}`, crop: '糙米', results: [resultOf('镉', v, 'mg/kg')] }),
      ['cadmium'],
      settings,
    ),
  )

describe('farmland classes by point', () => {
  it.each([
    ['F1', '0.40', PRIORITY],
    ['F2', '0.41', SAFE],
    ['F3', '2.0', SAFE],
    ['F4', '2.01', STRICT],
  ])('%s paddy, pH 5.8, Cd %s', (_id, cd, expected) => {
    const p = soil('水田', '5.8', { ...CLEAN, Cd: cd })
    expect(p.elements.cadmium).toBe(expected)
    expect(p.class).toBe(expected)
  })
  it('F5 names the element that decides', () => {
    const p = soil('旱地', '5.0', { Cd: '0.2', Hg: '0.1', As: '45', Pb: '60', Cr: '100' })
    expect([p.class, p.decisive]).toEqual([SAFE, ['砷']])
  })
  it('F6 zinc is flagged and decides only where the rule of the place says so', () => {
    const p = soil('旱地', '8.0', { ...CLEAN, Zn: '900' })
    expect([p.class, p.flags]).toEqual([PRIORITY, ['锌超过筛选值（不参加类别划分）']])
    const q = soil('旱地', '8.0', { ...CLEAN, Zn: '900' }, withOthers)
    expect([q.class, q.decisive]).toEqual([SAFE, ['锌']])
    expect(withOthers.notes.join()).toContain('某市实施细则')
  })
  it('F7 the worst element decides', () => {
    const p = soil('旱地', '5.0', { ...CLEAN, Cd: '0.5', Pb: '401' })
    expect([p.class, p.decisive]).toEqual([STRICT, ['铅']])
  })
  it('an element not tested keeps the point open, and says which', () => {
    const p = soil('水田', '5.8', { Cd: '0.1', As: '10' })
    expect(p.class).toBe('证据不足')
    expect(p.missing.map(m => m.name)).toEqual(['汞', '铅', '铬'])
    expect(soil('水田', '5.8', { Cd: '9' }).class).toBe(STRICT)
  })
})

describe('farmland classes by unit', () => {
  it('F8 one isolated point of ten gives way to the dominant class', () => {
    const u = unitOf([...many(9, PRIORITY), SAFE])
    expect(u.class).toBe(PRIORITY)
    expect(u.pieces).toHaveLength(1)
  })
  it('F9 two contiguous points are cut out as a unit of their own', () => {
    const u = unitOf([...many(8, PRIORITY), SAFE, SAFE], [[8, 9]])
    expect(u.pieces.map(p => [p.class, p.points.length])).toEqual([
      [PRIORITY, 8],
      [SAFE, 2],
    ])
  })
  it('eight of ten is not more than 80 %: without contiguity it stays open', () => {
    const u = unitOf([...many(8, PRIORITY), SAFE, SAFE])
    expect(u.class).toBe('证据不足')
    expect(u.missing[0]!.need).toContain('加密布点')
  })
  it('an isolated strict point is never averaged away', () => {
    const u = unitOf([...many(9, SAFE), STRICT])
    expect(u.class).toBe(SAFE)
    expect(u.pieces[1]).toMatchObject({ class: STRICT, points: ['p9'], kind: '孤立严格管控点划出', boundaryOpen: true })
  })
  it('seven against three splits along contiguity', () => {
    const u = unitOf(
      [...many(7, SAFE), ...many(3, PRIORITY)],
      [
        [7, 8],
        [8, 9],
      ],
    )
    expect(u.pieces.map(p => [p.class, p.points.length])).toEqual([
      [SAFE, 7],
      [PRIORITY, 3],
    ])
  })
  it('elements are laid over one another: a part better in one element keeps the class of the others', () => {
    const points = [...many(7, SAFE), ...many(3, PRIORITY)].map((c, i) => point(`p${i}`, c, SAFE))
    const u = classifyUnit(
      {
        id: 'u',
        points,
        adjacent: [
          ['p7', 'p8'],
          ['p8', 'p9'],
        ],
      },
      settings,
    )
    expect(u.pieces.map(p => [p.class, p.points.length])).toEqual([[SAFE, 10]])
  })
  it('a unit without points takes the class of a similar one, marked as inferred, or none', () => {
    const none = { id: 'u', points: [], adjacent: [] }
    expect(classifyUnit(none, settings)).toMatchObject({ class: '证据不足', inferred: false })
    const like = classifyUnit({ ...none, similar: [{ unit: 'v', class: SAFE, why: '同一土种' }] }, settings)
    expect(like).toMatchObject({ class: SAFE, inferred: true })
    expect(like.notes.join()).toContain('推断')
  })
  it('says which of its numbers are not read from the official text', () => {
    expect(unitOf(many(3, SAFE)).notes.join()).toContain('主导类别点位比例须大于取 80%（未核对正式文本')
  })
})

describe('revision by products', () => {
  const near = (...g: ProductPoint['grade'][]): ProductPoint[] =>
    g.map((grade, i) => ({ point: `n${i}`, grade, index: null, why: '' }))
  it.each<[string, (typeof CLASSES)[number], string[], (typeof CLASSES)[number]]>([
    ['F10', SAFE, ['0.10', '0.18', '0.20'], PRIORITY],
    ['F11', SAFE, ['0.10', '0.21', '0.10'], SAFE],
    ['F12', STRICT, [...Array(7).fill('0.1'), '0.3', '0.3', '0.4'], SAFE],
    ['F13', STRICT, [...Array(7).fill('0.1'), '0.3', '0.3', '0.41'], STRICT],
    ['F14', STRICT, [...Array(6).fill('0.1'), ...Array(4).fill('0.3')], STRICT],
    ['six clean samples', SAFE, Array(6).fill('0.2'), PRIORITY],
    ['two of five exceed', STRICT, ['0.1', '0.1', '0.1', '0.25', '0.27'], STRICT],
  ])('%s', (_id, from, values, expected) => {
    expect(reviseByProduct(from, rice(...values), [], settings).class).toBe(expected)
  })
  it('F15 fewer than three points need clean neighbours too', () => {
    expect(reviseByProduct(STRICT, rice('0.1', '0.1'), near('未超标', '轻度超标'), settings).class).toBe(STRICT)
    expect(reviseByProduct(STRICT, rice('0.1', '0.1'), near('未超标'), settings).class).toBe(SAFE)
    expect(reviseByProduct(STRICT, rice('0.1', '0.1'), [], settings).class).toBe(STRICT)
  })
  it('does not worsen by products: it flags; without products the class by soil stays', () => {
    const a = reviseByProduct(PRIORITY, rice('0.5'), [], settings)
    expect([a.class, a.flags.length]).toEqual([PRIORITY, 1])
    expect(reviseByProduct(STRICT, [], near('未超标'), settings).changed).toBe(false)
  })
  it('both steps together: cut-outs go on by themselves, an open or inferred class is not improved', () => {
    const clean = rice('0.1', '0.1', '0.1')
    const split = proposeClass(unitOf([...many(9, SAFE), STRICT]), clean, [], settings)
    expect([split.class, split.cutOuts.map(c => c.class)]).toEqual([PRIORITY, [STRICT]])
    expect(split.revision).toMatchObject({ preliminary: SAFE, changed: true })
    expect(proposeClass(unitOf([SAFE, '证据不足']), clean, [], settings)).toMatchObject({
      class: '证据不足',
      revision: null,
    })
    const like = { id: 'u', points: [], adjacent: [], similar: [{ unit: 'v', class: SAFE, why: '相邻' }] }
    expect(proposeClass(classifyUnit(like, settings), clean, [], settings)).toMatchObject({
      class: SAFE,
      inferred: true,
    })
  })
  it('products that say nothing on the deciding element never improve a class', () => {
    const silent = gradeProduct(
      assessCrop({ id: 'r', crop: '糙米', results: [resultOf('铅', '0.01', 'mg/kg')] }),
      ['cadmium'],
      settings,
    )
    expect(silent.grade).toBe('证据不足')
    expect(reviseByProduct(SAFE, [silent, silent, silent], [], settings).class).toBe(SAFE)
  })
  it('the other reading of the rule is a parameter: severe exceedance worsens', () => {
    const local = {
      ...settings.used.productRule,
      value: '超标等级',
      mark: 'P' as const,
      basis: '某省细则',
      region: '45',
    }
    const other = settingsOn(PARAMETERS, { on: '2024-10-01', region: '450100' }, [local])
    expect(reviseByProduct(SAFE, rice('0.5', '0.6', '0.7'), [], other).class).toBe(STRICT)
    expect(reviseByProduct(SAFE, rice('0.1', '0.1', '0.1'), [], other).class).toBe(PRIORITY)
    expect(reviseByProduct(STRICT, rice('0.1', '0.1', '0.25'), [], other).class).toBe(STRICT)
  })
  it('a value that is none of the choices is refused', () => {
    const wrong = { ...settings.used.dominantShare, value: '八成', region: '45' }
    expect(() => settingsOn(PARAMETERS, { on: '2024-10-01', region: '45' }, [wrong])).toThrow(/十进制数/)
  })
})

describe('farmland classification, any unit', () => {
  const cls = fc.constantFrom<ClassOrOpen>(PRIORITY, SAFE, STRICT, '证据不足')
  const world = fc.array(cls, { minLength: 1, maxLength: 12 }).chain(classes =>
    fc.record({
      classes: fc.constant(classes),
      adjacent: fc.array(fc.tuple(fc.nat(classes.length - 1), fc.nat(classes.length - 1)), { maxLength: 12 }),
      order: fc.shuffledSubarray(
        classes.map((_, i) => i),
        { minLength: classes.length },
      ),
    }),
  )
  it('does not depend on the order of points, holds each point once, and averages no strict point away', () => {
    fc.assert(
      fc.property(world, ({ classes, adjacent, order }) => {
        const u = unitOf(classes, adjacent)
        const shuffled = classifyUnit(
          {
            id: 'u',
            points: order.map(i => point(`p${i}`, classes[i]!)),
            adjacent: [...adjacent].reverse().map(([a, b]) => [`p${b}`, `p${a}`] as const),
          },
          settings,
        )
        expect({ ...shuffled, pieces: shuffled.pieces.map(p => p.points.join()).sort() }).toEqual({
          ...u,
          pieces: u.pieces.map(p => p.points.join()).sort(),
        })
        expect(u.pieces.flatMap(p => p.points).sort()).toEqual(classes.map((_, i) => `p${i}`).sort())
        classes.forEach((c, i) => {
          const piece = u.pieces.find(p => p.points.includes(`p${i}`))!
          if (c === STRICT) expect([STRICT, '证据不足']).toContain(piece.class)
        })
      }),
    )
  })
  it('an undetermined point never makes a unit compliant', () => {
    fc.assert(
      fc.property(world, ({ classes, adjacent }) => {
        const u = unitOf([...classes, '证据不足'], adjacent)
        expect(['证据不足', STRICT]).toContain(u.class)
      }),
    )
  })
  it('one more exceeding product never improves the class', () => {
    const grade = fc.constantFrom<ProductPoint['grade']>('未超标', '轻度超标', '重度超标', '证据不足')
    const points = (g: ProductPoint['grade'][]): ProductPoint[] =>
      g.map((x, i) => ({ point: `${i}`, grade: x, index: '1', why: '' }))
    fc.assert(
      fc.property(fc.constantFrom(...CLASSES), fc.array(grade, { maxLength: 12 }), (from, grades) => {
        const before = reviseByProduct(from, points(grades), [], settings).class
        const after = reviseByProduct(from, points([...grades, '重度超标']), [], settings).class
        expect(CLASSES.indexOf(after)).toBeGreaterThanOrEqual(CLASSES.indexOf(before))
        expect(CLASSES.indexOf(from) - CLASSES.indexOf(before)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
