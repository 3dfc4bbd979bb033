/**
 * CGCS2000 (within centimetres WGS-84) against the shifted systems of web maps in China: GCJ-02 and, on top of it, BD-09. The
 * shift is by formula and differs from place to place by some hundreds of metres, so that a shifted position looks right on
 * the wrong map. Degrees everywhere; metres on the ground.
 */
export interface Position {
  longitude: number
  latitude: number
}

/** Krasovsky 1940, as the published shift uses it whatever the datum. */
const AXIS = 6378245
const ECCENTRICITY = 0.006693421622965943
const BD_PI = (Math.PI * 3000) / 180
/** Mean radius of the earth, metres (IUGG). */
const RADIUS = 6371008.8

/** The shift is applied inside this box only; outside, positions are what they are. */
const isShifted = ({ longitude, latitude }: Position): boolean =>
  longitude >= 72.004 && longitude <= 137.8347 && latitude >= 0.8293 && latitude <= 55.8271

const radians = (degrees: number): number => (degrees * Math.PI) / 180

function waves(x: number): number {
  return ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3
}

function latitudeShift(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    waves(x) +
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
  )
}

function longitudeShift(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    waves(x) +
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
  )
}

export function toGcj02(position: Position): Position {
  if (!isShifted(position)) return position
  const [x, y] = [position.longitude - 105, position.latitude - 35]
  const phi = radians(position.latitude)
  const magic = 1 - ECCENTRICITY * Math.sin(phi) ** 2
  const north = (latitudeShift(x, y) * 180) / (((AXIS * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))) * Math.PI)
  const east = (longitudeShift(x, y) * 180) / ((AXIS / Math.sqrt(magic)) * Math.cos(phi) * Math.PI)
  return { longitude: position.longitude + east, latitude: position.latitude + north }
}

/** The inverse has no closed form; each step takes off what the forward shift still misses, to less than a millimetre. */
export function fromGcj02(position: Position): Position {
  if (!isShifted(position)) return position
  let guess = position
  for (let i = 0; i < 30; i++) {
    const shifted = toGcj02(guess)
    const [east, north] = [shifted.longitude - position.longitude, shifted.latitude - position.latitude]
    if (Math.abs(east) < 1e-10 && Math.abs(north) < 1e-10) break
    guess = { longitude: guess.longitude - east, latitude: guess.latitude - north }
  }
  return guess
}

/** GCJ-02 → BD-09. */
function gcjToBd({ longitude: x, latitude: y }: Position): Position {
  const r = Math.hypot(x, y) + 0.00002 * Math.sin(y * BD_PI)
  const angle = Math.atan2(y, x) + 0.000003 * Math.cos(x * BD_PI)
  return { longitude: r * Math.cos(angle) + 0.0065, latitude: r * Math.sin(angle) + 0.006 }
}

export const toBd09 = (position: Position): Position => (isShifted(position) ? gcjToBd(toGcj02(position)) : position)

export function fromBd09(position: Position): Position {
  if (!isShifted(position)) return position
  let gcj = { longitude: position.longitude - 0.0065, latitude: position.latitude - 0.006 }
  for (let i = 0; i < 30; i++) {
    const bd = gcjToBd(gcj)
    const [east, north] = [bd.longitude - position.longitude, bd.latitude - position.latitude]
    if (Math.abs(east) < 1e-10 && Math.abs(north) < 1e-10) break
    gcj = { longitude: gcj.longitude - east, latitude: gcj.latitude - north }
  }
  return fromGcj02(gcj)
}

/** Metres along the great circle (haversine; within half a per cent of the ellipsoid). */
export function distance(a: Position, b: Position): number {
  const [p, q] = [radians(a.latitude), radians(b.latitude)]
  const h =
    Math.sin((q - p) / 2) ** 2 + Math.cos(p) * Math.cos(q) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** A position read off a web map by hand is not exact; nor is the registered one. */
const NEAR = 60

/**
 * Which shifted system explains a position that should be the known one: it lies where the known one would be drawn on such a
 * map, and not where it is. Both in degrees; `near` in metres. null: neither does.
 */
export function suspectShift(given: Position, known: Position, near = NEAR): 'GCJ-02' | 'BD-09' | null {
  const plain = distance(given, known)
  if (plain <= near) return null
  const [gcj, bd] = [distance(given, toGcj02(known)), distance(given, toBd09(known))]
  if (Math.min(gcj, bd) > near || Math.min(gcj, bd) * 2 > plain) return null
  return gcj <= bd ? 'GCJ-02' : 'BD-09'
}
