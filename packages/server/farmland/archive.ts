import type { Actor } from '@jingtu/core/access.ts'
import type { Register } from '@jingtu/core/register.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import { farmlandUnit } from '@jingtu/registers/subjects/farmland-unit.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { reachOf, standingOf } from '../registers/rights.ts'

export interface ArchiveEvent {
  on: string
  what: '采样' | '评价' | '类别' | '台账'
  title: string
  text: string
  link: string | null
}
export interface UnitArchive {
  unit: { id: string; code: string; landUse: string; area: { value: string; unit: string }; from: string[] }
  /** Every class with its days; the last stands. */
  classes: { class: string; from: string; until: string | null; basis: string }[]
  samples: {
    id: string
    code: string
    point: string | null
    medium: string | null
    takenOn: string | null
    batch: string
    results: { name: string; shown: string; unit: string | null }[]
    verdicts: { standard: string; verdict: string; judgedOn: string }[]
  }[]
  lists: { register: string; name: string; rows: { id: string; state: string; effective: string; text: string }[] }[]
  /** All of it as one line of time, the newest first. */
  events: ArchiveEvent[]
}

const MOST_SAMPLES = 500

/** The file of one unit: its samples with results and verdicts, its classes with their days, and every list it stands in. */
export async function unitArchive(db: Db, actor: Actor, id: string): Promise<UnitArchive> {
  const [unit] = await listRecords(db, farmlandUnit, sql`id = ${id}::uuid and state <> 'void'`, { limit: 1 })
  const reach = unit ? await reachOf(db, farmlandUnit as unknown as Register, actor, [id]) : new Set<string>()
  if (!unit || !standingOf(farmlandUnit as unknown as Register, actor, unit as never, reach).inReach)
    throw refusal('not-found', '没有找到这个评价单元')
  const [row] = await listRecords(db, farmlandClass, sql`subject = ${id}::uuid and state <> 'void'`, { limit: 1 })
  const versions = [...(row?.versions ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1))
  const classes = versions.map((v, i) => ({
    class: v.class,
    from: v.from,
    until: versions[i + 1]?.from ?? null,
    basis: v.basis,
  }))
  const samples = unit.extent ? await samplesIn(db, unit.extent) : []
  const lists = await listsOf(db, id)
  const events: ArchiveEvent[] = [
    ...classes.map(v => ({ on: v.from, what: '类别' as const, title: v.class, text: v.basis, link: null })),
    ...samples.flatMap(s => [
      ...(s.takenOn
        ? [
            {
              on: s.takenOn,
              what: '采样' as const,
              title: s.code,
              text: s.results.map(r => `${r.name} ${r.shown} ${r.unit ?? ''}`.trim()).join('；'),
              link: `/evidence/batches/${s.batch}`,
            },
          ]
        : []),
      ...s.verdicts.map(v => ({
        on: v.judgedOn,
        what: '评价' as const,
        title: `${s.code}：${v.verdict}`,
        text: v.standard,
        link: `/evidence/batches/${s.batch}`,
      })),
    ]),
    ...lists.flatMap(l =>
      l.rows.map(r => ({
        on: r.effective,
        what: '台账' as const,
        title: `${l.name}：${r.state}`,
        text: r.text,
        link: `/registers/${l.register}/${r.id}`,
      })),
    ),
  ]
  return {
    unit: { id, code: unit.code, landUse: unit.landUse, area: unit.area, from: unit.mergedFrom },
    classes,
    samples,
    lists,
    events: events.sort((a, b) => (a.on > b.on ? -1 : a.on < b.on ? 1 : a.title < b.title ? -1 : 1)),
  }
}

/** Samples that count and lie in the unit, by their own position or that of their point; the newest first. */
async function samplesIn(db: Db, extent: unknown): Promise<UnitArchive['samples']> {
  const { rows } = await sql<UnitArchive['samples'][number]>`
    select s.batch || '.' || s.ordinal as id, s.code, coalesce(m.code, s.site_code) as point, s.medium, s.taken_on as "takenOn", s.batch,
      (select coalesce(jsonb_agg(jsonb_build_object('name', r.substance, 'shown', case r.kind when 'below' then '<' || r.value
        when 'above' then '>' || r.value when 'value' then r.value::text else r.original end, 'unit', r.unit) order by r.ordinal), '[]'::jsonb)
        from result r where r.home = s.home and r.batch = s.batch and r.sample = s.ordinal) as results,
      (select coalesce(jsonb_agg(jsonb_build_object('standard', v.edition, 'verdict', v.verdict, 'judgedOn', j.judged_on) order by j.sequence desc), '[]'::jsonb)
        from verdict v join judging j on j.home = v.home and j.id = v.judging and j.until is null and j.state = 'in-force'
        where v.home = s.home and v.batch = s.batch and v.sample = s.ordinal and v.superseded_by is null) as verdicts
    from sample s
    join import_batch b on b.home = s.home and b.id = s.batch and b.until is null and b.state in ('stored', 'accepted', 'accepted-with-reason')
    left join monitoring_site m on m.id = s.site and m.until is null
    where s.superseded_by is null and s.quality is null
      and st_covers(shape_of(${JSON.stringify(extent)}::jsonb), st_setsrid(st_makepoint(
        coalesce(s.longitude, m.longitude)::float8, coalesce(s.latitude, m.latitude)::float8), 4490))
    order by s.taken_on desc nulls last, s.code limit ${MOST_SAMPLES}`.execute(db)
  const named = (substance: string): string => findSubstance(substance)?.name ?? substance
  return rows.map(s => ({ ...s, results: s.results.map(r => ({ ...r, name: named(r.name) })) }))
}

/** Rows about the unit in every list that is about units. */
async function listsOf(db: Db, id: string): Promise<UnitArchive['lists']> {
  const lists: UnitArchive['lists'] = []
  for (const kind of REGISTERS.filter(k => k.register.subject === 'farmland-unit' && k.id !== farmlandClass.id)) {
    const rows = await listRecords(db, kind, sql`subject = ${id}::uuid and state <> 'void'`, {
      orderBy: sql`effective desc`,
    })
    if (rows.length === 0) continue
    const shown = kind.register.list.filter(key => !['subject', 'region', 'state', 'effective'].includes(key))
    lists.push({
      register: kind.id,
      name: kind.name,
      rows: rows.map(r => ({
        id: r.id,
        state: kind.states[r.state] ?? r.state,
        effective: r.effective,
        text: shown
          .map(key => wordOf((r as Record<string, unknown>)[key]))
          .filter(Boolean)
          .join(' '),
      })),
    })
  }
  return lists
}

/** Short facts only: references and shapes say nothing in a line. */
function wordOf(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? '' : value
  if (Array.isArray(value) && value.every(v => typeof v === 'string')) return value.join('、')
  const area = value as { value?: unknown; unit?: unknown } | null
  return typeof area?.value === 'string' && typeof area.unit === 'string' ? `${area.value} ${area.unit}` : ''
}
