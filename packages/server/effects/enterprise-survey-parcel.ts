import { ENTERPRISE_LISTS, enterpriseLandList } from '@jingtu/registers/enterprise-land-list.ts'
import { enterpriseSurveyParcel } from '@jingtu/registers/enterprise-survey-parcel.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** What is stored in the survey's database makes both lists: a parcel comes in with its result and goes out with it. */
export const enterpriseSurveyParcelEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'store' && action !== 'retest') return
    const parcel = await c.get(enterpriseSurveyParcel, after.id)
    const wanted = action === 'store' ? parcel.lists : []
    const known = await listRecords(c.tx, enterpriseLandList, sql`parcel = ${parcel.id}::uuid and state = 'listed'`)
    for (const list of ENTERPRISE_LISTS) {
      const own = known.find(k => k.list === list)
      const values = {
        grade: parcel.grade,
        verdict: parcel.verdict,
        exceeded: parcel.exceeded,
        grounds:
          list === '疑似污染地块清单'
            ? `${parcel.verdict}：${parcel.exceeded.join('、')}`
            : [
                ...(parcel.grade === '高度关注' ? [`风险筛查 ${parcel.score} 分，${parcel.grade}`] : []),
                ...(parcel.verdict === '超管制值' ? [`${parcel.verdict}：${parcel.exceeded.join('、')}`] : []),
              ].join('；'),
      }
      if (wanted.includes(list) && own)
        await c.update(enterpriseLandList, await c.get(enterpriseLandList, own.id), { action: 'renew', values })
      else if (wanted.includes(list))
        await c.insert(enterpriseLandList, {
          home: after.home,
          region: after.region,
          values: {
            ...values,
            subject: after.subject as string,
            list,
            parcel: parcel.id,
            number: parcel.number,
            listedOn: c.today,
          },
        })
      else if (own)
        await c.update(enterpriseLandList, await c.get(enterpriseLandList, own.id), {
          action: 'withdraw',
          state: 'removed',
          values: { removedOn: c.today },
        })
    }
  },
}
