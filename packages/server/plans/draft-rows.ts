import { newId } from '@jingtu/core/id.ts'
import { isDecimal } from '@jingtu/core/measure.ts'
import type { RecordKind } from '@jingtu/core/record.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { PlanTarget, PlanTask, Reading, Role, Span } from '@jingtu/plans/programme.ts'
import { findDeliverables } from '@jingtu/programme/deliverables.ts'
import type { PlanProblem, planRecord } from '@jingtu/programme/plan.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { settleStages } from '@jingtu/programme/target-key.ts'
import { namedObjectRecord, taskRecord, type UnitSpan } from '@jingtu/programme/task.ts'
import type { NewRow } from '@jingtu/store/changes.ts'
import type { Match, MatchContext } from '../organisation/matching.ts'
import { contentOf } from './content.ts'
import type { Cut } from './import.ts'
import { regionOfScope, resolveNames } from './places.ts'

/** Room between neighbours, so that a task put in between needs no new numbers for the others. */
export const ORDINAL_STEP = 1000

export interface DraftOptions {
  home: string
  region: RegionNode
  ownerUnit: string
  textHash: string
  sourceHash: string
  sourceName: string
  recognised: boolean
  sample: boolean
  match: MatchContext
  now: Date
}

/** One plan of a collection with the text it stands in; the only plan of a file keeps the whole text. */
export function cutDocument(text: string, reading: Reading, index: number): Cut {
  const document = reading.documents[index]!
  if (reading.documents.length === 1) return { text, document, problems: reading.problems }
  const [from, to] = document.span
  const move = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(move) as T
    if (!value || typeof value !== 'object') return value
    return Object.fromEntries(
      Object.entries(value).map(([k, v]) => [k, k === 'span' ? [v[0] - from, v[1] - from] : move(v)]),
    ) as T
  }
  const inside = reading.problems.filter(p => p.span[0] >= from && p.span[1] <= to)
  return { text: text.slice(from, to), document: move(document), problems: move(inside) }
}

export interface DraftRows {
  plan: NewRow<typeof planRecord>
  parts: { kind: RecordKind; rows: NewRow<RecordKind>[] }[]
  counts: { tasks: number; targets: number; objects: number }
}

/** A reading as rows of the store, nothing written yet. */
export function draftRows(cut: Cut, o: DraftOptions): DraftRows {
  const { document } = cut
  const planId = newId(o.now.getTime())
  const head = { home: o.home, region: o.region.path }
  const names = document.tasks.flatMap(t => [...t.lead, ...t.coop, ...t.resp, ...t.guide])
  const matches = resolveNames(names, o.match)
  const problems: PlanProblem[] = cut.problems.map(p => ({ message: p.message, span: mutable(p.span), quote: p.quote }))

  const taskIds = document.tasks.map(() => newId(o.now.getTime()))
  const inTask = document.targets.map(t => taskOf(t, document.tasks))
  const tasks = document.tasks.map((t, i) => ({
    ...head,
    id: taskIds[i]!,
    values: taskValues(t, planId, i, matches, quantityOf(document.targets.filter((_, k) => inTask[k] === i)), o.sample),
  }))

  const stated = document.targets.map((t, i) =>
    targetValues(
      t,
      planId,
      i,
      inTask[i] === undefined ? null : taskIds[inTask[i]!]!,
      regionOfScope(t.scope, o.match),
      o.sample,
    ),
  )
  const settled = settleStages(stated.map(v => ({ ...v, task: v.task })))
  const targets = stated.map((values, i) => ({
    ...head,
    id: newId(o.now.getTime()),
    // Said again elsewhere with the same value: one target, not two. It stays visible and can be taken back.
    state: settled[i]!.repeats === null ? 'proposed' : 'rejected',
    values: { ...values, stage: settled[i]!.stage },
  }))

  const objects: NewRow<typeof namedObjectRecord>[] = []
  document.tasks.forEach((t, i) => {
    for (const group of t.objects) {
      group.names.forEach(name => {
        const values = {
          plan: planId,
          task: taskIds[i]!,
          ordinal: objects.length + 1,
          name,
          noun: group.noun,
          evidence: [],
        }
        objects.push({ ...head, values })
      })
      if (group.count !== null && group.names.length > 0 && group.names.length < group.count) {
        const message = `原文称 ${group.count} ${group.measureWord ?? '个'}${group.noun ?? ''}，只写出 ${group.names.length} 个名称，其余请补填`
        problems.push({ message, span: mutable(group.span), quote: group.quote })
      }
    }
  })

  const period =
    document.period ?? (document.year ? { from: `${document.year}-01-01`, to: `${document.year}-12-31` } : null)
  const plan: NewRow<typeof planRecord> = {
    ...head,
    id: planId,
    values: {
      title: document.title || o.sourceName.replace(/\.[^.]+$/, ''),
      issuingNumber: document.issuingNumber,
      issuer: document.issuer,
      level: document.level,
      jurisdiction: document.jurisdiction,
      regionId: o.region.id,
      year: document.year,
      periodFrom: period?.from ?? null,
      periodTo: period?.to ?? null,
      ownerUnit: o.ownerUnit,
      sourceFile: o.sourceHash,
      sourceName: o.sourceName,
      textFile: o.textHash,
      recognised: o.recognised,
      parentPlans: [],
      footnotes: document.footnotes.map(f => ({ ...f, span: mutable(f.span) })),
      rhythm: document.rhythm.map(r => ({ ...r, span: mutable(r.span) })),
      problems,
      sample: o.sample,
    },
  }
  return {
    plan,
    parts: [
      { kind: taskRecord as unknown as RecordKind, rows: tasks as NewRow<RecordKind>[] },
      { kind: targetRecord as unknown as RecordKind, rows: targets as NewRow<RecordKind>[] },
      { kind: namedObjectRecord as unknown as RecordKind, rows: objects as NewRow<RecordKind>[] },
    ],
    counts: { tasks: tasks.length, targets: targets.length, objects: objects.length },
  }
}

const mutable = (span: Span): [number, number] => [span[0], span[1]]

function taskValues(
  t: PlanTask,
  plan: string,
  i: number,
  matches: Map<string, Match>,
  quantity: Quantity | null,
  sample: boolean,
) {
  const unitSpans = unitSpansOf(t, matches)
  const units = (role: Role) => [...new Set(unitSpans.filter(s => s.role === role).flatMap(s => s.units))]
  const offset = t.span[0]
  return {
    plan,
    ordinal: (i + 1) * ORDINAL_STEP,
    path: t.path,
    no: t.no,
    title: t.title || contentOf(t).slice(0, 30) || t.quote.slice(0, 30),
    content: contentOf(t),
    spanStart: t.span[0],
    spanEnd: t.span[1],
    leadNames: t.lead,
    coopNames: t.coop,
    respNames: t.resp,
    guideNames: t.guide,
    leadUnits: units('lead'),
    coopUnits: units('coop'),
    respUnits: units('resp'),
    openRoles: t.open,
    inheritedRoles: t.inherited,
    unitSpans,
    covers: [],
    deadlines: [...new Set(t.deadlines)],
    due: [...t.deadlines].sort().at(-1) ?? null,
    starts: t.starts,
    recurring: t.recurring.map(r => ({ text: r.text, span: mutable(r.span), every: r.every })),
    openDeadlines: [...t.relative, ...t.masked].map(d => d.text),
    quantity: quantity?.value ?? null,
    quantityUnit: quantity?.unit ?? null,
    deliverables: findDeliverables(
      t.quote,
      t.deadlineSpans.map(d => ({ day: d.day, at: d.span[0] - offset })),
    ),
    proofs: [],
    assessments: [],
    origin: '识别' as const,
    sample,
  }
}

/** Every mention with the units it means; names inherited without a place of their own get none. */
function unitSpansOf(t: PlanTask, matches: Map<string, Match>): UnitSpan[] {
  const out: UnitSpan[] = t.unitSpans.map(s => ({
    role: s.role,
    name: s.name,
    span: mutable(s.span),
    units: matches.get(s.name)?.units ?? [],
    why: matches.get(s.name)?.why ?? '',
  }))
  for (const role of ['lead', 'coop', 'resp', 'guide'] as const) {
    for (const name of t[role]) {
      if (out.some(s => s.role === role && s.name === name)) continue
      out.push({ role, name, span: null, units: matches.get(name)?.units ?? [], why: matches.get(name)?.why ?? '' })
    }
  }
  return out
}

/** The task a target sits in: the narrowest one around it, else the one of its number. */
function taskOf(target: PlanTarget, tasks: readonly PlanTask[]): number | undefined {
  let best: number | undefined
  for (const [i, t] of tasks.entries()) {
    if (t.span[0] > target.span[0] || t.span[1] < target.span[1]) continue
    const width = (k: number) => tasks[k]!.span[1] - tasks[k]!.span[0]
    if (best === undefined || width(i) < width(best)) best = i
  }
  if (best !== undefined || target.source !== 'task' || target.task === null) return best
  const byNumber = tasks.flatMap((t, i) => (t.no === target.task ? [i] : []))
  return byNumber.length === 1 ? byNumber[0] : undefined
}

interface Quantity {
  value: string
  unit: string | null
}
/** “完成12个” is the task's own quantity when it is the only count in it. */
function quantityOf(targets: readonly PlanTarget[]): Quantity | null {
  const counts = targets.filter(t => t.kind === 'workload' && typeof t.value === 'number' && t.valueMax === null)
  return counts.length === 1 ? { value: decimal(counts[0]!.value as number)!, unit: counts[0]!.unit } : null
}

function targetValues(
  t: PlanTarget,
  plan: string,
  i: number,
  task: string | null,
  regionId: string | null,
  sample: boolean,
) {
  const isText = t.op === 'text'
  return {
    plan,
    task,
    ordinal: (i + 1) * ORDINAL_STEP,
    indicator: t.indicator || t.quote.slice(0, 40),
    op: t.op,
    value: isText || typeof t.value !== 'number' ? null : decimal(t.value),
    valueMax: t.valueMax === null ? null : decimal(t.valueMax),
    words: typeof t.value === 'string' ? t.value : null,
    unit: t.unit,
    by: t.by,
    byExplicit: t.byExplicit,
    stage: null as string | null,
    scope: t.scope,
    regionId,
    kind: t.kind,
    binding: t.binding,
    approx: t.approx,
    cumulative: t.cumulative,
    masked: t.masked,
    pending: t.pending,
    baseline: t.baseline,
    notApplicable: false,
    quote: t.quote,
    spanStart: t.span[0],
    spanEnd: t.span[1],
    source: t.source,
    sample,
  }
}

/** A number of the text as decimal text; exponents never reach the store. */
function decimal(n: number): string | null {
  const text = Number.isInteger(n) ? n.toFixed(0) : String(n)
  if (isDecimal(text)) return text
  return Number.isFinite(n) ? n.toFixed(10).replace(/\.?0+$/, '') : null
}
