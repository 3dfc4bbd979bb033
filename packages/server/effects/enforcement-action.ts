import type { RowOf } from '@jingtu/core/record.ts'
import { enforcementAction } from '@jingtu/registers/enforcement-action.ts'
import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { addNotice } from '../workbench/notices.ts'
import type { Effects } from './effects.ts'
import { guidesFor } from './enforcement-case.ts'
import { keptRows } from './kept-rows.ts'

type Action = RowOf<typeof enforcementAction>

/** Who goes along is told, what was found opens cases, and an action of every year is planned for the next one. */
export const enforcementActionEffects: Effects = {
  async refusals(_, row, move, values) {
    if (move !== 'record') return []
    const kept = '检查对象在开展时确定，登记结果时不能增减'
    return keptRows(row.targets, values.targets, ['organisation'], 'targets', kept)
  },
  async after(c, { action, after }) {
    const now = after as unknown as Action
    if (action === 'start') await tellPartners(c, now)
    if (action === 'record') await openCases(c, now)
    if (action === 'conclude' && now.annual) await planNextYear(c, now)
  },
}

async function tellPartners(c: Change, action: Action): Promise<void> {
  for (const unit of action.partners)
    await addNotice(c.tx, {
      unit,
      kind: 'joint-enforcement',
      key: `joint-enforcement:${action.id}:${unit}`,
      title: `参加${action.kind}：${action.title}`,
      body: `检查对象 ${action.targets.length} 家，${action.startedOn} 开始`,
      link: `/registers/enforcement-action/${action.id}`,
      due: null,
      now: c.context.now,
    })
}

/** A case for each offender and offence that is to be punished, once however often results are entered. */
async function openCases(c: Change, action: Action): Promise<void> {
  const known = await listRecords(c.tx, enforcementCase, sql`action = ${action.id}::uuid`)
  const seen = new Set(known.map(k => `${k.offender} ${k.offence}`))
  for (const t of action.targets) {
    if (t.result !== '立案查处' && t.result !== '移送公安') continue
    if (!t.offence || !t.inspectedOn || seen.has(`${t.organisation} ${t.offence}`)) continue
    seen.add(`${t.organisation} ${t.offence}`)
    await c.insert(enforcementCase, {
      home: action.home,
      region: action.region,
      values: {
        action: action.id,
        offender: t.organisation,
        offence: t.offence,
        place: '建设用地',
        happenedOn: t.inspectedOn,
        foundOn: t.inspectedOn,
        crimeFoundOn: t.result === '移送公安' ? t.inspectedOn : null,
        guides: await guidesFor(c, action.region, t.offence),
      },
    })
  }
}

async function planNextYear(c: Change, action: Action): Promise<void> {
  const year = action.year + 1
  const same = sql`home = ${action.home}::uuid and title = ${action.title} and year = ${year}`
  if ((await listRecords(c.tx, enforcementAction, same, { limit: 1 })).length > 0) return
  await c.insert(enforcementAction, {
    home: action.home,
    region: action.region,
    values: {
      title: action.title,
      kind: action.kind,
      year,
      annual: true,
      industries: action.industries,
      lead: action.lead,
      partners: action.partners,
      regions: action.regions,
      startBy: `${year}-12-31`,
    },
  })
}
