import { lawDutyRecord } from '@jingtu/programme/supervision.ts'
import { lawSelfCheck } from '@jingtu/registers/law-self-check.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { addNotice } from '../workbench/notices.ts'
import type { Effects } from './effects.ts'

const SAID = { unchecked: '未自查', compliant: '已落实', weak: '有薄弱环节', fixed: '已整改' } as const

/** The matrix of duties as it stands; who has not looked at himself yet is told. */
export const lawSelfCheckEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'collect') return
    const check = await c.get(lawSelfCheck, after.id)
    const duties = await listRecords(
      c.tx,
      lawDutyRecord,
      sql`region like ${check.region} || '%' and law = ${check.law}`,
      { orderBy: sql`article, id` },
    )
    const items = duties.map(d => ({
      article: d.article,
      duty: d.duty,
      unit: d.unit,
      state: SAID[d.state],
      weakness: d.weakness,
      due: d.due,
    }))
    await c.update(lawSelfCheck, check, { action: 'collected', values: { items, collectedOn: c.today } })
    for (const unit of new Set(items.filter(i => i.state === '未自查').map(i => i.unit)))
      await addNotice(c.tx, {
        unit,
        kind: 'law-self-check',
        key: `law-self-check:${check.id}:${unit}:${c.today}`,
        title: `${check.title}：贵单位还有 ${items.filter(i => i.unit === unit && i.state === '未自查').length} 条职责未自查`,
        body: `《${check.law}》，上报期限 ${check.due}`,
        link: '/law-duties',
        due: check.due,
        now: c.context.now,
      })
  },
}
