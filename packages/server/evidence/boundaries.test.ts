import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { faultsOf, openScene, type Scene, upload, xlsx } from './testing.ts'
import type { Preview } from './views.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const square = (west: number, south: number, side: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
})
const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry })
const collection = (features: object[], more: object = {}) => ({ type: 'FeatureCollection', features, ...more })

const send = (client: Client, path: string, content: object, source = '市自然资源局 2025 年变更调查') => {
  const form = new FormData()
  form.set('file', new File([JSON.stringify(content)], '边界.geojson'))
  form.set('source', source)
  return client.post(path, form)
}
const east = () => feature({ code: '360101', name: '东县' }, square(115, 28, 0.5))

async function previewOf(positions: [string, string, string][]): Promise<Preview> {
  const { owner, survey } = scene
  const rows = positions.map(([code, x, y]) => [code, '土壤', '2026-06-01', x, y, 0.2])
  const file = await upload(
    owner,
    await xlsx([['样品编号', '样品类型', '采样日期', '经度', '纬度', '镉(mg/kg)'], ...rows]),
    '坐标.xlsx',
  )
  return (await owner.post<Preview>('/evidence/preview', { file, survey: survey.id })).body
}

describe('boundaries of regions', () => {
  it('without one, positions are not checked and that is said', async () => {
    const preview = await previewOf([['A1', '100.1', '30.1']])
    expect(preview.boundary).toEqual({ name: '临江市', known: false })
    expect(preview.counts.errors).toBe(0)
    expect(preview.faults.map(f => [f.code, f.grade, f.place])).toEqual([
      ['region-unchecked', 'warning', '检测结果!D1'],
    ])
  })

  it('are imported as GeoJSON, every fault at its feature, all or none', async () => {
    const { owner } = scene
    const wrong = collection([
      east(),
      feature({ code: '360199', name: '无县' }, square(115, 28, 0.5)),
      feature({ code: '360102', name: '东县' }, square(115, 28, 0.5)),
      feature({ name: '西县' }, square(28, 115, 0.5)),
      feature({ name: '东县' }, square(115, 28, 0.5)),
    ])
    const checked = (await send(owner, '/evidence/boundaries/check', wrong)).body
    expect(checked.rows.map((r: { faults: { message: string }[] }) => r.faults.map(f => f.message).join())).toEqual([
      '',
      '您管辖的行政区划里没有代码为 360199 的区域',
      '区划代码 360102 是“西县”，文件写的是“东县”',
      expect.stringContaining('经度和纬度写反了'),
      '“东县”在文件里出现了不止一次',
    ])
    const refused = await send(owner, '/evidence/boundaries', wrong)
    expect([refused.status, refused.body.reasons!.length]).toEqual([422, 5])
    expect((await owner.get('/evidence/boundaries')).body.known).toBe(0)
    const projected = collection([east()], {
      crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4547' } },
    })
    expect((await send(owner, '/evidence/boundaries', projected)).body.reasons![0]!.message).toContain('EPSG::4547')
    expect((await send(owner, '/evidence/boundaries', collection([east()]), '')).status).toBe(422)
    // Who does not administer the region does not draw it.
    expect((await send(scene.county, '/evidence/boundaries', collection([east()]))).status).toBe(403)
  })

  it('a point outside is refused at its cell, one inside or on the line is not', async () => {
    const { owner } = scene
    const city = feature({ adcode: 360100 }, square(115, 28, 1))
    const stored = await send(
      owner,
      '/evidence/boundaries',
      collection([city, east()], { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4490' } } }),
    )
    expect([stored.status, stored.body]).toEqual([200, { stored: 2, replaced: 0 }])
    const list = (await owner.get('/evidence/boundaries')).body
    expect([list.known, list.total]).toEqual([2, 4])
    const preview = await previewOf([
      ['A1', '115.5', '28.5'],
      ['A2', '114.9', '28.5'],
      ['A3', '115', '28.2'],
    ])
    expect(preview.boundary).toEqual({ name: '临江市', known: true })
    expect(preview.faults.map(f => [f.code, f.grade, f.place])).toEqual([['outside-region', 'error', '检测结果!D3']])
    expect(preview.faults[0]!.message).toBe('坐标 114.9, 28.5 不在临江市内')
  })

  it('a new boundary is the next version; one that misses the region above is refused', async () => {
    const { owner } = scene
    const away = feature({ code: '360101' }, square(120, 30, 0.5))
    const refused = await send(owner, '/evidence/boundaries', collection([away]))
    expect(refused.body.reasons![0]!.message).toContain('与上级“临江市”的边界没有重叠')
    const wider = feature({ code: '360101' }, square(115, 28, 0.6))
    expect((await send(owner, '/evidence/boundaries', collection([wider]))).body).toEqual({ stored: 1, replaced: 1 })
    const shown = (await owner.get(`/evidence/boundaries/${scene.east.id}`)).body
    expect(shown.geometry).toEqual(square(115, 28, 0.6))
    expect(await faultsOf(scene.server)).toEqual([])
  })
})
