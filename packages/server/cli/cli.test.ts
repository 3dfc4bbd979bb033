import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planRecord } from '@jingtu/programme/plan.ts'
import { countRecords, listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { runCommand } from '../cli.ts'
import { loadNationalTree } from '../organisation/regions.ts'
import { Client, openTestServer, type TestServer } from '../testing.ts'

const PLAN = `远山市2026年土壤污染防治工作计划
远环发〔2026〕3号

一、工作目标
到2026年底，受污染耕地安全利用率不低于91%。

二、重点任务
1.更新企业清单。6月底前完成清单更新。（市生态环境局牵头，市工信局配合）
2.开展培训。全年培训不少于120人次。（市生态环境局牵头）

三、保障措施
各牵头单位于12月25日前报送进展。
`

let server: TestServer
const folder = mkdtempSync(join(tmpdir(), 'jingtu-cli-'))
const file = join(folder, 'plan.txt')
const before = { data: process.env.JINGTU_DATA, url: process.env.DATABASE_URL }

/** A command as somebody types it, while a server has the same database open. */
async function jingtu(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(args, { out: line => out.push(line), err: line => err.push(line) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

beforeAll(async () => {
  server = await openTestServer()
  if (server.store.engine === 'server') process.env.DATABASE_URL = server.store.location
  else process.env.JINGTU_DATA = server.store.location
  await server.change(loadNationalTree)
  writeFileSync(file, PLAN)
})
afterAll(async () => {
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
  for (const [key, value] of [
    ['JINGTU_DATA', before.data],
    ['DATABASE_URL', before.url],
  ] as const) {
    if (value === undefined) delete process.env[key]
    else process.env[key] = value
  }
})

describe('the command line', () => {
  it('says in both languages what it can do, and how a command is called', async () => {
    const help = await jingtu('--help')
    expect(help.code).toBe(0)
    for (const words of ['plan read', 'user reset-password', '核对全部变更链', 'restore a backup'])
      expect(help.out).toContain(words)
    expect((await jingtu('plan', 'import', '--help')).out).toContain('FILE --region CODE')
  })

  it('ends with 2 when it is called wrongly and with 1 when it refuses, on standard error', async () => {
    for (const args of [
      ['paln'],
      ['plan', 'read'],
      ['plan', 'read', file, '--jsn'],
      ['plan', 'read', file, '--json', '--table'],
      ['plan', 'read', file, '--document', '2'],
      ['restore', file],
      ['verify', 'extra'],
    ]) {
      const answer = await jingtu(...args)
      expect([args.join(' '), answer.code, answer.out]).toEqual([args.join(' '), 2, ''])
      expect(answer.err).not.toBe('')
    }
    const missing = await jingtu('plan', 'read', join(folder, 'nothing.docx'))
    expect(missing).toMatchObject({ code: 1, out: '' })
    expect(missing.err).toContain('没有这个文件')
    writeFileSync(join(folder, 'empty.txt'), '')
    expect((await jingtu('plan', 'read', join(folder, 'empty.txt'))).code).toBe(1)
  })

  it('reads a plan as JSON and as a table', async () => {
    const json = JSON.parse((await jingtu('plan', 'read', file, '--json')).out)
    expect(json.documents[0]).toMatchObject({
      title: '远山市2026年土壤污染防治工作计划',
      issuingNumber: '远环发〔2026〕3号',
      jurisdiction: '远山市',
      year: 2026,
    })
    expect(json.documents[0].tasks.map((t: { title: string; lead: string[] }) => [t.title, t.lead])).toEqual([
      ['更新企业清单', ['市生态环境局']],
      ['开展培训', ['市生态环境局']],
    ])
    expect(json.problems).toEqual([])
    const table = await jingtu('plan', 'read', file, '--table', '--document', '1')
    expect(table.out).toMatch(/1 {2,}更新企业清单 +市生态环境局 +市工信局 +2026-06-30/)
  })

  it('registers a first unit and person, who can then import a plan and sign in', async () => {
    expect((await jingtu('unit', 'add', '南宁市生态环境局', '--region', '999999', '--line', '生态环境')).err).toContain(
      '没有代码为“999999”的区域',
    )
    expect((await jingtu('unit', 'add', '南宁市生态环境局', '--region', '450100', '--line', '环保')).code).toBe(2)
    expect(
      (
        await jingtu(
          'unit',
          'add',
          '南宁市生态环境局',
          '--region',
          '450100',
          '--line',
          '生态环境',
          '--short',
          '市生态环境局',
        )
      ).code,
    ).toBe(0)
    expect(
      (await jingtu('user', 'add', 'zhou', '--name', '周某', '--unit', '市生态环境局', '--duties', 'king')).code,
    ).toBe(2)
    const added = await jingtu(
      'user',
      'add',
      'zhou',
      '--name',
      '周某',
      '--unit',
      '市生态环境局',
      '--duties',
      'admin,planner',
    )
    const password = /初始密码 (\S+?)（/.exec(added.out)![1]!
    expect((await jingtu('user', 'add', 'zhou', '--name', '周某', '--unit', '市生态环境局')).err).toContain('已被使用')

    const imported = await jingtu('plan', 'import', file, '--region', '450100', '--as', 'zhou')
    expect(imported.out).toMatch(/已导入 远山市2026年土壤污染防治工作计划：任务 2 项/)
    expect((await jingtu('plan', 'import', file, '--region', '450100', '--as', 'zhou')).out).toContain('此前已导入')
    expect(await countRecords(server.store.db, planRecord)).toBe(1)
    const nanning = await findRegion(server.store.db, { code: '450100' })
    expect((await listRecords(server.store.db, planRecord))[0]).toMatchObject({ regionId: nanning!.id, state: 'draft' })
    expect((await jingtu('plan', 'import', file, '--region', '450100', '--as', 'nobody')).code).toBe(1)

    const client = new Client(createApp(server.services))
    expect((await client.post('/session', { login: 'zhou', password })).body.mustChangePassword).toBe(true)
    const reset = await jingtu('user', 'reset-password', 'zhou')
    expect((await client.get('/session')).status).toBe(401)
    expect((await client.post('/session', { login: 'zhou', password })).status).toBe(401)
    expect(
      (await client.post('/session', { login: 'zhou', password: /新密码 (\S+?)（/.exec(reset.out)![1] })).status,
    ).toBe(200)
    expect((await jingtu('user', 'reset-password', 'nobody')).code).toBe(1)
  })

  it('verifies, backs up and restores while the server runs; a byte changed behind its back is named', async () => {
    const backup = join(folder, 'all.backup')
    expect((await jingtu('verify')).out).toContain('全部相符')
    expect((await jingtu('backup', backup)).code).toBe(0)
    expect((await jingtu('backup', backup)).err).toContain('已存在')
    if (server.store.engine === 'embedded') {
      const into = join(folder, 'restored')
      expect((await jingtu('restore', backup, '--into', into)).out).toContain('已恢复')
      expect((await jingtu('restore', backup, '--into', into)).code).toBe(1)
    }
    await server.store.pool.query(`update region set name = '改过的名称' where code = '450200'`)
    const found = await jingtu('verify')
    expect(found.code).toBe(1)
    expect(found.err).toContain('改过的名称')
  })

  it('drafts the tables of the records', async () => {
    expect((await jingtu('ddl', 'unit')).out).toContain('create table unit (')
    expect((await jingtu('ddl', 'nothing')).code).toBe(2)
  })
})
