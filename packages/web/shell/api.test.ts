import { afterEach, describe, expect, test, vi } from 'vitest'
import { ApiError, api, fileNameOf, onExpiredSession, readProblem, withQuery } from './api.ts'

const answer = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

afterEach(() => {
  vi.unstubAllGlobals()
  onExpiredSession(undefined)
})

describe('refusals', () => {
  test('carry all reasons and the members of their own', () => {
    const error = readProblem(422, {
      type: 'urn:x',
      title: '填写有误',
      status: 422,
      reasons: [{ message: '“名称”不能为空', where: 'name' }, { message: '请先登记上级单位' }, { odd: true }],
      locked: true,
    })
    expect(error.title).toBe('填写有误')
    expect(error.reasons).toEqual([{ message: '“名称”不能为空', where: 'name' }, { message: '请先登记上级单位' }])
    expect(error.extra).toEqual({ locked: true })
    expect(error.unanswered).toBe(false)
  })
  test('a page of a proxy still says what to do', () => {
    expect(readProblem(502, undefined).title).toContain('稍候再试')
    expect(readProblem(502, undefined).unanswered).toBe(true)
    expect(readProblem(418, '<html>').title).toContain('418')
  })
  test('no network is a refusal with status 0', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    const error = await api.get<never>('/api/units').catch((e: ApiError) => e)
    expect(error).toBeInstanceOf(ApiError)
    expect(error.status).toBe(0)
    expect(error.unanswered).toBe(true)
  })
})

test('empty conditions are left out of an address, lists are repeated', () => {
  expect(withQuery('/api/units', { search: '', region: null, limit: 5, line: ['水利', '财政'] })).toBe(
    `/api/units?limit=5&line=${encodeURIComponent('水利')}&line=${encodeURIComponent('财政')}`,
  )
  expect(withQuery('/api/files/x?download', { format: 'xlsx' })).toBe('/api/files/x?download&format=xlsx')
})

test('a write carries the key it was given, and one of its own otherwise', async () => {
  const sent: RequestInit[] = []
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    sent.push(init)
    return answer({ id: 1 })
  })
  await api.post('/api/units', { values: {} }, { key: 'k-1' })
  await api.patch('/api/units/1', {})
  await api.patch('/api/units/1', {})
  const keys = sent.map(init => (init.headers as Record<string, string>)['idempotency-key'])
  expect(keys[0]).toBe('k-1')
  expect(keys[1]).toMatch(/^[0-9a-f-]{36}$/)
  expect(keys[2]).not.toBe(keys[1])
})

test('a write that meets an expired session waits for signing in and goes out again under the same key', async () => {
  const keys: string[] = []
  let signedIn = false
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    keys.push((init.headers as Record<string, string>)['idempotency-key']!)
    return signedIn ? answer({ done: true }) : answer({ title: '请先登录' }, 401)
  })
  onExpiredSession(async () => {
    signedIn = true
  })
  expect(await api.post('/api/units', {})).toEqual({ done: true })
  expect(keys).toHaveLength(2)
  expect(keys[0]).toBe(keys[1])
})

test('signing in itself is never asked to sign in again', async () => {
  vi.stubGlobal('fetch', async () => answer({ title: '登录名或密码不正确' }, 401))
  const asked = vi.fn(async () => undefined)
  onExpiredSession(asked)
  const error = await api.post<never>('/api/session', {}).catch((e: ApiError) => e)
  expect(error.title).toBe('登录名或密码不正确')
  expect(asked).not.toHaveBeenCalled()
})

test('the name of a download is the one the server gives', () => {
  expect(fileNameOf(`attachment; filename*=UTF-8''${encodeURIComponent('调度表 2026.xlsx')}`)).toBe('调度表 2026.xlsx')
  expect(fileNameOf('attachment; filename="a.pdf"')).toBe('a.pdf')
  expect(fileNameOf(null)).toBeUndefined()
})
