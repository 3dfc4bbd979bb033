import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { findRecord } from '@jingtu/store/records.ts'
import type { Effects } from './effects.ts'

const DEEP: readonly string[] = ['加密调查', '污灌区调查', '其他专项']

/** A focus area is looked into by a survey of its own, and is done with when that survey has its result. */
export const focusAreaEffects: Effects = {
  async refusals(c, row, move, values) {
    const id = (values.survey ?? row.survey) as string | null
    const survey = id ? await findRecord(c.tx, surveyRecord, id) : undefined
    if (move === 'survey')
      return survey && !DEEP.includes(survey.kind!)
        ? [{ where: 'survey', message: `“${survey.name}”是${survey.kind}，深度调查应为${DEEP.join('、')}` }]
        : []
    if (move !== 'conclude') return []
    return survey && (survey.state === 'result' || survey.state === 'applied')
      ? []
      : [
          {
            where: 'survey',
            message: survey
              ? `“${survey.name}”${surveyRecord.states[survey.state]}，还没有形成成果`
              : '没有找到深度调查任务',
          },
        ]
  },
}
