import type { CheckedResult, CheckedRow, SampleFields } from '@jingtu/standards/laboratory/checked.ts'
import { showReading } from '@jingtu/standards/reading.ts'
import type { BulkValue } from '@jingtu/store/samples/line.ts'
import type { Originals } from './checking.ts'
import { ContentSum } from './fingerprint.ts'

/** A sample as it stands after all its rows: what later rows add is taken, what they contradict is a fault of the door. */
interface Gathered {
  fields: SampleFields
  place: string
  sum: ContentSum
  results: number
}

export interface SiteIndex {
  /** Registered points by number and by name. */
  idOf: ReadonlyMap<string, string>
}

/** Gathers the samples of a file while its results go by; nothing of a result is kept but its part in the sum. */
export class Intake {
  private readonly scope: string
  private readonly sites: SiteIndex
  private readonly ordinals = new Map<string, number>()
  private readonly gathered: Gathered[] = []
  private lastFields: SampleFields | null = null
  private lastOrdinal = 0
  takenFrom: string | null = null
  takenTo: string | null = null

  /** @param scope the survey (or the home) inside which a number means one sample */
  constructor(scope: string, sites: SiteIndex) {
    this.scope = scope
    this.sites = sites
  }

  get count(): number {
    return this.gathered.length
  }

  /** The ordinal of the row's sample. */
  sample(row: CheckedRow, sheetName: string): number {
    const fields = row.sample!
    if (fields === this.lastFields) return this.lastOrdinal
    const identity = this.identityOf(fields)
    let ordinal = this.ordinals.get(identity)
    if (ordinal === undefined) {
      ordinal = this.gathered.length + 1
      this.ordinals.set(identity, ordinal)
      const place = sheetName === '' ? String(row.row) : `${sheetName}!${row.row}`
      this.gathered.push({ fields, place, sum: new ContentSum(), results: 0 })
      const day = fields.takenOn
      if (day !== null) {
        if (this.takenFrom === null || day < this.takenFrom) this.takenFrom = day
        if (this.takenTo === null || day > this.takenTo) this.takenTo = day
      }
    } else {
      const known = this.gathered[ordinal - 1]!
      if (known.fields !== fields) known.fields = together(known.fields, fields)
    }
    this.lastFields = fields
    this.lastOrdinal = ordinal
    return ordinal
  }

  /** A result as the row of the bulk table. */
  result(ordinal: number, r: CheckedResult, originals: Originals): BulkValue[] {
    const { reading } = r
    const kind = reading.kind === 'missing' && reading.notDetected ? 'nd' : reading.kind
    const value = reading.kind === 'value' ? reading.value : reading.kind === 'missing' ? null : reading.limit
    const sample = this.gathered[ordinal - 1]!
    sample.sum.add(r.substance!, kind, value, r.unit, r.basis)
    sample.results++
    const mend = originals.size === 0 ? undefined : originals.get(r.place)
    return [
      ordinal,
      r.substance!,
      kind,
      value,
      r.unit === '' ? null : r.unit,
      r.detectionLimit,
      r.method,
      r.basis,
      reading.kind === 'missing' ? reading.why : null,
      mend ? mend.original : r.original,
      r.place,
      mend ? mend.mended : null,
    ]
  }

  /** The samples in their order, as rows of the bulk table. */
  *rows(): Generator<BulkValue[]> {
    for (const [own, ordinal] of this.ordinals)
      yield rowOf(`${this.scope}|${own}`, this.gathered[ordinal - 1]!, this.sites)
  }

  /** Identity and content of every sample, to compare with what is there already. */
  *contents(): Generator<{ identity: string; fingerprint: string }> {
    for (const [own, ordinal] of this.ordinals) {
      const g = this.gathered[ordinal - 1]!
      yield { identity: `${this.scope}|${own}`, fingerprint: g.sum.end(aboutOf(g.fields)) }
    }
  }

  /** Inside the scope. */
  private identityOf(f: SampleFields): string {
    const depth =
      f.depthFrom !== null || f.depthTo !== null ? `${f.depthFrom ?? ''}-${f.depthTo ?? ''}` : (f.depth ?? '')
    // Joined, because a template is kept as the tree of its parts.
    return [f.code, f.takenOn, depth, f.medium, f.qc].join('|')
  }
}

/** What counts as the content of a sample beside its results. */
const aboutOf = (f: SampleFields): string =>
  [
    f.site,
    f.longitude,
    f.latitude,
    f.landUse,
    f.use,
    f.crop,
    f.column,
    f.condition,
    f.pairedWith,
    f.pH && showReading(f.pH),
  ].join('|')

function together(known: SampleFields, later: SampleFields): SampleFields {
  let merged: SampleFields | null = null
  for (const key of Object.keys(later) as (keyof SampleFields)[])
    if (known[key] === null && later[key] !== null) merged = { ...(merged ?? known), [key]: later[key] }
  return merged ?? known
}

const degrees = (d: number | null): string | null => (d === null ? null : String(Math.round(d * 1e8) / 1e8))

function rowOf(identity: string, { fields: f, place, sum }: Gathered, sites: SiteIndex): BulkValue[] {
  const site = sites.idOf.get(f.site ?? '') ?? sites.idOf.get(f.code) ?? null
  return [
    identity,
    f.code,
    site,
    f.site,
    f.medium,
    f.takenOn,
    f.receivedOn,
    f.testedOn,
    f.depth,
    f.depthFrom,
    f.depthTo,
    degrees(f.longitude),
    degrees(f.latitude),
    f.landUse,
    f.use,
    f.crop,
    f.column,
    f.condition,
    f.pH && showReading(f.pH),
    f.sampler,
    f.laboratory,
    f.qc,
    f.pairedWith,
    f.remark,
    place,
    sum.end(aboutOf(f)),
  ]
}
