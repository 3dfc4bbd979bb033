import { addDays } from '@jingtu/core/period.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { periodRecord, type Report, type ReportingPeriod } from '@jingtu/programme/reporting.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { type Dispatch, dispatchRecord, namedObjectRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { getRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { tickObject } from '../workbench/dispatch-moves.ts'
import { splitDispatch } from '../workbench/dispatches.ts'
import { closePeriod } from '../workbench/periods.ts'
import { reassign } from '../workbench/reassign.ts'
import { type ReportContent, saveReport, submitReport } from '../workbench/reports.ts'
import { reviewReport } from '../workbench/review.ts'
import { completeDue, handBack } from './completion.ts'
import type { SamplePlan } from './plans.ts'
import type { Scene } from './scene.ts'
import { RETURN_REASONS, wordsFor } from './wording.ts'

/** Who is late or silent in which period of the year, counted from 0. */
const LATE = new Map([
  ['xiyuan-government', 0],
  ['yunling-government', 1],
  ['hightech-committee', 2],
])
const SILENT = new Map([
  ['island-committee', 1],
  ['luoping-government', 2],
])
/** 万亩 of each county in the task of safe use. */
const SAFE_USE_AREAS: Record<string, string> = {
  'donghu-government': '0.1',
  'xiyuan-government': '0.3',
  'qingxi-government': '1.2',
  'baishi-government': '0.9',
  'yunling-government': '0.7',
  'luoping-government': '0.4',
}

interface Board {
  tasks: Map<string, Task>
  targets: Target[]
  periods: ReportingPeriod[]
}

/** Everything units did on a plan up to today: division, reassignment, reports in time, late or returned, reviews, closed periods. */
export async function makeReports(scene: Scene, plan: SamplePlan): Promise<void> {
  const { db } = scene.services.store
  const ofPlan = sql`plan = ${plan.id}::uuid`
  await divide(scene, plan)
  await handBack(scene, plan)
  const board: Board = {
    tasks: new Map((await listRecords(db, taskRecord, ofPlan)).map(t => [t.id, t])),
    targets: await listRecords(db, targetRecord, ofPlan),
    periods: await listRecords(db, periodRecord, ofPlan, { orderBy: sql`due` }),
  }
  for (const [index, period] of board.periods.entries()) {
    if (addDays(period.due, -1) > scene.today) break
    await completeDue(scene, plan, period.startsOn)
    if (index === 1) await movePilot(scene, plan, addDays(period.startsOn, 12))
    await reportPeriod(scene, plan, board, period, index)
  }
  await completeDue(scene, plan, addDays(scene.today < yearEnd(plan) ? scene.today : yearEnd(plan), 1))
}

const yearEnd = (plan: SamplePlan): string => `${plan.year}-12-31`

/** The lead divides the area among counties. */
async function divide(scene: Scene, plan: SamplePlan): Promise<void> {
  const { db } = scene.services.store
  const [area] = await listRecords(
    db,
    taskRecord,
    sql`plan = ${plan.id}::uuid and title = '落实受污染耕地安全利用措施'`,
  )
  const day = `${plan.year}-03-02`
  if (!area || plan.year !== scene.year || day > scene.today) return
  const whole = await getRecord(db, planRecord, plan.id)
  const farming = await scene.actor('gao')
  const parts = Object.entries(SAFE_USE_AREAS).map(([unit, quantity]) => ({ unit: scene.unit(unit), quantity }))
  await scene.step(`split-${plan.year}`, day, farming, c =>
    splitDispatch(c, farming, { task: area, plan: whole }, parts).then(() => null),
  )
}

/** A pilot moves from one township to another in mid-year. */
async function movePilot(scene: Scene, plan: SamplePlan, day: string): Promise<void> {
  const planner = await scene.actor('lin')
  const [dispatch] = await listRecords(
    scene.services.store.db,
    dispatchRecord,
    sql`plan = ${plan.id}::uuid and unit = ${scene.unit('xinglong-government')}::uuid
    and state in ('issued', 'accepted') and task in (select id from task where until is null and title = '开展耕地污染成因排查')`,
  )
  if (!dispatch) return
  await scene.step(
    `reassign-${plan.year}`,
    day,
    planner,
    c => reassign(c, planner, dispatch.id, { unit: scene.unit('shiqiao-government') }).then(() => null),
    '试点乡镇调整，改由石桥镇承担',
  )
}

async function reportPeriod(
  scene: Scene,
  plan: SamplePlan,
  board: Board,
  period: ReportingPeriod,
  index: number,
): Promise<void> {
  const { db } = scene.services.store
  const dispatches = await listRecords(
    db,
    dispatchRecord,
    sql`plan = ${plan.id}::uuid and role <> '配合' and state in ('issued', 'accepted', 'completed')`,
    { orderBy: sql`id` },
  )
  const share = (index + 1) / board.periods.length
  const handedIn: Report[] = []
  for (const unit of [...new Set(dispatches.map(d => d.unit))]) {
    const is = (who: Map<string, number>) =>
      [...who].some(([key, when]) => when === index && scene.unit(key) === unit && plan.year === scene.year)
    if (is(SILENT)) continue
    const day = addDays(period.due, is(LATE) ? scene.random.between(2, 5) : -scene.random.between(0, 3))
    if (day > scene.today) continue
    const reporter = await scene.actorOf(unit, 'reporter')
    handedIn.push(
      ...(await scene.step(`report-${period.id}-${unit}`, day, reporter, async c => {
        const made: Report[] = []
        for (const dispatch of dispatches.filter(d => d.unit === unit)) {
          let content = contentOf(scene, board, dispatch, share)
          if (scene.random.chance(0.3)) {
            const text = `示例佐证材料（模拟数据）：${reporter.unitName}，${board.tasks.get(dispatch.task)!.title}，${period.name}`
            const file = await storeFile(c.tx, Buffer.from(text), {
              type: 'text/plain',
              name: `${period.name}工作台账.txt`,
              by: reporter.person,
              now: c.context.now,
            })
            content = { ...content, evidence: [file.hash] }
          }
          const report = await saveReport(c, reporter, { dispatch: dispatch.id, period: period.id }, content)
          made.push(await submitReport(c, reporter, report.id))
        }
        return made
      })),
    )
  }
  if (index > 0) await tickSite(scene, plan, index, period)
  await reviewPeriod(scene, period, handedIn)
}

function contentOf(scene: Scene, board: Board, dispatch: Dispatch, share: number): ReportContent {
  const task = board.tasks.get(dispatch.task)!
  const words = wordsFor(task.title, share, scene.random)
  // A little ahead of the calendar or behind it.
  const pace = 0.9 + scene.random.next() * 0.2
  // There is no tenth of an enterprise.
  const digits = /亩|吨|公顷|平方/.test(dispatch.quantityUnit ?? '') ? 2 : 0
  const done =
    dispatch.quantity === null ? null : (Number(dispatch.quantity) * Math.min(1, share * pace)).toFixed(digits)
  const rate = board.targets.find(
    t => t.task === task.id && t.kind === 'indicator' && t.unit === '%' && t.value !== null,
  )
  const reached =
    rate && dispatch.role === '责任' ? Math.min(100, Number(rate.value) - 6 + share * pace * 8).toFixed(1) : null
  return {
    ...words,
    ...(done === null ? {} : { figureKind: '累计值' as const, quantity: done }),
    ...(reached === null ? {} : { values: [{ target: rate!.id, value: reached, text: null }] }),
  }
}

async function tickSite(scene: Scene, plan: SamplePlan, index: number, period: ReportingPeriod): Promise<void> {
  const open = await listRecords(
    scene.services.store.db,
    namedObjectRecord,
    sql`plan = ${plan.id}::uuid and state = 'open'`,
    { orderBy: sql`ordinal, id` },
  )
  const reviewer = await scene.actor('xu')
  const day = addDays(period.due, -1)
  if (open[0] && day <= scene.today) {
    await scene.step(`tick-${plan.year}-${index}`, day, reviewer, c =>
      tickObject(c, reviewer, open[0]!.id, { note: '已完成整治并通过现场核查' }).then(() => null),
    )
  }
}

/** Review a week later: most are accepted, two go back and come again, then the period is closed. */
async function reviewPeriod(scene: Scene, period: ReportingPeriod, reports: Report[]): Promise<void> {
  const reviewer = await scene.actor('xu')
  const [reviewed, again, closed] = [7, 10, 14].map(days => addDays(period.due, days)) as [string, string, string]
  if (reviewed > scene.today) return
  const back = reports.filter((_, i) => i % 23 === 7).slice(0, 2)
  await scene.step(`accept-${period.id}`, reviewed, reviewer, async c => {
    for (const report of reports) if (!back.includes(report)) await reviewReport(c, reviewer, report.id, 'accept')
    return null
  })
  for (const [i, report] of back.entries()) {
    await scene.step(
      `return-${report.id}`,
      reviewed,
      reviewer,
      c => reviewReport(c, reviewer, report.id, 'sendBack').then(() => null),
      RETURN_REASONS[i % RETURN_REASONS.length],
    )
    if (again > scene.today) continue
    const reporter = await scene.actorOf(report.unit, 'reporter')
    await scene.step(`again-${report.id}`, again, reporter, async c => {
      await saveReport(
        c,
        reporter,
        { dispatch: report.dispatch, period: period.id },
        { progress: `${report.progress}已按审核意见补充台账和完成数量。` },
      )
      return (await submitReport(c, reporter, report.id)) && null
    })
    await scene.step(`accepted-${report.id}`, addDays(again, 1), reviewer, c =>
      reviewReport(c, reviewer, report.id, 'accept', '补充后符合要求').then(() => null),
    )
  }
  if (closed > scene.today) return
  const planner = await scene.actor('lin')
  await scene.step(`close-${period.id}`, closed, planner, c =>
    closePeriod(c, planner, period.id, { includeUnreviewed: true }).then(() => null),
  )
}
