import type { Actor } from '@jingtu/core/access.ts'
import { EMPTY } from '@jingtu/core/field.ts'
import { compareDecimals, isDecimal } from '@jingtu/core/measure.ts'
import type { Day } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { canonicalJson, checkRules, checkValues, completeValues } from '@jingtu/core/record.ts'
import type { Register } from '@jingtu/core/register.ts'
import { columnName } from '@jingtu/documents/sheet/cell-name.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { normaliseValues, unstorable } from '@jingtu/store/storable.ts'
import { extraFaults, type LocalField } from '../registers/local-fields.ts'
import type { Place } from '../registers/placing.ts'
import { mayDo, type Row, standingOf } from '../registers/rights.ts'
import { correctionRefusals } from '../registers/writing.ts'
import { cellOf } from './cells.ts'
import { type Existing, existingRows, keyOf, type Places, placesOf } from './import-matches.ts'
import type { Finding, Grade, ParsedFile, ParsedRow } from './read-register-file.ts'
import { OWN } from './register-sheet.ts'

export interface PlannedRow {
  line: number
  /** 'version': a later state of a row that stands further up in the same file. */
  action: 'create' | 'correct' | 'version' | 'same' | 'none'
  grade: Grade
  findings: Finding[]
  /** Of a correction: the row as it is. Of a version: the line it continues. */
  before: Row | null
  continues: number | null
  values: Record<string, unknown>
  place: Place | null
  state: string
  effective: string
}

export interface ImportPlan {
  sheet: string
  rows: PlannedRow[]
  findings: Finding[]
  counts: Record<'create' | 'correct' | 'version' | 'same' | 'error' | 'warning', number>
  /** Some rows hold from a day that lies back: a reason has to be given. */
  backdated: boolean
}

interface Context {
  kind: Register
  actor: Actor
  local: readonly LocalField[]
  today: Day
}

/** What importing a file would do, row by row, with every fault at its cell. Reads only; the same plan is made again when it is done. */
export async function planImport(db: Db | Tx, context: Context, file: ParsedFile): Promise<ImportPlan> {
  const { kind, actor } = context
  const places = await placesOf(db, context, file.rows)
  const existing = await existingRows(db, kind, actor, file.rows, places)
  const byKey = new Map<string, { line: number; row: Row; effective: string }>()
  const ordered = [...file.rows].sort(
    (a, b) => compare(a.effective ?? context.today, b.effective ?? context.today) || a.line - b.line,
  )
  const planned = ordered.map(parsed => planRow(context, file, parsed, places, existing, byKey))
  const rows = planned.sort((a, b) => a.line - b.line)
  const count = (test: (r: PlannedRow) => boolean): number => rows.filter(test).length
  const fileErrors = file.findings.filter(f => f.grade === 'error').length
  return {
    sheet: file.sheet,
    rows,
    findings: file.findings,
    counts: {
      create: count(r => r.action === 'create'),
      correct: count(r => r.action === 'correct'),
      version: count(r => r.action === 'version'),
      same: count(r => r.action === 'same'),
      error: count(r => r.grade === 'error') + fileErrors,
      warning: count(r => r.grade === 'warning'),
    },
    backdated: rows.some(r => r.action !== 'none' && r.effective < context.today),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function planRow(
  context: Context,
  file: ParsedFile,
  parsed: ParsedRow,
  places: Places,
  existing: Existing,
  inFile: Map<string, { line: number; row: Row; effective: string }>,
): PlannedRow {
  const { kind, actor, today } = context
  const findings = [...parsed.findings]
  const say = (grade: Finding['grade'], where: string | undefined, message: string): void => {
    findings.push(atCell(kind, context.local, file, parsed.line, grade, where, message))
  }
  const place = places.get(parsed)!
  const byId = parsed.id ? existing.byId.get(parsed.id) : undefined
  if (parsed.id && !byId) say('error', 'id', `没有找到系统编号为“${parsed.id}”的${kind.name}`)
  const at = typeof place === 'string' ? { home: byId?.home ?? '', region: byId?.region ?? '' } : place
  const key = keyOf(kind, at, { ...byId, ...parsed.values })
  const earlier = key ? inFile.get(key) : undefined
  const before = byId ?? (key ? existing.byKey.get(key) : undefined) ?? null
  // A name nobody knows has been said already.
  const said = findings.some(f => f.grade === 'error' && f.head === (kind.register.subject ? '对象' : '所在区域'))
  if (!before && !earlier && typeof place === 'string' && !said)
    say('error', kind.register.subject ? 'subject' : 'region', place)
  const effective = parsed.effective ?? today
  if (effective > today) say('error', 'effective', '生效日期不能晚于今天')
  if (earlier && earlier.effective === effective)
    say('error', kind.register.key[0], `与第 ${earlier.line} 行是同一条${kind.name}，生效日期也相同`)
  else if (before && parsed.effective && parsed.effective < before.effective)
    say('error', 'effective', `生效日期不能早于已有记录的 ${before.effective}`)
  const state = parsed.state ?? earlier?.row.state ?? before?.state ?? kind.initial
  for (const message of stateFaults(context, parsed, state, before, earlier?.row ?? null))
    say('error', 'state', message)
  if (before && !earlier && findings.every(f => f.grade !== 'error')) {
    const standing = standingOf(kind, actor, before, existing.reach)
    for (const message of correctionRefusals(kind, actor, before, standing)) say('error', undefined, message)
  }
  if (!before && typeof place === 'object' && !mayCreateIn(context, place))
    say('error', kind.register.subject ? 'subject' : 'region', '所在区域不在您的管辖范围内，或您不能登记这一类记录')
  const base = earlier?.row ?? before
  const changed = base ? changesOf(kind, base, parsed.values) : parsed.values
  const whole = {
    ...(base ?? { ...at, id: '', version: 0 }),
    ...completeValues(kind, { ...base, ...parsed.values }),
    state,
    effective,
  } as Row
  if (findings.every(f => f.grade !== 'error')) {
    for (const reason of faultsOf(context, whole, base)) say('error', reason.where, reason.message)
    if (key) inFile.set(key, { line: parsed.line, row: whole, effective })
  }
  const failed = findings.some(f => f.grade === 'error')
  const same = base !== null && Object.keys(changed).length === 0 && state === base.state
  return {
    line: parsed.line,
    action: failed ? 'none' : same ? 'same' : earlier ? 'version' : before ? 'correct' : 'create',
    grade: failed ? 'error' : findings.length > 0 ? 'warning' : 'ok',
    findings,
    before: earlier ? null : before,
    continues: earlier?.line ?? null,
    values: changed,
    place: typeof place === 'object' ? place : null,
    state,
    effective,
  }
}

const mayCreateIn = ({ kind, actor }: Context, place: Place): boolean =>
  mayDo(actor, kind.register.create, {
    relations: new Set(),
    // A party's own subjects are the only ones it could name.
    inReach: actor.party !== null || place.region.startsWith(actor.region),
  })

/** A file may say in which state rows begin only where a list is first set up; later states are reached by moves. */
function stateFaults(
  { kind, actor }: Context,
  parsed: ParsedRow,
  state: string,
  before: Row | null,
  earlier: Row | null,
): string[] {
  if (parsed.state === null) return []
  if (before && !earlier)
    return state === before.state ? [] : [`状态不能由导入改变（现为“${kind.states[before.state]}”），请在系统中办理`]
  if (state === kind.initial) return []
  return !actor.party && actor.duties.includes('admin')
    ? []
    : [`只有系统管理员可以在首次建账时直接导入为“${kind.states[state]}”，其他人请留空`]
}

/** Sheets drop the zeros behind a figure: 46.5 says nothing else than 46.50. */
const sameFigure = (a: unknown, b: unknown): boolean => isDecimal(a) && isDecimal(b) && compareDecimals(a, b) === 0

function changesOf(kind: Register, base: Row, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([key, value]): [string, unknown] =>
        key === 'extra' ? [key, { ...(base.extra as object | null), ...(value as object) }] : [key, value],
      )
      .filter(([key, value]) => {
        const measured = kind.fields[key]?.kind === 'decimal' || kind.fields[key]?.kind === 'money'
        if (measured && sameFigure(value, base[key])) return false
        // Cells a sheet cannot hold (files) are not emptied by it.
        const kept = kind.fields[key]?.kind === 'rows' ? keptCells(kind, key, base[key], value) : value
        values[key] = kept
        return canonicalJson(kept) !== canonicalJson(base[key] ?? null)
      })
      .map(([key, value]) => [key, values[key] ?? value]),
  )
}

/** Embedded rows of a sheet with the cells of before that a sheet has no column for. */
function keptCells(kind: Register, key: string, before: unknown, after: unknown): unknown {
  const cells = Object.entries(kind.fields[key]!.fields ?? {})
  const old = (before as Record<string, unknown>[] | null) ?? []
  return (after as Record<string, unknown>[]).map((row, i) =>
    Object.fromEntries(
      cells.map(([sub, inner]) => [
        sub,
        cellOf(inner).inSheet ? (row[sub] ?? EMPTY[inner.kind]) : (old[i]?.[sub] ?? EMPTY[inner.kind]),
      ]),
    ),
  )
}

/** The faults of the whole row, as the store would find them. */
function faultsOf({ kind, local, today }: Context, row: Row, before: Row | null): Reason[] {
  const values = Object.fromEntries(Object.keys(kind.fields).map(key => [key, row[key]]))
  const applying = local.filter(l => row.region.startsWith(l.region))
  const own = [
    ...checkValues(kind, values, today),
    ...unstorable(kind, row),
    ...extraFaults(
      applying,
      row.extra as Record<string, unknown> | null,
      before?.extra as Record<string, unknown> | null,
    ),
  ]
  if (own.length > 0 || !kind.rules) return own
  Object.assign(row, normaliseValues(kind, { ...row, ...kind.rules.derive(row) }))
  return checkRules(kind, row)
}

function atCell(
  kind: Register,
  local: readonly LocalField[],
  file: ParsedFile,
  line: number,
  grade: Finding['grade'],
  where: string | undefined,
  message: string,
): Finding {
  const parts = (where ?? '').split('.')
  const key = parts[0] === 'extra' ? `extra.${parts[1]}` : parts[0]!
  const column = file.columns.get(key)
  const own: Readonly<Record<string, string>> = OWN
  const head = kind.fields[key]?.name ?? local.find(l => `extra.${l.key}` === key)?.field.name ?? own[key] ?? null
  return {
    grade,
    sheet: file.sheet,
    row: line,
    column: column === undefined ? null : column + 1,
    cell: column === undefined ? null : `${columnName(column + 1)}${line}`,
    head,
    message,
  }
}
