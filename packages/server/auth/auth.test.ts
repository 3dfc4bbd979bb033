import { newId } from '@jingtu/core/id.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, TEST_PASSWORD, type TestServer } from '../testing.ts'
import { hashPassword, passwordFaults, passwordFits, randomPassword } from './password.ts'
import { setPassword } from './sessions.ts'

let server: TestServer
let unit: Unit

beforeAll(async () => {
  server = await openTestServer('2026-03-02T09:00:00+08:00')
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  unit = await server.unit(await server.region('云川省', 'province', nation, '980000'), { name: '云川省生态环境厅' })
})
afterAll(() => server?.close())

const tryIn = (login: string, password: string) => server.client().post('/session', { login, password })

describe('passwords', () => {
  it('are kept as scrypt with their own salt, and only the right one fits', async () => {
    const [a, b] = await Promise.all([hashPassword('湖光山色 2026'), hashPassword('湖光山色 2026')])
    expect(a).toMatch(/^scrypt\$32768\$8\$1\$/)
    expect(a).not.toBe(b)
    expect(await passwordFits('湖光山色 2026', a)).toBe(true)
    expect(await passwordFits('湖光山色 2027', a)).toBe(false)
    expect(await passwordFits('x', 'md5$abc')).toBe(false)
  })

  it('are refused for every fault at once', () => {
    expect(passwordFaults('11111', 'li')).toHaveLength(3)
    expect(passwordFaults('li-ming-2026-04', 'li-ming')).toEqual(['密码不能包含登录名'])
    expect(passwordFaults(randomPassword(), 'li-ming')).toEqual([])
  })
})

describe('signing in', () => {
  it('gives a session in a cookie the page cannot read, and ends it at sign-out', async () => {
    await server.person(unit, 'wen', ['viewer'])
    const client = server.client()
    expect((await client.get('/session')).status).toBe(401)
    const answer = await client.post('/session', { login: ' WEN ', password: TEST_PASSWORD })
    expect(answer.body).toMatchObject({
      mustChangePassword: false,
      today: '2026-03-02',
      actor: { name: 'wen', level: 'province', line: '生态环境', duties: ['viewer'] },
    })
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/i)
    const { rows } = await server.store.pool.query('select token_hash from session')
    expect(rows.some((r: { token_hash: string }) => client.cookie.includes(r.token_hash))).toBe(false)
    await client.send('DELETE', '/session')
    expect((await client.get('/session')).status).toBe(401)
  })

  it('says the same of an unknown login and of a wrong password', async () => {
    await server.person(unit, 'bai', ['viewer'])
    const [unknown, wrong] = await Promise.all([tryIn('nobody', 'abc'), tryIn('bai', 'abc')])
    expect([unknown.status, unknown.body.title]).toEqual([401, '登录名或密码不正确'])
    expect([wrong.status, wrong.body.title]).toEqual([unknown.status, unknown.body.title])
  })

  it('locks after five wrong passwords, also for the right one, and opens again after a quarter of an hour', async () => {
    await server.person(unit, 'he', ['viewer'])
    for (let i = 0; i < 5; i++) expect((await tryIn('he', `wrong ${i}`)).status).toBe(401)
    expect((await tryIn('he', TEST_PASSWORD)).status).toBe(429)
    server.setClock('2026-03-02T09:14:00+08:00')
    expect((await tryIn('he', TEST_PASSWORD)).status).toBe(429)
    server.setClock('2026-03-02T09:16:00+08:00')
    expect((await tryIn('he', TEST_PASSWORD)).status).toBe(200)
  })

  it('lets a first password do nothing but be changed, and ends the other sessions with the change', async () => {
    const person = await server.person(unit, 'mei', ['admin'])
    await server.change(c =>
      setPassword(c.tx, person.id, 'mei', 'first-password-1', { mustChange: true, now: new Date() }),
    )
    const one = await server.signIn('mei', 'first-password-1')
    const other = await server.signIn('mei', 'first-password-1')
    expect((await one.get('/session')).body.mustChangePassword).toBe(true)
    for (const path of ['/units', '/people', '/regions', '/notices']) expect((await one.get(path)).status).toBe(403)
    expect((await one.post('/session/password', { current: 'guess', next: 'spring-rain-2026' })).status).toBe(422)
    const same = await one.post('/session/password', { current: 'first-password-1', next: 'first-password-1' })
    expect(same.body.reasons).toEqual([{ message: '新密码不能与当前密码相同', where: 'next' }])
    expect(
      (await one.post('/session/password', { current: 'first-password-1', next: 'spring-rain-2026' })).status,
    ).toBe(200)
    expect((await one.get('/units')).status).toBe(200)
    expect((await other.get('/units')).status).toBe(401)
    expect((await tryIn('mei', 'first-password-1')).status).toBe(401)
    expect((await tryIn('mei', 'spring-rain-2026')).status).toBe(200)
  })

  it('ends by itself after twelve hours', async () => {
    server.setClock('2026-03-03T08:00:00+08:00')
    await server.person(unit, 'yan', ['viewer'])
    const client = await server.signIn('yan')
    server.setClock('2026-03-03T19:59:00+08:00')
    expect((await client.get('/session')).status).toBe(200)
    server.setClock('2026-03-03T20:01:00+08:00')
    expect((await client.get('/session')).status).toBe(401)
  })
})

describe('writing', () => {
  it('needs a request id; the same request again changes nothing, another one under its id is refused', async () => {
    await server.person(unit, 'tao', ['admin'])
    const client = await server.signIn('tao')
    const nation = (await client.get('/regions')).body.rows[0].id
    const province = (await client.get(`/regions?parent=${nation}`)).body.rows[0].id
    const body = { parent: province, name: '临溪市', kind: 'administrative', code: '980100', from: '2020-01-01' }
    expect((await client.post('/regions', body, { 'idempotency-key': '' })).status).toBe(422)
    const key = { 'idempotency-key': newId() }
    const first = await client.post('/regions', body, key)
    const again = await client.post('/regions', body, key)
    expect([first.status, again.body.id]).toEqual([200, first.body.id])
    expect((await client.post('/regions', { ...body, name: '远山市' }, key)).status).toBe(409)
  })

  it('refuses a form posted from another site', async () => {
    await server.person(unit, 'ning', ['viewer'])
    const client = await server.signIn('ning')
    const form = await client.send('POST', '/session/password', new FormData(), { origin: 'https://evil.example' })
    expect(form.status).toBe(403)
  })
})
