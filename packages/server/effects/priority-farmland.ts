import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { farmlandOccupation } from '@jingtu/registers/farmland-occupation.ts'
import { highStandardFarmland } from '@jingtu/registers/high-standard-farmland.ts'
import { priorityFarmlandYear } from '@jingtu/registers/priority-farmland-year.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { classOf, mu } from './safe-use-year.ts'

const CROPLAND = ['水田', '水旱轮作', '旱地']

/** The ledger of a year is worked out of the class list as it stood at the end of it, and of the ledger of the year before. */
export const priorityFarmlandYearEffects: Effects = {
  async after(c, { action, after }) {
    if (!['create', 'import', 'correct', 'reckon'].includes(action)) return
    const ledger = await c.get(priorityFarmlandYear, after.id)
    const last = `${ledger.year}-12-31`
    const units = await listRecords(
      c.tx,
      farmlandClass,
      sql`class = '优先保护类' and state in ('inForce', 'adjusting', 'adjustmentReported') and region like ${`${ledger.region}%`}`,
      last < c.today ? { asOf: { validOn: last } } : {},
    )
    const designated = (u: (typeof units)[number]): string => (u.permanentArea ? mu(u.permanentArea) : '0')
    const { rows } = await sql<{ area: string }>`select coalesce(sum((r ->> 'area')::numeric), 0)::text as area
      from farmland_class f, jsonb_array_elements(coalesce(f.removals, '[]'::jsonb)) r
      where f.until is null and f.state <> 'void' and f.region like ${`${ledger.region}%`} and r ->> 'kind' = '建设占用'
        and r ->> 'approvedOn' like ${`${ledger.year}-%`}`.execute(c.tx)
    const [previous] = await listRecords(
      c.tx,
      priorityFarmlandYear,
      sql`region = ${ledger.region} and year = ${ledger.year - 1} and state in ('confirmed', 'rewarded')`,
      { limit: 1 },
    )
    const place = await findRegion(c.tx, { path: ledger.region })
    const eligible = units.filter(u => CROPLAND.includes(u.landUse)).map(u => subtract(u.netArea ?? '0', designated(u)))
    await c.update(priorityFarmlandYear, ledger, {
      action: 'reckoned',
      values: {
        area: sum(units.map(u => u.netArea ?? '0')),
        permanentArea: sum(units.map(designated)),
        undesignated: sum(eligible),
        removed: rows[0]!.area,
        previousArea: previous?.area ?? null,
        previousShare: previous?.share ?? null,
        reckonedOn: c.today,
        township: place?.level === 'township',
      },
    })
  },
}

/** What may not be taken is not applied for; what was granted leaves the unit on the day of the grant. */
export const farmlandOccupationEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'apply' && move !== 'approve') return []
    const unit = await classOf(c, row.subject as string)
    if (unit?.class !== '优先保护类')
      return [{ where: 'subject', message: `该单元${unit ? `为${unit.class}` : '没有生效的类别'}，不在优先保护范围` }]
    const reasons: Reason[] = []
    if (compareDecimals(row.area as string, unit.netArea ?? '0') > 0)
      reasons.push({ where: 'area', message: `占用 ${row.area} 亩，单元只有 ${unit.netArea} 亩` })
    const permanent = unit.permanentArea ? mu(unit.permanentArea) : '0'
    if (compareDecimals(row.permanentPart as string, permanent) > 0)
      reasons.push({
        where: 'permanentPart',
        message: `其中永久基本农田 ${row.permanentPart} 亩，单元只有 ${permanent} 亩`,
      })
    // What is left after it cannot all be permanent basic farmland if less than that is left.
    const rest = subtract(unit.netArea ?? '0', row.area as string)
    const kept = subtract(permanent, row.permanentPart as string)
    if (reasons.length === 0 && compareDecimals(kept, rest) > 0)
      reasons.push({
        where: 'permanentPart',
        message: `占用后单元剩 ${rest} 亩，却还登记永久基本农田 ${kept} 亩：占用的永久基本农田少报了`,
      })
    return reasons
  },
  async after(c, { action, after }) {
    if (action !== 'approve') return
    const granted = await c.get(farmlandOccupation, after.id)
    const unit = (await classOf(c, granted.subject!))!
    const on = granted.approvedOn!
    const permanent = unit.permanentArea && {
      value: subtract(mu(unit.permanentArea), granted.permanentPart),
      unit: '亩' as const,
    }
    await c.update(farmlandClass, unit, {
      action: 'remove-area',
      effective: unit.effective > on ? unit.effective : on,
      values: {
        permanentArea: permanent,
        removals: [
          ...unit.removals,
          { kind: '建设占用', area: granted.area, approvedOn: on, document: granted.approval! },
        ],
      },
    })
  },
}

/** The boundary of a project is laid over the units of every class. */
export const highStandardFarmlandEffects: Effects = {
  async after(c, { action, after }) {
    if (!['create', 'import', 'correct'].includes(action)) return
    const project = await c.get(highStandardFarmland, after.id)
    if (!project.extent) return
    const shape = sql`shape_of(${JSON.stringify(project.extent)}::jsonb)`
    const inMu = (area: ReturnType<typeof sql>) => sql<string>`round((${area})::numeric * 3 / 2000, 2)::text`
    const whole = await sql<{ area: string }>`select ${inMu(sql`st_area(${shape}::geography)`)} as area`.execute(c.tx)
    const { rows } = await sql<{
      class: '优先保护类' | '安全利用类' | '严格管控类'
      area: string
    }>`select f.class, ${inMu(sql`sum(st_area(st_intersection(coalesce(f.extent_shape, u.extent_shape), ${shape})::geography))`)} as area
      from farmland_class f join farmland_unit u on u.id = f.subject and u.until is null
      where f.until is null and f.state in ('inForce', 'adjusting', 'adjustmentReported')
        and st_intersects(coalesce(f.extent_shape, u.extent_shape), ${shape}) group by 1 order by 1`.execute(c.tx)
    // Units that only touch the boundary have nothing in it.
    const inside = rows.filter(r => compareDecimals(r.area, '0') > 0)
    const area = whole.rows[0]!.area
    const rest = subtract(area, sum(inside.map(r => r.area)))
    const byClass = [...inside, ...(compareDecimals(rest, '0') > 0 ? [{ class: '未划分' as const, area: rest }] : [])]
    await c.update(highStandardFarmland, project, { action: 'overlay', values: { area, byClass } })
  },
}
