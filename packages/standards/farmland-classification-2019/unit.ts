import type { Settings } from '../dated-parameter.ts'
import { INSUFFICIENT } from '../judgement.ts'
import type { ParameterKey } from './parameters.ts'
import {
  CLASSES,
  type ClassOrOpen,
  ELEMENT_NAMES,
  type Element,
  type FarmlandClass,
  FIVE,
  type PointClass,
  rankOf,
  worstOf,
} from './point.ts'

/** 评价单元: what the survey units and the land-use patches cut out together. */
export interface EvaluationUnit {
  id: string
  points: readonly PointClass[]
  /** Which points lie next to each other; the geometry is the caller's. */
  adjacent: readonly (readonly [string, string])[]
  /** Neighbouring or similar units a unit without points may take its class from, the best choice first. */
  similar?: readonly { unit: string; class: FarmlandClass; why: string }[]
}

export interface Piece {
  class: ClassOrOpen
  points: string[]
  kind: '主体' | '连片划出' | '孤立严格管控点划出'
  /** Elements that give the piece its class. */
  decisive: string[]
  why: string
  /** Its boundary is still to be drawn along fields, roads, ditches or village borders. */
  boundaryOpen: boolean
}

export interface UnitClass {
  unit: string
  /** Of the main part. */
  class: ClassOrOpen
  /** Taken over from another unit, not measured. */
  inferred: boolean
  pieces: Piece[]
  elements: Record<Element, ElementClass> | null
  missing: { name: string; why: string; need: string }[]
  notes: string[]
}

export interface ElementClass {
  body: ClassOrOpen
  /** Share of points of the most frequent class, percent; null without points. */
  share: number | null
  cutOuts: { class: FarmlandClass; points: string[]; kind: Piece['kind'] }[]
  why: string
}

/** Preliminary class of a unit: every element by itself, then laid over one another, the worst deciding. */
export function classifyUnit(unit: EvaluationUnit, settings: Settings<ParameterKey>): UnitClass {
  const points = [...unit.points].sort((a, b) => (a.point < b.point ? -1 : 1))
  if (points.length === 0) return withoutPoints(unit)
  const elements = Object.fromEntries(
    FIVE.map(e => [
      e,
      classifyElement(
        points.map(p => [p.point, p.elements[e]]),
        unit.adjacent,
        settings,
      ),
    ]),
  ) as Record<Element, ElementClass>
  const bodies = FIVE.map(e => elements[e].body)
  const known = bodies.filter(c => c !== INSUFFICIENT)
  const worst = known.length ? worstOf(known) : null
  const body: ClassOrOpen =
    worst === null || (bodies.includes(INSUFFICIENT) && worst !== '严格管控类') ? INSUFFICIENT : worst
  // Other items take part only through the point's own class, where the rule says so.
  const lifted =
    body === '优先保护类' &&
    points.some(p => p.class === '安全利用类' && FIVE.every(e => p.elements[e] === '优先保护类'))
  const verdict = lifted ? '安全利用类' : body
  const cuts = overlay(elements, verdict)
  const gone = new Set(cuts.flatMap(c => c.points))
  const missing = FIVE.filter(e => elements[e].body === INSUFFICIENT).map(e => ({
    name: ELEMENT_NAMES[e],
    why: elements[e].why,
    need: '请补测该元素，或加密布点、经专家划定边界',
  }))
  return {
    unit: unit.id,
    class: verdict,
    inferred: false,
    pieces: [
      {
        class: verdict,
        points: points.map(p => p.point).filter(p => !gone.has(p)),
        kind: '主体',
        decisive: decisiveOf(verdict, elements),
        why: FIVE.map(e => `${ELEMENT_NAMES[e]}：${elements[e].why}`).join('；'),
        boundaryOpen: cuts.length > 0,
      },
      ...cuts,
    ],
    elements,
    missing: verdict === INSUFFICIENT ? missing : [],
    notes: [...settings.notes, ...(lifted ? ['其他项目超过筛选值，按设定参加划分'] : [])],
  }
}

function withoutPoints(unit: EvaluationUnit): UnitClass {
  const from = unit.similar?.[0]
  return {
    unit: unit.id,
    class: from?.class ?? INSUFFICIENT,
    inferred: from !== undefined,
    pieces: [],
    elements: null,
    missing: from
      ? []
      : [{ name: '点位', why: '单元内没有点位，也没有可参照的相邻或相似单元', need: '请布点采样，或指明参照单元' }],
    notes: from ? [`推断：参照单元 ${from.unit}（${from.why}）`] : [],
  }
}

/** One element: rules (a)–(d). The share is taken over all points of the unit, so that cutting out never makes a class dominant. */
export function classifyElement(
  points: readonly (readonly [string, ClassOrOpen])[],
  adjacent: EvaluationUnit['adjacent'],
  { values }: Pick<Settings<ParameterKey>, 'values'>,
): ElementClass {
  const known = points.filter((p): p is readonly [string, FarmlandClass] => p[1] !== INSUFFICIENT)
  if (known.length === 0) return { body: INSUFFICIENT, share: null, cutOuts: [], why: '没有可判定的点位' }
  const count = (c: FarmlandClass): number => known.filter(p => p[1] === c).length
  // Of equally frequent classes the worse one is the unit's.
  const main = [...CLASSES].reverse().reduce((a, b) => (count(b) > count(a) ? b : a))
  const share = (count(main) * 100) / points.length
  const dominant = count(main) * 100 > Number(values.dominantShare) * points.length
  const minority = known.filter(p => p[1] !== main)
  const groups = components(
    minority.map(p => p[0]),
    adjacent,
  )
  const cutOuts: ElementClass['cutOuts'] = []
  const left: (readonly [string, FarmlandClass])[] = []
  for (const group of groups) {
    const members = minority.filter(p => group.includes(p[0]))
    const contiguous = group.length >= Number(values.contiguousPoints)
    for (const c of CLASSES) {
      const mine = members.filter(p => p[1] === c)
      if (mine.length === 0) continue
      if (contiguous) cutOuts.push({ class: c, points: mine.map(p => p[0]), kind: '连片划出' })
      else if (c === '严格管控类') cutOuts.push({ class: c, points: mine.map(p => p[0]), kind: '孤立严格管控点划出' })
      else left.push(...mine)
    }
  }
  const result = (body: ClassOrOpen, why: string): ElementClass => ({ body, share, cutOuts, why })
  if (known.length < points.length)
    return main === '严格管控类' && dominant
      ? result(main, '部分点位不能判定，其余已足以认定')
      : result(INSUFFICIENT, `${points.length - known.length} 个点位不能判定`)
  if (minority.length === 0) return result(main, `${points.length} 个点位一致`)
  if (left.length === 0 && (cutOuts.every(c => c.kind === '连片划出') || dominant))
    return result(main, `${count(main)}/${points.length} 个点位为${main}，其余划出`)
  if (dominant)
    return result(main, `${main}占 ${count(main)}/${points.length}，大于 ${values.dominantShare}%，其余不连片`)
  return result(INSUFFICIENT, `${main}占 ${count(main)}/${points.length}，不大于 ${values.dominantShare}%，其余不连片`)
}

/** Groups of points that hang together. */
function components(points: readonly string[], adjacent: EvaluationUnit['adjacent']): string[][] {
  const open = new Set(points)
  const groups: string[][] = []
  for (const start of points) {
    if (!open.delete(start)) continue
    const group = [start]
    for (const at of group)
      for (const [a, b] of adjacent)
        for (const next of a === at ? [b] : b === at ? [a] : []) if (open.delete(next)) group.push(next)
    groups.push(group.sort())
  }
  return groups
}

/** Cut-outs of all elements together: those that share points are one, each as bad as its worst element. */
function overlay(elements: Record<Element, ElementClass>, body: ClassOrOpen): Piece[] {
  const cuts = FIVE.flatMap(e => elements[e].cutOuts.map(c => ({ ...c, element: e })))
  const pieces: { points: Set<string>; members: typeof cuts }[] = []
  for (const cut of cuts) {
    const touching = pieces.filter(p => cut.points.some(x => p.points.has(x)))
    const merged = {
      points: new Set([...touching.flatMap(p => [...p.points]), ...cut.points]),
      members: [...touching.flatMap(p => p.members), cut],
    }
    for (const p of touching) pieces.splice(pieces.indexOf(p), 1)
    pieces.push(merged)
  }
  return pieces.flatMap(({ points, members }): Piece[] => {
    const here = FIVE.map(e => {
      const own = members.filter(m => m.element === e).map(m => m.class)
      return own.length ? worstOf(own) : elements[e].body
    })
    const known = here.filter(c => c !== INSUFFICIENT)
    const worst = worstOf(known)
    const open = here.includes(INSUFFICIENT) && worst !== '严格管控类'
    const verdict: ClassOrOpen = open ? INSUFFICIENT : worst
    // A cut-out no better and no worse than the main part is no cut-out.
    if (verdict === body) return []
    return [
      {
        class: verdict,
        points: [...points].sort(),
        kind: members.some(m => m.kind === '连片划出') ? '连片划出' : '孤立严格管控点划出',
        decisive: FIVE.filter((_, i) => here[i] === verdict && verdict !== '优先保护类').map(e => ELEMENT_NAMES[e]),
        why: members.map(m => `${ELEMENT_NAMES[m.element]}：${m.points.join('、')} 为${m.class}`).join('；'),
        boundaryOpen: true,
      },
    ]
  })
}

const decisiveOf = (c: ClassOrOpen, elements: Record<Element, ElementClass>): string[] =>
  c === INSUFFICIENT || rankOf(c) === 0 ? [] : FIVE.filter(e => elements[e].body === c).map(e => ELEMENT_NAMES[e])
