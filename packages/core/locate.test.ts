import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Position } from './geometry.ts'
import { openLocator } from './locate.ts'

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

describe('a position', () => {
  it('lies in an area or not; its edge is part of it, its hole is not', () => {
    const within = openLocator({ type: 'Polygon', coordinates: [square(108, 22, 1), square(108.4, 22.4, 0.2)] })
    expect(within(108.1, 22.1)).toBe(true)
    expect(within(108, 22.5)).toBe(true)
    expect(within(108, 22)).toBe(true)
    expect(within(108.5, 22.5)).toBe(false)
    expect(within(109.1, 22.5)).toBe(false)
    expect(within(108.5, 23.1)).toBe(false)
    expect(within(Number.NaN, Number.NaN)).toBe(false)
  })
  it('lies in any part of an area of several', () => {
    const within = openLocator({ type: 'MultiPolygon', coordinates: [[square(100, 30, 1)], [square(110, 30, 1)]] })
    expect([within(100.5, 30.5), within(105, 30.5), within(110.5, 30.5)]).toEqual([true, false, true])
  })
  it('lies where the plain rule says, whatever the shape and its number of edges', () => {
    // A star around a centre: a position is inside where it is nearer than the edge of its direction.
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 60 }),
        fc.double({ min: -1.2, max: 1.2, noNaN: true }),
        fc.double({ min: -1.2, max: 1.2, noNaN: true }),
        (radii, dx, dy) => {
          const ring = radii.map((r, i): Position => {
            const angle = (2 * Math.PI * i) / radii.length
            return [105 + r * Math.cos(angle), 30 + r * Math.sin(angle)]
          })
          const closed = [...ring, ring[0]!]
          const plain = closed.slice(1).reduce((inside, [x2, y2], i) => {
            const [x1, y1] = closed[i]!
            const [x, y] = [105 + dx, 30 + dy]
            return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside
          }, false)
          expect(openLocator({ type: 'Polygon', coordinates: [closed] })(105 + dx, 30 + dy)).toBe(plain)
        },
      ),
    )
  })
})
