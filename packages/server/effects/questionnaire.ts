import type { RowOf } from '@jingtu/core/record.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { questionnaire, questionnaireAnswer } from '@jingtu/registers/questionnaire.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

type Form = RowOf<typeof questionnaire>

const unitsOf = (c: Change, form: { region: string }) =>
  listRecords(c.tx, keyUnit, sql`starts_with(region, ${form.region}) and state = 'listed'`)

const copyOf = (form: Form) => ({ title: form.title, due: form.due, questions: form.questions })

/** How many came back and what they chose; free text is read, not counted. */
async function tally(c: Change, id: string): Promise<void> {
  const form = await c.get(questionnaire, id)
  const copies = await listRecords(
    c.tx,
    questionnaireAnswer,
    sql`questionnaire = ${id}::uuid and state in ('sent', 'answered')`,
  )
  const back = copies.filter(a => a.state === 'answered')
  await c.update(questionnaire, form, {
    action: 'counted',
    values: {
      sent: copies.length,
      answered: back.length,
      tally: form.questions
        .filter(q => q.kind !== '填空')
        .flatMap(q =>
          q.options.map(option => ({
            no: q.no,
            option,
            count: back.filter(b => b.answers.some(a => a.no === q.no && a.answer.includes(option))).length,
          })),
        ),
    },
  })
}

export const questionnaireEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'send') return []
    return (await unitsOf(c, row)).length > 0 ? [] : [{ where: 'sent', message: '本区域没有在册的重点监管单位' }]
  },
  async after(c, { action, after }) {
    if (action !== 'send') return
    const form = await c.get(questionnaire, after.id)
    const units = await unitsOf(c, form)
    await c.insertMany(
      questionnaireAnswer,
      units.map(u => ({
        home: u.home,
        region: u.region,
        values: { subject: u.subject!, questionnaire: form.id, ...copyOf(form) },
      })),
      'send',
    )
    await tally(c, form.id)
  },
}

export const questionnaireAnswerEffects: Effects = {
  async after(c, { before, after }) {
    const form = await c.get(questionnaire, after.questionnaire as string)
    if (!before) {
      const now = await c.get(questionnaireAnswer, after.id)
      await c.update(questionnaireAnswer, now, { action: 'copied', values: copyOf(form) })
    }
    if (form.state !== 'draft') await tally(c, form.id)
  },
}
