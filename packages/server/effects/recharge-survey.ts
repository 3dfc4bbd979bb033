import { drinkingWaterSource } from '@jingtu/registers/drinking-water-source.ts'
import { groundwaterKeyArea } from '@jingtu/registers/groundwater-key-area.ts'
import { rechargeSurvey } from '@jingtu/registers/recharge-survey.ts'
import { waterBody } from '@jingtu/registers/subjects/water-body.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

const sourceOf = async (c: Change, row: Row) =>
  (
    await listRecords(c.tx, drinkingWaterSource, sql`subject = ${row.subject as string}::uuid and state <> 'void'`, {
      limit: 1,
    })
  )[0]

/** Only what draws groundwater has a recharge area; what was surveyed becomes an area to be protected. */
export const rechargeSurveyEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'survey') return []
    const source = await sourceOf(c, row)
    return source?.kind === '地下水型'
      ? []
      : [
          {
            where: 'subject',
            message: source ? `该水源是${source.kind}，没有地下水补给区` : '饮用水水源清单里没有这个水源，请先登记',
          },
        ]
  },
  async after(c, { action, after }) {
    if (action === 'survey') await findInside(c, after)
    if (action === 'zone') await draftKeyArea(c, after)
  },
}

/** The sites that lie on the recharge area, and the area itself with its source. */
async function findInside(c: Change, after: Row): Promise<void> {
  const { rows } = await sql<{ id: string }>`select s.id from site s, recharge_survey r
    where s.until is null and r.until is null and r.id = ${after.id}::uuid and s.state = 'active'
      and st_intersects(s.location_shape, r.extent_shape) order by s.id`.execute(c.tx)
  const survey = await c.get(rechargeSurvey, after.id)
  await c.update(rechargeSurvey, survey, { action: 'located', values: { inside: rows.map(r => r.id) } })
  const found = await sourceOf(c, after)
  if (!found) return
  const source = await c.get(drinkingWaterSource, found.id)
  await c.update(drinkingWaterSource, source, { action: 'correct', values: { recharge: survey.extent } })
}

async function draftKeyArea(c: Change, after: Row): Promise<void> {
  const survey = await c.get(rechargeSurvey, after.id)
  const water = await findRecord(c.tx, waterBody, survey.subject!)
  const area = await c.insert(groundwaterKeyArea, {
    home: after.home,
    region: after.region,
    values: {
      name: `${water?.name ?? ''}补给区`,
      type: '保护类',
      grade: '一级',
      extent: survey.extent,
      basisText: `补给区调查评估（${survey.assessedOn}），污染风险${survey.risk}，地下水${survey.quality}`,
    },
  })
  await c.update(rechargeSurvey, survey, { action: 'zoned', values: { keyArea: area.id } })
}
