import type { Actor } from '@jingtu/core/access.ts'
import { newId } from '@jingtu/core/id.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { type Judging, judgingRecord } from '@jingtu/registers/monitoring/judging.ts'
import { localStandardRecord } from '@jingtu/registers/monitoring/local-standard.ts'
import { editionsOf } from '@jingtu/standards/index.ts'
import { lawOn } from '@jingtu/standards/laws.ts'
import type { LocalTable } from '@jingtu/standards/local-tables.ts'
import { ITEM_SETS, itemSetOf } from '@jingtu/standards/required-items.ts'
import { type Change, type ChangeContext, change } from '@jingtu/store/changes.ts'
import { asideOfChange } from '@jingtu/store/connection.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { VERDICT } from '@jingtu/store/samples/bulk.ts'
import { settleVerdicts } from '@jingtu/store/samples/settle.ts'
import { BulkWriter } from '@jingtu/store/samples/writer.ts'
import { type RawBuilder, sql } from 'kysely'
import { gatherWaterSources } from '../effects/drinking-water-source.ts'
import { getRegion } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { ExceedanceNotices } from './exceedance-notices.ts'
import { FollowUps } from './follow-ups.ts'
import { batchesIn, type HomeBatches, type Judged, type JudgingAsked, judgeBatches, type Run, Tally } from './judged.ts'
import { readable } from './standing.ts'
import { nextSequence } from './storing.ts'
import { inTurn } from './turns.ts'
import type { JudgingPreview } from './views.ts'

export interface JudgingOrder {
  scope: { batch?: string | undefined; survey?: string | undefined; region?: string | undefined }
  standard: string
  options: JudgingAsked['options']
  /** Ids of local standards that are to be stacked. */
  localStandards: string[]
  title: string | null
  /** Invented, for looking around. */
  sample?: true
}

const MOST_FLIPS = 20_000
const breathe = (): Promise<void> => new Promise(go => setImmediate(go))

/** What a judging would say and what would flip, without a trace. @throws Refusal */
export async function previewJudging(
  services: Services,
  actor: Actor,
  order: JudgingOrder,
  paging: { page: number; size: number },
): Promise<JudgingPreview> {
  const { db } = services.store
  const asked = await askedOf(db, actor, order, dayInShanghai(services.clock()))
  const run: Run = query => query.execute(db)
  const tally = new Tally(asked, MOST_FLIPS)
  for (const home of await scopeOf(run, actor, order))
    for await (const page of judgeBatches(run, home, asked)) {
      for (const judged of page) tally.add(judged)
      await breathe()
    }
  const from = (paging.page - 1) * paging.size
  return {
    samples: tally.samples,
    counts: tally.counts,
    flips: tally.flips.slice(from, from + paging.size),
    flipTotal: tally.flipTotal,
    digest: tally.digest(),
    editions: [...tally.editions].sort(),
    tables: asked.tables.map(t => ({ id: t.id, title: t.title })),
  }
}

/**
 * Judges and stores, a judging for every home, all in one change. The digest is that of the list the person saw; where
 * something has changed since, nothing is written. @throws Refusal
 */
export async function storeJudging(
  services: Services,
  actor: Actor,
  context: ChangeContext,
  order: JudgingOrder,
  digest: string,
): Promise<{ judgings: Judging[]; samples: number; flipTotal: number; notices: number; followUps: number }> {
  const { db } = services.store
  const asked = await askedOf(db, actor, order, dayInShanghai(context.now))
  return inTurn(() =>
    change(db, context, { order, digest }, async c => {
      const run: Run = query => (c.copies ? asideOfChange(() => query.execute(db)) : query.execute(c.tx))
      const homes = await scopeOf(run, actor, order)
      const tally = new Tally(asked, 0)
      const notices = new ExceedanceNotices(asked.options.target)
      const followUps = new FollowUps()
      const sites = new Set<string>()
      const judgings: Judging[] = []
      for (const home of homes)
        judgings.push(await judgeHome(c, run, home, asked, order, { digest, tally, notices, followUps, sites }))
      if (tally.digest() !== digest)
        throw refusal('conflict', '检测数据或评价结论已有变化', [
          '与您看到的变化清单不一致，没有写入任何结论，请重新预览后再确认',
        ])
      const sent = await notices.send(c, judgings[0]!, asked.standard)
      await gatherWaterSources(c, sites)
      return {
        judgings,
        samples: tally.samples,
        flipTotal: tally.flipTotal,
        notices: sent,
        followUps: await followUps.write(c, judgings[0]!),
      }
    }),
  )
}

async function judgeHome(
  c: Change,
  run: Run,
  home: HomeBatches,
  asked: JudgingAsked,
  order: JudgingOrder,
  whole: { digest: string; tally: Tally; notices: ExceedanceNotices; followUps: FollowUps; sites: Set<string> },
): Promise<Judging> {
  const sequence = await nextSequence(c.tx, 'judging', home.home)
  const id = newId(c.context.now.getTime())
  const own = new Tally(asked, 0)
  const writer = new BulkWriter(c, VERDICT, home.home, id)
  try {
    for await (const page of judgeBatches(run, home, asked)) {
      for (const judged of page) {
        own.add(judged)
        whole.tally.add(judged)
        whole.notices.take(judged)
        whole.followUps.take(judged)
        if (judged.site) whole.sites.add(judged.site)
        writer.add(rowOf(judged))
      }
      await writer.flush()
      await breathe()
    }
  } catch (error) {
    await writer.abandon()
    throw error
  }
  const verdict = await writer.end()
  const number = editionsOf(asked.standard)[0]!.number
  const region = await getRegion(c.tx, home.home)
  const judging = await c.insert(
    judgingRecord,
    {
      id,
      home: home.home,
      region: region.path,
      values: {
        title: order.title ?? `${asked.standard} 评价`,
        standard: number,
        asked: asked.standard,
        editions: [...own.editions].sort(),
        batch: order.scope.batch ?? null,
        survey: order.scope.survey ?? null,
        sequence,
        options: asked.options,
        tables: [...asked.tables],
        judgedOn: c.today,
        laws: lawsOf(number, c.today),
        content: { verdict },
        counts: own.counts,
        flipsDigest: whole.digest,
        flipCount: own.flipTotal,
        sample: order.sample ?? null,
      },
    },
    'judge',
  )
  await settleVerdicts(c.tx, home.home, id)
  return judging
}

const rowOf = ({ batch, ordinal, standard, judgement }: Judged) => [
  batch,
  ordinal,
  standard.number,
  standard.id,
  judgement.verdict,
  judgement.decisive.length ? judgement.decisive.join('、') : null,
  JSON.stringify(judgement),
]

/** The laws a verdict of that day stands on; a successor that is only reported stands beside. */
function lawsOf(number: string, day: string): unknown[] {
  const ids = number === 'GB/T 14848' ? ['soil-pollution-law', 'groundwater-regulation'] : ['soil-pollution-law']
  return ids.flatMap(id => {
    const found = lawOn(id, day)
    return found ? [{ law: found.law.title, from: found.law.from, reported: found.reported?.title ?? null }] : []
  })
}

async function scopeOf(run: Run, actor: Actor, { scope }: JudgingOrder): Promise<HomeBatches[]> {
  const where: RawBuilder<unknown>[] = [readable(actor)]
  if (scope.batch) where.push(sql`id = ${scope.batch}::uuid`)
  if (scope.survey) where.push(sql`survey = ${scope.survey}::uuid`)
  if (scope.region) {
    const region = await run(sql<{ path: string }>`select path from region where id = ${scope.region}::uuid`)
    where.push(sql`region like ${`${region.rows[0]?.path ?? '?'}%`}`)
  }
  const homes = await batchesIn(run, sql.join(where, sql` and `))
  if (homes.length === 0)
    throw refusal('invalid', '没有可以评价的检测数据', [
      '所选范围内没有有效的检测数据批次；撤回和不采信的批次不参加评价',
    ])
  return homes
}

async function askedOf(db: Db, actor: Actor, order: JudgingOrder, today: string): Promise<JudgingAsked> {
  if (actor.party !== null || !actor.duties.includes('reviewer'))
    throw refusal('forbidden', '不能评价', ['须由管理部门的审核人员办理'])
  const reasons: { message: string; where: string }[] = []
  if (!order.scope.batch && !order.scope.survey && !order.scope.region)
    reasons.push({ where: 'scope', message: '请选择批次、调查任务或区域' })
  const edition = editionsOf(order.standard)[0]
  if (!edition) reasons.push({ where: 'standard', message: `没有标准“${order.standard}”` })
  else if (order.options.items !== undefined && !itemSetOf(edition.number, order.options.items))
    reasons.push({
      where: 'items',
      message: `${edition.number} 没有名为“${order.options.items}”的项目组，可选：${ITEM_SETS.filter(
        s => s.standard === edition.number,
      )
        .map(s => s.name)
        .join('、')}`,
    })
  const found = order.localStandards.length
    ? await listRecords(db, localStandardRecord, sql`id = any(${order.localStandards}::uuid[]) and state = 'in-use'`)
    : []
  for (const id of order.localStandards)
    if (!found.some(f => f.id === id)) reasons.push({ where: 'localStandards', message: `没有在用的地方标准 ${id}` })
  for (const f of found)
    if (edition && !editionsOf(order.standard).some(e => e.id === f.standard))
      reasons.push({
        where: 'localStandards',
        message: `“${f.number}”对应 ${f.standard}，不能与 ${order.standard} 叠加`,
      })
  if (reasons.length > 0) throw refusal('invalid', '评价条件有误', reasons)
  const tables = found.sort((a, b) => (a.id < b.id ? -1 : 1)).map(localTableOf)
  return { standard: order.standard, options: order.options, tables, on: today }
}

/** Standards whose evaluators take local tables. */
export const STACKABLE: readonly string[] = ['GB 15618', 'GB 36600', 'GB 5084']

export const localTableOf = (row: {
  number: string | null
  title: string | null
  regionCode: string | null
  validFrom: string | null
  validUntil: string | null
  standard: string | null
  verified: boolean | null
  rows: unknown
}): LocalTable => ({
  id: row.number!,
  title: row.title!,
  region: row.regionCode!,
  from: row.validFrom!,
  until: row.validUntil,
  standard: row.standard!,
  verified: row.verified ?? false,
  rows: row.rows as LocalTable['rows'],
})
