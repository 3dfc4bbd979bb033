import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRegisterWorld, type RegisterWorld } from '../registers/testing.ts'
import { makeScan } from './scan.ts'

/** A scanner as an operator would name one, with no blank but between its parts: it knows one bad word, and breaks down over another. */
const SCANNER = [
  process.execPath,
  '-e',
  "let·t='';process.stdin.on('data',d=>(t+=d)).on('end',()=>process.exit(t.includes('EICAR')?1:t.includes('BREAK')?2:0))".replaceAll(
    '·',
    '\u00a0',
  ),
].join(' ')

let w: RegisterWorld
beforeAll(async () => {
  w = await openRegisterWorld()
})
afterAll(() => w?.close())

const send = (path: string, text: string, name: string) => {
  const form = new FormData()
  form.set('file', new File([text], name))
  return w.eastClerk.post(path, form)
}
const files = async (): Promise<number> =>
  (await w.server.store.pool.query<{ n: number }>('select count(*)::int as n from file')).rows[0]!.n

it('every upload goes through the scanner that was named: what it finds, or cannot look through, is not kept', async () => {
  w.server.services.scan = makeScan(SCANNER)
  const before = await files()
  const bad = await send('/files', 'EICAR', '佐证.txt')
  expect([bad.status, bad.body.title]).toEqual([422, '文件没有通过病毒检查'])
  const broken = await send('/files', 'BREAK', '佐证.txt')
  expect([broken.status, broken.body.title]).toEqual([503, '病毒检查没有完成'])
  for (const path of ['/registers/compost-bin/import/preview', '/evidence/preview', '/evidence/boundaries/check']) {
    const refused = await send(path, 'a,b\nEICAR,1\n', '清单.csv')
    expect([path, refused.body.title]).toEqual([path, '文件没有通过病毒检查'])
  }
  expect(await files()).toBe(before)
  const clean = await send('/files', '巡查记录', '佐证.txt')
  expect([clean.status, await files()]).toEqual([200, before + 1])
})

it('a scanner that cannot be started lets nothing by; without one nothing is scanned', async () => {
  w.server.services.scan = makeScan('/nowhere/scanner -')
  expect((await send('/files', '记录一', '一.txt')).status).toBe(503)
  w.server.services.scan = makeScan('')
  expect((await send('/files', '记录二', '二.txt')).status).toBe(200)
})
