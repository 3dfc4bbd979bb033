import { expect, test } from 'vitest'
import { readShape } from './read-shape.ts'

test('a position is read as it is typed: decimal degrees, or degrees, minutes and seconds', () => {
  expect(readShape('point', '108.375, 22.8')).toEqual({ type: 'Point', coordinates: [108.375, 22.8] })
  expect(readShape('point', '东经108°22′30″，北纬22°48′')).toEqual({ type: 'Point', coordinates: [108.375, 22.8] })
  expect(readShape('point', '村口大榕树')).toBeUndefined()
})

test('corners copied from a table become a closed area', () => {
  expect(readShape('polygon', '108.1\t22.1\n108.2\t22.1\n108.2\t22.2')).toEqual({
    type: 'Polygon',
    coordinates: [
      [
        [108.1, 22.1],
        [108.2, 22.1],
        [108.2, 22.2],
        [108.1, 22.1],
      ],
    ],
  })
  expect(readShape('polygon', '108.1 22.1; 108.2 22.1')).toBeUndefined()
})

test('GeoJSON of a whole collection and KML give the parts of one shape, heights left out', () => {
  const ring = (x: number) => [
    [x, 22, 5],
    [x + 0.1, 22, 5],
    [x + 0.1, 22.1, 5],
    [x, 22, 5],
  ]
  const feature = (x: number) => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [ring(x)] },
  })
  const two = readShape(
    'polygon',
    JSON.stringify({ type: 'FeatureCollection', features: [feature(108), feature(109)] }),
  )
  expect(two?.type).toBe('MultiPolygon')
  expect(two?.coordinates[0]).toEqual([ring(108).map(p => p.slice(0, 2))])
  const kml = `<kml:kml><Placemark><LineString><coordinates>108.1,22.1,0 108.2,22.3,0</coordinates></LineString></Placemark>
    <Placemark><Point><coordinates>108.5,22.5,0</coordinates></Point></Placemark></kml:kml>`
  expect(readShape('line', kml)).toEqual({
    type: 'LineString',
    coordinates: [
      [108.1, 22.1],
      [108.2, 22.3],
    ],
  })
  expect(readShape('point', kml)).toEqual({ type: 'Point', coordinates: [108.5, 22.5] })
})
