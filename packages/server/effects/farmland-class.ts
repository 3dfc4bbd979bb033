import type { RowOf } from '@jingtu/core/record.ts'
import { classPhase } from '@jingtu/registers/class-phase.ts'
import type { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { newFarmland } from '@jingtu/registers/new-farmland.ts'
import { farmlandUnit } from '@jingtu/registers/subjects/farmland-unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'
import { farmlandClassEffects as accountedEffects } from './safe-use-year.ts'

type ClassRow = RowOf<typeof farmlandClass>
const OUTCOMES: Record<string, '调整中' | '已调整' | '不予调整'> = {
  propose: '调整中',
  approveAdjustment: '已调整',
  rejectAdjustment: '不予调整',
}

/** Land that was no farmland comes into the list only after its survey; an adjustment is told to the phase it belongs to. */
export const farmlandClassEffects: Effects = {
  async after(c, event) {
    const { action, before, after } = event
    if (action === 'create' || action === 'import') await surveyedFirst(c, after.subject as string)
    const outcome = OUTCOMES[action]
    if (outcome) await tellPhases(c, outcome, (before ?? after) as unknown as ClassRow, after as unknown as ClassRow)
    await accountedEffects.after?.(c, event)
  },
  afterAll: accountedEffects.afterAll,
}

async function tellPhases(c: Change, outcome: (typeof OUTCOMES)[string], was: ClassRow, row: ClassRow): Promise<void> {
  const phases = await listRecords(
    c.tx,
    classPhase,
    sql`state = 'running' and ${row.subject!}::uuid = any(units::uuid[]) and begins_on <= ${c.today}::date`,
  )
  for (const phase of phases) {
    const known = await c.get(classPhase, phase.id)
    const own = { unit: row.subject!, class: was.class, newClass: was.newClass ?? row.newClass, outcome, on: c.today }
    await c.update(classPhase, known, {
      action: 'case',
      values: { cases: [...known.cases.filter(x => x.unit !== row.subject), own] },
    })
  }
}

/** 土壤污染防治法第五十一条. @throws Refusal */
async function surveyedFirst(c: Change, subject: string): Promise<void> {
  const unit = await c.get(farmlandUnit, subject)
  const [asked] = await listRecords(c.tx, newFarmland, sql`subject = ${subject}::uuid and state <> 'void'`, {
    limit: 1,
    orderBy: sql`since desc`,
  })
  // A case that was opened binds the unit, whether or not the unit itself says what it was.
  const origin = unit.reclaimedFrom ?? asked?.origin
  if (asked?.state === 'allowed' || !origin) return
  throw refusal('invalid', '不能列入耕地类别清单', [
    {
      where: 'subject',
      message: `“${unit.code}”由${origin}开垦，${asked ? `土壤污染状况调查现为“${newFarmland.states[asked.state]}”` : '没有土壤污染状况调查'}，须先准予开垦（土壤污染防治法第五十一条）`,
    },
  ])
}
