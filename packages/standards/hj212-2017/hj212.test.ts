import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOf, splitFrames, writeFrame } from './frame.ts'
import { dataAnswer, readMessage } from './message.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const MN = '010000A8900016F000169DC0'
const REAL_TIME = `QN=20240731080005000;ST=32;CN=2011;PW=123456;MN=${MN};Flag=5;CP=&&DataTime=20240731080000;w00000-Rtd=6.2,w00000-Flag=N;w01018-Rtd=42.5,w01018-Flag=N;w21003-Rtd=1.45,w21003-Flag=N&&`
const frameOf = (text: string) => splitFrames(bytes(text)).frames[0]!

describe('HJ 212-2017', () => {
  it.each([
    [`QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=${MN};Flag=5;CP=&&RtdInterval=30&&`, '0101', '1C80'],
    [REAL_TIME, '0199', 'B981'],
    [
      `QN=20240731090005000;ST=32;CN=2061;PW=123456;MN=${MN};Flag=5;CP=&&DataTime=20240731080000;w21003-Min=1.20,w21003-Avg=1.45,w21003-Max=1.90,w21003-Cou=0.032,w21003-Flag=N&&`,
      '0189',
      '7A80',
    ],
    [`QN=20240731090005000;ST=91;CN=9014;PW=123456;MN=${MN};Flag=4;CP=&&&&`, '0087', 'FB41'],
  ])('the check and the length of %s', (segment, length, check) => {
    expect(checkOf(bytes(segment))).toBe(check)
    expect(new TextDecoder().decode(writeFrame(segment))).toBe(`##${length}${segment}${check}\r\n`)
    expect(frameOf(`##${length}${segment}${check}\r\n`)).toEqual({ segment, fault: null })
  })
  it('a message is read with its factors, flags and time; the answer carries its number', () => {
    const message = readMessage(REAL_TIME)
    expect(message).toMatchObject({
      mn: MN,
      kind: '实时',
      dataTime: '2024-07-31T08:00:00+08:00',
      wantsReply: true,
      notes: [],
      values: [
        { code: 'w00000', name: '流量', unit: 'L/s', fields: { Rtd: '6.2' }, flag: 'N' },
        { code: 'w01018', name: '化学需氧量', fields: { Rtd: '42.5' } },
        { code: 'w21003', name: '氨氮', fields: { Rtd: '1.45' } },
      ],
    })
    const answer = dataAnswer({ qn: '20240731090005000', mn: MN }, '123456')
    expect(new TextDecoder().decode(writeFrame(answer))).toMatch(/^##0087.*FB41\r\n$/)
  })
  it('reads past the slips of the standard’s own examples and says so', () => {
    const slip = readMessage(`QN=1;ST=32;CN=2011;MN=${MN};Flag=5CP=&&DataTime=20240731080000;01018-Rtd=30.1&&`)
    expect(slip).toMatchObject({ values: [{ code: 'w01018', fields: { Rtd: '30.1' } }] })
    expect((slip as { notes: string[] }).notes).toEqual(['CP 前面少一个分号', '因子“01018”按 w01018 读'])
  })
  it('refuses a wrong check, an unknown version and a message without its time', () => {
    expect(frameOf(`##0199${REAL_TIME}B982\r\n`)).toEqual({ segment: null, fault: '校验码 B982 不符，应为 B981' })
    expect(readMessage(REAL_TIME.replace('Flag=5', 'Flag=9'))).toContain('版本号为 2')
    expect(readMessage(REAL_TIME.replace('DataTime=20240731080000;', ''))).toBe('数据报文没有 DataTime')
    expect(readMessage('ST=32')).toBe('没有 CP=&& 数据区')
  })
  it('a stream cut anywhere gives the same frames, and rubbish between them is skipped', () => {
    const whole = bytes(
      `xx${new TextDecoder().decode(writeFrame(REAL_TIME))}#?${new TextDecoder().decode(writeFrame(REAL_TIME))}`,
    )
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: whole.length }), { maxLength: 6 }), cuts => {
        const marks = [0, ...cuts.sort((a, b) => a - b), whole.length]
        let rest = new Uint8Array()
        const found = marks.slice(1).flatMap((to, i) => {
          const split = splitFrames(Uint8Array.from([...rest, ...whole.subarray(marks[i], to)]))
          rest = Uint8Array.from(split.rest)
          return split.frames
        })
        expect(found).toEqual([
          { segment: REAL_TIME, fault: null },
          { segment: REAL_TIME, fault: null },
        ])
      }),
    )
  })
  it('no bytes crash it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), noise => {
        for (const frame of splitFrames(noise).frames) if (frame.segment !== null) readMessage(frame.segment)
      }),
    )
  })
})
