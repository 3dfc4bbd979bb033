/** Results as laboratories write them, made up from a seed: the same seed and number give the same bytes everywhere. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { BULK } from '@jingtu/standards/columnar/bands.ts'
import { BASIC } from '@jingtu/standards/gb36600-2018/table.ts'
import { getSubstance } from '@jingtu/standards/substances.ts'

/** mulberry32 */
function randomOf(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

interface Item {
  names: string[]
  /** Every limit it has in either standard, mg/kg. */
  limits: string[]
}
const limitsOf = (id: string): string[] =>
  [
    ...new Set(
      Object.values(BULK).flatMap(s => s.items.get(id)?.bands.flatMap(b => [b.complies, b.screening, b.control]) ?? []),
    ),
  ].filter(l => l !== null)
const itemOf = (id: string): Item => {
  const { name, aliases } = getSubstance(id)
  return { names: [name, ...aliases.slice(0, 3)], limits: limitsOf(id) }
}

const METALS = ['cadmium', 'mercury', 'arsenic', 'lead', 'chromium', 'copper', 'nickel', 'zinc'].map(itemOf)
const BASIC_ITEMS = BASIC.map(r => itemOf(r[1]))
const CR6: Item = itemOf('chromium-vi')
/** Names the catalogue does not know. */
const UNKNOWN: Item[] = ['某某酯', 'X-17', '未知峰3', 'Cd(可交换态)'].map(name => ({ names: [name], limits: ['1'] }))
/** Known, without a limit in either. */
const UNLIMITED: Item[] = ['锰', '铁', '硒'].map(name => ({ names: [name], limits: ['300'] }))

/** Land use or planned use as written → column of GB 15618 (0 水田, 1 其他, 2 水旱轮作, 3 果园, 4 not said), class of GB 36600. */
const PLACES: [landUse: string, use: string, place: number, landClass: number][] = [
  ['水田', '', 0, 0],
  ['旱地', '', 1, 0],
  ['水旱轮作', '', 2, 0],
  ['果园', '', 3, 0],
  ['菜地', '', 1, 0],
  ['耕地', '', 4, 0],
  ['', '', 4, 0],
  ['', '第一类', 4, 0],
  ['', '第一类用地', 4, 0],
  ['', '第二类', 4, 1],
  ['', '第二类用地', 4, 1],
  ['', '0701', 4, 0],
  ['', '1001', 4, 1],
  ['', '0901', 4, 1],
  ['', '不明', 4, 0],
]
const FARMLAND_USES = ['水田', '水田', '旱地', '旱地', '水旱轮作', '水旱轮作', '果园', '菜地', '耕地', '']
const PLANNED_USES = ['第一类', '第一类用地', '第二类', '第二类', '第二类用地', '0701', '1001', '0901', '不明', '']
/** Units and by what power of ten a value in mg/kg is written in them; null: not convertible. */
const UNITS: [share: number, unit: string, power: number | null][] = [
  [0.66, 'mg/kg', 0],
  [0.2, 'μg/kg', 3],
  [0.04, 'ug/kg', 3],
  [0.03, 'g/kg', -3],
  [0.02, '%', -4],
  [0.02, 'ng/g', 3],
  [0.01, 'mg/L', null],
  [0.01, 'ppm', null],
  [0.01, '', null],
]

/** Every word the made up results use, and what each means. */
export interface Vocabulary {
  names: string[]
  /** A unit and by what 1 mg/kg is written in it; null: not convertible. */
  units: [unit: string, factor: string | null][]
  places: [landUse: string, use: string, place: number, landClass: number][]
}
export const VOCABULARY: Vocabulary = {
  names: [...new Set([...METALS, ...BASIC_ITEMS, CR6, ...UNKNOWN, ...UNLIMITED].flatMap(i => i.names))],
  units: UNITS.map(([, unit, power]) => [unit, power === null ? null : decimal(1, power)]),
  places: PLACES,
}

const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)]!

/** A decimal of an integer and a power of ten, without binary arithmetic. */
function decimal(digits: number, power: number): string {
  if (power >= 0) return `${digits}${'0'.repeat(power)}`
  const text = String(digits).padStart(1 - power, '0')
  return `${text.slice(0, power)}.${text.slice(power)}`
}

/** digits × 10^power of a limit's text. */
function partsOf(limit: string): [digits: number, power: number] {
  const [whole = '', fraction = ''] = limit.split('.')
  return [Number(whole + fraction), -fraction.length]
}

function amountOf(item: Item, random: () => number): [digits: number, power: number] {
  const [digits, power] = partsOf(pick(item.limits, random))
  const luck = random()
  // Exactly at a limit, or by one in the last of several digits beside it.
  if (luck < 0.03) return [digits, power]
  if (luck < 0.05) return [digits * 1000 + (luck < 0.04 ? 1 : -1), power - 3]
  const times = Math.round(10 ** (random() * 2.6 - 2) * 100)
  return [digits * times, power - 2]
}

function cellOf(item: Item, power: number, random: () => number): string {
  const luck = random()
  if (luck < 0.008) return pick(['ND', '未检出'], random)
  const [digits, ownPower] = amountOf(item, random)
  const text = decimal(digits, ownPower + power)
  return luck < 0.2 ? `<${text}` : luck < 0.202 ? `>${text}` : text
}

/** Writes `results` rows of a long table; samples stay together. Gives back how many samples there are. */
export function writeResults(path: string, results: number, seed: number): { samples: number; bytes: number } {
  const random = randomOf(seed)
  const file = openSync(path, 'w')
  let text = 'sample,substance,value,unit,pH,landUse,use\n'
  let bytes = 0
  let samples = 0
  const flush = (): void => {
    const chunk = Buffer.from(text)
    writeSync(file, chunk)
    bytes += chunk.length
    text = ''
  }
  for (let written = 0; written < results; samples++) {
    const farmland = random() < 0.6
    const items = farmland ? [...METALS] : shuffled(BASIC_ITEMS, 14, random)
    if (random() < 0.3) items.push(farmland ? CR6 : METALS[4]!)
    if (random() < 0.08) items.push(pick(UNKNOWN, random))
    if (random() < 0.08) items.push(pick(UNLIMITED, random))
    const pH = random() < 0.1 ? '' : decimal(Math.round(400 + random() * 500), -2)
    const about = farmland
      ? `${pH},${pick(FARMLAND_USES, random)},`
      : `${random() < 0.7 ? '' : pH},,${pick(PLANNED_USES, random)}`
    const id = `${farmland ? 'NY' : 'JS'}${String(samples).padStart(7, '0')}`
    for (const item of new Set(items)) {
      if (written++ === results) break
      let share = random()
      const name = pick(item.names, random)
      const [, unit, power] = UNITS.find(([s]) => (share -= s) < 0) ?? UNITS[0]!
      text += `${id},${name.includes(',') ? `"${name}"` : name},${cellOf(item, power ?? 0, random)},${unit},${about}\n`
    }
    if (text.length > 1 << 20) flush()
  }
  flush()
  closeSync(file)
  return { samples, bytes }
}

function shuffled<T>(from: readonly T[], most: number, random: () => number): T[] {
  const all = [...from]
  for (let i = 0; i < most; i++) {
    const k = i + Math.floor(random() * (all.length - i))
    ;[all[i], all[k]] = [all[k]!, all[i]!]
  }
  return all.slice(0, most)
}
