import { type LaboratoryLayout, laboratoryLayoutRecord } from '@jingtu/registers/monitoring/laboratory-layout.ts'
import { COLUMN_ROLES, type Layout } from '@jingtu/standards/laboratory/layout.ts'
import { SUBSTANCES } from '@jingtu/standards/substances.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { z } from 'zod'

const text = z.string().max(200)
const SUBSTANCE_IDS = new Set(SUBSTANCES.map(s => s.id))

/** A layout as a page sends it back. */
export const layoutBody = z.object({
  form: z.enum(['long', 'wide']),
  turned: z.literal(true).optional(),
  headerRow: z.number().int().min(0).max(2_000_000),
  dataFrom: z.number().int().min(1).max(2_000_000),
  columns: z
    .array(
      z.object({
        column: z.number().int().min(1).max(20_000),
        role: z.enum(COLUMN_ROLES, '不认识这一列的含义'),
        head: z.string().max(1000),
        substance: z
          .string()
          .refine(id => SUBSTANCE_IDS.has(id), '物质名录没有这个项目')
          .optional(),
        unit: text.optional(),
        basis: z.enum(['dry', 'wet']).optional(),
        detectionLimit: text.optional(),
        method: text.optional(),
        doubt: z.enum(['unknown-substance', 'two-substances', 'unit-contradiction', 'coordinates-shifted']).optional(),
      }),
    )
    .max(2000),
  defaults: z.partialRecord(
    z.enum([
      'sample',
      'site',
      'medium',
      'unit',
      'basis',
      'takenOn',
      'receivedOn',
      'testedOn',
      'landUse',
      'use',
      'crop',
      'column',
      'condition',
      'region',
      'sampler',
      'laboratory',
      'method',
    ]),
    text,
  ),
  date1904: z.literal(true).optional(),
  fingerprint: z.string().max(100),
})

/** Layouts a laboratory's tables had before, by the fingerprint of the head. */
export async function rememberedLayouts(
  db: Db | Tx,
  laboratory: string,
  fingerprints: readonly string[],
): Promise<Map<string, LaboratoryLayout>> {
  const found = await listRecords(
    db,
    laboratoryLayoutRecord,
    sql`laboratory = ${laboratory}::uuid and fingerprint = any(${[...fingerprints]}::text[]) and state = 'in-use'`,
  )
  return new Map(found.map(row => [row.fingerprint, row]))
}

/**
 * A remembered layout on today's table: rows follow where the head stands now, and what the file itself says above its table
 * (a sampling day) goes before what was said of an earlier file.
 */
export function onTable(remembered: Layout, found: Layout): Layout {
  const { takenOn: _t, receivedOn: _r, testedOn: _d, sample: _s, ...kept } = remembered.defaults
  return {
    ...remembered,
    headerRow: found.headerRow,
    dataFrom: found.dataFrom,
    defaults: { ...kept, ...found.defaults },
    ...(found.date1904 ? { date1904: true as const } : {}),
  }
}

/** Keeps what was confirmed, so that the laboratory's next file needs no hand. */
export async function rememberLayouts(
  change: Change,
  laboratory: { id: string; home: string; region: string; sample: boolean | null },
  layouts: readonly { sheetName: string; layout: Layout }[],
): Promise<void> {
  const known = await rememberedLayouts(
    change.tx,
    laboratory.id,
    layouts.map(l => l.layout.fingerprint),
  )
  const done = new Set<string>()
  for (const { sheetName, layout } of layouts) {
    if (done.has(layout.fingerprint)) continue
    done.add(layout.fingerprint)
    const values = { layout, lastUsedOn: change.today }
    const before = known.get(layout.fingerprint)
    if (before) await change.update(laboratoryLayoutRecord, before, { action: 'use', values })
    else
      await change.insert(laboratoryLayoutRecord, {
        home: laboratory.home,
        region: laboratory.region,
        values: {
          ...values,
          laboratory: laboratory.id,
          fingerprint: layout.fingerprint,
          title: sheetName || '数据表',
          sample: laboratory.sample,
        },
      })
  }
}
