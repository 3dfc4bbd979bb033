import type { Actor } from '@jingtu/core/access.ts'
import { contains } from '@jingtu/core/region.ts'
import type { PlanDocument, Reading } from '@jingtu/plans/programme.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import type { DocumentChoice, ImportAnswer, ImportedPlan } from '@jingtu/programme/plan-views.ts'
import { type Change, type ChangeContext, change } from '@jingtu/store/changes.ts'
import { sha256 } from '@jingtu/store/digest.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { sql } from 'kysely'
import { getRegion, homeOf } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { cutDocument, draftRows } from './draft-rows.ts'
import { matchContextOf } from './places.ts'
import { readPlanFile } from './reading.ts'

export interface ImportOptions {
  regionId: string
  /** Which plans of a collection: one, several or all. Left out where a file holds several, the answer says which there are. */
  documentIndex?: number | number[] | 'all'
  sample?: boolean
}

/**
 * A file becomes drafts, one per plan in it: tasks, targets, named objects, with units resolved and every span pointing
 * into the stored text. All in one change; nothing of it is in force.
 * @throws Refusal with all reasons; then nothing at all is written
 */
export async function importPlan(
  services: Services,
  actor: Actor,
  bytes: Uint8Array,
  name: string,
  options: ImportOptions,
  context: ChangeContext,
): Promise<ImportAnswer> {
  requireImporter(actor)
  const { document, reading, failures } = await readPlanFile(bytes, name, context.now.getUTCFullYear())
  for (const failure of failures) services.log.warn({ name, failure }, 'converter')
  const warnings = document.warnings.map(w => (w.where ? `${w.where}：${w.message}` : w.message))
  const choices = choicesOf(reading)
  if (choices.every(c => c.tasks + c.targets === 0)) {
    throw refusal('invalid', `“${name}”里没有读出计划`, [
      {
        where: name,
        message:
          '没有找到带编号的任务或带数值的目标。请确认上传的是计划正文或任务清单；也可以新建空白计划，在系统里逐条填写',
      },
    ])
  }
  const chosen = chosenIndexes(options.documentIndex, choices)
  if (!chosen) return { plans: [], choose: choices, warnings }
  const digest = sha256(bytes)
  const plans = await change(
    services.store.db,
    { ...context, sourceFile: digest },
    { import: digest, regionId: options.regionId, chosen },
    async c => {
      const type = 'application/octet-stream'
      await storeFile(c.tx, bytes, { type, name, by: actor.person, now: context.now })
      const out: ImportedPlan[] = []
      for (const index of chosen) {
        const cut = cutDocument(document.text, reading, index)
        out.push(
          await importDocument(c, actor, cut, {
            ...options,
            digest,
            name,
            recognised: document.recognised || document.converted,
          }),
        )
      }
      return out
    },
  )
  return { plans, choose: null, warnings }
}

interface Source extends ImportOptions {
  digest: string
  name: string
  recognised: boolean
}

export interface Cut {
  text: string
  document: PlanDocument
  problems: Reading['problems']
}

async function importDocument(c: Change, actor: Actor, cut: Cut, source: Source): Promise<ImportedPlan> {
  const region = await getRegion(c.tx, source.regionId)
  if (!contains(actor.region, region.path) && !contains(region.path, actor.region)) {
    throw refusal('forbidden', '不能导入到这个区域', [`${region.name}既不在您单位的管辖范围内，也不是您的上级区域`])
  }
  const textHash = sha256(Buffer.from(cut.text))
  const before = await sameImport(c, source.digest, textHash, region.id)
  if (before) return before
  await storeFile(c.tx, Buffer.from(cut.text), {
    type: 'text/plain',
    name: `${source.name}.txt`,
    by: actor.person,
    now: c.context.now,
  })
  const on = cut.document.year ? `${cut.document.year}-01-01` : c.today
  const rows = draftRows(cut, {
    home: await homeOf(c.tx, region),
    region,
    ownerUnit: actor.unit,
    textHash,
    sourceHash: source.digest,
    sourceName: source.name,
    recognised: source.recognised,
    sample: source.sample ?? false,
    match: await matchContextOf(c.tx, region, on),
    now: c.context.now,
  })
  const plan = await c.insert(planRecord, rows.plan, 'import')
  for (const { kind, rows: list } of rows.parts) if (list.length > 0) await c.insertMany(kind, list, 'import')
  return {
    id: plan.id,
    title: plan.title,
    existing: false,
    state: plan.state,
    tasks: rows.counts.tasks,
    targets: rows.counts.targets,
    problems: plan.problems?.length ?? 0,
  }
}

async function sameImport(c: Change, source: string, text: string, region: string): Promise<ImportedPlan | undefined> {
  const { rows } = await sql<Omit<ImportedPlan, 'existing'>>`select p.id, p.title, p.state,
      (select count(*) from task t where t.plan = p.id and t.until is null and t.state <> 'removed') as tasks,
      (select count(*) from target t where t.plan = p.id and t.until is null) as targets,
      coalesce(jsonb_array_length(p.problems), 0) as problems
    from plan p where p.until is null and p.state <> 'withdrawn' and p.source_file = ${source} and p.text_file = ${text} and p.region_id = ${region}::uuid
    order by p.id limit 1`.execute(c.tx)
  return rows[0] && { ...rows[0], existing: true }
}

const choicesOf = (reading: Reading): DocumentChoice[] =>
  reading.documents.map((d, index) => ({
    index,
    title: d.title,
    year: d.year,
    jurisdiction: d.jurisdiction,
    tasks: d.tasks.length,
    targets: d.targets.length,
  }))

function chosenIndexes(asked: ImportOptions['documentIndex'], choices: DocumentChoice[]): number[] | undefined {
  const full = choices.filter(c => c.tasks + c.targets > 0).map(c => c.index)
  if (asked === 'all') return full
  if (asked === undefined) return full.length === 1 ? full : undefined
  const list = [...new Set(Array.isArray(asked) ? asked : [asked])].sort((a, b) => a - b)
  const missing = list.filter(i => !choices[i])
  if (missing.length > 0 || list.length === 0) {
    throw refusal('invalid', '没有这篇计划', [
      `文件里共有 ${choices.length} 篇，请从中选择（从 0 数起：${missing.join('、') || '未选'}）`,
    ])
  }
  return list
}

export function requireImporter(actor: Actor): void {
  if (actor.party || !actor.duties.includes('planner')) {
    throw refusal('forbidden', '不能导入计划', ['导入和编制计划需要“计划管理”权限，请联系本单位管理员'])
  }
}
