/** What many read at once may be a moment old: never for who wrote, never longer than it says, never for who may not see it. */
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { addSite, openRegisterWorld, type RegisterWorld } from '../registers/testing.ts'
import { type Hand, handOf } from '../registers/testing-rows.ts'
import { makeClock, type Services } from '../services.ts'
import { Client } from '../testing.ts'
import { LATELY } from './following.ts'
import { keptFiguresOf } from './kept-figures.ts'
import type { FigureTable } from './views.ts'

const START = '2026-07-01T09:00:00+08:00'
const TABLE = '/indicators/table?years=2025,2026&ids=tank-rate'

let w: RegisterWorld
/** Two servers on one database, with clocks that go, each with what it remembers. */
let servers: Services[]
let stations: Record<'east' | 'west', string>
beforeAll(async () => {
  w = await openRegisterWorld(START)
  const clock = makeClock(START)
  servers = [1, 2].map(() => ({ ...w.server.services, clock, store: { ...w.server.store } }))
  stations = {
    east: (await addSite(w.eastClerk, w.east, { name: '东屏加油站', kind: '加油站' })).id,
    west: (await addSite(w.westClerk, w.west, { name: '西渡加油站', kind: '加油站' })).id,
  }
  await keptFiguresOf(servers[0]!).rollUp.keep('2026-07-01')
})
afterAll(() => w?.close())

/** The same person at another server. */
const at = (n: number, person: Client): Client => {
  const client = new Client(createApp(servers[n]!))
  client.cookie = person.cookie
  return client
}
const addTank = (hand: Hand, of: 'east' | 'west', tank: string) =>
  hand.make('gas-station-tank', { subject: stations[of], tank, product: '柴油', protection: '双层罐' })
const look = async (client: Client): Promise<{ tanks: number; asOf: number }> => {
  const { body } = await client.get<FigureTable>(TABLE)
  const row = body.rows.find(r => r.year === '2026')!
  expect(row.source).toBe('kept')
  return { tanks: Number(row.whole[4]), asOf: Date.parse(body.asOf) }
}

it('a table contains what its reader did, wherever he did it, and all that was done before the moment it says', async () => {
  const now = (): number => servers[0]!.clock().getTime()
  const office = [at(0, w.office), at(1, w.office)]
  const done: number[] = []
  let isOver = false
  const write = async (of: 'east' | 'west', person: Client): Promise<void> => {
    const hand = handOf(at(of === 'east' ? 0 : 1, person))
    // They read at the server they did not write at.
    const own = at(of === 'east' ? 1 : 0, person)
    for (let n = 1; n <= 8; n++) {
      await addTank(hand, of, `${n}号`)
      done.push(now())
      expect((await look(own)).tanks).toBe(n)
      if (n % 4 !== 0) continue
      const gone = await addTank(hand, of, '误录')
      expect((await look(own)).tanks).toBe(n + 1)
      const undone = await at(0, person).post(`/registers/gas-station-tank/rows/${gone.id}/undo`)
      expect(undone.status).toBe(200)
      expect((await look(own)).tanks).toBe(n)
    }
  }
  const watch = async (client: Client): Promise<number> => {
    let answers = 0
    for (; !isOver; answers++) {
      const asked = now()
      const { tanks, asOf } = await look(client)
      expect(tanks).toBeGreaterThanOrEqual(done.filter(moment => moment < asOf).length)
      // Clocks tell whole milliseconds.
      expect(asOf).toBeGreaterThan(asked - LATELY - 5)
    }
    return answers
  }
  const watching = office.map(watch)
  await Promise.all([write('east', w.eastClerk), write('west', w.westClerk)]).finally(() => {
    isOver = true
  })
  for (const answers of await Promise.all(watching)) expect(answers).toBeGreaterThan(1)

  // Whoever goes on asking is told of it as soon as the moment is past.
  const last = now()
  for (const client of office) {
    let seen = await look(client)
    while (seen.asOf <= last) seen = await look(client)
    expect(seen.tanks).toBe(16)
  }
  expect((await keptFiguresOf(servers[1]!).rollUp.verify('2026-07-01')).faults).toEqual([])
})

it('what another server followed is not kept back from who did it', async () => {
  const [east, office] = [at(0, w.eastClerk), at(0, w.office)]
  const elsewhere = keptFiguresOf(servers[1]!).rollUp.following
  const before = { east: (await look(east)).tanks, office: (await look(office)).tanks }
  for (let n = 1; n <= 4; n++) {
    // The first server remembers what was before; all of it is contained by the time it is asked.
    await addTank(handOf(at(1, w.eastClerk)), 'east', `再${n}号`)
    const done = servers[0]!.clock().getTime()
    await elsewhere.now('2026-07-01')
    const seen = await look(office)
    expect(seen.tanks).toBeGreaterThanOrEqual(before.office + (seen.asOf > done ? n : 0))
    expect((await look(east)).tanks).toBe(before.east + n)
    // And somebody else's following in between changes nothing in that.
    await addTank(handOf(at(1, w.westClerk)), 'west', `再${n}号`)
    before.office++
    await elsewhere.now('2026-07-01')
    expect((await look(east)).tanks).toBe(before.east + n)
  }
})

it('a table that did not change is not sent again, and never to who may not see it', async () => {
  const [office, east] = [at(0, w.office), at(0, w.eastClerk)]
  const city = `${TABLE}&region=${w.city.id}`
  // Whatever was done before is followed and read.
  const settle = () => keptFiguresOf(servers[0]!).view(w.city.path, ['2026'], '2026-07-01')
  await settle()
  const first = await office.get(city)
  const tag = first.headers.get('etag')!
  const again = { 'if-none-match': tag }
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  expect((await office.send('GET', city, undefined, again)).status).toBe(304)
  expect((await east.send('GET', city, undefined, again)).status).toBe(403)
  expect((await at(0, w.plant).send('GET', city, undefined, again)).status).toBe(403)
  // A table of another place, or of other indicators, is another.
  expect((await office.get(`${TABLE}&region=${w.east.id}`)).headers.get('etag')).not.toBe(tag)
  expect((await office.get(city.replace('tank-rate', 'tank-rate,film-rate'))).headers.get('etag')).not.toBe(tag)

  const app = createApp(servers[0]!)
  const zipped = await app.request(`/api${city}`, { headers: { cookie: office.cookie, 'accept-encoding': 'gzip, br' } })
  expect(zipped.headers.get('content-encoding')).toBe('gzip')
  const { asOf: _, ...unzipped } = JSON.parse(gunzipSync(await zipped.arrayBuffer()).toString()) as FigureTable
  expect(first.body).toMatchObject(unzipped)

  await addTank(handOf(east), 'east', '新罐')
  await settle()
  const after = await office.send('GET', city, undefined, again)
  expect(after.status).toBe(200)
  expect(after.headers.get('etag')).not.toBe(tag)
})
