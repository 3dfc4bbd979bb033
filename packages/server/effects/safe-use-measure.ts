import { compareDecimals, convertArea, squareMetres } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { safeUseMeasure } from '@jingtu/registers/safe-use-measure.ts'
import { settingsOn } from '@jingtu/standards/dated-parameter.ts'
import { PARAMETERS } from '@jingtu/standards/safe-use-rate/parameters.ts'
import { type RateUnit, safeUseRate } from '@jingtu/standards/safe-use-rate/rate.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

async function classOf(c: Change, subject: string) {
  const rows = await listRecords(c.tx, farmlandClass, sql`subject = ${subject}::uuid and class is not null`, {
    limit: 1,
  })
  return rows[0] && (await c.get(farmlandClass, rows[0].id))
}

const mu = (area: { value: string; unit: string }): string => convertArea(area.value, area.unit, '亩')!
const GRADE = { 轻微污染: '轻微', 轻度污染: '轻中度', 中度污染: '轻中度', 重度污染: '重度' } as const

/** A measure must fit the class of its unit; what was carried out is worked out anew for the unit and its year. */
export const safeUseMeasureEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'implement') return []
    const reasons: Reason[] = []
    const unit = await classOf(c, row.subject as string)
    if (!unit?.class) return [{ where: 'subject', message: '单元没有生效的类别，不能登记措施' }]
    if (unit.class !== row.class)
      reasons.push({ where: 'measure', message: `${row.measure}适用于${row.class}，该单元现为${unit.class}` })
    const area = row.area as Parameters<typeof squareMetres>[0]
    if (compareDecimals(squareMetres(area), squareMetres(unit.area)) > 0)
      reasons.push({ where: 'area', message: `措施面积 ${mu(area)} 亩大于单元面积 ${mu(unit.area)} 亩` })
    return reasons
  },
  async after(c, { after }) {
    const unit = await classOf(c, after.subject as string)
    if (!unit?.class) return
    const year = after.year as number
    // An older year, entered late, does not put the newer one out of the list.
    if ((unit.coverYear ?? 0) > year) return
    const measures = await listRecords(
      c.tx,
      safeUseMeasure,
      sql`subject = ${after.subject as string}::uuid and year = ${year} and state in ('implemented', 'verified', 'closed')`,
    )
    const checks = measures.flatMap(m => m.checkpoints)
    const count = (key: 'compliant' | 'exceeding'): number => checks.reduce((n, p) => n + (p[key] ?? 0), 0)
    const planted = checks.flatMap(p => (p.phase === '中' && p.planted ? [p.planted] : []))
    const grade = unit.grade && unit.grade !== '未污染' ? { grade: GRADE[unit.grade] } : {}
    const one: RateUnit = {
      id: unit.id,
      area: mu(unit.area),
      classes: unit.versions.map(v => ({ class: v.class, from: v.from, basis: v.basis, recordedAt: v.recordedOn })),
      ...grade,
      measures: measures.map(m => ({
        kind: m.measureName ?? m.measure,
        area: mu(m.area),
        doneOn: m.doneOn,
        planned: m.plan !== null,
        evidence: m.evidence,
        ...(m.part ? { part: m.part } : {}),
      })),
      samples: { compliant: count('compliant'), exceeding: count('exceeding'), undetermined: 0 },
      planted: (['风险食用作物', '非风险食用作物', '无'] as const).find(p => planted.includes(p)) ?? null,
    }
    const baseDate = `${year}-12-31`
    const { shares } = safeUseRate([one], { baseDate, year }, settingsOn(PARAMETERS, { on: baseDate }))
    const share = shares.find(s => s.unit === unit.id)
    await c.update(farmlandClass, unit, {
      action: 'cover',
      effective: unit.effective > c.today ? unit.effective : c.today,
      values: {
        coverYear: year,
        covered: { value: share?.covered ?? '0', unit: '亩' },
        counted: { value: share?.counted ?? '0', unit: '亩' },
        heldBack: share?.reasons ?? [],
      },
    })
  },
}
