import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createSocketServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, openBench } from '../workbench/testing.ts'
import { deliver, remind, stageOf } from './reminders.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
  const { plan, tasks } = await bench.plan({}, [
    { title: '涉镉排查', leadUnits: [bench.agriculture.id], content: '完成排查', due: '2026-11-30' },
  ])
  await bench.issue(plan, tasks)
}, 120_000)
afterAll(() => bench.server.close())

test('the nearest stage that was reached is told once, overdue again every so many days', () => {
  const settings = { daysBefore: [15, 7, 1], overdueEvery: 7, warnDays: 30 }
  const stages = [
    '2026-03-01',
    '2026-03-10',
    '2026-03-18',
    '2026-03-22',
    '2026-03-24',
    '2026-03-25',
    '2026-03-26',
    '2026-04-01',
    '2026-04-02',
  ].map(today => stageOf({ due: '2026-03-25' }, today, settings))
  expect(stages).toEqual([
    null,
    'before-15',
    'before-7',
    'before-7',
    'before-1',
    'before-1',
    'overdue-0',
    'overdue-0',
    'overdue-1',
  ])
})

test('a calendar feed per unit: secret address, one event per deadline, revocable and void after a new one', async () => {
  const { lead, server } = bench
  const guest = server.client()
  const first = (await lead.post('/calendar-subscription')).body.url as string
  const path = new URL(first).pathname.slice('/api'.length)
  const feed = await guest.get<string>(path)
  expect(feed.headers.get('content-type')).toContain('text/calendar')
  const lines = String(feed.body).replace(/\r\n /g, '').split('\r\n')
  expect(lines).toContain('DTSTART;VALUE=DATE:20260325')
  expect(lines).toContain('SUMMARY:报送2026年第一季度进展（1项）')
  expect(lines).toContain('SUMMARY:完成：涉镉排查')
  expect(lines.filter(l => l === 'BEGIN:VEVENT')).toHaveLength(5)
  expect(JSON.stringify((await lead.get('/calendar-subscription')).body)).not.toContain(path.slice(10, 30))
  const second = new URL((await lead.post('/calendar-subscription')).body.url).pathname.slice('/api'.length)
  expect((await guest.get(path)).status).toBe(404)
  expect((await guest.get(second)).status).toBe(200)
  await lead.send('DELETE', '/calendar-subscription')
  expect((await guest.get(second)).status).toBe(404)
  expect((await guest.get('/calendar/notatoken.ics')).status).toBe(404)
  expect((await (await bench.countyClient(0)).post(`/calendar-subscription?unit=${bench.agriculture.id}`)).status).toBe(
    403,
  )
})

test('nothing leaves the house until the port is turned on; then a webhook gets each reminder once', async () => {
  const { owner, server } = bench
  await bench.at('2026-03-19')
  expect(await remind(server.services)).toBe(1)
  expect(await deliver(server.services)).toEqual({ sent: 0, failed: 0 })
  const got: { title: string; unitName: string }[] = []
  const receiver = createServer((request, response) => {
    let text = ''
    request
      .on('data', part => (text += part))
      .on('end', () => {
        got.push(JSON.parse(text))
        response.statusCode = got.length === 1 ? 500 : 204
        response.end()
      })
  })
  await new Promise<void>(done => receiver.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  expect(
    (await owner.send('PUT', '/settings/outbound', { kind: 'webhook', webhook: { url: 'file:///etc/passwd' } })).status,
  ).toBe(422)
  expect(
    (await (await bench.countyClient(0)).send('PUT', '/settings/outbound', { kind: 'webhook', webhook: { url } }))
      .status,
  ).toBe(403)
  await owner.send('PUT', '/settings/outbound', { kind: 'webhook', webhook: { url } })
  try {
    expect(await deliver(server.services)).toEqual({ sent: 0, failed: 1 }) // refused, kept for the next round
    expect(await deliver(server.services)).toEqual({ sent: 1, failed: 0 })
    expect(await deliver(server.services)).toEqual({ sent: 0, failed: 0 })
  } finally {
    receiver.close()
  }
  expect(got[1]).toMatchObject({
    type: 'reminder',
    unitName: '临江市农业农村局',
    title: '报送2026年第一季度进展（1项），还剩 6 天',
    due: '2026-03-25',
  })
})

test('over SMTP the people of the unit who report get a letter', async () => {
  const { owner, server, agriculture } = bench
  await server.person(agriculture, 'clerk', ['reporter'], { email: 'clerk@example.org' })
  await bench.at('2026-03-24')
  expect(await remind(server.services)).toBe(1)
  const said: string[] = []
  const mail = createSocketServer(socket => {
    let body = false
    socket.write('220 test\r\n')
    socket.on('data', data => {
      for (const line of data.toString().split('\r\n').filter(Boolean)) {
        said.push(line)
        if (body) {
          if (line === '.') {
            body = false
            socket.write('250 ok\r\n')
          }
        } else if (/^DATA/.test(line)) {
          body = true
          socket.write('354 go\r\n')
        } else if (/^QUIT/.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>(done => mail.listen(0, '127.0.0.1', done))
  const smtp = {
    host: '127.0.0.1',
    port: (mail.address() as AddressInfo).port,
    secure: false,
    user: null,
    from: 'jingtu@example.org',
  }
  expect(
    (await owner.send('PUT', '/settings/outbound', { kind: 'smtp', smtp: { ...smtp, from: 'nobody' } })).body
      .reasons![0]!.message,
  ).toBe('发件地址应为邮箱')
  await owner.send('PUT', '/settings/outbound', { kind: 'smtp', smtp })
  try {
    expect(await deliver(server.services)).toEqual({ sent: 1, failed: 0 })
  } finally {
    mail.close()
  }
  expect(said).toContain('RCPT TO:<clerk@example.org>')
  expect(said.some(l => l.startsWith('Subject:'))).toBe(true)
})
