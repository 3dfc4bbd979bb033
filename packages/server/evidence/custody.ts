import type { Reason } from '@jingtu/core/problem.ts'
import type { ValuesOf } from '@jingtu/core/record.ts'
import { type CUSTODY_STAGES, sampleHandoverRecord } from '@jingtu/registers/monitoring/handover.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

/** What must have happened to a sample before a stage; 流转 and 留存 may stand anywhere after 采集. */
const BEFORE: Partial<Record<(typeof CUSTODY_STAGES)[number], (typeof CUSTODY_STAGES)[number]>> = {
  流转: '采集',
  制备: '采集',
  检测: '制备',
  留存: '采集',
}

/** Why a handover cannot be as the sheet says; all reasons. */
export async function handoverFaults(
  c: Change,
  survey: string,
  values: Partial<ValuesOf<typeof sampleHandoverRecord>>,
): Promise<Reason[]> {
  const faults: Reason[] = []
  const samples = values.samples ?? []
  const on = values.doneOn
  if (samples.length === 0) faults.push({ where: 'samples', message: '请列出样品编号' })
  const twice = samples.filter((s, i) => samples.indexOf(s) !== i)
  if (twice.length > 0) faults.push({ where: 'samples', message: `样品编号重复：${[...new Set(twice)].join('、')}` })
  if (on && on > c.today) faults.push({ where: 'doneOn', message: '日期晚于今天' })
  const strangers = (values.refused ?? []).filter(s => !samples.includes(s))
  if (strangers.length > 0)
    faults.push({ where: 'refused', message: `拒收样品不在交接清单中：${strangers.join('、')}` })
  const stage = values.stage
  const needed = stage && BEFORE[stage]
  if (!stage || !on || samples.length === 0) return faults
  const before = await listRecords(
    c.tx,
    sampleHandoverRecord,
    sql`survey = ${survey}::uuid and state = 'recorded' and samples && ${samples}::text[]`,
  )
  for (const sample of samples) {
    const own = before.filter(h => h.samples.includes(sample) && !h.refused.includes(sample))
    const refused = before.some(h => h.refused.includes(sample) && !own.some(o => o.doneOn > h.doneOn))
    if (refused && stage !== '采集')
      faults.push({ where: 'samples', message: `样品“${sample}”已被拒收，不能再${stage}` })
    const last = own
      .filter(h => h.stage === needed)
      .map(h => h.doneOn)
      .sort()
      .at(-1)
    if (needed && last === undefined) faults.push({ where: 'samples', message: `样品“${sample}”还没有“${needed}”记录` })
    else if (last !== undefined && on < last)
      faults.push({ where: 'doneOn', message: `样品“${sample}”的${stage}日期早于${needed}日期 ${last}` })
    if (own.some(h => h.stage === stage && stage !== '流转'))
      faults.push({ where: 'samples', message: `样品“${sample}”已有“${stage}”记录` })
    if (faults.length >= 50) break
  }
  return faults
}
