import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, openRegisterWorld, type RegisterWorld } from './testing.ts'

let w: RegisterWorld
const villages: Record<string, string> = {}
beforeAll(async () => {
  w = await openRegisterWorld()
  for (const [name, region] of [
    ['青石村', w.east],
    ['白沙村', w.east],
    ['柳渡村', w.west],
  ] as const)
    villages[name] = (await done(w.office, '/registers/village/rows', { region: region.id, values: { name } })).id
})
afterAll(() => w?.close())

const path = '/registers/compost-bin'
const bin = (code: string, village: string, more: object = {}) =>
  done(w.office, `${path}/rows`, { values: { code, subject: villages[village], kind: '木', ...more } })
const codes = async (query: string, client = w.office) => {
  const { status, body } = await client.get(`${path}/rows?${query}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.rows.map((r: { code: string }) => r.code)
}

describe('a list', () => {
  it('is walked page by page in either order, rows without a value last, each row once', async () => {
    const plots = ['3 亩', null, '0.1 公顷', '900 平方米', null, '2 亩', '3 亩']
    for (const [i, plot] of plots.entries()) {
      const [value, unit] = plot?.split(' ') ?? []
      await bin(`A-0${i}`, i % 2 ? '柳渡村' : '青石村', plot ? { plot: { value, unit } } : {})
    }
    for (const [sort, first] of [
      ['plot', ['A-03', 'A-02', 'A-05']],
      ['-plot', ['A-00', 'A-06', 'A-05']],
    ] as const) {
      const walked: string[] = []
      let after = ''
      do {
        const { body } = await w.office.get(`${path}/rows?sort=${sort}&limit=2&after=${after}`)
        expect(body.rows.length).toBeLessThanOrEqual(2)
        expect(body.count).toEqual({ n: 7, estimated: false })
        walked.push(...body.rows.map((r: { code: string }) => r.code))
        after = body.next
      } while (after)
      expect([...walked].sort()).toEqual(['A-00', 'A-01', 'A-02', 'A-03', 'A-04', 'A-05', 'A-06'])
      const values = walked.slice(0, 3)
      if (sort === 'plot') expect(values).toEqual(first)
      else expect([...values.slice(0, 2)].sort().concat(values[2]!)).toEqual(first)
      expect(new Set(walked.slice(-2))).toEqual(new Set(['A-01', 'A-04']))
    }
    const bad = await w.office.get(`${path}/rows?after=xyz`)
    expect([bad.status, bad.body.reasons?.[0]?.where]).toEqual([422, 'after'])
    expect((await w.office.get(`${path}/rows?sort=keeper`)).status).toBe(422)
  })

  it('is narrowed by fields, areas whatever their unit, state, region, and Chinese words of any length', async () => {
    expect(await codes('f.plot.from=1.5 亩&sort=code')).toEqual(['A-00', 'A-02', 'A-05', 'A-06'])
    expect(await codes('f.plot.from=1.4 亩&f.plot.to=1.6亩')).toEqual(['A-02'])
    expect(await codes('f.plot.empty=true&sort=code')).toEqual(['A-01', 'A-04'])
    expect(await codes(`region=${w.west.id}&sort=code`)).toEqual(['A-01', 'A-03', 'A-05'])
    expect(await codes('state=used')).toEqual([])
    expect((await codes('q=青石')).length).toBe(4)
    expect(await codes('q=渡&sort=code')).toEqual(['A-01', 'A-03', 'A-05'])
    expect(await codes('q=A-06')).toEqual(['A-06'])
    expect(await codes('q=%25')).toEqual([])
    const bad = await w.office.get(`${path}/rows?f.kind=石头&f.keeper=王&f.plot.from=许多`)
    expect(bad.body.reasons?.map((r: { where: string }) => r.where)).toEqual(['f.kind', 'f.keeper', 'f.plot'])
  })

  it('keeps a narrowed look under a name, for oneself or the unit', async () => {
    const view = await done(w.office, `${path}/views`, {
      name: '大块菜地',
      query: { 'f.plot.from': '3 亩', after: 'x' },
      shared: true,
    })
    expect(view.query).toEqual({ 'f.plot.from': '3 亩' })
    expect((await w.office.get(`${path}/views`)).body.rows).toMatchObject([{ name: '大块菜地', own: true }])
    expect((await w.eastClerk.get(`${path}/views`)).body.rows).toEqual([])
    expect((await w.eastClerk.send('DELETE', `${path}/views/${view.id}`)).status).toBe(404)
    expect((await w.office.send('DELETE', `${path}/views/${view.id}`)).status).toBe(200)
  })

  it('shows what was known then and what was true then, which are two questions', async () => {
    const made = await bin('B-01', '白沙村', { volume: '100' })
    await w.at('2026-08-10T09:00:00+08:00')
    await done(w.office, `${path}/rows/${made.id}/moves/start`, {
      values: { keeper: '周四' },
      effective: '2026-07-05',
      reason: '补登启用',
    })
    expect(await codes('state=used&knownOn=2026-07-20')).toEqual([])
    expect(await codes('state=used&validOn=2026-07-20')).toEqual(['B-01'])
    expect(await codes('state=used&validOn=2026-07-20&knownOn=2026-07-20')).toEqual([])
    const then = (await w.office.get(`${path}/rows/${made.id}?knownOn=2026-07-20`)).body.row
    expect(then).toMatchObject({ state: 'planned', version: 1, moves: [], editable: false })
    const refused = await w.office.post(`${path}/rows/${made.id}/moves/rest`, { effective: '2026-07-01' })
    expect(refused.body.reasons?.map((r: { where?: string }) => r.where)).toEqual([undefined, 'effective'])
    await w.at('2026-07-01T09:00:00+08:00')
  })

  it('is moved in bulk all or none, with every reason at its row', async () => {
    const rows = [await bin('C-01', '青石村'), await bin('C-02', '青石村'), await bin('C-03', '青石村')]
    const ask = (ids: { id: string }[], values: object) =>
      w.office.post(`${path}/moves/start`, { rows: ids.map(r => ({ id: r.id, version: 1 })), values })
    const missing = await ask(rows, {})
    expect([missing.status, missing.body.reasons?.length]).toEqual([422, 3])
    const all = await ask(rows, { keeper: '李五' })
    expect(all.body.rows.map((r: { state: string }) => r.state)).toEqual(['used', 'used', 'used'])
    const again = await ask([rows[0]!, await bin('C-04', '青石村')], { keeper: '李五' })
    expect([again.status, again.body.reasons?.[0]?.where]).toEqual([409, expect.stringMatching(/^第1条/)])
    expect(await codes('state=planned&q=C-0')).toEqual(['C-04'])
  })

  it('forgives its last writer once, until somebody else acts', async () => {
    const row = await bin('D-01', '青石村', { volume: '50' })
    const undo = (client = w.office) => client.post(`${path}/rows/${row.id}/undo`)
    await w.office.patch(`${path}/rows/${row.id}`, { version: 1, values: { volume: '500' } })
    expect((await undo(w.eastClerk)).body.reasons?.[0]?.message).toContain('不是您做的')
    expect((await w.office.get(`${path}/rows/${row.id}`)).body.row.undoable).toBe(true)
    expect((await undo()).body).toMatchObject({ volume: '50', version: 3 })
    expect((await undo()).status).toBe(409)
    await w.eastClerk.patch(`${path}/rows/${row.id}`, { version: 3, values: { volume: '60' } })
    expect((await undo()).status).toBe(409)
    const history = (await w.office.get(`${path}/rows/${row.id}/history`)).body.rows
    expect(
      history.map((v: { label: string; changes: { after: unknown }[] }) => [v.label, v.changes[0]?.after]),
    ).toEqual([
      ['修改', '60'],
      ['撤销', '50'],
      ['修改', '500'],
      ['新建', expect.anything()],
    ])
    // Taking back a creation leaves a void row nobody is shown, and its key is free again.
    const gone = await bin('D-02', '青石村')
    expect((await w.office.post(`${path}/rows/${gone.id}/undo`)).body).toEqual({ id: gone.id, state: 'void' })
    expect((await w.office.get(`${path}/rows/${gone.id}`)).status).toBe(404)
    await bin('D-02', '青石村')
  })

  it('takes fields a place adds, with the same checks, in its own region only', async () => {
    const field = {
      region: w.east.id,
      key: 'gridNo',
      from: '2026-01-01',
      field: { kind: 'choice', name: '网格', options: ['一', '二'], required: true },
    }
    expect((await w.eastClerk.post(`${path}/local-fields`, field)).status).toBe(403)
    const wrong = await w.office.post(`${path}/local-fields`, { ...field, key: 'code' })
    expect(wrong.body.reasons?.[0]?.message).toContain('已有字段')
    const added = await done(w.office, `${path}/local-fields`, field)
    const values = { code: 'E-01', subject: villages.青石村, kind: '木' }
    const without = await w.office.post(`${path}/rows`, { values })
    expect(without.body.reasons).toEqual([{ where: 'extra.gridNo', message: '“网格”不能为空' }])
    const bad = await w.office.post(`${path}/rows`, { values: { ...values, extra: { gridNo: '三', other: 1 } } })
    expect(bad.body.reasons?.map((r: { where: string }) => r.where)).toEqual(['extra.gridNo', 'extra.other'])
    await done(w.office, `${path}/rows`, { values: { ...values, extra: { gridNo: '二' } } })
    expect(await codes('x.gridNo=二')).toEqual(['E-01'])
    expect(
      (await w.office.post(`${path}/rows`, { values: { ...values, code: 'E-02', subject: villages.柳渡村 } })).status,
    ).toBe(200)
    const [own] = (await w.office.get(`${path}/rows?q=E-01`)).body.rows
    const other = await w.office.patch(`${path}/rows/${own.id}`, { version: 1, values: { subject: villages.柳渡村 } })
    expect(other.body.reasons?.[0]).toMatchObject({
      where: 'subject',
      message: expect.stringContaining('对象不能更改'),
    })
    expect(
      (await w.office.patch(`${path}/rows/${own.id}`, { version: 1, values: { volume: '8', extra: {} } })).body.extra,
    ).toEqual({
      gridNo: '二',
    })
    await done(w.office, `${path}/local-fields/${added.id}/end`, { until: '2026-06-30' })
    await done(w.office, `${path}/rows`, { values: { ...values, code: 'E-03' } })
  })

  it('is public only in what is published', async () => {
    const anyone = w.server.client()
    const { body } = await anyone.get(`/public${path}/rows?sort=code`)
    expect(body.rows[0]).toEqual({
      id: expect.any(String),
      subject: '白沙村',
      code: 'B-01',
      kind: '木',
      region: '东屏县',
      state: '在用',
    })
    expect((await anyone.get(`/public${path}/rows?f.plot.from=1亩`)).status).toBe(422)
    expect((await anyone.get('/public/registers/site/rows')).status).toBe(404)
    expect((await anyone.get(`${path}/rows`)).status).toBe(401)
  })
})

describe('corrections of rows that stand', () => {
  it('are one open draft at a time, decided by somebody else, and become a version', async () => {
    const { server } = w
    const town = await server.region('青石镇', 'township', w.east, '980221101')
    const office = await server.unit(town, { name: '青石镇人民政府', line: '政府', kind: '乡镇街道' })
    await server.person(office, 'town', ['reporter', 'reviewer'])
    const clerk = await server.signIn('town')
    const village = await done(w.office, '/registers/village/rows', { region: town.id, values: { name: '石桥村' } })
    const row = await done(clerk, `${path}/rows`, { values: { code: 'F-01', subject: village.id, kind: '砖' } })
    await done(clerk, `${path}/rows/${row.id}/moves/start`, { values: { keeper: '赵六' } })
    const propose = (values: object, why = '量错了') =>
      clerk.post(`${path}/rows/${row.id}/corrections`, { version: 2, values, why })
    expect((await propose({ volume: '9000' })).body.reasons?.[0]?.where).toBe('volume')
    const draft = await propose({ volume: '90' })
    expect(draft.body).toMatchObject({ state: 'open', base: 2, changes: { volume: '90' } })
    expect((await propose({ volume: '91' })).status).toBe(409)
    expect((await clerk.post(`/corrections/${draft.body.id}/accept`)).status).toBe(403)
    expect((await w.westClerk.post(`/corrections/${draft.body.id}/accept`)).status).toBe(404)
    expect((await w.eastClerk.post(`/corrections/${draft.body.id}/refuse`)).status).toBe(422)
    expect((await done(w.eastClerk, `/corrections/${draft.body.id}/accept`, { decision: '属实' })).version).toBe(3)
    expect((await clerk.get(`${path}/rows/${row.id}`)).body.row).toMatchObject({
      volume: '90',
      state: 'used',
      amendable: true,
    })
    const listed = (await w.eastClerk.get(`${path}/corrections?row=${row.id}`)).body.rows
    expect(listed).toMatchObject([{ state: 'accepted', decision: '属实', why: '量错了' }])
  })
})

describe('an edition of a list', () => {
  it('is frozen with a digest, and says what came in, went out and changed since the last', async () => {
    const freeze = (on: string, year: number) =>
      done(w.office, `${path}/editions`, { title: `${year}年名单`, purpose: '名录公布', year, on, scope: w.city.id })
    await w.at('2026-09-01T09:00:00+08:00')
    const first = await freeze('2026-09-01', 2026)
    expect(first).toMatchObject({ count: expect.any(Number), state: 'frozen', previous: null })
    const [row] = (await w.office.get(`${path}/rows?q=C-01`)).body.rows
    await w.office.patch(`${path}/rows/${row.id}`, { version: row.version, values: { volume: '77' } })
    const [left] = (await w.office.get(`${path}/rows?q=C-02`)).body.rows
    await done(w.office, `${path}/rows/${left.id}/moves/rest`, { reason: '闲置' })
    const [came] = (await w.office.get(`${path}/rows?q=C-04`)).body.rows
    await done(w.office, `${path}/rows/${came.id}/moves/start`, { values: { keeper: '孙七' } })
    const second = await freeze('2026-09-01', 2027)
    expect(second).toMatchObject({ added: 1, removed: 1, changed: 1, count: first.count, previous: first.id })
    const view = (await w.office.get(`/editions/${second.id}`)).body
    expect([view.intact, view.rows.length, view.difference.changed[0].changes[0]]).toEqual([
      true,
      second.count,
      expect.objectContaining({ key: 'volume', after: '77' }),
    ])
    // The first says today what it said then.
    expect((await w.office.get(`/editions/${first.id}`)).body).toMatchObject({
      intact: true,
      edition: { digest: first.digest },
    })
    expect((await done(w.office, `/editions/${second.id}/publish`, {})).state).toBe('published')
    expect((await w.westClerk.get(`/editions/${second.id}`)).status).toBe(404)
    // The public sees the published one alone, and of it the published fields.
    const anyone = w.server.client()
    const open = (await anyone.get(`/public${path}/editions`)).body.rows
    expect(open.map((e: { id: string }) => e.id)).toEqual([second.id])
    const seen = (await anyone.get(`/public${path}/editions/${second.id}`)).body
    expect([seen.rows.length, Object.keys(seen.rows[0]).sort()]).toEqual([
      second.count,
      ['code', 'id', 'kind', 'region', 'state', 'subject'],
    ])
    expect((await anyone.get(`/public${path}/editions/${first.id}`)).status).toBe(404)
    await w.at('2026-07-01T09:00:00+08:00')
  })

  it('takes no day of what has happened before it has come, written, moved or imported', async () => {
    const ahead = '“启用日期”不能晚于今天（2026-07-01），现为 2026-07-02'
    const values = { code: 'Z-1', subject: villages.青石村, kind: '木', setUpOn: '2026-07-02' }
    const created = await w.office.post(`${path}/rows`, { values })
    expect([created.status, created.body.reasons]).toEqual([422, [{ where: 'setUpOn', message: ahead }]])
    const row = await bin('Z-1', '青石村')
    const start = (setUpOn: string) =>
      w.office.post(`${path}/rows/${row.id}/moves/start`, { values: { setUpOn, keeper: '王一' } })
    const early = await start('2026-07-02')
    expect([early.status, early.body.reasons]).toEqual([422, [{ where: 'setUpOn', message: ahead }]])
    const form = new FormData()
    const rows = [
      ['对象', '箱号', '材质', '启用日期'],
      ['青石村', 'Z-2', '木', '2026-07-02'],
    ]
    const book = await writeSheet({ sheets: [{ name: '堆肥箱', rows }] })
    form.set('file', new File([Uint8Array.from(book)], '清单.xlsx'))
    const { body } = await w.office.post(`${path}/import/preview`, form)
    expect(body.rows[0].findings).toMatchObject([{ grade: 'error', cell: 'D2', message: ahead }])
    expect((await start('2026-07-01')).status).toBe(200)
  })
})
