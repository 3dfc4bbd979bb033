/**
 * A number or choice of a rule that is not read from the official text, or that a province may set. Never a constant in the
 * code: each has its source, its days and its region, and a verdict says which ones it used.
 */
export interface Parameter<K extends string = string> {
  key: K
  name: string
  /** A decimal, or one of `choices`. */
  value: string
  unit: string
  choices?: readonly string[]
  /** V: read in a public source; P: partly; M: from memory; 拟: a default of our own. Only V may stand unannounced. */
  mark: 'V' | 'P' | 'M' | '拟'
  basis: string
  from: string
  /** Last day; null: until further notice. */
  until: string | null
  /** Administrative code it applies to and below; null: everywhere. */
  region: string | null
}

export interface Settings<K extends string> {
  values: Readonly<Record<K, string>>
  used: Readonly<Record<K, Parameter<K>>>
  /** One line for each value that is not read from an official text. */
  notes: string[]
}

export interface Place {
  /** YYYY-MM-DD: the day the rule is applied to. */
  on: string
  region?: string
}

/**
 * The value of every key for a day and place: local ones before the defaults, the nearest region first, of one region the
 * newest. Throws where a key has no default for the day: a table that does not cover its days is a fault of ours.
 */
export function settingsOn<K extends string>(
  defaults: readonly Parameter<K>[],
  { on, region }: Place,
  local: readonly Parameter<NoInfer<K>>[] = [],
): Settings<K> {
  const known = new Map(defaults.map(p => [p.key, p]))
  const candidates = [...local.filter(p => known.has(p.key)), ...defaults]
    .filter(p => p.from <= on && (p.until === null || on <= p.until))
    .filter(p => p.region === null || region?.startsWith(stem(p.region)))
    .sort((a, b) => depth(b) - depth(a) || (a.from < b.from ? 1 : a.from > b.from ? -1 : 0))
  const used = {} as Record<K, Parameter<K>>
  for (const key of new Set(defaults.map(p => p.key))) {
    const found = candidates.find(p => p.key === key)
    if (!found) throw new Error(`参数 ${key} 在 ${on} 没有可用的值`)
    const faults = checkParameter(found, known.get(key)!)
    if (faults.length) throw new Error(faults.join('；'))
    used[key] = found
  }
  const values = Object.fromEntries(Object.entries(used).map(([k, p]) => [k, (p as Parameter).value]))
  return {
    values: values as Record<K, string>,
    used,
    notes: (Object.values(used) as Parameter<K>[]).filter(p => p.mark !== 'V').map(noteOf),
  }
}

/** What is wrong with a parameter somebody entered, against the default it would replace; empty: it may be used. */
export function checkParameter(p: Parameter, like: Parameter): string[] {
  const faults: string[] = []
  if (like.choices ? !like.choices.includes(p.value) : !/^\d+(\.\d+)?$/.test(p.value))
    faults.push(`参数“${p.name}”的值应为${like.choices ? like.choices.join('、') : '十进制数'}，现为“${p.value}”`)
  if (p.until !== null && p.until < p.from) faults.push(`参数“${p.name}”的失效日期早于生效日期`)
  if (p.basis.trim() === '') faults.push(`参数“${p.name}”没有依据`)
  return faults
}

export const noteOf = (p: Parameter): string => `${p.name}取 ${p.value}${p.unit}（${MARKS[p.mark]}：${p.basis}）`

const MARKS = { V: '已见来源', P: '部分核对', M: '未核对正式文本', 拟: '自拟默认值' } as const
const stem = (region: string): string => region.replace(/(?:00)+$/, '')
const depth = (p: Parameter): number => (p.region === null ? 0 : stem(p.region).length)
