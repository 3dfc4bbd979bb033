import { connect } from 'node:net'
import { splitFrames, writeFrame } from '@jingtu/standards/hj212-2017/frame.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  addOrganisation,
  addSite,
  creditCode,
  done,
  openRegisterWorld,
  type RegisterWorld,
} from '../registers/testing.ts'
import { type Hand, handOf } from '../registers/testing-rows.ts'
import type { DeviceStatus } from './devices.ts'
import { openReceiver } from './receiver.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let plant: Hand
let port: number
let stop: () => void
let works: { id: string }
let yard: { id: string }
const MN = '010000A8900016F0001600A1'
const FURNACE = '010000A8900016F0001600B1'
const SCALE = '010000A8900016F0001600B2'

beforeAll(async () => {
  w = await openRegisterWorld('2026-07-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  plant = handOf(w.plant)
  works = await addOrganisation(w.office, w.east, { name: '东屏铅锌矿业', creditCode: creditCode(1), unit: w.works.id })
  yard = await addSite(w.office, w.east, { name: '东屏冶炼厂区', organisation: works.id })
  const server = await openReceiver(w.server.services, 0, '127.0.0.1')
  port = (server.address() as { port: number }).port
  stop = () => server.close()
})
afterAll(async () => {
  stop?.()
  await w?.close()
})

/** Sends segments over one line and waits until each was answered. */
const send = (segments: readonly string[]): Promise<number> =>
  new Promise((finish, fail) => {
    const socket = connect(port, '127.0.0.1')
    let waiting = new Uint8Array()
    let answered = 0
    socket.once('error', fail)
    socket.on('connect', () => {
      for (const segment of segments) socket.write(writeFrame(segment))
    })
    socket.on('data', chunk => {
      const split = splitFrames(Uint8Array.from([...waiting, ...chunk]))
      waiting = Uint8Array.from(split.rest)
      answered += split.frames.length
      if (answered >= segments.length) socket.end(() => finish(answered))
    })
  })
const data = (mn: string, cn: string, time: string, body: string): string =>
  `QN=${time}000;ST=31;CN=${cn};PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${time};${body}&&`
/** An hour of a stack: mg/m³ of particulates at so many m³/s. */
const hour = (at: number, dust: string, flow: string, flag = 'N') => {
  const [day, clock] = [Math.floor(at / 24) + 1, at % 24]
  const time = `202607${String(day).padStart(2, '0')}${String(clock).padStart(2, '0')}0000`
  const body = `a34013-Avg=${dust},a34013-ZsAvg=${dust},a34013-Flag=${flag};a00000-Avg=${flow},a00000-Flag=N;a21026-Avg=30,a21026-Flag=N`
  return data(MN, '2061', time, body)
}
const devices = async (): Promise<DeviceStatus[]> => (await w.eastClerk.get('/online/devices')).body.rows

it('S165 data of a stack’s monitor network it, and the month’s emission is summed from its hours, missing ones left out', async () => {
  const enterprise = await east.make('heavy-metal-enterprise', {
    subject: works.id,
    industry: '重有色金属冶炼',
    metals: ['铅'],
    airKeyUnit: true,
    particulateDue: '2026-12-31',
  })
  await east.move('heavy-metal-enterprise', enterprise, 'list')
  const stack = await done(w.office, '/registers/outlet/rows', {
    region: w.east.id,
    values: {
      code: 'DA001',
      name: '熔炼炉烟囱',
      site: yard.id,
      medium: '废气',
      kind: '一般排放口',
      pollutants: ['颗粒物'],
      deviceCode: MN,
    },
  })
  const state = async () => {
    const now = await east.read('heavy-metal-enterprise', enterprise)
    return [now.particulate, now.particulateGap, now.networkedOn, now.devices]
  }
  expect(await state()).toEqual(['已安装', '已安装未联网', null, [MN]])
  expect((await devices()).map(d => [d.register, d.about, d.number, d.state])).toEqual([
    ['outlet', '东屏冶炼厂区', MN, '未接入'],
  ])
  const limit = await office.make(
    'discharge-limit',
    {
      standard: 'GB 25466—2010',
      kind: '特别排放限值',
      medium: '废气',
      limits: [{ pollutant: '颗粒物', limit: '10', unit: 'mg/m³' }],
      validFrom: '2020-01-01',
      document: '云环公告〔2020〕1号',
    },
    { region: w.city.id },
  )
  await office.move('discharge-limit', limit, 'enact')

  // 600 of the 744 hours of July: 594 at 8, five at 12 (above the limit of 10), one whose instrument was out of order.
  const hours = Array.from({ length: 600 }, (_, i) =>
    i < 5 ? hour(i, '12', '10') : i === 5 ? hour(i, '900', '10', 'D') : hour(i, '8', '10'),
  )
  expect(await send([...hours, hour(10, '8', '10')])).toBe(601)
  expect(await state()).toEqual(['已联网', '符合', '2026-07-01', [MN]])
  expect((await east.duties('heavy-metal-enterprise', enterprise)).find(d => d[0] === 'particulate')).toBeUndefined()
  expect((await devices())[0]!.values[0]).toEqual({ name: '颗粒物', value: '8', unit: 'mg/m³', flag: 'N' })

  const row = await plant.make('online-emission', { subject: stack.id, period: '2026-07' })
  expect(await plant.refusedMove('online-emission', row, 'compute')).toContain('2026-07 还没有结束')
  await w.at('2026-08-05T09:00:00+08:00')
  const computed = await plant.move('online-emission', row, 'compute')
  // (594 × 8 + 5 × 12) mg/m³ × 10 m³/s × 3600 s; 599 of 744 hours.
  expect(computed).toMatchObject({
    particulate: '173.232',
    validHours: 599,
    hours: 744,
    capture: '80.51',
    verdict: '可以核定',
  })
  expect(computed.pollutants).toEqual([
    { pollutant: '颗粒物', kg: '173.232', hours: 599 },
    { pollutant: '二氧化硫', kg: '648', hours: 600 },
  ])
  expect([computed.exceededHours, computed.limits]).toEqual([5, ['颗粒物 10 mg/m³（GB 25466—2010）']])
  expect(await east.refusedMove('online-emission', row, 'accept')).toContain('有 5 小时超过限值，须写明整改期限')
  await east.move('online-emission', row, 'accept', { values: { problemDue: '2026-09-30' } })
  const { problems } = await east.read('heavy-metal-enterprise', enterprise)
  expect(problems).toMatchObject([
    { due: '2026-09-30', problem: expect.stringContaining('2026-07 自动监测有 5 小时超过限值') },
  ])
  // Nothing has come since 25 July: the line is cut, though the works is networked.
  expect((await devices())[0]!.state).toBe('中断')

  // A month with too few hours is not known, and hours the works stood still are no gap.
  await w.at('2026-09-05T09:00:00+08:00')
  await send(Array.from({ length: 100 }, (_, i) => hour(i, '8', '10').replaceAll('202607', '202608')))
  const august = await plant.make('online-emission', { subject: stack.id, period: '2026-08' })
  expect(await plant.move('online-emission', august, 'compute')).toMatchObject({
    capture: '13.44',
    verdict: '证据不足',
  })
  expect(await east.refusedMove('online-emission', august, 'accept')).toContain('有效数据捕集率 13.44，证据不足')
  expect(await plant.refusedCorrection('online-emission', august, { stopHours: 640 })).toContain('须附证明')
  const stopped = { stopHours: 640, stopProof: [await plant.file()] }
  expect(await plant.correct('online-emission', august, stopped)).toMatchObject({ hours: 104, capture: '96.15' })
  await east.move('online-emission', august, 'accept')
  const accounted = await office.list('online-emission', '?state=accepted&f.period=2026-07,2026-08')
  expect(accounted.rows.map(r => [r.period, r.particulate]).sort()).toEqual([
    ['2026-07', '173.232'],
    ['2026-08', '28.8'],
  ])
}, 120_000)

it('S358 a licence stands on a filed plan, has capacity and expiry, and is monitored once all its devices have sent', async () => {
  const kiln = await addOrganisation(w.office, w.east, { name: '东屏固废处置中心', creditCode: creditCode(2) })
  const permit = await office.make('hazardous-waste-licence', {
    subject: kiln.id,
    number: '云环危009号',
    way: '处置',
    scopes: [
      { category: 'HW08', capacity: '3000' },
      { category: 'HW18', capacity: '1500.5' },
    ],
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    monitored: '未接入',
    devices: [
      { place: '焚烧炉', kind: '工况监测', number: FURNACE },
      { place: '地磅', kind: '称重', number: SCALE },
    ],
  })
  expect([permit.capacity, permit.unconnected]).toEqual(['4500.5', ['焚烧炉工况监测', '地磅称重']])
  expect(
    await office.refusedCorrection('hazardous-waste-licence', permit, { monitored: '已接入', monitorAddress: 'x' }),
  ).toContain('还有监控设备没有接入')
  // Before it is granted its instruments are strangers.
  const run = (mn: string, time: string) => data(mn, '2011', time, 'a01012-Rtd=1105,a01012-Flag=N')
  expect(await office.refusedMove('hazardous-waste-licence', permit, 'grant')).toContain('应急预案没有备案')
  await office.correct('hazardous-waste-licence', permit, { emergencyPlanOn: '2026-08-05' })
  await office.move('hazardous-waste-licence', permit, 'grant')
  expect(await office.duties('hazardous-waste-licence', permit)).toEqual([['renew', '2026-11-19', 'open']])

  await send([run(FURNACE, '20260905085500')])
  const half = await office.read('hazardous-waste-licence', permit)
  expect([half.monitored, half.unconnected]).toEqual(['未接入', ['地磅称重']])
  const own = async () =>
    (await devices()).filter(d => d.row === permit.id).map(d => [d.place, d.state, d.values[0]?.value ?? null])
  expect(await own()).toEqual([
    ['地磅', '未接入', null],
    ['焚烧炉', '在线', '1105'],
  ])
  await send([data(SCALE, '2011', '20260905085600', 'w00000-Rtd=1.2,w00000-Flag=N')])
  const whole = await office.read('hazardous-waste-licence', permit)
  expect([whole.monitored, whole.unconnected, whole.monitorAddress]).toEqual([
    '已接入',
    [],
    `HJ 212 ${FURNACE}、${SCALE}`,
  ])
  await w.at('2026-09-07T09:00:00+08:00')
  await send([run(FURNACE, '20260907085500')])
  expect((await own()).map(([place, state]) => `${place} ${state}`)).toEqual(['地磅 中断', '焚烧炉 在线'])
})
