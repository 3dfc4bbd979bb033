import type { RegionNode } from '@jingtu/core/region.ts'
import { expect, it } from 'vitest'
import { regionOfScope } from './places.ts'

const node = (name: string, path: string): RegionNode => ({
  id: name,
  parent: null,
  code: null,
  name,
  level: 'county',
  kind: 'administrative',
  path,
  from: null,
  until: null,
  successor: null,
})
const city = node('临溪市', '/98/9801/')
const regions = [
  city,
  node('云川省', '/98/'),
  node('北岭县', '/98/9801/980121/'),
  node('东塘区', '/98/9801/980102/'),
  node('东塘镇', '/98/9801/980121/1/'),
]
const context = { ownerRegion: city, units: [], regions, on: '2026-01-01' }

it('a target whose scope names one place below belongs to that place, anything else to the whole', () => {
  expect(regionOfScope('北岭县', context)).toBe('北岭县')
  expect(regionOfScope('北岭', context)).toBe('北岭县')
  expect(regionOfScope('东塘区', context)).toBe('东塘区')
  expect(regionOfScope('东塘', context)).toBeNull() // a district and a town share the short name
  for (const scope of [null, '', '全市', '本市', '各县（市、区）', '临溪市', '云川省', '丹江口库区'])
    expect(regionOfScope(scope, context)).toBeNull()
})
