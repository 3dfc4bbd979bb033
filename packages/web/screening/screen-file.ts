import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { editionsOf, STANDARDS } from '@jingtu/standards/index.ts'
import type { Sample } from '@jingtu/standards/judgement.ts'
import type { FileProblem } from '@jingtu/standards/screening/records.ts'
import { readSamples } from '@jingtu/standards/screening/samples.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import { convertUnit } from '@jingtu/standards/units.ts'

export interface FileReading {
  samples: Sample[]
  problems: FileProblem[]
  /** Names of sheets that were left out because they are hidden. */
  hidden: string[]
}
export type FileOutcome = { ok: true; reading: FileReading } | { ok: false; reasons: string[] }

/** Reads what a browser may hold: the file is the visitor's own, so only its size is bounded, not the time. */
export async function readFile(bytes: Uint8Array): Promise<FileOutcome> {
  const read = await readGrids(bytes, { milliseconds: 15 * 60_000 })
  if ('refused' in read) return { ok: false, reasons: read.refused.reasons.map(r => `${r.message}。${r.hint}`) }
  const { samples, problems } = readSamples(read.grids)
  if (samples.length === 0)
    return { ok: false, reasons: problems.map(p => [p.where, p.message].filter(Boolean).join('：')) }
  return { ok: true, reading: { samples, problems, hidden: read.hidden } }
}

/** The numbers one chooses from: editions of one number are chosen by the day. */
export const CHOICES: readonly { name: string; title: string }[] = [...new Set(STANDARDS.map(s => s.number))].map(
  number => {
    const editions = editionsOf(number)
    return { name: editions.length > 1 ? number : editions[0]!.id, title: editions[0]!.title }
  },
)

/** The standard the file seems to be about; only a proposal, the reader chooses. */
export function suggestStandard(samples: readonly Sample[]): string {
  const some = samples.slice(0, 200)
  if (some.some(s => s.column || s.condition)) return 'GB 5084-2021'
  if (some.some(s => s.crop)) return 'GB 2762'
  const results = some.flatMap(s => s.results)
  const water = results.filter(r => convertUnit('1', r.unit, 'mg/L') !== undefined).length
  if (water * 2 > results.length) return 'GB/T 14848-2017'
  if (some.some(s => /水田|旱地|轮作|果园|菜地|耕地|园地/.test(s.landUse ?? ''))) return 'GB 15618-2018'
  const organic = results.some(r =>
    /^(?:benzene|trichloroethylene|chromium-vi|naphthalene)$/.test(findSubstance(r.substance)?.id ?? ''),
  )
  return some.some(s => s.use) || organic || !some.some(s => s.pH) ? 'GB 36600-2018' : 'GB 15618-2018'
}
