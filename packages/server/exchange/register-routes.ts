import { dayInShanghai } from '@jingtu/core/period.ts'
import { change } from '@jingtu/store/changes.ts'
import { sha256 } from '@jingtu/store/digest.ts'
import { storeFile } from '@jingtu/store/files.ts'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { actorOf, changeContext, type Env } from '../context.ts'
import { receiveUpload, type Upload } from '../files/upload.ts'
import { refusal } from '../problems.ts'
import { namesOf } from '../records/names.ts'
import { asOfIn, listPage, seenBy } from '../registers/list.ts'
import { asFields, localFieldsWithin } from '../registers/local-fields.ts'
import { regionNames, shownRows } from '../registers/reading.ts'
import type { Row } from '../registers/rights.ts'
import { registerOf } from '../registers/routes.ts'
import type { Services } from '../services.ts'
import { carryOutImport, listImports, previewImport, rollBackImport } from './register-import.ts'
import { writeRows, writeTemplate } from './register-workbook.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** What one workbook holds; more is narrowed by a filter first. */
const MOST_EXPORTED = 50_000

/** Excel in and out of every register: template, preview, import, taking an import back, export. */
export function registerExchangeRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()
  const today = (): string => dayInShanghai(services.clock())
  const workbook = (c: Context, name: string, bytes: Uint8Array): Response =>
    c.body(Uint8Array.from(bytes), 200, {
      'content-type': XLSX,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    })

  app.get('/registers/:register/template.xlsx', async c => {
    const [actor, kind] = [actorOf(c), registerOf(c)]
    const local = asFields(await localFieldsWithin(db, kind.id, actor.region, today()))
    return workbook(c, `${kind.name}模板.xlsx`, await writeTemplate(kind, local))
  })

  app.get('/registers/:register/export.xlsx', async c => {
    const [actor, kind, query] = [actorOf(c), registerOf(c), c.req.query()]
    const asOf = asOfIn(query)
    const where = await seenBy(db, kind, actor, query)
    const rows: Row[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page = await listPage(db, kind, where, { ...query, limit: '500', after }, asOf)
      rows.push(...(await shownRows(db, actor, kind, page.rows, today(), false)))
      after = page.next
      if (rows.length > MOST_EXPORTED)
        throw refusal('too-large', '导出的行数过多', [`一次最多导出 ${MOST_EXPORTED} 行，请先筛选`])
    }
    const local = asFields(await localFieldsWithin(db, kind.id, actor.region, today()))
    const bytes = await writeRows(kind, local, rows, await namesOf(db, kind, rows), await regionNames(db, rows))
    return workbook(c, `${kind.name}${query.knownOn ?? query.validOn ?? today()}.xlsx`, bytes)
  })

  const upload = async (c: Context<Env>): Promise<Upload & { form: Record<string, unknown> }> => {
    const form = await c.req.parseBody()
    return { ...(await receiveUpload(services, form.file, '请以 file 字段上传一个 Excel 或 CSV 文件')), form }
  }

  app.post('/registers/:register/import/preview', async c => {
    const [actor, kind] = [actorOf(c), registerOf(c)]
    const { bytes } = await upload(c)
    const plan = await previewImport(db, actor, kind, bytes, services.clock())
    const names = await namesOf(
      db,
      kind,
      plan.rows.map(row => ({ ...row.before, ...row.values })),
    )
    return c.json({ file: sha256(bytes), names, ...plan })
  })

  app.post('/registers/:register/import', async c => {
    const [actor, kind] = [actorOf(c), registerOf(c)]
    const { bytes, name, type, form } = await upload(c)
    const hash = sha256(bytes)
    if (form.expected && form.expected !== hash)
      throw refusal('conflict', '文件与预览时不同', ['请重新预览后再确认导入'])
    const reason = typeof form.reason === 'string' ? form.reason.slice(0, 1000) : null
    const partial = form.partial === 'true'
    const context = { ...changeContext(c, services, reason), sourceFile: hash }
    return c.json(
      await change(db, context, { import: kind.id, hash, partial }, async ch => {
        await storeFile(ch.tx, bytes, { type, name, by: actor.person, now: ch.context.now })
        return carryOutImport(ch, actor, kind, bytes, { partial })
      }),
    )
  })

  app.get('/registers/:register/imports', async c => c.json({ rows: await listImports(db, actorOf(c), registerOf(c)) }))
  app.post('/registers/:register/imports/:request/undo', async c => {
    const [actor, kind, request] = [actorOf(c), registerOf(c), c.req.param('request')]
    return c.json(
      await change(db, changeContext(c, services), { undoImport: request }, ch =>
        rollBackImport(ch, actor, kind, request),
      ),
    )
  })
  return app
}
