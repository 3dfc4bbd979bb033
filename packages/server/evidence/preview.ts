import type { Actor } from '@jingtu/core/access.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { accreditationFaults, type Laboratory, laboratoryRecord } from '@jingtu/registers/monitoring/laboratory.ts'
import type { CheckedRow } from '@jingtu/standards/laboratory/checked.ts'
import type { Layout } from '@jingtu/standards/laboratory/layout.ts'
import type { Db } from '@jingtu/store/open.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { doorBoundary } from './boundaries.ts'
import { checkSource, type Originals, type Taker } from './checking.ts'
import { doorContext } from './door-context.ts'
import { Intake } from './intake.ts'
import { onTable, rememberedLayouts } from './layouts.ts'
import { type FileSource, openSource, type Source, type TablePlan } from './source.ts'
import { type Placed, placeForImport, sitesUnder } from './standing.ts'
import type { CellFault, CellMend, Preview, PreviewTable } from './views.ts'

export interface TableChoice {
  sheet: number
  layout: Layout
  dataTo?: number | null
}

export interface ImportAsked {
  survey: string | null
  laboratory: string | null
  /** Null: as proposed. Tables that are left out are not read. */
  tables: TableChoice[] | null
  mends: CellMend[]
}

export interface FaultPage {
  grade: 'error' | 'warning' | null
  page: number
  size: number
}

/** Faults kept for paging; more are counted. */
const KEPT = 20_000
const SHOWN_ROWS = 15
const breathe = (): Promise<void> => new Promise(go => setImmediate(go))

/** Everything an import would do, without doing it. @throws Refusal */
export async function previewImport(
  services: Services,
  actor: Actor,
  file: FileSource,
  asked: ImportAsked,
  paging: FaultPage,
): Promise<Preview> {
  const { db } = services.store
  const placed = await placeForImport(db, actor, asked.survey)
  const laboratory = asked.laboratory === null ? null : await getRecord(db, laboratoryRecord, asked.laboratory)
  const source = await openSource(file)
  const { tables, plans } = await tablesOf(db, source, laboratory, asked.tables)
  const sites = await sitesUnder(db, placed.region.path)
  const collector = new Collector(new Intake(scopeOf(placed), sites))
  const today = dayInShanghai(services.clock())
  const boundary = await doorBoundary(db, placed.region)
  await checkSource(source, plans, doorContext(today, sites, boundary), asked.mends, collector)
  const faults = collector.faults.filter(f => paging.grade === null || f.grade === paging.grade)
  const kept = collector.faults.length
  const from = (paging.page - 1) * paging.size
  return {
    file: { hash: source.hash, name: source.name, size: source.size },
    tables: await Promise.all(tables.map(async t => ({ ...t, rows: await topOf(source, t) }))),
    without: source.without,
    counts: { ...collector.counts, ...(await compareSamples(db, placed.home, collector.intake)) },
    faults: faults.slice(from, from + paging.size),
    faultTotal:
      paging.grade === 'error'
        ? collector.counts.errors
        : paging.grade === 'warning'
          ? collector.counts.warnings
          : collector.counts.errors + collector.counts.warnings,
    faultsKept: kept,
    boundary: { name: boundary.name, known: boundary.contains !== undefined },
    sameFile: await batchesOf(db, source.hash),
    accreditation: laboratory
      ? accreditationFaults(laboratory, {
          substances: [...collector.substances],
          medium: collector.media.size === 1 ? [...collector.media][0]! : null,
          on: collector.intake.takenTo ?? today,
        })
      : [],
  }
}

export const scopeOf = (placed: Placed): string => placed.survey?.id ?? placed.home

/** The tables to read and how: what the person chose, else what the laboratory had before, else the proposal. */
export async function tablesOf(
  db: Db,
  source: Source,
  laboratory: Laboratory | null,
  chosen: TableChoice[] | null,
): Promise<{ tables: Omit<PreviewTable, 'rows'>[]; plans: TablePlan[] }> {
  const remembered = laboratory
    ? await rememberedLayouts(
        db,
        laboratory.id,
        source.tables.map(t => t.layout.fingerprint),
      )
    : new Map()
  const tables = source.tables.map((t): Omit<PreviewTable, 'rows'> => {
    const known = remembered.get(t.layout.fingerprint)
    const choice = chosen?.find(c => c.sheet === t.sheet && c.layout.fingerprint === t.layout.fingerprint)
    const layout = choice?.layout ?? (known ? onTable(known.layout as Layout, t.layout) : t.layout)
    return {
      sheet: t.sheet,
      sheetName: t.sheetName,
      hidden: t.hidden,
      layout,
      dataTo: t.dataTo,
      confidence: known ? 1 : t.confidence,
      why: t.why,
      remembered: known?.id ?? null,
    }
  })
  const used =
    chosen ?? tables.filter(t => !t.hidden).map(t => ({ sheet: t.sheet, layout: t.layout, dataTo: t.dataTo }))
  if (used.length === 0)
    throw refusal('invalid', `“${source.name}”里没有找到检测结果表`, [
      {
        message:
          '长表需要“样品编号、检测项目、检测值、单位”等列，宽表需要样品编号列和每个项目一列（单位写在表头）。请检查表头，或把结果放到可见的工作表中',
        where: source.name,
      },
    ])
  const plans = used.map((choice): TablePlan => {
    const table = source.tables.find(t => t.sheet === choice.sheet)
    const whole = source.tables.length === 1 && source.tables[0]!.sheetName === ''
    return {
      sheet: choice.sheet,
      sheetName: table?.sheetName ?? '',
      layout: choice.layout,
      // What was looked at of a long CSV is only its top.
      dataTo: whole ? null : (choice.dataTo ?? table?.dataTo ?? null),
    }
  })
  return { tables, plans }
}

async function topOf(source: Source, table: Omit<PreviewTable, 'rows'>): Promise<string[][]> {
  const plan = { sheet: table.sheet, sheetName: table.sheetName, layout: table.layout, dataTo: null }
  const from = Math.max(0, table.layout.headerRow - 3)
  for await (const block of source.blocks(plan)) return block.rows.slice(from, from + SHOWN_ROWS)
  return []
}

class Collector implements Taker {
  readonly intake: Intake
  readonly faults: CellFault[] = []
  readonly counts = { rows: 0, samples: 0, results: 0, errors: 0, warnings: 0 }
  readonly substances = new Set<string>()
  readonly media = new Set<string>()

  constructor(intake: Intake) {
    this.intake = intake
  }

  row(row: CheckedRow, originals: Originals): void {
    this.counts.rows++
    if (row.sample!.grade === 'error') return
    const ordinal = this.intake.sample(row, '')
    for (const r of row.results) {
      if (r.grade === 'error') continue
      this.counts.results++
      this.substances.add(r.substance!)
      this.intake.result(ordinal, r, originals)
    }
    if (row.sample!.medium !== null) this.media.add(row.sample!.medium)
  }

  fault(fault: CellFault): void {
    if (fault.grade === 'error') this.counts.errors++
    else this.counts.warnings++
    if (this.faults.length < KEPT) this.faults.push(fault)
  }

  async block(): Promise<void> {
    this.counts.samples = this.intake.count
    await breathe()
  }
}

const IDENTITIES = 2000

/** How many samples are already there with equal content, and with other content. */
async function compareSamples(db: Db, home: string, intake: Intake): Promise<{ repeated: number; changed: number }> {
  const count = { repeated: 0, changed: 0 }
  let part: { identity: string; fingerprint: string }[] = []
  const compare = async (): Promise<void> => {
    const { rows } = await sql<{ identity: string; fingerprint: string }>`
      select s.identity, s.fingerprint from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
      where s.home = ${home}::uuid and s.superseded_by is null and b.state in ('stored', 'accepted', 'accepted-with-reason')
        and s.identity = any(${part.map(p => p.identity)}::text[])`.execute(db)
    const known = new Map(rows.map(r => [r.identity, r.fingerprint]))
    for (const p of part) {
      const before = known.get(p.identity)
      if (before !== undefined) count[before === p.fingerprint ? 'repeated' : 'changed']++
    }
    part = []
  }
  for (const content of intake.contents()) {
    part.push(content)
    if (part.length >= IDENTITIES) await compare()
  }
  if (part.length > 0) await compare()
  return count
}

async function batchesOf(db: Db, hash: string): Promise<Preview['sameFile']> {
  const { rows } = await sql<{ id: string; title: string; state: string }>`
    select id, title, state from import_batch where until is null and ${hash} = any(source)
      and state in ('stored', 'accepted', 'accepted-with-reason') order by since`.execute(db)
  return rows
}
