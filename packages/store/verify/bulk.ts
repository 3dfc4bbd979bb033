import { sql } from 'kysely'
import type { Tx } from '../open.ts'
import { BULK_TABLES, type BulkContent, type BulkTable } from '../samples/bulk.ts'
import { LineDigest } from '../samples/digest.ts'
import { type BulkValue, lineHead, lineOf } from '../samples/line.ts'
import { wrongMarks } from '../samples/settle.ts'
import type { About, Findings } from './fault.ts'

interface Parent {
  home: string
  id: string
  title: string | null
  since: string
  content: Record<string, BulkContent> | null
}

const PARENTS_A_BATCH = 100
const MARKS = 100

/** Reads the rows of every bulk table back in their order and compares them with what their parents keep of them. */
export async function compareBulk(tx: Tx, findings: Findings): Promise<number> {
  let rows = 0
  for (const table of BULK_TABLES) {
    for await (const parent of listParents(tx, table)) rows += await compareContent(tx, table, parent, findings)
    await findStrays(tx, table, findings)
  }
  for (const table of ['sample', 'verdict'] as const) {
    const { name, parent } = BULK_TABLES.find(t => t.table === table)!
    for (const m of await wrongMarks(tx, table, MARKS))
      findings.add(
        { home: m.home, kind: parent.kind, record: m.parent, name: null, version: null, at: null },
        `${name}第${m.ordinal}行的取代标记现为 ${m.stored ?? '空（有效）'}，应为 ${m.expected ?? '空（有效）'}`,
      )
  }
  return rows
}

/** What a parent keeps of its rows never changes after its first version; that version stands in the chain. */
async function* listParents(tx: Tx, { parent }: BulkTable): AsyncGenerator<Parent> {
  let last: Parent | undefined
  for (;;) {
    const beyond = last ? sql`(home, id) > (${last.home}::uuid, ${last.id}::uuid)` : sql`true`
    const { rows } = await sql<Parent>`select home, id, title, since, content from ${sql.table(parent.table)}
      where version = 1 and ${beyond} order by home, id limit ${PARENTS_A_BATCH}`.execute(tx)
    yield* rows
    if (rows.length < PARENTS_A_BATCH) return
    last = rows.at(-1)
  }
}

async function compareContent(tx: Tx, table: BulkTable, parent: Parent, findings: Findings): Promise<number> {
  const about: About = {
    home: parent.home,
    kind: table.parent.kind,
    record: parent.id,
    name: parent.title,
    version: 1,
    at: parent.since,
  }
  const kept = parent.content?.[table.table] ?? {
    rows: 0,
    digest: new LineDigest().end().digest,
    blocks: '',
    blockRows: 500,
  }
  const found = await digestOf(tx, table, parent, kept.blockRows)
  if (found.digest === kept.digest) return found.rows
  if (found.rows !== kept.rows)
    findings.add(about, `${table.name}应有 ${kept.rows} 行，现有 ${found.rows} 行，有增加或缺失`)
  for (let at = 0; at < Math.max(kept.blocks.length, found.blocks.length); at += 8) {
    if (kept.blocks.slice(at, at + 8) === found.blocks.slice(at, at + 8)) continue
    const first = (at / 8) * kept.blockRows + 1
    const lastRow = Math.min(first + kept.blockRows - 1, Math.max(kept.rows, found.rows))
    findings.add(about, `${table.name}第 ${first}–${lastRow} 行中有内容被改动：与导入时登记的校验值不符`)
    return found.rows
  }
  findings.add(about, `${table.name}的校验值与登记的不符`)
  return found.rows
}

async function digestOf(tx: Tx, table: BulkTable, parent: Parent, blockRows: number): Promise<BulkContent> {
  const digest = new LineDigest()
  const kinds = table.columns.map(([, kind]) => kind)
  const head = lineHead(parent.home, parent.id)
  const columns = table.columns.map(([column], i) => sql`${sql.ref(column)}::text as ${sql.id(`c${i}`)}`)
  for (let last = -2_147_483_648; ; ) {
    const { rows } = await sql<Record<string, BulkValue> & { ordinal: number }>`select ordinal, ${sql.join(columns)}
      from ${sql.table(table.table)} where home = ${parent.home}::uuid and ${sql.id(table.parent.column)} = ${parent.id}::uuid
        and ordinal > ${last} order by ordinal limit ${blockRows}`.execute(tx)
    if (rows.length > 0) {
      const text = rows
        .map(row =>
          lineOf(
            head,
            row.ordinal,
            kinds,
            kinds.map((_, i) => row[`c${i}`]!),
          ),
        )
        .join('')
      digest.add(Buffer.from(text, 'utf8'), rows.length)
    }
    if (rows.length < blockRows) return digest.end()
    last = rows.at(-1)!.ordinal
  }
}

async function findStrays(tx: Tx, table: BulkTable, findings: Findings): Promise<void> {
  const column = sql.id(table.parent.column)
  const { rows } = await sql<{
    home: string
    parent: string
    n: number
  }>`select t.home, t.${column} as parent, count(*) as n
    from ${sql.table(table.table)} t where not exists (
      select 1 from ${sql.table(table.parent.table)} p where p.home = t.home and p.id = t.${column})
    group by 1, 2 order by 1, 2`.execute(tx)
  for (const { home, parent, n } of rows)
    findings.add(
      { home, kind: table.parent.kind, record: parent, name: null, version: null, at: null },
      `${n} 行${table.name}不属于任何登记过的批次，不是由系统写入的`,
    )
}
