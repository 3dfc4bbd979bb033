import { createHash } from 'node:crypto'
import type { Layout } from '@jingtu/standards/laboratory/layout.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { receiveUpload, type Upload } from '../files/upload.ts'
import { checked, readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { readPlace } from './checking.ts'
import { layoutBody } from './layouts.ts'
import { type ImportAsked, previewImport } from './preview.ts'
import { findProgress } from './progress.ts'
import { type FileSource, storedFile } from './source.ts'
import { storeImport } from './storing.ts'

const id = z.uuid('应为编号')
const asked = z.object({
  /** Hash of an uploaded file. */
  file: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '应为已上传文件的校验值')
    .optional(),
  survey: id.nullish(),
  laboratory: id.nullish(),
  tables: z
    .array(
      z.object({
        sheet: z.number().int().min(0).max(1000),
        layout: layoutBody,
        dataTo: z.number().int().min(1).nullish(),
      }),
    )
    .min(1, '至少选一张表')
    .max(50)
    .nullish(),
  mends: z
    .array(
      z.object({
        place: z
          .string()
          .max(200)
          .refine(p => readPlace(p) !== undefined, '应写作 表名!D12'),
        text: z.string().max(2000),
        reason: z.string().max(500).nullish(),
      }),
    )
    .max(20_000)
    .default([]),
})
const previewBody = asked.extend({
  grade: z.enum(['error', 'warning']).nullish(),
  page: z.number().int().min(1).default(1),
  size: z.number().int().min(1).max(1000).default(100),
})
const storeBody = asked.extend({
  title: z.string().trim().min(1, '请填写名称').max(200),
  onDuplicate: z.enum(['新版本', '跳过']).default('新版本'),
  leaveOut: z.object({ reason: z.string().trim().min(1, '请写明不导入有误部分的理由').max(1000) }).nullish(),
})

const importOf = (body: z.output<typeof asked>): ImportAsked => ({
  survey: body.survey ?? null,
  laboratory: body.laboratory ?? null,
  tables: body.tables?.map(t => ({ sheet: t.sheet, layout: t.layout as Layout, dataTo: t.dataTo ?? null })) ?? null,
  mends: body.mends,
})

/** JSON that names an uploaded file, or a form: the file as `file`, the rest as JSON in `body`. */
async function readAsked<T extends z.ZodType>(
  services: Services,
  c: Context,
  schema: T,
): Promise<{ body: z.output<T>; upload: Upload | null }> {
  if (!/^multipart\/form-data/.test(c.req.header('content-type') ?? ''))
    return { body: await readBody(c, schema), upload: null }
  const form = await c.req.parseBody()
  const upload = await receiveUpload(services, form.file, '请以 file 字段上传检测数据文件')
  let raw: unknown
  try {
    raw = JSON.parse(String(form.body ?? '{}'))
  } catch {
    throw refusal('invalid', '请求内容不是有效的 JSON', [{ message: 'body 字段应为 JSON', where: 'body' }])
  }
  return { body: checked(schema, raw), upload }
}

const inMemory = ({ bytes, name }: Upload): FileSource => ({
  hash: createHash('sha256').update(bytes).digest('hex'),
  name,
  size: bytes.length,
  async *open() {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
  },
})

/** A laboratory's file comes in: looked at as often as one likes, stored once. */
export function importRoutes(services: Services): Hono<Env> {
  const { store, clock } = services
  const app = new Hono<Env>()

  app.post('/evidence/preview', async c => {
    const actor = actorOf(c)
    const { body, upload } = await readAsked(services, c, previewBody)
    if (!upload && !body.file) throw refusal('invalid', '没有文件', [{ message: '请上传检测数据文件', where: 'file' }])
    const file = upload ? inMemory(upload) : await storedFile(store.db, body.file!)
    const paging = { grade: body.grade ?? null, page: body.page, size: body.size }
    return c.json(await previewImport(services, actor, file, importOf(body), paging))
  })

  app.post('/evidence/batches', async c => {
    const actor = actorOf(c)
    const context = changeContext(c, services)
    const { body, upload } = await readAsked(services, c, storeBody)
    if (!upload && !body.file) throw refusal('invalid', '没有文件', [{ message: '请上传检测数据文件', where: 'file' }])
    let hash = body.file ?? ''
    if (upload) {
      const about = { type: upload.type, name: upload.name, by: actor.person, now: clock() }
      hash = (await store.db.transaction().execute(tx => storeFile(tx, upload.bytes, about))).hash
    }
    const file = await storedFile(store.db, hash)
    const batch = await storeImport(services, actor, context, file, {
      ...importOf(body),
      title: body.title,
      onDuplicate: body.onDuplicate,
      leaveOut: body.leaveOut?.reason ?? null,
    })
    return c.json(batch)
  })

  /** By the Idempotency-Key of the confirmation. */
  app.get('/evidence/progress/:request', c => {
    actorOf(c)
    const progress = findProgress(c.req.param('request').toLowerCase())
    if (!progress) throw refusal('not-found', '没有这次导入的进度')
    return c.json(progress)
  })

  return app
}
