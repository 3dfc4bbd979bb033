import { canonicalJson, type RowOf } from '@jingtu/core/record.ts'
import { environmentalInsurance } from '@jingtu/registers/environmental-insurance.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'
import { crossCheck } from './key-lists.ts'

type Unit = RowOf<typeof keyUnit>

/** The insurance of an enterprise says whether the list of key units names it, so that its share can be counted. */
async function mark(c: Change, subject: string): Promise<void> {
  const where = sql`subject = ${subject}::uuid`
  const listed = await listRecords(c.tx, keyUnit, sql`${where} and state = 'listed'`, { limit: 1 })
  for (const row of await listRecords(c.tx, environmentalInsurance, where)) {
    if (row.keyUnit === listed.length > 0) continue
    const now = await c.get(environmentalInsurance, row.id)
    await c.update(environmentalInsurance, now, { action: 'correct', values: { keyUnit: listed.length > 0 } })
  }
}

const SENT = [
  ['reports', '有毒有害物质排放报告'],
  ['monitorings', '自行监测'],
  ['hazardChecks', '隐患排查'],
] as const

/** What the bureau has looked at the works may neither mark itself nor change afterwards. */
function checkedFaults(before: Unit, after: Unit): { where: string; message: string }[] {
  return SENT.flatMap(([key, name]) => {
    const kept = (row: Unit) => row[key].filter(x => x.checkedOn).map(x => canonicalJson(x))
    const [was, is] = [kept(before), kept(after)]
    const same = was.length === is.length && was.every(x => is.includes(x))
    return same ? [] : [{ where: key, message: `“${name}”中的核查日期由生态环境部门填写，已核查的不能再改` }]
  })
}

export const keyUnitEffects: Effects = {
  async after(c, { action, before, after, actor }) {
    const faults =
      actor.party && action === 'correct' && before
        ? checkedFaults(before as unknown as Unit, after as unknown as Unit)
        : []
    if (faults.length > 0) throw refusal('forbidden', '不能修改', faults)
    await mark(c, after.subject as string)
    await crossCheck(c, after.subject as string)
  },
}

/** A new or changed insurance is marked the same way; what was typed in does not count. */
export const environmentalInsuranceEffects: Effects = {
  after: (c, { after }) => mark(c, after.subject as string),
}
