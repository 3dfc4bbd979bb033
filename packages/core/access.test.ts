import { describe, expect, it } from 'vitest'
import { type Actor, isGranted, seesRegion } from './access.ts'
import { contains, isAbove, shortPlaceName } from './region.ts'

const clerk: Actor = {
  person: 'p',
  name: '办事员',
  unit: 'u',
  unitName: '某县生态环境局',
  level: 'county',
  line: '生态环境',
  party: null,
  region: '/45/4501/450181/',
  home: 'h',
  duties: ['reporter'],
}

describe('who may act', () => {
  it('by line and level together, by level alone, or by how the unit stands to the record', () => {
    expect(isGranted(clerk, { by: ['生态环境@county'] })).toBe(true)
    expect(isGranted(clerk, { by: ['county'] })).toBe(true)
    expect(isGranted(clerk, { by: ['生态环境@city', '农业农村@county'] })).toBe(false)
    expect(isGranted(clerk, { by: ['lead'] })).toBe(false)
    expect(isGranted(clerk, { by: ['lead'] }, new Set(['lead']))).toBe(true)
    expect(isGranted(clerk, { by: [] })).toBe(false)
  })
  it('only with the duty that is asked for, whatever else fits', () => {
    expect(isGranted(clerk, { by: ['county'], duty: 'reporter' })).toBe(true)
    expect(isGranted(clerk, { by: ['county'], duty: 'reviewer' })).toBe(false)
    expect(isGranted(clerk, { by: ['lead'], duty: 'reviewer' }, new Set(['lead']))).toBe(false)
  })
  it('a party has no rights of a level, even where its unit lies in a county', () => {
    const operator: Actor = { ...clerk, party: 'operator', line: '企业' }
    expect(isGranted(operator, { by: ['county', '企业@county'] })).toBe(false)
    expect(isGranted(operator, { by: ['operator'] })).toBe(true)
    expect(isGranted(operator, { by: ['laboratory'] })).toBe(false)
  })
})

describe('what is seen', () => {
  it('one’s own region and what lies below it, never a neighbour whose code begins alike', () => {
    expect(seesRegion(clerk, '/45/4501/450181/')).toBe(true)
    expect(seesRegion(clerk, '/45/4501/450181/450181100/')).toBe(true)
    expect(seesRegion(clerk, '/45/4501/')).toBe(false)
    expect(seesRegion(clerk, '/45/4501/450182/')).toBe(false)
    expect(contains('/45/', '/450/')).toBe(false)
  })
  it('levels stand above one another', () => {
    expect(isAbove('city', 'county')).toBe(true)
    expect(isAbove('county', 'county')).toBe(false)
    expect(isAbove('township', 'province')).toBe(false)
  })
})

it('places have the short names that plans use', () => {
  const names: [string, string][] = [
    ['南宁市', '南宁'],
    ['横县', '横县'],
    ['恭城瑶族自治县', '恭城'],
    ['广西壮族自治区', '广西'],
    ['龙胜各族自治县', '龙胜'],
    ['兴宁区', '兴宁'],
    ['延边朝鲜族自治州', '延边'],
    ['苏仙区', '苏仙'],
  ]
  for (const [name, short] of names) expect(shortPlaceName(name)).toBe(short)
})
