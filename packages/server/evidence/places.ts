import type { Actor } from '@jingtu/core/access.ts'
import { editionsOf } from '@jingtu/standards/index.ts'
import { itemSetOf, judgePlace } from '@jingtu/standards/required-items.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { batchesIn, type Judged, type JudgingAsked, judgeBatches, type Run } from './judged.ts'
import { readable } from './standing.ts'
import type { PlaceVerdict } from './views.ts'

/**
 * The verdict of each place of a survey from its samples that count: the worst decides, and without every item of the set it
 * stays 证据不足 with what it would take. Samples without a registered point stand for themselves. @throws Refusal
 */
export async function judgePlaces(db: Db, actor: Actor, survey: string, asked: JudgingAsked): Promise<PlaceVerdict[]> {
  const edition = editionsOf(asked.standard).at(-1)
  if (!edition)
    throw refusal('invalid', '评价条件有误', [{ where: 'standard', message: `没有标准“${asked.standard}”` }])
  const set = itemSetOf(edition.number, asked.options.items ?? '')
  if (!set)
    throw refusal('invalid', '评价条件有误', [
      { where: 'items', message: '请选择结论须依据的项目组，如“五项重金属和pH”' },
    ])
  const { items: _i, ...options } = asked.options
  const run: Run = query => query.execute(db)
  const places = new Map<string, Judged[]>()
  for (const home of await batchesIn(run, sql`survey = ${survey}::uuid and ${readable(actor)}`))
    for await (const page of judgeBatches(run, home, { ...asked, options })) {
      for (const judged of page) {
        const key = judged.site ?? `${judged.batch}.${judged.sample.id}`
        const list = places.get(key)
        if (list) list.push(judged)
        else places.set(key, [judged])
      }
      await new Promise<void>(go => setImmediate(go))
    }
  const names = await sql<{ id: string; name: string }>`select id, name from monitoring_site where until is null
    and id = any(${[...places.values()].flatMap(p => p[0]!.site ?? [])}::uuid[])`.execute(db)
  const nameOf = new Map(names.rows.map(r => [r.id, r.name]))
  return [...places.values()].map(samples => {
    const { site, code, standard } = samples[0]!
    const name = (site && nameOf.get(site)) || code
    const judgement = judgePlace(name, standard, set, samples)
    return {
      site,
      name,
      samples: samples.map(s => ({ id: `${s.batch}.${s.ordinal}`, code: s.code, verdict: s.judgement.verdict })),
      verdict: judgement.verdict,
      decisive: judgement.decisive,
      missing: judgement.missing,
      notes: judgement.notes,
      items: set.name,
    }
  })
}
