import type { RoleClause } from './clauses.ts'
import type { PlanTask, Role, Span } from './programme.ts'
import type { UnitMention } from './units.ts'

/** A task on its way: what was read of it, before the parts are united. Spans are in the cleaned text. */
export interface TaskDraft {
  path: string[]
  no: string
  title: string
  span: Span
  /** Its role clauses in text order; `from` is where the text that the clause closes begins. */
  clauses: { from: number; clause: RoleClause }[]
  /** Units declared by a heading above, a merged cell, or an earlier “以下均需…落实”. */
  inherited: Partial<Record<Role, UnitMention[]>>
  /** Units that an earlier “以下均需…落实” adds to those the task names itself. */
  added: Partial<Record<Role, UnitMention[]>>
  /** Cells of a column that holds nothing but dates; 底 and 前 may be left out there. */
  deadlineCells: Span[]
}

export const ROLES: readonly Role[] = ['lead', 'coop', 'resp', 'guide']

const unite = (lists: UnitMention[][]): UnitMention[] => {
  const united: UnitMention[] = []
  for (const list of lists) for (const unit of list) if (!united.some(u => u.name === unit.name)) united.push(unit)
  return united
}

/** The finished task, still without dates and objects, which have finders of their own. */
export function finishTask(draft: TaskDraft, text: string): PlanTask {
  const clauses = draft.clauses.map(c => c.clause)
  const units: Record<Role, UnitMention[]> = { lead: [], coop: [], resp: [], guide: [] }
  const inherited: Role[] = []
  for (const role of ROLES) {
    const added = draft.added[role] ?? []
    units[role] = unite([...clauses.map(clause => clause[role]), added])
    if (added.length > 0) inherited.push(role)
    const above = draft.inherited[role]
    if (units[role].length === 0 && above && above.length > 0) {
      units[role] = above
      inherited.push(role)
    }
  }
  const leads = new Set(units.lead.map(u => u.name))
  units.coop = units.coop.filter(u => !leads.has(u.name))
  const names = (role: Role) => units[role].map(u => u.name)
  const speaking = draft.clauses.filter(({ clause }) => ROLES.some(role => clause[role].length > 0))
  return {
    path: draft.path,
    no: draft.no,
    title: draft.title,
    quote: text.slice(...draft.span),
    span: draft.span,
    lead: names('lead'),
    coop: names('coop'),
    resp: names('resp'),
    guide: names('guide'),
    open: ROLES.filter(role => clauses.some(clause => clause.open.includes(role))),
    inherited,
    unitSpans: ROLES.flatMap(role => units[role].map(({ name, span }) => ({ role, name, span }))),
    parts:
      speaking.length < 2
        ? []
        : speaking.map(({ from, clause }) => ({
            quote: text.slice(from, clause.span[1]),
            span: [from, clause.span[1]] as Span,
            lead: clause.lead.map(u => u.name),
            coop: clause.coop.map(u => u.name),
            resp: clause.resp.map(u => u.name),
            guide: clause.guide.map(u => u.name),
          })),
    deadlines: [],
    deadlineSpans: [],
    starts: [],
    recurring: [],
    relative: [],
    masked: [],
    objects: [],
  }
}
