import type { PlanDetail } from '@jingtu/programme/plan-views.ts'

/** What a passage of the plan's text is, besides plain text. */
export type Mark = 'lead' | 'coop' | 'resp' | 'guide' | 'day' | 'target' | 'object' | 'problem' | 'rhythm'

export interface Piece {
  start: number
  end: number
  marks: Mark[]
  /** The narrowest task and target around it. */
  task: string | null
  target: string | null
}

interface Stretch {
  start: number
  end: number
  mark?: Mark
  task?: string
  target?: string
}

const DAYS =
  /(?:(?:\d{4}|\*+)\s*年)?\s*(?:\d{1,2}|\*+)\s*月\s*(?:\d{1,2}\s*日|底)?(?:之?前)?|(?:(?:\d{4}|\*+)\s*年|年)底(?:之?前)?|年内|每(?:年|半年|季度|月)/g

/** The text cut wherever a mark begins or ends; the pieces cover it without gaps or overlaps. */
export function cutText(text: string, detail: Pick<PlanDetail, 'plan' | 'tasks' | 'targets' | 'objects'>): Piece[] {
  const stretches = collect(text, detail).filter(s => s.start < s.end && s.start >= 0 && s.end <= text.length)
  const opening = [...stretches].sort((a, b) => a.start - b.start)
  const cuts = [...new Set([0, text.length, ...stretches.flatMap(s => [s.start, s.end])])].sort((a, b) => a - b)
  const pieces: Piece[] = []
  let open: Stretch[] = []
  let next = 0
  for (const [i, start] of cuts.slice(0, -1).entries()) {
    open = open.filter(s => s.end > start)
    while (next < opening.length && opening[next]!.start <= start) open.push(opening[next++]!)
    const live = open.filter(s => s.end > start)
    pieces.push({
      start,
      end: cuts[i + 1]!,
      marks: [...new Set(live.flatMap(s => (s.mark ? [s.mark] : [])))],
      task: narrowest(live.filter(s => s.task && !s.mark))?.task ?? null,
      target: narrowest(live.filter(s => s.target))?.target ?? null,
    })
  }
  return pieces
}

const narrowest = (list: Stretch[]): Stretch | undefined =>
  list.reduce<Stretch | undefined>(
    (best, s) => (!best || s.end - s.start < best.end - best.start ? s : best),
    undefined,
  )

function collect(
  text: string,
  { plan, tasks, targets, objects }: Pick<PlanDetail, 'plan' | 'tasks' | 'targets' | 'objects'>,
): Stretch[] {
  const out: Stretch[] = []
  for (const task of tasks) {
    if (task.spanStart === null || task.spanEnd === null || task.parentTask) continue
    out.push({ start: task.spanStart, end: task.spanEnd, task: task.id })
    for (const s of task.unitSpans ?? [])
      if (s.span) out.push({ start: s.span[0], end: s.span[1], mark: s.role, task: task.id })
    for (const found of text.slice(task.spanStart, task.spanEnd).matchAll(DAYS)) {
      const start = task.spanStart + found.index
      out.push({ start, end: start + found[0].length, mark: 'day' })
    }
    for (const object of objects.filter(o => o.task === task.id)) {
      const at = text.indexOf(object.name, task.spanStart)
      if (at >= 0 && at < task.spanEnd) out.push({ start: at, end: at + object.name.length, mark: 'object' })
    }
  }
  for (const t of targets)
    if (t.spanStart !== null && t.spanEnd !== null)
      out.push({ start: t.spanStart, end: t.spanEnd, mark: 'target', target: t.id })
  for (const p of plan.problems ?? []) out.push({ start: p.span[0], end: p.span[1], mark: 'problem' })
  for (const r of plan.rhythm ?? []) out.push({ start: r.span[0], end: r.span[1], mark: 'rhythm' })
  return out
}

/** Sentences of a task's content, for cutting it; joined they give the content back. */
export const sentencesOf = (content: string): string[] => content.match(/[^。；;\n]*[。；;\n]+|[^。；;\n]+$/g) ?? []

/** Where the words of a target or task stand; a subtask's are those of the task it was taken from. */
export function spanOf(
  { tasks, targets }: Pick<PlanDetail, 'tasks' | 'targets'>,
  id: string,
): readonly [number, number] | null {
  const found = targets.find(x => x.id === id) ?? tasks.find(x => x.id === id)
  if (!found) return null
  if (found.spanStart !== null && found.spanEnd !== null) return [found.spanStart, found.spanEnd]
  const parent = 'parentTask' in found ? found.parentTask : found.task
  return parent && parent !== id ? spanOf({ tasks, targets }, parent) : null
}
