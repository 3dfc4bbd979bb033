import type { RowOf } from '@jingtu/core/record.ts'
import { keyUnitRequirement } from '@jingtu/registers/key-unit-requirement.ts'
import { monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { surroundingsMonitoring } from '@jingtu/registers/surroundings-monitoring.ts'
import { findStandard } from '@jingtu/standards/index.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { isExceedance, isOpen } from '../evidence/judged.ts'
import type { Effects } from './effects.ts'
import { openInvestigation } from './enterprise-pollution.ts'

type Monitoring = RowOf<typeof surroundingsMonitoring>

/** The cycle of the nearest place that has set one; the default of the house where none has. */
async function cycleOf(c: Change, row: Pick<Monitoring, 'region' | 'object'>) {
  const [rule] = await listRecords(
    c.tx,
    keyUnitRequirement,
    sql`state = 'inForce' and kind = '周边监测周期' and starts_with(${row.region}, region) and ${row.object} = any(objects)`,
    { orderBy: sql`length(region) desc, id desc`, limit: 1 },
  )
  if (rule) return { months: rule.months, cycleBasis: `${rule.title}（${rule.source}）` }
  const { value, note } = parameterOn('surroundings.months', c.today)
  return { months: value, cycleBasis: note }
}

async function setCycle(c: Change, id: string): Promise<void> {
  const row = await c.get(surroundingsMonitoring, id)
  const cycle = await cycleOf(c, row)
  if (cycle.months === row.months && cycle.cycleBasis === row.cycleBasis) return
  await c.update(surroundingsMonitoring, row, { action: 'cycle', values: cycle })
}

interface Verdict {
  site: string
  code: string
  edition: string
  verdict: string
  decisive: string | null
}

/** Verdicts that count of samples taken at the points since that day, worst-known of each sample. */
async function verdictsOf(c: Change, row: Monitoring): Promise<Verdict[]> {
  const { rows } = await sql<Verdict>`select s.site, s.code, v.edition, v.verdict, v.decisive
    from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
    join verdict v on v.home = s.home and v.batch = s.batch and v.sample = s.ordinal and v.superseded_by is null
    join judging j on j.home = v.home and j.id = v.judging and j.until is null and j.state = 'in-force'
    where s.site = any(${row.points.map(p => p.point)}::uuid[]) and s.superseded_by is null and s.quality is null
      and s.taken_on = ${row.sampledOn}::date order by s.code, v.edition`.execute(c.tx)
  return rows
}

async function judge(c: Change, row: Monitoring): Promise<Monitoring['rounds'][number]> {
  const verdicts = await verdictsOf(c, row)
  const sites = await listRecords(c.tx, monitoringSiteRecord, sql`id = any(${row.points.map(p => p.point)}::uuid[])`)
  const targetOf = new Map(sites.map(s => [s.id, s.targetClass ?? undefined]))
  const roleOf = new Map(row.points.map(p => [p.point, p.role]))
  const exceeding = verdicts.filter(v => {
    const standard = findStandard(v.edition)
    return standard !== undefined && isExceedance(standard, v.verdict, targetOf.get(v.site))
  })
  const isControl = (v: Verdict): boolean => roleOf.get(v.site)?.includes('对照') ?? false
  const above = exceeding.filter(isControl)
  // What is as bad before the unit as behind it does not come from it.
  const own = exceeding.filter(
    v =>
      !isControl(v) &&
      !above.some(a => a.edition === v.edition && a.verdict === v.verdict && a.decisive === v.decisive),
  )
  const open = verdicts.filter(v => isOpen(v.verdict))
  const bare = row.points.filter(p => !verdicts.some(v => v.site === p.point)).length
  return {
    on: row.sampledOn,
    due: row.nextDue,
    late: row.nextDue !== null && row.sampledOn !== null ? row.sampledOn > row.nextDue : null,
    samples: new Set(verdicts.map(v => `${v.site} ${v.code}`)).size,
    exceeding: exceeding.length,
    open: open.length + bare,
    result:
      own.length > 0
        ? '超标'
        : open.length + bare > 0 || verdicts.length === 0
          ? '证据不足'
          : exceeding.length > 0
            ? '上游（对照）同样超标'
            : '未超标',
    which: exceeding.map(v => `${v.code}：${v.verdict}${v.decisive ? `（${v.decisive}）` : ''}`).join('；') || null,
  }
}

export const surroundingsMonitoringEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'collect') return []
    return (await verdictsOf(c, row as unknown as Monitoring)).length > 0
      ? []
      : [{ where: 'sampledOn', message: `点位上没有 ${row.sampledOn} 采集并已评价的样品，请先导入检测数据并评价` }]
  },
  async after(c, { action, before, after }) {
    if (!before || before.object !== after.object) await setCycle(c, after.id)
    if (action !== 'collect') return
    const row = await c.get(surroundingsMonitoring, after.id)
    const round = await judge(c, row)
    await c.update(surroundingsMonitoring, row, {
      action: 'judged',
      values: { rounds: [...row.rounds.filter(r => r.on !== round.on), round] },
    })
    if (round.result === '超标')
      await openInvestigation(c, {
        subject: row.subject!,
        cause: '周边监测超标',
        found: `${round.on} 周边监测：${round.which}`,
        foundOn: c.today,
        source: `${surroundingsMonitoring.id}:${row.id}:${round.on}`,
      })
  },
}

/** A requirement that comes or goes sets the cycle of everything it speaks of. */
export const keyUnitRequirementEffects: Effects = {
  async after(c, { action, after }) {
    if ((action !== 'enforce' && action !== 'end') || after.kind !== '周边监测周期') return
    const about = await listRecords(
      c.tx,
      surroundingsMonitoring,
      sql`starts_with(region, ${after.region}) and object = any(${after.objects as string[]}::text[]) and state not in ('ended', 'void')`,
    )
    for (const row of about) await setCycle(c, row.id)
  },
}
