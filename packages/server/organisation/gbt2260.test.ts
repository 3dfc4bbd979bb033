import type { RegionNode } from '@jingtu/core/region.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { findRegion, listRegions } from '@jingtu/store/regions.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testing.ts'
import { readGbt2260, regionId } from './gbt2260.ts'
import { loadNationalTree } from './regions.ts'
import { SUCCESSIONS } from './successions.ts'

let nodes: RegionNode[]
let byCode: Map<string, RegionNode>

beforeAll(async () => {
  nodes = await readGbt2260()
  byCode = new Map(nodes.map(n => [n.code!, n]))
})

describe('the region tree of GB/T 2260', () => {
  it('has every province, prefecture and county once, under the right parent, with the same ids everywhere', () => {
    const living = nodes.filter(n => !n.until)
    expect(living.filter(n => n.level === 'province')).toHaveLength(34)
    expect(living.filter(n => n.level === 'city')).toHaveLength(333)
    expect(nodes.length).toBeGreaterThan(3300)
    expect(new Set(nodes.map(n => n.id)).size).toBe(nodes.length)
    expect(new Set(living.map(n => n.path)).size).toBe(living.length)
    expect(byCode.get('450181')).toMatchObject({ name: '横州市', path: '/45/4501/450181/', level: 'county' })
    expect(byCode.get('110101')).toMatchObject({
      name: '东城区',
      path: '/11/110101/',
      parent: byCode.get('110000')!.id,
    })
    expect(byCode.get('429004')).toMatchObject({ name: '仙桃市', path: '/42/429004/' })
    expect(byCode.get('450000')!.id).toBe(regionId('450000', null))
    expect(nodes.some(n => n.name === '市辖区' || n.name.includes('直辖县级'))).toBe(false)
  })

  it('knows cities without counties', () => {
    const childless = nodes.filter(n => n.level === 'city' && !nodes.some(m => m.parent === n.id)).map(n => n.name)
    expect(childless.sort()).toEqual(['东莞市', '中山市', '儋州市', '嘉峪关市'].sort())
  })

  it('ends a retired code where its successor begins', () => {
    for (const s of SUCCESSIONS) {
      const [old, next] = [byCode.get(s.code)!, byCode.get(s.successor)!]
      expect([s.code, old.until, old.successor]).toEqual([s.code, s.on, next.id])
      expect(next.until).toBeNull()
      expect(next.from).toBe(s.absorbed ? null : s.on)
    }
  })
})

describe('the tree in the store', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await openTestServer()
  })
  afterAll(() => server?.close())

  it('loads once, and answers with the place that goes on under a retired code', async () => {
    expect(await server.change(loadNationalTree)).toEqual({ added: nodes.length })
    expect(await server.change(loadNationalTree)).toEqual({ added: 0 })
    expect(await findRegion(server.store.db, { code: '450127' })).toMatchObject({ name: '横州市', code: '450181' })
    const then = await listRegions(server.store.db, { asOf: '2020-06-01', under: '/45/4501/' })
    expect(then.map(n => n.name)).toContain('横县')
    expect(then.map(n => n.name)).not.toContain('横州市')
    expect((await verifyStore(server.store, RECORDS)).faults).toEqual([])
  })
})
