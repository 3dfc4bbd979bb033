import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let county: Hand
let government: Hand
let grain: Hand
let addUnit: (code: string, more?: object) => Promise<{ id: string }>
beforeAll(async () => {
  w = await openRegisterWorld('2026-10-10T09:00:00+08:00')
  const unit = (name: string, line: '农业农村' | '政府' | '粮食和储备') => w.server.unit(w.east, { name, line })
  await w.server.person(await unit('东屏县农业农村局', '农业农村'), 'farmland', ['reporter', 'reviewer'])
  await w.server.person(await unit('东屏县人民政府', '政府'), 'governor', ['reporter', 'reviewer'])
  await w.server.person(await unit('东屏县粮食和储备局', '粮食和储备'), 'grain', ['reporter', 'reviewer'])
  const client = await w.server.signIn('farmland')
  county = handOf(client)
  government = handOf(await w.server.signIn('governor'))
  grain = handOf(await w.server.signIn('grain'))
  addUnit = (code, more = {}) =>
    done(client, '/registers/farmland-unit/rows', {
      region: w.east.id,
      values: { code, landUse: '水田', area: { value: '60', unit: '亩' }, ...more },
    })
})
afterAll(() => w?.close())

const clean = { mercury: '0.005', arsenic: '0.1', lead: '0.05', chromium: '0.2' }
const sample = (name: string, cadmium: string, more: object = {}) => ({
  sample: name,
  on: '2026-09-20',
  cadmium,
  ...clean,
  ...more,
})

describe('grain of polluted land', () => {
  it('S122 S123 a failed lot opens its disposal, is told to the land it grew on and has no way to the food market', async () => {
    const unit = await addUnit('98-L-01')
    const area = { value: '60', unit: '亩' }
    const land = await county.make('farmland-class', { subject: unit.id, area, landUse: '水田', grade: '轻度污染' })
    const lot = (number: string, samples: object[]) =>
      grain.make('grain-lot', {
        subject: unit.id,
        lot: number,
        crop: '糙米',
        year: 2026,
        weight: '42.5',
        holder: '东屏第一粮库',
        samples,
      })
    const good = await lot('L1', [sample('S1', '0.20')])
    expect(good.verdict).toBe('合格')
    const untested = await lot('L2', [{ ...sample('S2', '0.05'), lead: null }])
    expect(untested.verdict).toBe('证据不足')
    expect(await grain.refusedMove('grain-lot', untested, 'pass')).toContain('S2 没有铅的结果')
    const bad = await lot('L3', [sample('S3', '0.11'), sample('S4', '0.21')])
    expect(bad.verdict).toBe('不合格')
    expect(await grain.refusedMove('grain-lot', bad, 'pass')).toContain('0.21')
    expect(await grain.refusedMove('grain-lot', good, 'fail')).toContain('合格')
    await grain.move('grain-lot', good, 'pass')
    expect((await grain.move('grain-lot', good, 'release', { values: { buyer: '城东米业' } })).state).toBe('released')

    await grain.move('grain-lot', bad, 'fail')
    const release = { values: { buyer: '城东米业' } }
    for (const move of ['release', 'pass', 'retest'])
      expect(await grain.refusedMove('grain-lot', bad, move, { ...release, reason: '再看' })).not.toBe('')
    expect(await grain.refusedCorrection('grain-lot', bad, { samples: [sample('S4', '0.01')] })).not.toBe('')
    expect((await county.read('farmland-class', land)).alerts).toMatchObject([{ lot: bad.id, on: '2026-10-10' }])

    const cases = await grain.list('grain-disposal', '?state=open')
    expect(cases.rows).toMatchObject([{ lot: bad.id, subject: unit.id, weight: '42.5', remaining: '42.5' }])
    const opened = cases.rows[0]!
    expect(await grain.refusedMove('grain-lot', bad, 'dispose')).toContain('没有结案')
    // Nobody makes the lot smaller to be done with it, nor opens a case for a lot that did not fail.
    expect(await grain.refusedCorrection('grain-disposal', opened, { weight: '1' })).toContain(
      '数量应为批次数量 42.5 吨',
    )
    expect(await grain.refusedNew('grain-disposal', { subject: unit.id, lot: untested.id, weight: '42.5' })).toContain(
      '不是判定不合格的批次',
    )
    const step = async (weight: string) => ({
      on: '2026-10-10',
      weight,
      way: '非食用工业用途',
      to: '云山生物质公司',
      document: [await grain.file()],
    })
    await grain.correct('grain-disposal', opened, { steps: [await step('42')] })
    expect(await grain.refusedMove('grain-disposal', opened, 'close')).toContain('还有 0.5 吨')
    expect(await grain.refusedCorrection('grain-disposal', opened, { steps: [await step('42.6')] })).toContain('大于')
    await grain.correct('grain-disposal', opened, { steps: [await step('42.5')] })
    await grain.move('grain-disposal', opened, 'close')
    expect((await grain.read('grain-lot', bad)).state).toBe('disposed')
    expect(await grain.refusedMove('grain-lot', bad, 'release', release)).not.toBe('')
  })
})

describe('zones where food crops may not be grown', () => {
  it('S121 S140 boundary, products, approval and signs by their deadline, laid over the units', async () => {
    const square = (west: number) => ({
      type: 'Polygon',
      coordinates: [
        [
          [west, 24],
          [west + 0.01, 24],
          [west + 0.01, 24.01],
          [west, 24.01],
          [west, 24],
        ],
      ],
    })
    const inside = await addUnit('98-Z-01', { extent: square(113.002) })
    await addUnit('98-Z-02', { extent: square(113.5) })
    const zone = await county.make(
      'banned-zone',
      { name: '老厂片', deadline: '2026-12-31', banned: ['水稻', '叶菜'], acts: ['种植', '采集'] },
      { region: w.east.id },
    )
    const approval = async () => ({
      values: { approval: '东政函〔2026〕7号', approvedOn: '2026-10-08', approvalFiles: [await government.file()] },
    })
    expect(await government.refusedMove('banned-zone', zone, 'approve', await approval())).toContain('没有边界')
    const drawn = { extent: square(113), forage: true, area: { value: '1500', unit: '亩' } }
    await county.correct('banned-zone', zone, drawn)
    // Who draws the zone does not approve it.
    expect(await county.refusedMove('banned-zone', zone, 'approve', await approval())).not.toBe('')
    await government.move('banned-zone', zone, 'approve', await approval())
    const signs = [{ place: '村口', on: '2026-10-09', photos: [] as string[] }]
    expect(await county.refusedMove('banned-zone', zone, 'mark', { values: { signs: [] } })).toContain('没有设立标识')
    expect(await county.refusedMove('banned-zone', zone, 'mark', { values: { signs } })).toContain('“村口”没有照片')
    signs[0]!.photos.push(await county.file())
    await county.move('banned-zone', zone, 'mark', { values: { signs } })
    const owed = (await w.office.get('/duties?register=banned-zone&from=2026-01-01&to=2026-12-31')).body
    expect(JSON.stringify(owed)).toContain('2026-12-31')
    expect(await county.move('banned-zone', zone, 'enforce')).toMatchObject({
      state: 'inForce',
      forage: true,
      inForceOn: '2026-10-10',
    })
    const under = await county.list('farmland-unit', `?near=banned-zone:${zone.id}:0`)
    expect(under.rows.map(r => r.id)).toEqual([inside.id])
  })
})
