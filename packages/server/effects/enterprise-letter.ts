import { canonicalJson, type RowOf } from '@jingtu/core/record.ts'
import { dutiesOf } from '@jingtu/core/register-duty.ts'
import { writeWord } from '@jingtu/documents/word/write.ts'
import { enterpriseLetter } from '@jingtu/registers/enterprise-letter.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { workCalendar } from '../registers/calendar.ts'
import type { Effects } from './effects.ts'

type Letter = RowOf<typeof enterpriseLetter>

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const listedUnit = async (c: Change, subject: string) =>
  (await listRecords(c.tx, keyUnit, sql`subject = ${subject}::uuid and state = 'listed'`, { limit: 1 }))[0]

/** What a listed unit owes by law in the year, as items to sign for. */
async function itemsOf(c: Change, letter: Letter): Promise<Letter['items']> {
  const unit = await listedUnit(c, letter.subject!)
  if (!unit) return []
  const year = { from: `${letter.year}-01-01`, to: `${letter.year}-12-31` }
  const entered = { listed: unit.publishedOn ?? unit.effective }
  const duties = dutiesOf(keyUnit as never, unit as never, {
    ...year,
    today: c.today,
    calendar: await workCalendar(c.tx),
    entered,
  })
  return duties
    .filter(d => d.by === '企业')
    .map(d => ({ item: d.label, requirement: d.clause, due: d.due, result: null, remark: null }))
}

async function document(c: Change, letter: Letter): Promise<string> {
  const about = await c.get(organisation, letter.subject!)
  const government = await c.get(unitRecord, letter.government)
  const bytes = await writeWord({
    title: `${letter.year}年度土壤污染防治责任书`,
    blocks: [
      { paragraph: `甲方：${government.name}`, indent: false },
      {
        paragraph: `乙方：${about.name}${about.creditCode ? `（统一社会信用代码 ${about.creditCode}）` : ''}`,
        indent: false,
      },
      { paragraph: '为落实企业防止土壤污染的主体责任，甲乙双方签订本责任书。' },
      { heading: '一、责任事项', level: 1 },
      {
        table: {
          widths: [8, 42, 34, 16],
          headRows: 1,
          rows: [
            ['序号', '事项', '要求', '时限'],
            ...letter.items.map((i, n) => [String(n + 1), i.item, i.requirement, i.due ?? '—']),
          ],
        },
      },
      { heading: '二、监测与公开', level: 1 },
      { paragraph: '乙方应当每年自行或者委托监测其用地的土壤和地下水，结果向社会公开，并对数据的真实性负责。' },
      { heading: '三、考核', level: 1 },
      { paragraph: '甲方于年度终了逐项考核，没有材料支持的事项不按完成计，考核结论向社会公开。' },
      {
        signatures: [
          { party: '甲方（盖章）', person: '负责人：', date: '　　年　　月　　日' },
          { party: '乙方（盖章）', person: '负责人：', date: '　　年　　月　　日' },
        ],
      },
    ],
  })
  const { hash } = await storeFile(c.tx, bytes, {
    type: DOCX,
    name: `${about.name}${letter.year}年度责任书.docx`,
    by: c.context.actor.id,
    now: c.context.now,
  })
  return hash
}

const promised = (items: Letter['items']): string =>
  canonicalJson(items.map(({ item, requirement, due }) => [item, requirement, due]))

export const enterpriseLetterEffects: Effects = {
  async refusals(_, row, move, values) {
    if (move !== 'assess' || !values.items) return []
    return promised(values.items as Letter['items']) === promised((row as unknown as Letter).items)
      ? []
      : [{ where: 'items', message: '考核时只能填写结果和说明，签订的事项不能增减或改写' }]
  },
  async after(c, { action, before, after }) {
    const letter = await c.get(enterpriseLetter, after.id)
    if (action === 'create' && letter.items.length === 0) {
      const items = await itemsOf(c, letter)
      if (items.length > 0) await c.update(enterpriseLetter, letter, { action: 'itemised', values: { items } })
    }
    // A text that no longer says what the items say is none.
    if (action === 'correct' && before && promised((before as unknown as Letter).items) !== promised(letter.items))
      await c.update(enterpriseLetter, letter, { action: 'undrafted', values: { document: [] } })
    if (action === 'draft')
      await c.update(enterpriseLetter, letter, { action: 'drafted', values: { document: [await document(c, letter)] } })
    if (action !== 'sign') return
    const unit = await listedUnit(c, letter.subject!)
    if (unit)
      await c.update(keyUnit, await c.get(keyUnit, unit.id), {
        action: 'letterSigned',
        values: { letterSignedOn: letter.signedOn, letter: letter.signed },
      })
  },
}
