import { canonicalJson, canonicalRow, type RecordKind } from '@jingtu/core/record.ts'
import { sql } from 'kysely'
import { ENDS, selection } from '../columns.ts'
import type { EventRow } from '../digest.ts'
import type { Tx } from '../open.ts'
import { EVENT_COLUMNS, isIntact } from './chain.ts'
import { type About, type Findings, nameOf, parseAfter, show } from './fault.ts'

const ROWS_A_BATCH = 500

type Row = Record<string, unknown> & {
  home: string
  id: string
  version: number
  region: string
  state: string
  effective: string
  since: string
  until: string | null
  effectiveUntil: string | null
}
type Event = Omit<EventRow, 'seq'> & { seq: string; at: string | null }

/** Compares every version of every row of a kind with its event; the number of rows seen. */
export async function compareRows(tx: Tx, kind: RecordKind, findings: Findings): Promise<number> {
  let count = 0
  let before: Row | undefined
  let last: Row | undefined
  let versions: Row[] = []
  for await (const batch of listRows(tx, kind)) {
    const events = await eventsOf(tx, kind, batch)
    await judgeFiles(tx, kind, batch, findings)
    for (const row of batch) {
      if (last) judgeUntil(kind, last, row, findings)
      before = last && isNext(last, row) ? last : undefined
      if (last && !isSame(last, row)) versions = judgeEnds(kind, versions, findings)
      versions.push(row)
      judgeRow(kind, row, before, events.get(keyOf(row)) ?? [], findings)
      last = row
      count++
    }
  }
  if (last) judgeUntil(kind, last, undefined, findings)
  judgeEnds(kind, versions, findings)
  return count
}

const keyOf = (r: { home: string; id: string; version: number }): string => `${r.home}/${r.id}/${r.version}`
const isSame = (a: Row, b: Row): boolean => a.home === b.home && a.id === b.id
const isNext = (a: Row, b: Row): boolean => isSame(a, b) && b.version === a.version + 1

const aboutRow = (kind: RecordKind, row: Row, at: string | null): About => ({
  home: row.home,
  kind: kind.id,
  record: row.id,
  name: nameOf(row),
  version: row.version,
  at,
})

function judgeRow(kind: RecordKind, row: Row, before: Row | undefined, events: Event[], findings: Findings): void {
  const event = events[0]
  if (!event) {
    findings.add(aboutRow(kind, row, row.since), '数据行没有对应的变更事件，不是由系统写入的')
    return
  }
  const about = { ...aboutRow(kind, row, event.at ?? row.since), name: nameOf(parseAfter(event.after)) ?? nameOf(row) }
  if (events.length > 1) findings.add(about, `同一版数据对应 ${events.length} 个变更事件，应只有一个`)
  if (event.at === null) findings.add(about, `数据行所属的第${event.seq}次变更不存在`)
  if (canonicalRow(kind, row) !== event.after)
    findings.add(
      about,
      `${isIntact(event) ? '数据行被改动' : '登记内容（变更事件）被改动'}：${difference(kind, row, event.after)}`,
    )
  if (row.state !== event.toState)
    findings.add(about, `变更事件所记的状态为“${show(event.toState)}”，数据行为“${show(row.state)}”`)
  const since = event.at && before && before.since > event.at ? before.since : event.at
  if (since && row.since !== since) findings.add(about, `登记时间现为 ${show(row.since)}，应为 ${since}`)
}

function judgeUntil(kind: RecordKind, row: Row, next: Row | undefined, findings: Findings): void {
  const follows = next && isSame(row, next)
  // A missing version in between is reported by its event; what it closed cannot be told from here.
  if (follows && !isNext(row, next)) return
  const expected = follows ? next.since : null
  if (row.until !== expected)
    findings.add(
      aboutRow(kind, row, row.since),
      `失效时间现为 ${row.until ?? '空（仍有效）'}，应为 ${expected ?? '空（仍有效）'}`,
    )
}

/** A version holds until the earliest day from which a later one does. Gaps between versions are reported by their events. */
function judgeEnds(kind: RecordKind, versions: readonly Row[], findings: Findings): Row[] {
  let ends: string | null = null
  for (const [i, row] of [...versions].reverse().entries()) {
    const next = versions[versions.length - i]
    if (next && !isNext(row, next)) break
    if (row.effectiveUntil !== ends)
      findings.add(
        aboutRow(kind, row, row.since),
        `有效期止日现为 ${row.effectiveUntil ?? '空（仍有效）'}，应为 ${ends ?? '空（仍有效）'}`,
      )
    if (ends === null || row.effective < ends) ends = row.effective
  }
  return []
}

function difference(kind: RecordKind, row: Row, after: string): string {
  const noted = parseAfter(after)
  if (!noted) return '变更事件的登记文本已不可读'
  const now = JSON.parse(canonicalRow(kind, row)) as Record<string, unknown>
  const keys = [...new Set([...Object.keys(now), ...Object.keys(noted)])].filter(
    key => canonicalJson(now[key]) !== canonicalJson(noted[key]),
  )
  if (keys.length === 0) return '登记文本的写法与数据行不一致'
  return keys
    .map(
      key =>
        `“${HEADER_NAMES[key] ?? kind.fields[key]?.name ?? key}”数据行为 ${show(now[key])}，登记为 ${show(noted[key])}`,
    )
    .join('；')
}

const HEADER_NAMES: Record<string, string> = {
  home: '归属',
  id: '编号',
  version: '版次',
  region: '地区',
  state: '状态',
  effective: '生效日期',
}

async function* listRows(tx: Tx, kind: RecordKind): AsyncGenerator<Row[]> {
  let last: Row | undefined
  for (;;) {
    const beyond = last
      ? sql`(home, id, version) > (${last.home}::uuid, ${last.id}::uuid, ${last.version}::int)`
      : sql`true`
    const { rows } =
      await sql<Row>`select ${selection(kind)}, ${sql.ref(ENDS.column)} as ${sql.id(ENDS.key)} from ${sql.table(kind.table)}
      where ${beyond} order by home, id, version limit ${ROWS_A_BATCH}`.execute(tx)
    if (rows.length > 0) yield rows
    if (rows.length < ROWS_A_BATCH) return
    last = rows.at(-1)
  }
}

async function eventsOf(tx: Tx, kind: RecordKind, batch: Row[]): Promise<Map<string, Event[]>> {
  const { rows } = await sql<Event>`select ${EVENT_COLUMNS}, c.at
    from unnest(${batch.map(r => r.home)}::uuid[], ${batch.map(r => r.id)}::uuid[], ${batch.map(r => r.version)}::int[]) as k(home, id, version)
    join record_event e on e.home = k.home and e.record = k.id and e.version = k.version and e.kind = ${kind.id}
    left join change c on c.home = e.home and c.seq = e.seq`.execute(tx)
  return Map.groupBy(rows, e => keyOf({ home: e.home, id: e.record, version: e.version }))
}

/** A row that points to a file must find it in the store. */
async function judgeFiles(tx: Tx, kind: RecordKind, batch: Row[], findings: Findings): Promise<void> {
  const fields = Object.entries(kind.fields).filter(([, field]) => field.kind === 'files')
  const wanted = batch.flatMap(row =>
    fields.flatMap(([key, field]) =>
      ((row[key] as string[] | null) ?? []).map(hash => ({ row, name: field.name, hash })),
    ),
  )
  if (wanted.length === 0) return
  const { rows } = await sql<{ hash: string }>`
    select hash from file_body where hash = any(${[...new Set(wanted.map(w => w.hash))]}::text[])`.execute(tx)
  const there = new Set(rows.map(r => r.hash))
  for (const { row, name, hash } of wanted)
    if (!there.has(hash)) findings.add(aboutRow(kind, row, row.since), `“${name}”引用的文件 ${show(hash)} 不在库中`)
}
