import type { Geometry } from '@jingtu/core/geometry.ts'
import { approvalStop } from '@jingtu/registers/approval-stop.ts'
import { CATALOGUE_EFFECT, industryCatalogue, matching } from '@jingtu/registers/industry-catalogue.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import type { PlaceKind } from '@jingtu/registers/sensitive-place.ts'
import { sitingRule } from '@jingtu/registers/siting-rule.ts'
import { isIndustry, rulesFor, rulesOn, type SitingEffect, type SitingRule } from '@jingtu/registers/siting-rules.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { type MetalTrend, metalTrend } from './metal-trend.ts'
import { targets } from './targets.ts'

/** A project as far as admission asks about it; a shape in CGCS2000. */
export interface Candidate {
  /** The county whose layers must say something. */
  home: string
  region: string
  nature: '新建' | '改建' | '扩建'
  industryCode: string
  processes: readonly string[]
  shape: Geometry
  /** An unknown discharge is treated as one. */
  polluting: boolean
  metals: readonly string[]
  confirmedAbsent: readonly string[]
}

export interface Finding {
  rule: string
  effect: SitingEffect
  message: string
  metres: string | null
  basis: string
}

export interface Admission {
  findings: Finding[]
  unknowns: string[]
  verdict: '禁止' | '严格控制' | '证据不足' | '未见冲突'
  /** Figures behind the regional trend; null where the project adds no heavy metal. */
  trend: MetalTrend | null
}

/** Everything that speaks for or against a project at a place on a day, all reasons at once. */
export async function admissionOf(tx: Db | Tx, project: Candidate, today: string): Promise<Admission> {
  const around = sql`${project.region} like region || '%' and state = 'active'`
  const rules = rulesFor(
    rulesOn(today, await listRecords(tx, sitingRule, around)),
    project.industryCode,
    project.polluting,
  )
  const placed = await nearPlaces(tx, project, rules, today)
  const parks = await parkFindings(tx, project, today)
  const catalogue = await catalogueFindings(tx, project, today)
  const stops = await stopFindings(tx, project)
  const trend = project.metals.length > 0 ? await metalTrend(tx, project.region, today) : null
  const findings = [...placed.findings, ...parks, ...catalogue, ...stops]
  if (trend?.rising === '上升')
    findings.push({
      rule: '区域重金属排放趋势',
      effect: '禁止',
      message: `区域重金属排放量继续上升：${trend.rows.map(r => `${r.metal} ${r.before} → ${r.kg} kg`).join('，')}`,
      metres: null,
      basis: '县级土壤污染防治工作方案（停止审批新增重金属污染物排放的建设项目）',
    })
  const has = (effect: SitingEffect): boolean => findings.some(f => f.effect === effect)
  return {
    findings,
    unknowns: placed.unknowns,
    trend,
    verdict: has('禁止') ? '禁止' : placed.unknowns.length > 0 ? '证据不足' : has('严格控制') ? '严格控制' : '未见冲突',
  }
}

async function nearPlaces(tx: Db | Tx, project: Candidate, rules: readonly SitingRule[], today: string) {
  const findings: Finding[] = []
  const shape = sql`shape_of(${JSON.stringify(project.shape)}::jsonb)`
  const known = new Set<string>(project.confirmedAbsent)
  const { rows: kinds } = await sql<{ kind: string }>`with t as (${targets(today)})
    select distinct kind from t where home = ${project.home}::uuid`.execute(tx)
  for (const { kind } of kinds) known.add(kind)
  for (const rule of rules) {
    // The frame finds candidates, the ellipsoid decides; a degree is at least 55 km wide where people live here.
    const degrees = rule.metres / 55_000 + 1e-9
    const { rows } = await sql<{ kind: string; name: string; metres: string }>`with t as (${targets(today)})
      select kind, name, round(min(st_distance(shape::geography, ${shape}::geography))::numeric, 1)::text as metres from t
      where kind = any(${[...rule.kinds]}::text[]) and shape && st_expand(${shape}, ${degrees})
        and st_dwithin(shape::geography, ${shape}::geography, ${rule.metres})
      group by kind, name order by min(st_distance(shape::geography, ${shape}::geography)), name`.execute(tx)
    for (const { kind, name, metres } of rows)
      findings.push({
        rule: rule.id,
        effect: rule.effect,
        message:
          Number(metres) === 0
            ? `占用或紧邻${kind}“${name}”，${words(rule.effect)}`
            : `距${kind}“${name}” ${metres} m，不足 ${rule.metres} m，${words(rule.effect)}`,
        metres,
        basis: rule.basis,
      })
  }
  const accidents = rules.filter(r => r.kinds.includes('土壤污染事故频发区域'))
  for (const rule of accidents) {
    const setting = (key: 'siting.accidentMetres' | 'siting.accidentYears' | 'siting.accidentCount'): number =>
      parameterOn(key, today).value
    const since = `${Number(today.slice(0, 4)) - setting('siting.accidentYears')}${today.slice(4)}`
    const { rows } = await sql<{ n: number }>`select count(*) as n from emergency_event e
      join site s on s.id = e.subject and s.until is null
      where e.until is null and e.state <> 'void' and e.soil = '是' and e.happened_on > ${since}::date
        and st_dwithin(coalesce(s.extent_shape, s.location_shape)::geography, ${shape}::geography, ${setting('siting.accidentMetres')})`.execute(
      tx,
    )
    const n = Number(rows[0]!.n)
    if (n >= setting('siting.accidentCount'))
      findings.push({
        rule: rule.id,
        effect: rule.effect,
        message: `${setting('siting.accidentMetres')} m 内 ${setting('siting.accidentYears')} 年间发生土壤污染事故 ${n} 起，属事故频发区域，${words(rule.effect)}`,
        metres: null,
        basis: rule.basis,
      })
  }
  // The list of events is itself the layer of accidents; every other kind must be drawn somewhere in the county or seen to be absent.
  const asked = new Set<PlaceKind>(rules.filter(r => r.effect !== '提示').flatMap(r => [...r.kinds]))
  asked.delete('土壤污染事故频发区域')
  return { findings, unknowns: [...asked].filter(kind => !known.has(kind)) }
}

const words = (effect: SitingEffect): string =>
  effect === '禁止' ? '禁止建设' : effect === '严格控制' ? '严格控制建设' : '请注意'

/** Works gather in parks; in a park, what its plan's assessment let in. */
async function parkFindings(tx: Db | Tx, project: Candidate, today: string): Promise<Finding[]> {
  const basis = '规划环境影响评价条例；规划环评与建设项目环评联动机制'
  const shape = sql`shape_of(${JSON.stringify(project.shape)}::jsonb)`
  const { rows } = await sql<{
    name: string
    inside: boolean
    eia: string | null
    industries: string[]
  }>`select name, st_covers(extent_shape, ${shape}) as inside, plan_eia as eia, industries from sensitive_place
    where until is null and state = 'inForce' and kind = '工业园区' and valid_from <= ${today}::date
      and (valid_until is null or valid_until >= ${today}::date) and st_intersects(extent_shape, ${shape})`.execute(tx)
  const park = rows.find(r => r.inside)
  const say = (effect: SitingEffect, message: string): Finding => ({
    rule: '园区集聚与规划环评',
    effect,
    message,
    metres: null,
    basis,
  })
  if (!park) return project.polluting ? [say('提示', '不在工业园区内：鼓励工业企业向园区集聚')] : []
  if (!park.eia) return [say('禁止', `“${park.name}”没有通过规划环评审查，不能受理园区内的项目环评`)]
  if (park.industries.length > 0 && !isIndustry(project.industryCode, park.industries))
    return [say('禁止', `行业 ${project.industryCode} 不在“${park.name}”规划环评（${park.eia}）确定的准入行业内`)]
  return []
}

async function catalogueFindings(tx: Db | Tx, project: Candidate, today: string): Promise<Finding[]> {
  const entries = await listRecords(
    tx,
    industryCatalogue,
    sql`${project.region} like region || '%' and state = 'active'`,
  )
  return matching(entries, project.industryCode, project.processes, today).map(e => ({
    rule: `${e.document} 第${e.number}条`,
    effect: CATALOGUE_EFFECT[e.kind],
    message: `属于${e.kind}：${e.item}`,
    metres: null,
    basis: e.document,
  }))
}

async function stopFindings(tx: Db | Tx, project: Candidate): Promise<Finding[]> {
  const stops = await listRecords(tx, approvalStop, sql`${project.region} like region || '%' and state = 'stopped'`)
  return stops
    .filter(
      s =>
        s.scope === '全部项目' ||
        (s.scope === '排放重点污染物的项目' && project.polluting) ||
        (s.scope === '新增重金属污染物排放的项目' &&
          project.metals.some(m => s.metals.length === 0 || (s.metals as string[]).includes(m))),
    )
    .map(s => ({
      rule: '区域环评限批',
      effect: '禁止' as const,
      message: `所在区域自 ${s.stoppedOn} 起停止审批${s.scope}（${s.cause}）`,
      metres: null,
      basis: s.document ?? '',
    }))
}
