import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distance, fromBd09, fromGcj02, suspectShift, toBd09, toGcj02 } from './coordinates.ts'

const inside = fc.record({
  longitude: fc.double({ min: 74, max: 134, noNaN: true }),
  latitude: fc.double({ min: 18, max: 53, noNaN: true }),
})

describe('shifted coordinates', () => {
  it('meets the published values of the shift', () => {
    // Reference values of the open implementations of the shift (Beijing, 116.404 39.915).
    const gcj = toGcj02({ longitude: 116.404, latitude: 39.915 })
    expect([gcj.longitude, gcj.latitude].map(n => n.toFixed(6))).toEqual(['116.410244', '39.916404'])
    const bd = toBd09(fromGcj02({ longitude: 116.404, latitude: 39.915 }))
    expect([bd.longitude, bd.latitude].map(n => n.toFixed(6))).toEqual(['116.410369', '39.921337'])
  })
  it('comes back to less than a centimetre, everywhere in China', () => {
    fc.assert(
      fc.property(inside, p => {
        expect(distance(fromGcj02(toGcj02(p)), p)).toBeLessThan(0.01)
        expect(distance(fromBd09(toBd09(p)), p)).toBeLessThan(0.01)
      }),
    )
  })
  it('leaves what lies abroad alone', () => {
    expect(toGcj02({ longitude: 2.35, latitude: 48.86 })).toEqual({ longitude: 2.35, latitude: 48.86 })
    expect(toBd09({ longitude: -74, latitude: 40.7 })).toEqual({ longitude: -74, latitude: 40.7 })
  })
  it('measures a degree of latitude as 111.2 km, and nothing as nothing', () => {
    expect(distance({ longitude: 108, latitude: 22 }, { longitude: 108, latitude: 23 }) / 1000).toBeCloseTo(111.19, 1)
    expect(distance({ longitude: 108, latitude: 22 }, { longitude: 108, latitude: 22 })).toBe(0)
  })
  it('names the system a shifted position comes from, and suspects no honest one', () => {
    fc.assert(
      fc.property(
        inside,
        fc.double({ min: -15, max: 15, noNaN: true }),
        fc.double({ min: -15, max: 15, noNaN: true }),
        (known, east, north) => {
          const moved = (p: typeof known) => ({
            longitude: p.longitude + east / 111_195 / Math.cos((p.latitude * Math.PI) / 180),
            latitude: p.latitude + north / 111_195,
          })
          expect(suspectShift(moved(known), known)).toBeNull()
          // Where the shift itself is nearly nothing there is nothing to tell.
          if (distance(toGcj02(known), known) > 100) expect(suspectShift(moved(toGcj02(known)), known)).toBe('GCJ-02')
          if (distance(toBd09(known), known) > 200) expect(suspectShift(moved(toBd09(known)), known)).toBe('BD-09')
        },
      ),
    )
    const known = { longitude: 108.3665, latitude: 22.817 }
    expect(suspectShift({ longitude: 108.4665, latitude: 22.817 }, known)).toBeNull()
  })
})
