import type { ValuesOf } from '@jingtu/core/record.ts'
import { importBatchRecord } from '@jingtu/registers/monitoring/import-batch.ts'
import { judgingRecord } from '@jingtu/registers/monitoring/judging.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { type JudgingOrder, previewJudging, storeJudging } from '../../evidence/judging.ts'
import { storedFile } from '../../evidence/source.ts'
import { storeImport } from '../../evidence/storing.ts'
import { moveRecord } from '../../moves.ts'
import type { Desk, Pen } from './desk.ts'
import type { Network } from './network.ts'

export interface Campaign {
  key: string
  survey: Partial<ValuesOf<typeof surveyRecord>>
  days: { planned: string; sampled: string; imported: string; judged: string }
  /** As a laboratory sends it: the head, then a line for every sample. */
  table: readonly (readonly string[])[]
  fileName: string
  standard: string
  options: JudgingOrder['options']
}

const OWNER = new Set(['owner'] as const)

/** A survey from its beginning to its verdicts: planned, sampled, the laboratory's file let in, accepted, judged. */
export async function runCampaign(desk: Desk, network: Network, campaign: Campaign): Promise<void> {
  const { scene } = desk
  const { key, days } = campaign
  const city = scene.place('city')
  const planned = await desk.on(days.planned, 'lin', `survey-${key}`, pen =>
    pen.change.insert(surveyRecord, {
      home: city.id,
      region: city.path,
      values: {
        regionId: city.id,
        ownerUnit: scene.unit('city-ecology'),
        line: '生态环境',
        periodFrom: days.planned,
        periodTo: days.judged,
        standard: campaign.standard,
        sample: true,
        ...campaign.survey,
      },
    }),
  )
  await desk.on(days.sampled, 'lin', `survey-sampled-${key}`, pen => advance(pen, 'startSampling'))
  const file = await desk.on(days.imported, 'lin', `file-${key}`, async pen => {
    const bytes = Buffer.from(campaign.table.map(row => row.join(',')).join('\n'))
    const about = { type: 'text/csv', name: campaign.fileName, by: pen.actor.person, now: pen.change.context.now }
    return (await storeFile(pen.change.tx, bytes, about)).hash
  })
  const clerk = await scene.actor('lin')
  const batch = await storeImport(
    scene.services,
    clerk,
    scene.context(`lists-import-${key}`, days.imported, clerk),
    await storedFile(scene.services.store.db, file!),
    {
      survey: planned!.id,
      laboratory: network.laboratory,
      tables: null,
      mends: [],
      title: campaign.fileName.replace(/\.csv$/, ''),
      onDuplicate: '新版本',
      leaveOut: null,
      sample: true,
    },
  )
  await desk.on(days.imported, 'lin', `survey-analysed-${key}`, pen => advance(pen, 'startAnalysis'))
  await desk.on(days.judged, 'xu', `accepted-${key}`, async pen => {
    const stored = await pen.change.get(importBatchRecord, batch.id)
    await moveRecord(pen.change, importBatchRecord, stored, 'accept', { actor: pen.actor, relations: OWNER })
  })
  await judge(desk, campaign, planned!.id)

  async function advance(pen: Pen, move: 'startSampling' | 'startAnalysis'): Promise<void> {
    const survey = await pen.change.get(surveyRecord, planned!.id)
    await moveRecord(pen.change, surveyRecord, survey, move, { actor: pen.actor, relations: OWNER })
  }
}

/** What is shown first is what is confirmed; a load that was cut off after it finds it there. */
async function judge(desk: Desk, campaign: Campaign, survey: string): Promise<void> {
  const { services } = desk.scene
  const there = await listRecords(services.store.db, judgingRecord, sql`survey = ${survey}::uuid`, { limit: 1 })
  if (there.length > 0) return
  const reviewer = await desk.scene.actor('xu')
  const context = desk.scene.context(`lists-judge-${campaign.key}`, campaign.days.judged, reviewer)
  const order: JudgingOrder = {
    scope: { survey },
    standard: campaign.standard,
    options: campaign.options,
    localStandards: [],
    title: `${campaign.survey.name} 评价`,
    sample: true,
  }
  const shown = await previewJudging({ ...services, clock: () => context.now }, reviewer, order, { page: 1, size: 1 })
  await storeJudging(services, reviewer, context, order, shown.digest)
}
