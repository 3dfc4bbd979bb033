import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { type LocalStandard, localStandardRecord } from '@jingtu/registers/monitoring/local-standard.ts'
import { STANDARDS } from '@jingtu/standards/index.ts'
import { checkLocalTable, type LocalRow, readPHRange } from '@jingtu/standards/local-tables.ts'
import { toDecimal } from '@jingtu/standards/reading.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import { change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { type Context, Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { receiveUpload } from '../files/upload.ts'
import { moveRecord } from '../moves.ts'
import { assertAdministers, getRegion, homeOf } from '../organisation/places.ts'
import { checked, readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { localTableOf, STACKABLE } from './judging.ts'
import { standingOf } from './standing.ts'

const about = z.object({
  number: z.string().trim().min(1, '请填写标准编号').max(100),
  title: z.string().trim().min(1, '请填写标准名称').max(200),
  regionId: z.uuid('请选择适用区域'),
  validFrom: z.iso.date('应写作 2026-01-01'),
  validUntil: z.iso.date('应写作 2026-01-01').nullish(),
  standard: z.string().refine(s => STANDARDS.some(x => x.id === s), '请选择对应的国家标准版本'),
  verified: z.boolean().default(false),
})
const row = z.object({
  substance: z.string().max(100),
  unit: z.string().max(40),
  column: z.string().max(40).nullable().default(null),
  pH: z
    .object({ above: z.string().max(10).nullable(), upTo: z.string().max(10).nullable() })
    .nullable()
    .default(null),
  limits: z.array(z.string().max(40).nullable()).min(1).max(4),
})
const body = about.extend({ rows: z.array(row).max(2000) })

interface Asked {
  values: z.output<typeof about>
  rows: LocalRow[]
  upload: { bytes: Uint8Array; name: string; type: string } | null
}

/** Stricter or additional limits of a place, kept as data with their dates. */
export function localStandardRoutes(services: Services): Hono<Env> {
  const { store, clock } = services
  const app = new Hono<Env>()

  app.get('/evidence/local-standards', async c => {
    actorOf(c)
    const rows = await listRecords(store.db, localStandardRecord, sql`true`, { orderBy: sql`number, valid_from` })
    return c.json({ rows, total: rows.length })
  })

  app.post('/evidence/local-standards', async c => {
    const actor = actorOf(c)
    const context = changeContext(c, services)
    const asked = await readAsked(services, c)
    const region = await getRegion(store.db, asked.values.regionId)
    assertAdministers(actor, region.path, '登记地方标准')
    const { validUntil, ...rest } = asked.values
    const values = { ...rest, validUntil: validUntil ?? null, regionCode: codeOf(region), rows: asked.rows }
    const faults = checkLocalTable(localTableOf(values))
    if (asked.rows.length === 0) faults.push({ message: '没有一行限值' })
    if (!STACKABLE.some(number => values.standard.startsWith(`${number}-`)))
      faults.push({
        where: 'standard',
        message: `${values.standard} 不能叠加地方标准，目前只有 ${STACKABLE.join('、')} 可以`,
      })
    if (faults.length > 0) throw refusal('invalid', `“${values.number}”有误`, faults)
    const { upload } = asked
    return c.json(
      await change(store.db, context, values, async ch => {
        const file = upload
          ? await storeFile(ch.tx, upload.bytes, {
              type: upload.type,
              name: upload.name,
              by: actor.person,
              now: clock(),
            })
          : null
        const same = await listRecords(
          ch.tx,
          localStandardRecord,
          sql`number = ${values.number} and valid_from = ${values.validFrom}::date and state = 'in-use'`,
        )
        if (same.length > 0)
          throw refusal('conflict', `“${values.number}”已经登记`, ['施行日期相同的同一标准已在用，如需更换请先停用'])
        return ch.insert(localStandardRecord, {
          home: await homeOf(ch.tx, region),
          region: region.path,
          values: { ...values, source: file ? [file.hash] : [] },
        })
      }),
    )
  })

  app.post('/evidence/local-standards/:id/moves/withdraw', async c => {
    const actor = actorOf(c)
    const { reason } = await readBody(c, z.object({ reason: z.string().max(1000).nullish() }))
    const id = c.req.param('id')
    return c.json(
      await change(store.db, changeContext(c, services, reason ?? null), { id, reason }, async ch => {
        const standard: LocalStandard = await ch.get(localStandardRecord, id)
        return moveRecord(ch, localStandardRecord, standard, 'withdraw', {
          actor,
          relations: standingOf(actor, standard),
        })
      }),
    )
  })
  return app
}

function codeOf(region: { code: string | null; path: string }): string {
  const code = region.code ?? region.path.split('/').findLast(s => /^(?:\d{2}|\d{4}|\d{6})$/.test(s))
  if (!code || !/^\d{2}(?:\d{2}){0,2}$/.test(code))
    throw refusal('invalid', '不能登记地方标准', [{ where: 'regionId', message: '该区域没有行政区划代码' }])
  return code
}

async function readAsked(services: Services, c: Context): Promise<Asked> {
  if (!/^multipart\/form-data/.test(c.req.header('content-type') ?? '')) {
    const { rows, ...values } = await readBody(c, body)
    return { values, rows, upload: null }
  }
  const form = await c.req.parseBody()
  const upload = await receiveUpload(services, form.file, '请以 file 字段上传限值表')
  const values = checked(about, JSON.parse(String(form.body ?? '{}')))
  const reading = await readGrids(upload.bytes)
  if ('refused' in reading)
    throw refusal(
      'invalid',
      `读不了“${upload.name}”`,
      reading.refused.reasons.map(r => `${r.message}。${r.hint}`),
    )
  return { values, rows: rowsOf(reading.grids[0]?.rows ?? []), upload }
}

const HEADS = {
  substance: /物质|项目|污染物|指标/,
  unit: /单位/,
  column: /类别|用地|利用|列|作物/,
  pH: /^pH/i,
  limit: /筛选值|管制值|限值|标准值|类$/,
}

/** A head with 项目, 单位, perhaps 类别 and pH, and the limits from the lower step to the higher; an empty cell is no limit. */
function rowsOf(cells: string[][]): LocalRow[] {
  const at = cells.findIndex(r => r.some(c => HEADS.substance.test(c)) && r.some(c => HEADS.unit.test(c)))
  const head = cells[at] ?? []
  const substance = head.findIndex(c => HEADS.substance.test(c))
  const unit = head.findIndex(c => HEADS.unit.test(c))
  const column = head.findIndex((c, i) => i !== substance && HEADS.column.test(c) && !HEADS.limit.test(c))
  const pH = head.findIndex(c => HEADS.pH.test(c.trim()))
  const limits = head.flatMap((c, i) =>
    i !== substance && i !== pH && i !== unit && i !== column && HEADS.limit.test(c) ? [i] : [],
  )
  if (at < 0 || limits.length === 0)
    throw refusal('invalid', '没有找到限值表', [
      '表头应有“项目”“单位”和“筛选值”“管制值”（或“限值”）等列，类别写在“类别”列，分 pH 的写在“pH”列',
    ])
  return cells.slice(at + 1).flatMap((r, i) => {
    const name = (r[substance] ?? '').trim()
    if (name === '') return []
    return [
      {
        // An unknown name is kept as it is, so that the check names it with its row.
        substance: findSubstance(name)?.id ?? name,
        unit: (r[unit] ?? '').trim(),
        column: column < 0 ? null : (r[column] ?? '').trim() || null,
        ...(pH < 0 ? {} : { pH: rangeOf(r[pH] ?? '', i + at + 2) }),
        limits: limits.map(i => {
          const text = (r[i] ?? '').trim()
          return text === '' || /^[-—–/]$/.test(text) ? null : (toDecimal(text) ?? text)
        }),
      },
    ]
  })
}

function rangeOf(text: string, row: number): NonNullable<LocalRow['pH']> | null {
  const range = readPHRange(text)
  if (range === undefined)
    throw refusal('invalid', '限值表有误', [
      { where: `第 ${row} 行`, message: `pH 范围“${text}”不能识别，应写作 pH≤5.5、5.5＜pH≤6.5 或 pH＞7.5` },
    ])
  return range
}
