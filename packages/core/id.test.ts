import { expect, it } from 'vitest'
import { idFromDigest, isId, newId } from './id.ts'

it('ids are UUIDv7: sorted by their time, with version and variant', () => {
  const zeros = (b: Uint8Array<ArrayBuffer>) => b.fill(0)
  expect(newId(0x017f22e279b0, zeros)).toBe('017f22e2-79b0-7000-8000-000000000000')
  const ids = [1, 1000, 1_700_000_000_000, 1_800_000_000_000].map(ms => newId(ms))
  expect([...ids].sort()).toEqual(ids)
  expect(ids.every(isId)).toBe(true)
  expect(new Set(Array.from({ length: 2000 }, () => newId(5))).size).toBe(2000)
})

it('the id of something that has a name in the world is the same everywhere', () => {
  const digest = Uint8Array.from({ length: 32 }, (_, i) => i)
  expect(idFromDigest(digest)).toBe('00010203-0405-8607-8809-0a0b0c0d0e0f')
  expect(isId(idFromDigest(digest))).toBe(true)
})

it('anything else is no id', () => {
  for (const bad of ['', 'x', '017F22E2-79B0-7000-8000-000000000000', '017f22e279b070008000000000000000', 7, null])
    expect(isId(bad)).toBe(false)
})
