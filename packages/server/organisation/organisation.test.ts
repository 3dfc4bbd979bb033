import { newId } from '@jingtu/core/id.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import type { Person } from '@jingtu/registers/subjects/person.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../testing.ts'

let server: TestServer
let city: RegionNode
let north: RegionNode
let east: RegionNode
let bureau: Unit
let northBureau: Unit
let clerk: Person
let cityAdmin: Client
let northAdmin: Client
let northClerk: Client

beforeAll(async () => {
  server = await openTestServer()
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云川省', 'province', nation, '980000')
  city = await server.region('临溪市', 'city', province, '980100')
  north = await server.region('北岭县', 'county', city, '980121')
  east = await server.region('东塘区', 'county', city, '980102')
  bureau = await server.unit(city, { name: '临溪市生态环境局', shortName: '市生态环境局', phone: '0700-1000' })
  northBureau = await server.unit(north, {
    name: '北岭县农业农村局',
    line: '农业农村',
    phone: '0700-2000',
    contact: '何某',
  })
  await server.unit(east, { name: '东塘区财政局', line: '财政', phone: '0700-3000', contact: '丁某' })
  await server.person(bureau, 'city-admin', ['admin', 'planner'])
  await server.person(northBureau, 'north-admin', ['admin'])
  clerk = await server.person(northBureau, 'north-clerk', ['reporter'], { phone: '13900000000' })
  cityAdmin = await server.signIn('city-admin')
  northAdmin = await server.signIn('north-admin')
  northClerk = await server.signIn('north-clerk')
})
afterAll(() => server?.close())

describe('regions', () => {
  it('S050 holds development zones beside counties, inside them and across them, with their committees as units', async () => {
    const across = await cityAdmin.post('/regions', {
      parent: city.id,
      name: '月湾岛旅游区',
      kind: 'zone',
      from: '2020-01-01',
    })
    expect(across.body).toMatchObject({ level: 'county', code: null, kind: 'zone' })
    const inside = await northAdmin.post('/regions', {
      parent: north.id,
      name: '西城产业园',
      kind: 'zone',
      from: '2020-01-01',
    })
    expect(inside.body).toMatchObject({ level: 'township', code: null })
    const farm = await cityAdmin.post('/regions', {
      parent: city.id,
      name: '红星农场',
      kind: 'zone',
      level: 'township',
      from: '2020-01-01',
    })
    expect(farm.status).toBe(200)
    const committee = await cityAdmin.post('/units', {
      regionId: across.body.id,
      values: { name: '月湾岛旅游区管理委员会', kind: '园区管委会', level: 'county', line: '园区管委会' },
    })
    expect(committee.body).toMatchObject({
      region: across.body.path,
      home: across.body.id,
      regionId: across.body.id,
      state: 'active',
    })
    const insideCommittee = await northAdmin.post('/units', {
      regionId: inside.body.id,
      values: { name: '西城产业园管委会', kind: '园区管委会', level: 'township', line: '园区管委会' },
    })
    expect(insideCommittee.body.home).toBe(north.id)
    const children = await cityAdmin.get(`/regions?parent=${city.id}`)
    expect(children.body.rows.map((r: RegionNode) => r.name).sort()).toEqual(
      ['东塘区', '北岭县', '月湾岛旅游区', '红星农场'].sort(),
    )
    expect(children.body.rows.find((r: RegionNode) => r.name === '北岭县')).toMatchObject({
      hasChildren: true,
      path: north.path,
    })
    const listed = await cityAdmin.get(`/units?region=${city.id}&line=园区管委会`)
    expect(listed.body.rows.map((u: { name: string; regionName: string }) => [u.name, u.regionName])).toEqual(
      expect.arrayContaining([
        ['月湾岛旅游区管理委员会', '月湾岛旅游区'],
        ['西城产业园管委会', '西城产业园'],
      ]),
    )
  })

  it('keeps the place when its code and name change, and moves all that lies there', async () => {
    const south = await server.region('南渡县', 'county', city, '980127')
    const office = await server.unit(south, { name: '南渡县水利局', line: '水利' })
    const refused = await cityAdmin.post(`/regions/${south.id}/succeed`, {
      name: '南渡市',
      code: '980181',
      from: '2026-06-01',
      reason: ' ',
    })
    expect(refused).toMatchObject({ status: 422 })
    const renamed = await cityAdmin.post(`/regions/${south.id}/succeed`, {
      name: '南渡市',
      code: '980181',
      from: '2026-06-01',
      reason: '民函〔2026〕1号',
    })
    expect(renamed.body).toMatchObject({ id: south.id, name: '南渡市', path: `${city.path}980181/` })
    const found = await cityAdmin.get('/regions?search=南渡县')
    expect(found.body.rows.map((r: RegionNode) => r.name)).toEqual(['南渡市'])
    const units = await cityAdmin.get(`/units?search=南渡县水利局`)
    expect(units.body.rows[0]).toMatchObject({
      id: office.id,
      home: south.id,
      region: `${city.path}980181/`,
      regionName: '南渡市',
    })
  })

  it('refuses what cannot be a place, with every reason, and administrators of elsewhere', async () => {
    const wrong = await cityAdmin.post('/regions', {
      parent: north.id,
      name: '西城产业园',
      kind: 'zone',
      level: 'city',
      from: '2020-01-01',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.body.reasons).toHaveLength(2)
    expect(
      (await northAdmin.post('/regions', { parent: city.id, name: '某园区', kind: 'zone', from: '2020-01-01' })).status,
    ).toBe(403)
    expect(
      (
        await northClerk.post('/regions', {
          parent: north.id,
          name: '某镇',
          kind: 'administrative',
          from: '2020-01-01',
        })
      ).status,
    ).toBe(403)
    expect(
      (
        await northAdmin.post('/regions', {
          parent: north.id,
          name: '某镇',
          kind: 'administrative',
          from: '2020-02-30',
        })
      ).status,
    ).toBe(422)
  })
})

describe('units and people', () => {
  it('S048 keeps the organisation of each region with its contacts, which only the own region reads', async () => {
    const own = await northClerk.get(`/units?region=${north.id}&line=农业农村`)
    expect(own.body.rows[0]).toMatchObject({ name: '北岭县农业农村局', contact: '何某', phone: '0700-2000' })
    const fromAbove = await cityAdmin.get(`/units?region=${north.id}&line=农业农村`)
    expect(fromAbove.body.rows[0].phone).toBe('0700-2000')
    const beside = await northClerk.get(`/units?region=${east.id}`)
    expect(beside.body.rows[0]).toMatchObject({ name: '东塘区财政局', contact: null, phone: null })
    const people = await cityAdmin.get(`/people?search=north-clerk`)
    expect(people.body.rows[0]).toMatchObject({
      unitName: '北岭县农业农村局',
      login: 'north-clerk',
      phone: '13900000000',
      duties: ['reporter'],
    })
    const above = await northClerk.get(`/people?unit=${bureau.id}`)
    expect(above.body.rows[0]).toMatchObject({ login: null, phone: null })
  })

  it('lets administrators write within their region and never above it', async () => {
    const values = { name: '北岭县林业局', kind: '部门', level: 'county', line: '林业' }
    expect((await northClerk.post('/units', { regionId: north.id, values })).status).toBe(403)
    expect((await northAdmin.post('/units', { regionId: city.id, values: { ...values, level: 'city' } })).status).toBe(
      403,
    )
    expect((await northAdmin.patch(`/units/${bureau.id}`, { version: 1, values: { phone: '1' } })).status).toBe(403)
    expect(
      (
        await northAdmin.post('/people', {
          login: 'intruder',
          values: { name: '某', unit: bureau.id, duties: ['admin'] },
        })
      ).status,
    ).toBe(403)
    const made = await northAdmin.post('/units', { regionId: north.id, values })
    expect(made.status).toBe(200)
    const again = await northAdmin.post('/units', {
      regionId: north.id,
      values: { ...values, level: 'city', creditCode: '12' },
    })
    expect(again.status).toBe(422)
    expect(again.body.reasons!.map((r: { where: string }) => r.where)).toEqual(['level', 'name', 'creditCode'])
  })

  it('gives a new person a random password that must be changed and is stored nowhere', async () => {
    const key = { 'idempotency-key': newId() }
    const body = { login: 'Fresh.Clerk', values: { name: '新来的', unit: northBureau.id, duties: ['reporter'] } }
    const made = await northAdmin.post('/people', body, key)
    expect(made.body.password).toMatch(/^[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}$/)
    const repeated = await northAdmin.post('/people', body, key)
    expect(repeated.body).toMatchObject({ password: null, row: { id: made.body.row.id } })
    const kept = await server.store.pool.query(
      `select answer::text as text from request union all select after from record_event`,
    )
    expect(kept.rows.some((r: { text: string }) => r.text.includes(made.body.password))).toBe(false)

    const fresh = await server.signIn('fresh.clerk', made.body.password)
    expect((await fresh.get('/units')).status).toBe(403)
    expect((await fresh.post('/session/password', { current: made.body.password, next: 'short' })).status).toBe(422)
    expect(
      (await fresh.post('/session/password', { current: made.body.password, next: 'shan-qing-shui-xiu-9' })).body
        .mustChangePassword,
    ).toBe(false)
    expect((await fresh.get('/units')).status).toBe(200)

    const reset = await northAdmin.post(`/people/${made.body.row.id}/password-reset`)
    expect((await fresh.get('/units')).status).toBe(401)
    expect((await server.signIn('fresh.clerk', reset.body.password)).cookie).not.toBe('')
    const history = await northAdmin.get(`/records/person/${made.body.row.id}/history`)
    expect(history.body.rows.map((r: { label: string }) => r.label)).toEqual(['重置密码', '新建'])

    expect((await northAdmin.post('/people', body)).body.reasons![0]).toMatchObject({ where: 'login' })
    const wrong = await northAdmin.post('/people', {
      login: 'x',
      values: { name: '某', unit: northBureau.id, duties: ['king'] },
    })
    expect(wrong.body.reasons!.map((r: { where: string }) => r.where)).toEqual(['duties', 'login'])
  })

  it('ends the sessions of somebody who leaves, and never lets administrators lock themselves out', async () => {
    const person = await server.person(northBureau, 'leaver', ['reporter'])
    const leaver = await server.signIn('leaver')
    expect((await northAdmin.post(`/people/${person.id}/moves/leave`)).body.state).toBe('left')
    expect((await leaver.get('/units')).status).toBe(401)
    await expect(server.signIn('leaver')).rejects.toThrow('离岗')
    const me = (await northAdmin.get('/people?search=north-admin')).body.rows[0] as Person
    expect((await northAdmin.post(`/people/${me.id}/moves/leave`)).status).toBe(422)
    expect(
      (await northAdmin.patch(`/people/${me.id}`, { version: me.version, values: { duties: ['viewer'] } })).status,
    ).toBe(422)
  })

  it('merges a duplicate: its names live on and everything that pointed to it points to the one that stays', async () => {
    const stays = await server.unit(north, { name: '北岭县自然资源和规划局', line: '自然资源' })
    const double = await server.unit(north, {
      name: '北岭县自然资源局',
      shortName: '县自然资源局',
      aliases: ['县国土局'],
      line: '自然资源',
    })
    const worker = await server.person(double, 'lands-clerk', ['reporter'])
    const task = await server.change(c =>
      c.insert(taskRecord, {
        home: city.id,
        region: city.path,
        values: {
          plan: newId(),
          ordinal: 1,
          title: '严格建设用地准入',
          origin: '识别',
          leadUnits: [bureau.id],
          respUnits: [double.id, northBureau.id],
        },
      }),
    )
    expect((await northAdmin.post(`/units/${double.id}/merge`, { into: stays.id })).status).toBe(422)
    expect((await northAdmin.post(`/units/${double.id}/merge`, { into: bureau.id, reason: '重复' })).status).toBe(403)
    const merged = await northAdmin.post(`/units/${double.id}/merge`, { into: stays.id, reason: '同一单位登记了两次' })
    expect(merged.body).toMatchObject({ moved: 2, row: { id: double.id, state: 'closed' } })
    expect(merged.body.into.aliases).toEqual(['北岭县自然资源局', '县自然资源局', '县国土局'])
    expect((await findRecord(server.store.db, taskRecord, task.id))!.respUnits).toEqual([stays.id, northBureau.id])
    const session = await (await server.signIn('lands-clerk')).get('/session')
    expect(session.body.actor).toMatchObject({ person: worker.id, unit: stays.id })
    const history = await northAdmin.get(`/records/unit/${stays.id}/history`)
    expect(history.body.rows[0]).toMatchObject({
      version: 2,
      label: '并入重复条目',
      reason: '同一单位登记了两次',
      actorName: '北岭县农业农村局 north-admin',
    })
    expect(history.body.rows[0].changes.map((c: { key: string }) => c.key)).toEqual(['aliases'])
    expect((await northAdmin.post(`/units/${double.id}/merge`, { into: stays.id, reason: '再来一次' })).status).toBe(
      409,
    )
  })

  it('refuses a correction of an old version and a close without reason', async () => {
    const unit = await server.unit(north, { name: '北岭县商务局', line: '商务' })
    expect(
      (await northAdmin.patch(`/units/${unit.id}`, { version: 1, values: { shortName: '县商务局' } })).status,
    ).toBe(200)
    expect((await northAdmin.patch(`/units/${unit.id}`, { version: 1, values: { shortName: '商务局' } })).status).toBe(
      409,
    )
    expect((await northAdmin.post(`/units/${unit.id}/moves/close`, {})).body.reasons).toEqual([
      { message: '“撤销”须填写理由' },
    ])
    expect((await northAdmin.post(`/units/${unit.id}/moves/close`, { reason: '机构改革' })).body.state).toBe('closed')
    const history = await northAdmin.get(`/records/unit/${unit.id}/history`)
    expect(history.body.rows.map((r: { label: string; reason: string | null }) => [r.label, r.reason])).toEqual([
      ['撤销', '机构改革'],
      ['修改', null],
      ['新建', null],
    ])
    expect(history.body.rows[0].changes).toContainEqual({
      key: 'state',
      name: '状态',
      before: 'active',
      after: 'closed',
    })
  })
})

describe('history', () => {
  it('tells nobody of the history of people elsewhere, nor their telephone numbers', async () => {
    const other = await server.person(await server.unit(east, { name: '东塘区水利局', line: '水利' }), 'east-clerk', [
      'reporter',
    ])
    expect((await northClerk.get(`/records/person/${other.id}/history`)).status).toBe(404)
    expect((await northClerk.get(`/records/nothing/${other.id}/history`)).status).toBe(404)
    const upwards = await northClerk.get(`/records/unit/${bureau.id}/history`)
    expect(upwards.body.rows[0].changes.map((c: { key: string }) => c.key)).not.toContain('phone')
    const own = await northClerk.get(`/records/person/${clerk.id}/history`)
    expect(own.body.rows[0].changes).toContainEqual({ key: 'phone', name: '电话', before: null, after: '13900000000' })
  })

  it('leaves a chain that verifies', async () => {
    expect((await verifyStore(server.store, RECORDS)).faults).toEqual([])
  })
})
