import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { dayInShanghai } from '@jingtu/core/period.ts'
import type { PlanDocument } from '@jingtu/plans/programme.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { findActor } from '../auth/sessions.ts'
import { importPlan } from '../plans/import.ts'
import { readPlanFile } from '../plans/reading.ts'
import { refusal } from '../problems.ts'
import { makeClock, type Services } from '../services.ts'
import { type Command, columns, type Input, option, requireOption, UsageError } from './command.ts'
import { commandContext, withStore } from './with-store.ts'

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code
    throw refusal('not-found', `读不到文件“${path}”`, [
      why === 'ENOENT' ? '没有这个文件，请检查路径' : why === 'EISDIR' ? '这是一个目录，请给出文件' : String(error),
    ])
  }
}

/** Which plan of a collection, from 1 on. */
function documentNumber(input: Input, count: number): number | undefined {
  const given = option(input, 'document')
  if (given === undefined) return undefined
  const n = Number(given)
  if (!Number.isInteger(n) || n < 1 || n > count)
    throw new UsageError(`--document 应为 1 到 ${count} 之间的整数，现为“${given}” · --document must be 1 to ${count}`)
  return n
}

export const planRead: Command = {
  name: 'plan read',
  usage: 'FILE [--json | --table] [--document N]',
  about: {
    zh: '读出文件中的计划：任务、单位、时限、目标',
    en: 'read the plans in a file: tasks, units, dates, targets',
  },
  options: { json: { type: 'boolean' }, table: { type: 'boolean' }, document: { type: 'string' } },
  words: 1,
  async run(input, terminal) {
    if (input.values.json && input.values.table)
      throw new UsageError('--json 与 --table 只能选一个 · choose --json or --table')
    const path = input.words[0]!
    const year = Number(dayInShanghai(makeClock()()).slice(0, 4))
    const { document, reading } = await readPlanFile(await bytesOf(path), basename(path), year)
    for (const w of document.warnings) terminal.err(w.where ? `${w.where}：${w.message}` : w.message)
    const n = documentNumber(input, reading.documents.length)
    const documents = n === undefined ? reading.documents : [reading.documents[n - 1]!]
    if (input.values.table) for (const d of documents) for (const line of tableOf(d)) terminal.out(line)
    else terminal.out(JSON.stringify({ documents, problems: reading.problems }, null, 2))
    return 0
  },
}

function tableOf(d: PlanDocument): string[] {
  const tasks = d.tasks.map(t => [
    t.no,
    t.title,
    t.lead.join('、'),
    t.coop.join('、'),
    t.resp.join('、'),
    t.deadlines.join('、'),
  ])
  const targets = d.targets.map(t => [
    t.indicator,
    t.op,
    t.value === null ? (t.pending ?? '（隐去）') : String(t.value),
    t.unit ?? '',
    t.by ?? '',
    t.task ?? '',
  ])
  return [
    `${d.title}（${d.jurisdiction ?? '区域不明'}，${d.year ?? '年度不明'}）`,
    '',
    `任务 ${tasks.length} 项`,
    ...columns([['序号', '任务', '牵头', '配合', '责任', '时限'], ...tasks]),
    '',
    `目标 ${targets.length} 项`,
    ...columns([['指标', '关系', '目标值', '单位', '时限', '任务'], ...targets]),
    '',
  ]
}

export const planImport: Command = {
  name: 'plan import',
  usage: 'FILE --region CODE --as LOGIN [--document N]',
  about: { zh: '把文件中的计划导入为草稿，待审核发布', en: 'import the plans in a file as drafts for review' },
  options: { region: { type: 'string' }, as: { type: 'string' }, document: { type: 'string' } },
  words: 1,
  async run(input, terminal) {
    const path = input.words[0]!
    const code = requireOption(input, 'region')
    const login = requireOption(input, 'as')
    const bytes = await bytesOf(path)
    return withStore(async services => {
      const region = await findRegion(services.store.db, { code })
      if (!region) throw refusal('not-found', `没有代码为“${code}”的区域`, ['请用 GB/T 2260 的六位代码，例如 450100'])
      const actor = await actorByLogin(services, login)
      const given = option(input, 'document')
      if (given !== undefined && !/^[1-9]\d*$/.test(given))
        throw new UsageError('--document 应为从 1 数起的整数 · --document counts from 1')
      const context = {
        ...commandContext(services, `由命令行导入 ${basename(path)}`),
        actor: { id: actor.person, name: `${actor.unitName} ${actor.name}` },
        onBehalfOf: actor.unit,
      }
      const answer = await importPlan(
        services,
        actor,
        bytes,
        basename(path),
        { regionId: region.id, documentIndex: given ? Number(given) - 1 : undefined },
        context,
      )
      for (const w of answer.warnings) terminal.err(w)
      if (answer.choose) {
        terminal.err(
          '文件里有多篇计划，请用 --document 选择 · several plans in this file; choose one with --document：',
        )
        for (const line of columns(
          answer.choose.map(c => [String(c.index + 1), c.title, `任务 ${c.tasks}`, `目标 ${c.targets}`]),
        ))
          terminal.err(line)
        return 2
      }
      for (const p of answer.plans) {
        terminal.out(
          `${p.existing ? '此前已导入' : '已导入'} ${p.title}：任务 ${p.tasks} 项，目标 ${p.targets} 项，待核 ${p.problems} 处（${p.id}）`,
        )
      }
      return 0
    })
  },
}

async function actorByLogin(services: Services, login: string) {
  const { rows } = await sql<{
    person: string
  }>`select person from credential where login = ${login.trim().toLowerCase()}`.execute(services.store.db)
  const actor = rows[0] && (await findActor(services.store.db, rows[0].person))
  if (!actor) throw refusal('not-found', `没有登录名为“${login}”的在岗人员`)
  return actor
}
