import { PARAMETERS, ROWS, type Row, SUMS } from './substance-rows.ts'
import { UNLIMITED_ROWS, UNLIMITED_SUMS } from './unlimited-rows.ts'

/**
 * One catalogue of substances: what the tables mean by a name and how laboratories write it. The form is part of the
 * identity: total chromium never meets Cr(VI), total mercury never methylmercury, total arsenic never inorganic arsenic.
 */
export interface Substance {
  id: string
  /** Chinese name as GB 36600 or, failing that, the first table that has it prints it. */
  name: string
  english: string
  cas: string | null
  aliases: readonly string[]
  /** 'parameter': a property of the sample (pH, moisture) that is no pollutant by itself. */
  kind: 'substance' | 'sum' | 'parameter'
  /** Congeners or isomers the sum consists of. */
  sumOf?: readonly string[]
}

const make =
  (kind: Substance['kind']) =>
  ([id, name, english, cas, aliases]: Row): Substance => ({
    id,
    name,
    english,
    cas,
    aliases: aliases ? aliases.split('|') : [],
    kind,
  })
export const SUBSTANCES: readonly Substance[] = [
  ...ROWS.map(make('substance')),
  ...UNLIMITED_ROWS.map(make('substance')),
  ...[...SUMS, ...UNLIMITED_SUMS].map(make('sum')),
  ...PARAMETERS.map(make('parameter')),
]

/** Folds what laboratories vary: width, case, brackets, hyphens, primes, spaces, the unit or method in trailing brackets stays. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s　_]/g, '')
    .replace(/[‐‑‒–—―−－]/g, '-')
    .replace(/[′’‘`´ʹ]/g, "'")
    .replace(/[【〔［[{(]/g, '(')
    .replace(/[】〕］\]})]/g, ')')
    .replace(/[，、;；]/g, ',')
    .replace(/[⁺＋]/g, '+')
    .replace(/[⁻]/g, '-')
    .replace(/µ/g, 'μ')
    .replace(/噁/g, '恶')
}

const INDEX = new Map<string, Substance>()
for (const s of SUBSTANCES) {
  for (const word of [s.id, s.name, s.english, s.cas, ...s.aliases]) {
    if (!word) continue
    const key = foldName(word)
    const taken = INDEX.get(key)
    // A declaration that means two things is a defect of the catalogue, found at start.
    if (taken && taken !== s) throw new Error(`物质名录：“${word}”同时指“${taken.name}”和“${s.name}”`)
    INDEX.set(key, s)
  }
}

/** A unit that stands inside the head: 镉(mg/kg), 镉 mg/kg, 镉/(mg·kg-1). */
const TRAILING_UNIT = /[,/]?\(?(?:[munp]?g|μg|ng|mg-teq|ng-teq)[/·]?(?:kg|l|g)(?:-1)?\)?$/

/** The substance a laboratory's word means; undefined where the catalogue does not know it. Never a guess by likeness. */
export function findSubstance(name: string): Substance | undefined {
  const key = foldName(name)
  return findFolded(key) ?? findFolded(key.replace(/(\d)\.(?=\d)/g, '$1,')) ?? countedAs(key) ?? saidTwice(key)
}

/** 总砷(以As计): the words in brackets say nothing else than the name; 硝酸盐(以NO3计) would. */
function countedAs(key: string): Substance | undefined {
  const m = /^(.+)\(以([^()]+)计\)$/.exec(key)
  const found = m && findFolded(m[1]!)
  return found && findFolded(m[2]!) === found ? found : undefined
}

/** 镉(Cd), Cd镉, cadmium(cd): two names of one thing; and of an element "total", which it is unless its form is named. */
function saidTwice(key: string): Substance | undefined {
  const total = /^(?:total)(.+)$|^(.+?)(?:,total|\(total\)|\(总量?\)|总量)$/.exec(key)
  const element = total && INDEX.get((total[1] ?? total[2])!)
  if (element?.cas?.startsWith('74')) return element
  const m =
    /^(.+)\(([^()]+)\)$/.exec(key) ??
    /^([\u4e00-\u9fff]+)([a-z].*)$/.exec(key) ??
    /^([a-z]+)([\u4e00-\u9fff]+)$/.exec(key)
  const found = m && INDEX.get(m[1]!)
  return found && found === INDEX.get(m[2]!) ? found : undefined
}

function findFolded(key: string): Substance | undefined {
  return (
    INDEX.get(key) ?? INDEX.get(key.replace(TRAILING_UNIT, '')) ?? INDEX.get(key.replace(/^土壤|^(?:soil|water)/, ''))
  )
}

export function getSubstance(id: string): Substance {
  const found = INDEX.get(foldName(id))
  if (!found) throw new Error(`物质名录没有“${id}”`)
  return found
}
