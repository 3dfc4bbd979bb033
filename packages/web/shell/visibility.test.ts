import type { Actor } from '@jingtu/core/access.ts'
import { expect, test } from 'vitest'
import { mayAdminister } from '../organisation/administration.ts'
import { ownBranch, stepTo } from '../parts/region-tree.ts'
import { maySee } from './visibility.ts'

const actor: Actor = {
  person: 'p',
  name: '甲',
  unit: 'u',
  unitName: '市生态环境局',
  level: 'city',
  line: '生态环境',
  party: null,
  region: '/99/9901/',
  home: 'h',
  duties: ['reviewer'],
}

test('a page is offered where every condition holds', () => {
  expect(maySee(undefined, actor)).toBe(true)
  expect(maySee({ duties: ['planner', 'reviewer'], levels: ['city'] }, actor)).toBe(true)
  expect(maySee({ duties: ['planner'] }, actor)).toBe(false)
  expect(maySee({ levels: ['county'] }, actor)).toBe(false)
  expect(maySee({ lines: ['农业农村'] }, actor)).toBe(false)
})

test('a regulated party sees only pages that name it', () => {
  const operator: Actor = { ...actor, party: 'operator' }
  expect(maySee({}, operator)).toBe(false)
  expect(maySee({ duties: ['reviewer'] }, operator)).toBe(false)
  expect(maySee({ parties: ['operator'] }, operator)).toBe(true)
  expect(maySee({ parties: ['laboratory'] }, operator)).toBe(false)
})

test('administration is offered to administrators of governments within their own region', () => {
  const admin: Actor = { ...actor, duties: ['admin'] }
  expect(mayAdminister(admin, '/99/9901/990102/')).toBe(true)
  expect(mayAdminister(admin, '/99/9902/')).toBe(false)
  expect(mayAdminister(actor, '/99/9901/')).toBe(false)
  expect(mayAdminister({ ...admin, party: 'operator' }, '/99/9901/')).toBe(false)
})

const node = (path: string) => ({
  id: path,
  name: path,
  code: null,
  level: 'city' as const,
  kind: 'administrative' as const,
  path,
  hasChildren: true,
})

test('the way to one’s own region goes through the node that holds it', () => {
  expect(stepTo([node('/98/'), node('/99/')], '/99/9901/')?.path).toBe('/99/')
  expect(stepTo([node('/98/')], '/99/9901/')).toBeUndefined()
})

test('above one’s own region only the way down to it is shown, below it everything', () => {
  const shown = (paths: string[], own: string): string[] => ownBranch(paths.map(node), own).map(row => row.path)
  expect(shown(['/98/', '/99/'], '/99/9901/')).toEqual(['/99/'])
  expect(shown(['/99/9901/', '/99/9902/'], '/99/9901/')).toEqual(['/99/9901/'])
  expect(shown(['/99/9901/990102/', '/99/9901/990103/'], '/99/9901/')).toHaveLength(2)
})
