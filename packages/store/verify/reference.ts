/** What stands in the chain but is no record table: links, the region tree; and the files, which their hash guards. */
import { canonicalJson } from '@jingtu/core/record.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { sql } from 'kysely'
import { canonicalLink } from '../changes.ts'
import type { Tx } from '../open.ts'
import { canonicalRegion, REFERENCE_HOME, REGION_COLUMNS } from '../regions.ts'
import { type Findings, nameOf, parseAfter, show } from './fault.ts'

const A_BATCH = 500
const FILES_A_BATCH = 20

interface LinkRow {
  home: string
  fromKind: string
  fromId: string
  relation: string
  toKind: string
  toHome: string
  toId: string
  seq: string
  /** When the change was recorded that the link says it came with. */
  made: string | null
}

export async function compareLinks(tx: Tx, findings: Findings): Promise<number> {
  let count = 0
  let last: LinkRow | undefined
  for (;;) {
    const beyond = last
      ? sql`(home, from_id, relation, to_id) > (${last.home}::uuid, ${last.fromId}::uuid, ${last.relation}, ${last.toId}::uuid)`
      : sql`true`
    const { rows } = await sql<LinkRow>`
      select home, from_kind as "fromKind", from_id as "fromId", relation, to_kind as "toKind", to_home as "toHome", to_id as "toId",
        since_seq::text as seq, (select c.at from change c where c.home = link.home and c.seq = link.since_seq) as made
      from link where ${beyond} order by home, from_id, relation, to_id limit ${A_BATCH}`.execute(tx)
    const events = await sql<{ after: string; seq: string; at: string | null }>`
      select e.after, e.seq::text as seq, c.at
      from (select distinct * from unnest(${rows.map(r => r.home)}::uuid[], ${rows.map(r => r.fromId)}::uuid[])) as k(home, id)
      join record_event e on e.home = k.home and e.record = k.id and e.version = 0 and e.kind = 'link'
      left join change c on c.home = e.home and c.seq = e.seq`.execute(tx)
    const noted = new Map(events.rows.map(e => [e.after, e]))
    for (const { seq, made, ...link } of rows) {
      count++
      const event = noted.get(canonicalLink(link))
      const about = {
        home: link.home,
        kind: 'link',
        record: link.fromId,
        name: `${link.relation} → ${link.toKind} ${link.toId}`,
        version: null,
        at: event?.at ?? made,
      }
      if (!event) findings.add(about, '关联没有内容相同的变更事件，被改动过或不是由系统写入的')
      else if (event.seq !== seq) findings.add(about, `关联记为第${seq}次变更所建，应为第${event.seq}次`)
    }
    if (rows.length < A_BATCH) return count
    last = rows.at(-1)
  }
}

/** Every node against the last event that noted it, both ways. */
export async function compareRegions(tx: Tx, findings: Findings): Promise<void> {
  const nodes = await sql<RegionNode>`select ${REGION_COLUMNS} from region order by id`.execute(tx)
  const events = await sql<{ record: string; version: number; after: string; toState: string; at: string | null }>`
    select distinct on (e.record) e.record, e.version, e.after, e.to_state as "toState", c.at
    from record_event e left join change c on c.home = e.home and c.seq = e.seq
    where e.home = ${REFERENCE_HOME}::uuid and e.kind = 'region' order by e.record, e.version desc`.execute(tx)
  const noted = new Map(events.rows.map(e => [e.record, e]))
  for (const node of nodes.rows) {
    const event = noted.get(node.id)
    noted.delete(node.id)
    const about = {
      home: REFERENCE_HOME,
      kind: 'region',
      record: node.id,
      name: node.name,
      version: event?.version ?? null,
      at: event?.at ?? null,
    }
    if (!event) {
      findings.add(about, '地区没有对应的变更事件，不是由系统写入的')
      continue
    }
    const values = parseAfter(event.after)
    const effective = (values?.effective as string | null | undefined) ?? null
    if (canonicalRegion(node, effective) === event.after) continue
    const keys = Object.keys(node).filter(
      key => canonicalJson(node[key as keyof RegionNode]) !== canonicalJson(values?.[key]),
    )
    findings.add(
      { ...about, name: nameOf(values) ?? node.name },
      `地区与登记内容不符：${keys.map(key => `${key} 现为 ${show(node[key as keyof RegionNode])}，登记为 ${show(values?.[key])}`).join('；')}`,
    )
  }
  for (const e of noted.values())
    findings.add(
      {
        home: REFERENCE_HOME,
        kind: 'region',
        record: e.record,
        name: nameOf(parseAfter(e.after)),
        version: e.version,
        at: e.at,
      },
      '地区缺失：登记过的地区已不在表中',
    )
}

/** Hashes are recomputed by the database, so that no file travels. */
export async function compareFiles(tx: Tx, findings: Findings): Promise<number> {
  let count = 0
  let last = ''
  for (;;) {
    const { rows } = await sql<{
      hash: string
      size: string
      name: string
      at: string
      actual: string | null
      length: number | null
    }>`
      select f.hash, f.size::text as size, f.name, f.uploaded_at as at, encode(sha256(b.bytes), 'hex') as actual, octet_length(b.bytes) as length
      from file f left join file_body b on b.hash = f.hash
      where f.hash collate "C" > ${last} order by f.hash collate "C" limit ${FILES_A_BATCH}`.execute(tx)
    for (const f of rows) {
      count++
      const about = { home: REFERENCE_HOME, kind: 'file', record: f.hash, name: f.name, version: null, at: f.at }
      if (f.actual === null) findings.add(about, '文件内容缺失')
      else if (f.actual !== f.hash) findings.add(about, `文件内容的校验值为 ${f.actual}，与登记的 ${f.hash} 不符`)
      if (f.length !== null && String(f.length) !== f.size)
        findings.add(about, `文件大小记为 ${f.size} 字节，实际为 ${f.length} 字节`)
    }
    if (rows.length < FILES_A_BATCH) return count
    last = rows.at(-1)!.hash
  }
}
