import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Geometry, geometryFault, geometryText, parseGeometry } from './geometry.ts'

const square: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [108.1, 22.1],
      [108.2, 22.1],
      [108.2, 22.2],
      [108.1, 22.2],
      [108.1, 22.1],
    ],
  ],
}

describe('a shape in CGCS2000', () => {
  it('is refused with what is wrong with it and how to mend it', () => {
    const point = (...coordinates: unknown[]) => geometryFault('point', { type: 'Point', coordinates })
    expect(point(108.3, 22.8)).toBeUndefined()
    expect(point(22.8, 108.3)).toContain('写反了，应为 [108.3, 22.8]')
    expect(point(36590000.5, 2520000.1)).toContain('不在我国范围内')
    expect(point(108.3, 22.8, 12)).toContain('[经度, 纬度]')
    expect(point(Number.NaN, 22.8)).toContain('两个数')
    expect(geometryFault('point', square)).toContain('应为 GeoJSON Point')
    expect(geometryFault('polygon', square)).toBeUndefined()
    expect(geometryFault('polygon', { type: 'Polygon', coordinates: [108, 22] })).toContain('层次')
    const ring = (...ps: number[][]) => geometryFault('polygon', { type: 'Polygon', coordinates: [ps] })
    expect(ring([108, 22], [109, 22], [109, 23], [108, 23])).toContain('没有闭合')
    expect(ring([108, 22], [109, 22], [108, 22])).toContain('四个点')
    expect(ring([108, 22], [109, 23], [109, 22], [108, 23], [108, 22])).toContain('自相交')
    expect(geometryFault('line', { type: 'LineString', coordinates: [[108, 22]] })).toContain('两个点')
    expect(geometryFault('point', { type: 'Point', coordinates: [108, 22], crs: {} })).toContain('坐标系')
  })

  it('reads back from the text of a cell as it was', () => {
    const lon = fc.integer({ min: 73_0000, max: 135_9999 }).map(n => n / 10_000)
    const lat = fc.integer({ min: 3_0000, max: 53_9999 }).map(n => n / 10_000)
    const position = fc.tuple(lon, lat)
    const line = fc.array(position, { minLength: 2, maxLength: 6 })
    const any = fc.oneof(
      position.map(coordinates => ({ type: 'Point', coordinates })),
      line.map(coordinates => ({ type: 'LineString', coordinates })),
      fc.array(line, { minLength: 1, maxLength: 3 }).map(coordinates => ({ type: 'Polygon', coordinates })),
      fc
        .array(fc.array(line, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 })
        .map(coordinates => ({ type: 'MultiPolygon', coordinates })),
    )
    fc.assert(
      fc.property(any, g => {
        expect(parseGeometry(geometryText(g as Geometry))).toEqual(g)
      }),
    )
    expect(parseGeometry('108.3，22.8')).toEqual({ type: 'Point', coordinates: [108.3, 22.8] })
    expect(parseGeometry('东经108度')).toBeUndefined()
  })
})
