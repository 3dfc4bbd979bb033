import { connect } from 'node:net'
import { RECORDS } from '@jingtu/programme/records.ts'
import { splitFrames, writeFrame } from '@jingtu/standards/hj212-2017/frame.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSite, openRegisterWorld, type RegisterWorld } from '../registers/testing.ts'
import { type Hand, handOf } from '../registers/testing-rows.ts'
import { openReceiver } from './receiver.ts'
import type { FacilityStatus } from './status.ts'

let w: RegisterWorld
let east: Hand
let port: number
let stop: () => void
beforeAll(async () => {
  w = await openRegisterWorld('2026-07-20T10:00:00+08:00')
  east = handOf(w.eastClerk)
  const server = await openReceiver(w.server.services, 0, '127.0.0.1')
  port = (server.address() as { port: number }).port
  stop = () => server.close()
})
afterAll(async () => {
  stop?.()
  await w?.close()
})

const mnOf = (n: number): string => `010000A8900016F00016${String(n).padStart(4, '0')}`
const segment = (mn: string, cn: string, time: string, body: string, flag = 5): string =>
  `QN=${time}000;ST=32;CN=${cn};PW=123456;MN=${mn};Flag=${flag};CP=&&DataTime=${time};${body}&&`

/** Sends bytes as an instrument would and waits for so many answers. */
const talk = (bytes: readonly Uint8Array[], answers: number): Promise<string[]> =>
  new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1')
    let waiting = new Uint8Array()
    const found: string[] = []
    const finish = (): void => {
      socket.end()
      done(found)
    }
    socket.once('error', fail)
    socket.on('connect', () => {
      for (const part of bytes) socket.write(part)
      if (answers === 0) socket.end(() => done(found))
    })
    socket.on('data', chunk => {
      const split = splitFrames(Uint8Array.from([...waiting, ...chunk]))
      waiting = Uint8Array.from(split.rest)
      for (const frame of split.frames) if (frame.segment !== null) found.push(frame.segment)
      if (found.length >= answers) finish()
    })
  })
const facility = async (name: string, values: object) =>
  east.make('rural-sewage-facility', {
    subject: (await addSite(w.eastClerk, w.east, { name })).id,
    place: '村级',
    process: 'A/O',
    running: '正常',
    deviceState: '未安装',
    ...values,
  })
const statusOf = async (id: string, day = '2026-07-20'): Promise<FacilityStatus> =>
  (await w.eastClerk.get(`/online/facilities?day=${day}`)).body.rows.find((r: FacilityStatus) => r.facility === id)
const device = (n: number, position: string, kind = '水质自动监测') => ({ position, kind, number: mnOf(n) })

describe('monitors that speak HJ 212', () => {
  it('S420 a plant of 500 t a day is networked by the data it sends: answered, kept once, each end from its first message', async () => {
    const row = await facility('甲厂', {
      capacity: '800',
      actual: '500',
      devices: [device(1, '进水口'), device(2, '出水口')],
    })
    expect(await statusOf(row.id)).toMatchObject({
      name: '甲厂',
      required: '自动监测并联网',
      missing: ['进、出水口水质自动监测联网'],
      state: '未安装',
    })
    const inlet = segment(
      mnOf(1),
      '2011',
      '20260720095500',
      'w01018-Rtd=142.5,w01018-Flag=N;w21003-Rtd=21.4,w21003-Flag=D',
    )
    const frame = writeFrame(inlet)
    // In two pieces, behind rubbish, and once more: one row, two answers with its number.
    const answers = await talk([new TextEncoder().encode('noise'), frame.slice(0, 50), frame.slice(50), frame], 2)
    expect(answers).toEqual([
      `QN=20260720095500000;ST=91;CN=9014;PW=123456;MN=${mnOf(1)};Flag=4;CP=&&&&`,
      `QN=20260720095500000;ST=91;CN=9014;PW=123456;MN=${mnOf(1)};Flag=4;CP=&&&&`,
    ])
    const half = await east.read('rural-sewage-facility', row)
    expect([
      half.deviceState,
      half.deviceMissing,
      half.devices.map((d: { networkedOn: string }) => d.networkedOn),
    ]).toEqual(['已安装', ['进、出水口水质自动监测联网'], ['2026-07-20', null]])
    await talk([writeFrame(segment(mnOf(2), '2011', '20260720095500', 'w01018-Rtd=18.2,w01018-Flag=N'))], 1)
    const now = await statusOf(row.id)
    expect([now.state, now.missing]).toEqual(['已联网', []])
    expect(now.devices[0]).toMatchObject({
      position: '进水口',
      silent: false,
      values: [
        { name: '化学需氧量', value: '142.5', unit: 'mg/L', flag: 'N' },
        { name: '氨氮', value: '21.4', unit: 'mg/L', flag: 'D' },
      ],
    })
    expect(Date.parse(now.devices[0]!.lastData!)).toBe(Date.parse('2026-07-20T09:55:00+08:00'))
    const { version } = await east.read('rural-sewage-facility', row)
    await talk([writeFrame(segment(mnOf(2), '2011', '20260720100000', 'w01018-Rtd=18.4,w01018-Flag=N'))], 1)
    expect((await east.read('rural-sewage-facility', row)).version).toBe(version)
    expect((await verifyStore(w.server.store, RECORDS)).faults).toEqual([])
  })

  it('a device nobody has entered and a frame with a wrong check are neither answered nor kept', async () => {
    const wrong = writeFrame(segment(mnOf(1), '2011', '20260720110000', 'w01018-Rtd=1,w01018-Flag=N'))
    wrong[wrong.length - 3]! ^= 1
    const stranger = writeFrame(segment(mnOf(99), '2011', '20260720110000', 'w01018-Rtd=1,w01018-Flag=N'))
    const known = writeFrame(segment(mnOf(1), '2011', '20260720110500', 'w01018-Rtd=2,w01018-Flag=N'))
    const answers = await talk([wrong, stranger, known], 1)
    expect(answers.map(a => a.slice(0, 20))).toEqual(['QN=20260720110500000'])
  })

  it('S421 between 100 and 500 t a day the flow that went through and the address of the pictures are kept', async () => {
    const row = await facility('乙站', {
      capacity: '200',
      actual: '120',
      devices: [
        device(11, '出水口', '流量计'),
        { position: '厂区', kind: '视频', number: 'rtsp://10.1.2.3/yi', networkedOn: '2026-07-01' },
      ],
    })
    expect(await statusOf(row.id)).toMatchObject({
      required: '流量和视频监控',
      missing: ['流量计接入平台'],
      flow: null,
      video: [{ position: '厂区', address: 'rtsp://10.1.2.3/yi' }],
    })
    const hour = (h: string, flow: string, flag = 'N') =>
      writeFrame(segment(mnOf(11), '2061', `202607200${h}0000`, `w00000-Avg=${flow},w00000-Flag=${flag}`))
    await talk([hour('1', '1.5'), hour('2', '1.25'), hour('3', '9', 'D'), hour('2', '1.25')], 4)
    // (1.5 + 1.25) L/s for an hour each; the hour of the faulty meter counts neither as water nor as none.
    expect(await statusOf(row.id)).toMatchObject({ state: '已联网', missing: [], flow: '9.9', hours: 2 })
    expect((await statusOf(row.id, '2026-07-19')).flow).toBeNull()
    w.server.setClock('2026-07-22T10:00:00+08:00')
    w.eastClerk.cookie = (await w.server.signIn('east')).cookie
    expect((await statusOf(row.id)).devices[0]).toMatchObject({ number: mnOf(11), silent: true })
  })
})
