import { addDays } from '@jingtu/core/period.ts'
import { decisionRecord, meetingRecord, workGroupRecord } from '@jingtu/programme/organisation.ts'
import { dispatchRecord, taskRecord } from '@jingtu/programme/task.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { moveQuestion, raiseQuestion } from '../workbench/questions.ts'
import { PEOPLE, sampleId, UNITS } from './city.ts'
import type { SamplePlan } from './plans.ts'
import type { Scene } from './scene.ts'

/** The leading group, a meeting with minutes and decisions, and questions that went up from below. */
export async function makeMeetings(scene: Scene, plan: SamplePlan): Promise<void> {
  const { db } = scene.services.store
  const { year } = scene
  const planner = await scene.actor('lin')
  const city = scene.place('city')
  const tasks = await listRecords(db, taskRecord, sql`plan = ${plan.id}::uuid`)
  const dispatchOf = async (title: string, unit: string): Promise<string> => {
    const task = tasks.find(t => t.title === title)!
    const [dispatch] = await listRecords(db, dispatchRecord, sql`task = ${task.id}::uuid and unit = ${unit}::uuid`)
    return dispatch!.id
  }
  const owner = new Set(['owner'] as const)

  if (`${year}-05-11` > scene.today) return
  const county = await scene.actor('zhao')
  const residues = await dispatchOf('整治历史遗留废渣', county.unit)
  const money = await scene.step(`question-money-${year}`, `${year}-04-20`, county, c =>
    raiseQuestion(c, county, {
      title: '历史遗留废渣整治县级配套资金不足',
      detail: '鹰嘴崖、水磨沟两处矿点整治概算超出年初预算，申请市级统筹。',
      dispatch: residues,
    }),
  )
  const zone = await scene.actor('shen')
  const closures = await dispatchOf('防范工矿企业关停搬迁风险', zone.unit)
  const data = await scene.step(`question-data-${year}`, `${year}-05-11`, zone, c =>
    raiseQuestion(c, zone, {
      title: '关停企业名单更新不及时',
      detail: '拆除活动备案时才得知企业已关停，请牵头单位按月推送名单。',
      dispatch: closures,
    }),
  )
  const held = `${year}-05-28`
  if (held > scene.today) return
  const group = await scene.step(`group-${year}`, `${year}-03-06`, planner, c =>
    c.insert(workGroupRecord, {
      home: city.id,
      region: city.path,
      values: {
        name: '示例市土壤污染防治工作领导小组',
        kind: '领导小组',
        regionId: city.id,
        plan: plan.id,
        officeUnit: scene.unit('city-ecology'),
        sample: true,
        duty: '统筹全市土壤污染防治工作，研究解决重大问题，督促落实议定事项。',
        members: PEOPLE.filter(p => p.unit.startsWith('city-'))
          .slice(0, 8)
          .map((p, i) => ({
            name: p.name,
            unit: sampleId(`unit ${p.unit}`),
            unitName: UNITS.find(u => u.key === p.unit)!.name,
            title: p.title,
            role: i === 0 ? ('办公室主任' as const) : ('成员' as const),
          })),
      },
    }),
  )
  const meeting = await scene.step(`meeting-${year}`, held, planner, async c => {
    const planned = await c.insert(meetingRecord, {
      home: city.id,
      region: city.path,
      values: {
        workGroup: group.id,
        plan: plan.id,
        title: `${year}年第一次领导小组（扩大）会议`,
        kind: '领导小组会议',
        heldOn: held,
        place: '市生态环境局三楼会议室',
        attendees: [
          '市生态环境局',
          '市农业农村局',
          '市自然资源局',
          '市财政局',
          '市工信局',
          '青溪县人民政府',
          '高新区管委会',
        ],
        sample: true,
      },
    })
    return moveRecord(c, meetingRecord, planned, 'hold', {
      actor: planner,
      relations: owner,
      values: { minutes: '会议听取一季度进展，研究了资金保障和名单共享两个问题，议定三项事项，明确了承办单位和时限。' },
    })
  })
  const decisions = [
    {
      content: '市财政局会同市生态环境局提出废渣整治资金统筹方案',
      unit: 'city-finance',
      due: `${year}-07-15`,
      question: money.id,
      done: `${year}-07-10`,
      result: '方案已经市政府同意，安排统筹资金并争取上级补助。',
    },
    {
      content: '市工信局每月5日前把关停企业名单推送各县区和园区',
      unit: 'city-industry',
      due: `${year}-06-20`,
      question: data.id,
      done: `${year}-06-12`,
      result: '已建立按月推送机制，首份名单已发。',
    },
    {
      content: '高新区管委会完成拆除活动台账补录',
      unit: 'hightech-committee',
      due: `${year}-08-31`,
      question: null,
      done: null,
      result: null,
    },
  ]
  for (const [i, d] of decisions.entries()) {
    const unit = UNITS.find(u => u.key === d.unit)!
    const place = scene.place(unit.place)
    const made = await scene.step(`decision-${year}-${i}`, held, planner, async c => {
      const row = await c.insert(decisionRecord, {
        home: place.id,
        region: place.path,
        values: {
          meeting: meeting.id,
          question: d.question,
          content: d.content,
          ownerUnit: scene.unit(d.unit),
          due: d.due,
          sample: true,
        },
      })
      return moveRecord(c, decisionRecord, row, 'assign', { actor: planner, relations: owner })
    })
    if (!d.done || d.done > scene.today) continue
    const doer = await scene.actorOf(scene.unit(d.unit), 'reporter')
    await scene.step(`decided-${year}-${i}`, d.done, doer, c =>
      moveRecord(c, decisionRecord, made, 'finish', {
        actor: doer,
        relations: new Set(['assignee'] as const),
        values: { result: d.result, doneOn: d.done },
      }),
    )
  }
  await answerQuestions(scene, { money: money.id, data: data.id, meeting: meeting.id, held })
}

async function answerQuestions(
  scene: Scene,
  of: { money: string; data: string; meeting: string; held: string },
): Promise<void> {
  const planner = await scene.actor('lin')
  const resolved = addDays(of.held, 20)
  await scene.step(`study-${scene.year}`, of.held, planner, async c => {
    await moveQuestion(c, planner, of.money, 'study', { meeting: of.meeting })
    await moveQuestion(c, planner, of.data, 'assign', {
      meeting: of.meeting,
      ownerUnit: scene.unit('city-industry'),
      due: addDays(of.held, 23),
    })
    return null
  })
  if (resolved > scene.today) return
  const industry = await scene.actorOf(scene.unit('city-industry'), 'reporter')
  await scene.step(`resolve-${scene.year}`, resolved, industry, c =>
    moveQuestion(c, industry, of.data, 'resolve', { resolution: '已按月推送关停企业名单。' }).then(() => null),
  )
}
