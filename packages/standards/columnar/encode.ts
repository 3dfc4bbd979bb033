import type { Reading, Sample } from '../judgement.ts'
import { pHOf } from '../measured.ts'
import { ColumnWriter } from './column-writer.ts'
import type { Columns, Place } from './columns.ts'

const NO_PH: Reading = { kind: 'missing', why: '没有 pH' }

/** Numbers what is alike, by a key of text. */
function numbering<T>(keyOf: (item: T) => string): { all: T[]; numberOf(item: T): number } {
  const numbers = new Map<string, number>()
  const all: T[] = []
  return {
    all,
    numberOf(item) {
      const key = keyOf(item)
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, all.length)
      return all.push(item) - 1
    },
  }
}

/** Samples as columns, one row a result, in their order. */
export function encode(samples: Iterable<Sample>): Columns {
  const writer = new ColumnWriter()
  const pHs = numbering<Reading>(r => JSON.stringify(r))
  const places = numbering<Place>(p => JSON.stringify([p.landUse, p.use]))
  const [pH, place]: [number[], number[]] = [[], []]
  const names: string[] = []
  for (const sample of samples) {
    const s = names.push(sample.id) - 1
    pH.push(pHs.numberOf(pHOf(sample) ?? NO_PH))
    place.push(places.numberOf({ landUse: sample.landUse ?? null, use: sample.use ?? null }))
    for (const r of sample.results) {
      const word = writer.wordNumber(r.substance, r.unit, r.basis ?? null)
      writer.addReading(s, word, r.reading)
    }
  }
  return writer.finish({
    samples: names.length,
    names: namesOf(names),
    pH: Uint32Array.from(pH),
    place: Uint32Array.from(place),
    pHs: pHs.all,
    places: places.all,
  })
}

function namesOf(names: string[]): Columns['names'] {
  const encoder = new TextEncoder()
  const parts = names.map(n => encoder.encode(n))
  const starts = new Uint32Array(names.length + 1)
  parts.forEach((p, i) => {
    starts[i + 1] = starts[i]! + p.length
  })
  const bytes = new Uint8Array(starts[names.length]!)
  parts.forEach((p, i) => {
    bytes.set(p, starts[i]!)
  })
  return { bytes, starts }
}
