import type { RecordKind } from '@jingtu/core/record.ts'

/** One thing that does not agree with the chain; names the record so that somebody can go and look. */
export interface Fault {
  home: string
  homeName: string | null
  kind: string
  kindName: string
  record: string | null
  name: string | null
  version: number | null
  /** When the change was recorded that this contradicts, ISO; null where even that is gone. */
  at: string | null
  /** What differs, in Chinese. */
  what: string
}

/** One line for people. */
export function describeFault(f: Fault): string {
  const record = f.record ? `“${f.name ?? '（无名称）'}”（${f.record}${f.version ? `，第${f.version}版` : ''}）` : ''
  return `【${f.kindName}】${record}${f.at ? ` ${f.at} 登记` : ''}，归属 ${f.homeName ?? f.home}：${f.what}`
}

export type About = Omit<Fault, 'homeName' | 'kindName' | 'what'>

/** Collects faults; a store that was wiped has millions, and only the first are kept. */
export class Findings {
  readonly faults: Fault[] = []
  count = 0
  private readonly kinds: ReadonlyMap<string, RecordKind>
  private readonly homes: ReadonlyMap<string, string>
  private readonly most: number

  constructor(kinds: ReadonlyMap<string, RecordKind>, homes: ReadonlyMap<string, string>, most: number) {
    this.kinds = kinds
    this.homes = homes
    this.most = most
  }

  add(about: About, what: string): void {
    this.count++
    if (this.faults.length >= this.most) return
    const { home, kind } = about
    this.faults.push({
      ...about,
      homeName: this.homeName(home),
      kindName: this.kinds.get(kind)?.name ?? OTHER[kind] ?? kind,
      what,
    })
  }

  homeName(home: string): string | null {
    return this.homes.get(home) ?? null
  }
}

const OTHER: Record<string, string> = { region: '行政区划', link: '关联', change: '变更', file: '文件' }

/** What people would call the row: its name, its title, or the first of its words. */
export function nameOf(values: Record<string, unknown> | undefined): string | null {
  if (!values) return null
  const given = [values.name, values.title, values.indicator, values.content, values.quote]
  const text = given.find(v => typeof v === 'string' && v !== '') as string | undefined
  return text ? (text.length > 40 ? `${text.slice(0, 40)}…` : text) : null
}

/** The canonical text of an event as values; undefined when somebody broke the text itself. */
export function parseAfter(after: string): Record<string, unknown> | undefined {
  try {
    const values: unknown = JSON.parse(after)
    return values && typeof values === 'object' ? (values as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '空')
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
