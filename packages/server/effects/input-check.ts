import { compareDecimals, multiply } from '@jingtu/core/measure.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import { inputCheck } from '@jingtu/registers/input-check.ts'
import { inputLimit } from '@jingtu/registers/input-limit.ts'
import { livestockFarm } from '@jingtu/registers/livestock-farm.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { addNotice } from '../workbench/notices.ts'
import type { Effects } from './effects.ts'
import { guidesFor } from './enforcement-case.ts'

type Check = RowOf<typeof inputCheck>
type Limit = RowOf<typeof inputLimit>

/** What the lists of a place say on a day of one kind of product at one link. */
const rulesOn = (c: Change, row: Check): Promise<Limit[]> =>
  listRecords(
    c.tx,
    inputLimit,
    sql`${row.region} like region || '%' and state = 'active' and kind = ${row.kind}
      and valid_from <= ${row.checkedOn}::date and (valid_until is null or valid_until >= ${row.checkedOn}::date)
      and (cardinality(links) = 0 or ${row.link} = any(links))`,
    { orderBy: sql`length(region) desc, valid_from desc, id` },
  )

const words = (l: Limit): string => `${l.item} ${l.rule} ${l.bound} ${l.unit}（${l.standard}）`

interface Judged {
  verdict: '合格' | '不合格' | '证据不足'
  faults: string[]
  open: string[]
  grounds: string[]
  warning: '正常' | '预警' | '超标' | null
}

/** A product against the banned list and the limits; what has no limit or no readable number stays open. */
function judge(row: Check, rules: readonly Limit[]): Judged {
  const [faults, open, grounds]: [string[], string[], string[]] = [[...row.actNames], [], []]
  let near = false
  for (const name of [row.product, ...row.contains])
    for (const banned of rules.filter(l => l.rule === '禁止' && name.includes(l.item))) {
      const fault = `“${name}”属明令禁止的“${banned.item}”（${banned.standard}）`
      if (!faults.includes(fault)) faults.push(fault)
    }
  for (const t of row.tests) {
    // Of one item the nearest region's newest word counts, once for each direction.
    const limits = (['不高于', '不低于'] as const).flatMap(
      rule => rules.find(l => l.rule === rule && l.item === t.item) ?? [],
    )
    const reading = parseReading(t.value)
    if (limits.length === 0) open.push(`${t.item}：没有登记当日适用的限量`)
    for (const l of limits) {
      grounds.push(words(l))
      const limit = l.bound!
      if (l.unit !== t.unit) open.push(`${t.item}：结果以 ${t.unit} 计，限量以 ${l.unit} 计`)
      else if (reading.kind === 'missing') open.push(`${t.item}：${reading.why}`)
      else if (reading.kind === 'value') {
        const over = compareDecimals(reading.value, limit)
        if (l.rule === '不高于' ? over > 0 : over < 0)
          faults.push(`${t.item} ${t.value} ${t.unit}，须${l.rule} ${limit}`)
        const share = String(parameterOn('residue.warning', row.checkedOn).value)
        near ||= compareDecimals(multiply(reading.value, '100'), multiply(limit, share)) >= 0
      } else if ((reading.kind === 'below') !== (l.rule === '不高于') || compareDecimals(reading.limit, limit) > 0)
        open.push(`${t.item}：${t.value} 不能与限量比较`)
    }
  }
  if (row.tests.length === 0 && row.contains.length === 0 && row.acts.length === 0)
    open.push('没有检测结果，也没有核对名称和成分')
  const verdict = faults.length > 0 ? '不合格' : open.length > 0 ? '证据不足' : '合格'
  const residue = row.kind.endsWith('农药残留')
  const warning = !residue || verdict === '证据不足' ? null : verdict === '不合格' ? '超标' : near ? '预警' : '正常'
  return { verdict, faults, open, grounds, warning }
}

/** The agriculture bureau nearest to a place hears of residues that come near the limit. */
async function warn(c: Change, row: Check, judged: Judged): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from unit where until is null and state = 'active'
    and line = '农业农村' and ${row.region} like region || '%' order by length(region) desc, id limit 1`.execute(c.tx)
  if (!rows[0]) return
  await addNotice(c.tx, {
    unit: rows[0].id,
    kind: 'residue',
    key: `residue:${row.id}:${judged.warning}`,
    title: `${row.kind}${judged.warning}：${row.product}`,
    body: [...judged.faults, ...judged.grounds].join('；'),
    link: `/registers/input-check/${row.id}`,
    due: null,
    now: c.context.now,
  })
}

/** Judged whenever it is written; a failed one stands in the book of its farm, and filing it opens the case. */
export const inputCheckEffects: Effects = {
  async after(c, { action, after }) {
    if (after.state === 'entered') {
      const row = await c.get(inputCheck, after.id)
      const judged = judge(row, await rulesOn(c, row))
      await c.update(inputCheck, row, { action: 'judge', values: judged })
      if (judged.warning === '预警' || judged.warning === '超标') await warn(c, row, judged)
    }
    if ((action === 'fail' || action === 'pass') && after.farm) {
      const farm = await c.get(livestockFarm, after.farm as string)
      const faults = after.faults as string[]
      const found = action === 'pass' ? '合格' : faults.some(f => f.includes('明令禁止')) ? '违禁' : '超量使用'
      const check = { on: after.checkedOn as string, found, note: [after.product, ...faults].join('；') } as const
      await c.update(livestockFarm, farm, {
        action: 'checked',
        effective: farm.effective > c.today ? farm.effective : c.today,
        values: { drugChecks: [...farm.drugChecks, check] },
      })
    }
    if (action === 'file') {
      const row = await c.get(inputCheck, after.id)
      const opened = await c.insert(enforcementCase, {
        home: row.home,
        region: row.region,
        values: {
          offender: row.party,
          offence: row.offence!,
          place: '农用地',
          happenedOn: row.checkedOn,
          foundOn: row.checkedOn,
          records: row.report,
          guides: await guidesFor(c, row.region, row.offence!),
        },
      })
      await c.update(inputCheck, row, { action: 'caseOpened', values: { caseOpened: opened.id } })
    }
  },
}
