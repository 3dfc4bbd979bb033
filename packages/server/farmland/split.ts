import type { Actor } from '@jingtu/core/access.ts'
import { geometryFault } from '@jingtu/core/geometry.ts'
import { type Area, add, compareDecimals, multiply, roundHalfUp, subtract } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { farmlandUnit } from '@jingtu/registers/subjects/farmland-unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { farmlandClassEffects } from '../effects/safe-use-year.ts'
import { refusal } from '../problems.ts'
import { correctionRefusals, takeRow } from '../registers/writing.ts'

type Point = RowOf<typeof farmlandClass>['points'][number]

export interface SplitOrder {
  /** The densified survey the new boundary rests on. */
  survey: string
  /** The parts that together are the unit; each with the numbers of the points of its class that lie in it. */
  parts: { code: string; extent: unknown; points: string[] }[]
}

export interface SplitPart {
  id: string
  code: string
  /** In the unit the parent was measured in. */
  area: Area
  class: string | null
  suggested: string | null
}

/** How much of the unit may be missing from, or counted twice in, its parts: one part in a thousand, for drawing. */
const DRAWING = 0.001

/**
 * Splits a unit along a boundary that a densified survey has found: the parts take its place, their areas add up to its own,
 * its class goes on in each until it is adjusted, every point goes to the part it lies in, and so do the survey's new ones.
 * @throws Refusal
 */
export async function splitUnit(c: Change, actor: Actor, id: string, order: SplitOrder): Promise<SplitPart[]> {
  const taken = await takeRow(c, actor, farmlandUnit as never, id)
  const refusals = correctionRefusals(farmlandUnit as never, actor, taken.row, taken.standing)
  if (refusals.length > 0) throw refusal('forbidden', '不能拆分', refusals)
  const unit = await c.get(farmlandUnit, id)
  const [known] = await listRecords(
    c.tx,
    farmlandClass,
    sql`subject = ${id}::uuid and state not in ('void', 'retired')`,
    {
      limit: 1,
    },
  )
  const faults = [...(await surveyFaults(c, order.survey, unit)), ...(await partFaults(c, unit, known, order))]
  if (faults.length > 0) throw refusal('invalid', `不能拆分“${unit.code}”`, faults)
  const shares = await measure(c, unit, order)
  const areas = shareOut(unit.area, shares)
  const made: SplitPart[] = []
  for (const [i, part] of order.parts.entries()) {
    const child = await c.insert(farmlandUnit, {
      home: unit.home,
      region: unit.region,
      values: {
        code: part.code,
        name: unit.name,
        village: unit.village,
        landUse: unit.landUse,
        area: areas[i]!,
        crops: unit.crops,
        extent: part.extent as typeof unit.extent,
        mergedFrom: [unit.code],
        reclaimedFrom: unit.reclaimedFrom,
      },
    })
    const row = known && (await carryClass(c, known, child.id, part, areas[i]!, await newPoints(c, order.survey, part)))
    if (row) await accounted(c, actor, row, 'approve')
    made.push({
      id: child.id,
      code: part.code,
      area: areas[i]!,
      class: row?.class ?? null,
      suggested: row?.suggested ?? null,
    })
  }
  if (known) {
    const retired = await c.update(farmlandClass, await c.get(farmlandClass, known.id), {
      action: 'split',
      state: 'retired',
    })
    await accounted(c, actor, retired, 'retire')
  }
  await c.update(farmlandUnit, unit, { action: 'split', state: 'ended' })
  return made
}

/** The year's account of safe use follows the parts and leaves the whole. */
const accounted = async (c: Change, actor: Actor, row: RowOf<typeof farmlandClass>, action: string): Promise<void> =>
  farmlandClassEffects.after?.(c, { action, before: null, after: row as never, actor })

/** Samples of a survey that count and lie in a shape, by their own position or that of their point; as `s`. */
const samplesOf = (survey: string, extent: unknown) => sql`from sample s
    join import_batch b on b.home = s.home and b.id = s.batch and b.until is null and b.survey = ${survey}::uuid
      and b.state in ('stored', 'accepted', 'accepted-with-reason')
    left join monitoring_site m on m.id = s.site and m.until is null
    where s.superseded_by is null and s.quality is null and st_covers(shape_of(${JSON.stringify(extent)}::jsonb),
      st_setsrid(st_makepoint(coalesce(s.longitude, m.longitude)::float8, coalesce(s.latitude, m.latitude)::float8), 4490))`

/** Topsoil samples of the survey in a part become points of its class; what was not measured in mg/kg stays empty. */
async function newPoints(c: Change, survey: string, part: SplitOrder['parts'][number]): Promise<Point[]> {
  const { rows } = await sql<{
    code: string
    on: string
    ph: string | null
    contents: Record<string, string>
  }>`select s.code, s.taken_on::text as on, s.ph,
      (select coalesce(jsonb_object_agg(r.substance, case r.kind when 'below' then '<' else '' end || r.value), '{}'::jsonb)
        from result r where r.home = s.home and r.batch = s.batch and r.sample = s.ordinal
          and r.kind in ('value', 'below') and r.value is not null and r.unit = 'mg/kg') as contents
    ${samplesOf(survey, part.extent)} and s.medium = '土壤' and s.taken_on is not null and coalesce(s.depth_from, 0) = 0
    order by s.code`.execute(c.tx)
  return rows.map(({ code, on, ph, contents }) => ({
    point: code,
    on,
    pH: ph ?? '未测',
    cadmium: contents.cadmium ?? null,
    mercury: contents.mercury ?? null,
    arsenic: contents.arsenic ?? null,
    lead: contents.lead ?? null,
    chromium: contents.chromium ?? null,
    beside: [],
  }))
}

/** A new boundary rests on new points: a densified survey that has samples of this unit. */
async function surveyFaults(c: Change, id: string, unit: RowOf<typeof farmlandUnit>): Promise<Reason[]> {
  const survey = await findRecord(c.tx, surveyRecord, id)
  const say = (message: string): Reason[] => [{ where: 'survey', message }]
  if (!survey) return say('没有找到这个调查任务')
  if (survey.kind !== '加密调查') return say(`“${survey.name}”是${survey.kind}，拆分应依据加密调查`)
  const { rows } = await sql<{ n: number }>`select count(*) as n ${samplesOf(id, unit.extent)}`.execute(c.tx)
  return Number(rows[0]!.n) > 0 ? [] : say(`“${survey.name}”在“${unit.code}”范围内没有样品`)
}

async function partFaults(
  c: Change,
  unit: RowOf<typeof farmlandUnit>,
  known: RowOf<typeof farmlandClass> | undefined,
  { parts }: SplitOrder,
): Promise<Reason[]> {
  const faults: Reason[] = []
  if (!unit.extent) faults.push({ where: 'extent', message: '单元没有范围，不能按图拆分' })
  if (parts.length < 2) faults.push({ where: 'parts', message: '至少拆成两部分' })
  parts.forEach((p, i) => {
    const fault = geometryFault('polygon', p.extent ?? {})
    if (fault) faults.push({ where: `parts.${i}.extent`, message: fault })
    if (parts.some((o, k) => k < i && o.code === p.code))
      faults.push({ where: `parts.${i}.code`, message: `单元编号“${p.code}”重复` })
  })
  const used = await listRecords(
    c.tx,
    farmlandUnit,
    sql`home = ${unit.home}::uuid and code = any(${parts.map(p => p.code)}::text[]) and state <> 'void'`,
  )
  for (const u of used) faults.push({ where: 'parts', message: `单元编号“${u.code}”已有` })
  const points = known?.points.map(p => p.point) ?? []
  for (const point of points) {
    const n = parts.filter(p => p.points.includes(point)).length
    if (n !== 1)
      faults.push({ where: 'parts', message: `点位“${point}”${n === 0 ? '没有分到任何一部分' : '分到了不止一部分'}` })
  }
  for (const stranger of parts.flatMap(p => p.points).filter(p => !points.includes(p)))
    faults.push({ where: 'parts', message: `“${stranger}”不是该单元的点位` })
  return faults
}

/** Square metres on the ellipsoid of each part; @throws Refusal where the parts are not the unit */
async function measure(c: Change, unit: RowOf<typeof farmlandUnit>, { parts }: SplitOrder): Promise<string[]> {
  const { rows } = await sql<{ parts: string[]; whole: number; missing: number; beyond: number; twice: number }>`
    with given as (select ordinality as n, shape_of(value) as shape from jsonb_array_elements(${JSON.stringify(parts.map(p => p.extent))}::jsonb) with ordinality),
      together as (select st_union(shape) as shape from given),
      parent as (select shape_of(${JSON.stringify(unit.extent)}::jsonb) as shape)
    select (select array_agg(st_area(geography(st_transform(shape, 4326)))::numeric(20, 2)::text order by n) from given) as parts,
      st_area(p.shape) as whole, st_area(st_difference(p.shape, t.shape)) as missing, st_area(st_difference(t.shape, p.shape)) as beyond,
      (select sum(st_area(shape)) from given) - st_area(t.shape) as twice
    from together t, parent p`.execute(c.tx)
  const { parts: areas, whole, missing, beyond, twice } = rows[0]!
  const share = (n: number): string => `${((n * 100) / whole).toFixed(1)}%`
  const faults = [
    ...(missing / whole > DRAWING ? [`有 ${share(missing)} 的范围没有划到任何一部分`] : []),
    ...(beyond / whole > DRAWING ? [`各部分超出原单元范围 ${share(beyond)}`] : []),
    ...(twice / whole > DRAWING ? [`各部分互相重叠 ${share(twice)}`] : []),
  ]
  if (faults.length > 0)
    throw refusal(
      'invalid',
      `不能拆分“${unit.code}”`,
      faults.map(message => ({ where: 'parts', message })),
    )
  return areas
}

/** The area on record, shared out by what was measured on the map; the last part takes what rounding leaves. */
function shareOut(area: Area, measured: readonly string[]): Area[] {
  const total = measured.reduce((sum, m) => add(sum, m), '0')
  const values: string[] = []
  for (const m of measured.slice(0, -1))
    values.push(roundHalfUp(String(Number(multiply(area.value, m)) / Number(total)), 2))
  const rest = subtract(
    area.value,
    values.reduce((sum, v) => add(sum, v), '0'),
  )
  if (compareDecimals(rest, '0') <= 0) throw refusal('invalid', '不能拆分', ['有一部分面积太小'])
  return [...values, rest].map(value => ({ value, unit: area.unit }))
}

/** The class goes on in each part with its days; what its own points say now stands beside it as the suggestion. */
async function carryClass(
  c: Change,
  known: RowOf<typeof farmlandClass>,
  subject: string,
  part: SplitOrder['parts'][number],
  area: Area,
  added: readonly Point[],
): Promise<RowOf<typeof farmlandClass>> {
  const kept = known.points.filter(p => part.points.includes(p.point))
  return c.insert(farmlandClass, {
    home: known.home,
    region: known.region,
    state: known.state,
    values: {
      subject,
      village: known.village,
      area,
      landUse: known.landUse,
      crop: known.crop,
      extent: part.extent as typeof known.extent,
      points: [...kept, ...added.filter(a => !kept.some(k => k.point === a.point))],
      products: [],
      grade: known.grade,
      class: known.class,
      classFrom: known.classFrom,
      approval: known.approval,
      approvedOn: known.approvedOn,
      approvalFiles: known.approvalFiles,
      versions: known.versions,
      note: known.note,
    },
  })
}
