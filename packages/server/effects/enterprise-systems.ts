import type { Day } from '@jingtu/core/period.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { demolition } from '@jingtu/registers/demolition.ts'
import { enterprisePollution } from '@jingtu/registers/enterprise-pollution.ts'
import { enterpriseSystems, SYSTEMS } from '@jingtu/registers/enterprise-systems.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { landEvent } from '@jingtu/registers/land-event.ts'
import { selfMonitoringYear } from '@jingtu/registers/self-monitoring-year.ts'
import { undergroundTank } from '@jingtu/registers/underground-tank.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

type Matrix = RowOf<typeof enterpriseSystems>
type Cell = Omit<Matrix['matrix'][number], 'system'>

const cell = (status: Cell['status'], basis: string, on: Day | null = null, files: string[] = []): Cell => ({
  status,
  basis,
  on,
  files,
})
const latest = (days: (string | null)[]): Day | null =>
  days
    .filter(d => d !== null)
    .sort()
    .at(-1) ?? null

/** What the lists say of the systems that have one. */
const FROM_LISTS: Record<string, (c: Change, subject: string) => Promise<Cell>> = {
  async 有毒有害物质地下储罐备案(c, subject) {
    const tanks = await listRecords(c.tx, undergroundTank, sql`${onSites(subject)} and state not in ('closed', 'void')`)
    const bare = tanks.filter(t => t.state !== 'filed')
    if (tanks.length === 0) return cell('证据不足', '没有登记地下储罐，也没有说明不涉及')
    return bare.length > 0
      ? cell('未落实', `储罐 ${bare.map(t => t.number).join('、')} 没有备案`)
      : cell(
          '落实',
          `${tanks.length} 个储罐均已备案`,
          latest(tanks.map(t => t.currentOn)),
          tanks.flatMap(t => t.filing),
        )
  },
  async 土壤和地下水污染隐患排查(c, subject) {
    const unit = await listedUnit(c, subject)
    const last = unit?.lastHazardCheck ?? null
    if (!unit) return cell('证据不足', '不在名录，没有排查记录')
    // Three years between two rounds, one year to the first (see the duties of key-unit).
    const due = last ? monthsLater(last, 36) : unit.publishedOn ? monthsLater(unit.publishedOn, 12) : null
    if (due && due < c.today) return cell('未落实', `应在 ${due} 前完成一轮排查`, last)
    if (!last) return cell('证据不足', '还没有完成过排查，期限未到')
    return (unit.openHazards ?? 0) > 0
      ? cell('未落实', `还有 ${unit.openHazards} 处隐患没有整改`, last)
      : cell('落实', '三年内完成排查，隐患已整改', last, unit.hazardChecks.find(h => h.on === last)?.report ?? [])
  },
  async 企业自行监测(c, subject) {
    const year = Number(c.today.slice(0, 4)) - 1
    const [row] = await listRecords(
      c.tx,
      selfMonitoringYear,
      sql`subject = ${subject}::uuid and year = ${year} and state <> 'void'`,
    )
    if (!row) return cell('证据不足', `没有 ${year} 年度自行监测记录`)
    return row.state === 'disclosed' || row.state === 'checked'
      ? cell('落实', `${year} 年度已监测、报告并公开`, row.publishedOn, row.report)
      : cell('未落实', `${year} 年度${row.gaps.length > 0 ? `缺做 ${row.gaps.length} 项` : '没有公开'}`)
  },
  async 土壤和地下水污染风险管控和修复(c, subject) {
    const cases = await listRecords(
      c.tx,
      enterprisePollution,
      sql`${onSites(subject)} and state not in ('unfounded', 'void')`,
    )
    const bare = cases.filter(p => p.state === 'found' || p.state === 'investigated')
    if (cases.length === 0) return cell('不适用', '没有发现需要管控或修复的污染')
    const bad = cases.filter(p => p.state === 'controlling' && p.effect !== '有效')
    if (bare.length > 0) return cell('未落实', `${bare.length} 起超标或污染还没有转入管控`)
    return bad.length > 0
      ? cell('未落实', `${bad.length} 起管控还没有达到效果`)
      : cell('落实', `${cases.length} 起均在有效管控或已履行`, latest(cases.map(p => p.lastMonitored)))
  },
  async 企业拆除活动污染防控(c, subject) {
    const rows = await listRecords(c.tx, demolition, sql`subject = ${subject}::uuid and state <> 'void'`)
    const bare = rows.filter(d => !d.filedOn && d.starts <= c.today)
    if (rows.length === 0) return cell('不适用', '没有登记拆除活动')
    return bare.length > 0
      ? cell('未落实', `${bare.map(d => d.project).join('、')}没有备案`)
      : cell(
          '落实',
          `${rows.length} 次拆除活动按期管理`,
          latest(rows.map(d => d.filedOn)),
          rows.flatMap(d => d.plan),
        )
  },
  async 企业退出土壤和地下水修复(c, subject) {
    const rows = await listRecords(c.tx, landEvent, sql`${onSites(subject)} and state not in ('dropped', 'void')`)
    const bare = rows.filter(e => !e.registeredOn)
    if (rows.length === 0) return cell('不适用', '没有用途变更、收回或转让')
    return bare.length > 0
      ? cell('未落实', `${bare.length} 件还没有完成调查和不动产登记`)
      : cell(
          '落实',
          '调查报告已纳入不动产登记',
          latest(rows.map(e => e.registeredOn)),
          rows.flatMap(e => e.survey),
        )
  },
}

const onSites = (subject: string) =>
  sql`subject in (select id from site where until is null and organisation = ${subject}::uuid)`

const listedUnit = async (c: Change, subject: string) =>
  (await listRecords(c.tx, keyUnit, sql`subject = ${subject}::uuid and state = 'listed'`, { limit: 1 }))[0]

async function matrixOf(c: Change, row: Matrix): Promise<Matrix['matrix']> {
  const cells: Matrix['matrix'] = []
  for (const system of SYSTEMS) {
    const paper = row.papers.find(p => p.system === system)
    const listed = await FROM_LISTS[system]?.(c, row.subject!)
    // A paper may say that a system does not concern somebody; it cannot outweigh what a list shows is missing.
    const byPaper = paper && (!listed || listed.status === '证据不足')
    const said = byPaper
      ? cell(paper.status, paper.why, paper.on, paper.files)
      : (listed ?? cell('证据不足', '没有材料证明'))
    cells.push({ system, ...said })
  }
  return cells
}

export const enterpriseSystemsEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'collect') return
    const row = await c.get(enterpriseSystems, after.id)
    await c.update(enterpriseSystems, row, {
      action: 'collected',
      values: { matrix: await matrixOf(c, row), collectedOn: c.today, checkedOn: null },
    })
  },
}
