import { projectFund } from '@jingtu/registers/project-fund.ts'
import { projectLife } from '@jingtu/registers/project-life.ts'
import type { Desk, Entry } from './desk.ts'
import type { Subjects } from './subjects.ts'

/** What lies in the file of a project that has come so far. */
const PAPERS = {
  preparing: ['项目建议书'],
  applied: ['项目建议书', '实施方案', '调查或勘察报告'],
  pooled: ['项目建议书', '实施方案', '调查或勘察报告', '专家评审意见', '绩效目标表'],
  building: [
    '项目建议书',
    '实施方案',
    '调查或勘察报告',
    '专家评审意见',
    '绩效目标表',
    '资金下达文件',
    '招标文件',
    '中标通知书',
    '合同',
  ],
} as const

interface Course {
  category: string
  stage: string
  papers: readonly string[]
  /** Years of the funds back from the year of the plan, with what was spent of the central 400 and how far it is. */
  funds: readonly [back: number, spent: number, state: 'issued' | 'started' | 'completed'][]
}
const HEAPS = '涉重金属矿区历史遗留固体废物整治'
const DONE = [...PAPERS.building, '监理报告', '完工报告']
const COURSES: readonly Course[] = [
  { category: HEAPS, stage: 'building', papers: PAPERS.building, funds: [[1, 262, 'started']] },
  { category: HEAPS, stage: 'building', papers: PAPERS.building, funds: [[1, 96, 'started']] },
  { category: HEAPS, stage: 'pooled', papers: PAPERS.pooled, funds: [] },
  { category: HEAPS, stage: 'applied', papers: PAPERS.applied, funds: [] },
  { category: '在产企业土壤污染源头管控', stage: 'built', papers: DONE, funds: [[2, 388, 'completed']] },
  { category: '优先管控地块风险管控', stage: 'building', papers: PAPERS.building, funds: [[2, 301, 'started']] },
  { category: '农用地安全利用', stage: 'accepted', papers: [...DONE, '验收意见'], funds: [[3, 396, 'completed']] },
  { category: '其他', stage: 'accepted', papers: [...DONE, '验收意见'], funds: [[3, 400, 'completed']] },
  { category: '其他', stage: 'preparing', papers: PAPERS.preparing, funds: [] },
]
const UNDERWAY = ['building', 'built', 'accepted']

/** How far every project is, and where its money went. */
export async function enterProjects(desk: Desk, { projects }: Subjects): Promise<void> {
  const startOf = (course: Course): string => `${desk.year - (course.funds[0]?.[0] ?? 0)}-05-12`
  await desk.on(`${desk.last}-11-06`, 'lin', 'project-lives', pen =>
    pen.enter(
      projectLife,
      COURSES.map((course, i): Entry => {
        const isUnderway = UNDERWAY.includes(course.stage)
        const isBuilt = isUnderway && course.stage !== 'building'
        return {
          about: projects[i]!,
          state: course.stage,
          values: {
            category: course.category,
            budget: '600',
            financing: ['财政资金'],
            pilot: i === 6 ? '技术应用试点' : '不是试点',
            ...(i === 6 ? { pilotDue: `${desk.last}-12-31` } : {}),
            documents: course.papers,
            updates: [{ on: `${desk.last}-11-02`, note: '更新建设进度' }],
            ...(isUnderway
              ? {
                  startBy: startOf(course),
                  startedOn: startOf(course),
                  finishBy: `${desk.year}-10-31`,
                  contracts: [
                    { kind: '工程', supplier: '示例环保工程有限公司', amount: '480', signedOn: startOf(course) },
                    { kind: '政府购买服务', supplier: '示例监理咨询有限公司', amount: '36', signedOn: startOf(course) },
                  ],
                  works: [
                    { item: '场地清理', weight: '3', done: '100' },
                    { item: '主体工程', weight: '5', done: isBuilt ? '100' : String(40 + i * 6) },
                    { item: '生态恢复', weight: '2', done: isBuilt ? '100' : '0' },
                  ],
                }
              : {}),
            ...(isBuilt ? { completedOn: `${desk.last}-09-30` } : {}),
          },
        }
      }),
    ),
  )
  await desk.on(`${desk.last}-11-10`, 'lin', 'project-funds', async pen => {
    const proof = await pen.proof('开工、完工证明')
    await pen.enter(
      projectFund,
      COURSES.flatMap((course, i) =>
        course.funds.map(([back, spent, state]): Entry => {
          const fundYear = desk.year - back
          return {
            about: projects[i]!,
            state,
            values: {
              fundYear,
              document: `示财资环〔${fundYear}〕${20 + i}号`,
              issuedOn: `${fundYear}-03-30`,
              central: '400',
              provincial: '100',
              county: '60',
              matchDuty: '200',
              payments: [
                {
                  on: `${fundYear}-10-20`,
                  source: '中央',
                  to: '项目收款单位',
                  payee: '示例环保工程有限公司',
                  amount: String(spent),
                  voucher: `PZ-${fundYear}-${i}`,
                },
                { on: `${fundYear}-06-02`, source: '县级', to: '其他部门账户', payee: '县财政专户', amount: '60' },
              ],
              startedOn: startOf(course),
              startProof: proof,
              ...(state === 'completed' ? { completedOn: `${desk.last}-09-30`, completionProof: proof } : {}),
            },
          }
        }),
      ),
    )
  })
  await desk.on(`${desk.year}-03-20`, 'lin', 'project-funds-year', pen =>
    pen.enter(
      projectFund,
      [2, 5].map(
        (i): Entry => ({
          about: projects[i]!,
          values: {
            fundYear: desk.year,
            document: `示财资环〔${desk.year}〕${20 + i}号`,
            issuedOn: `${desk.year}-03-16`,
            central: '400',
            provincial: '120',
            matchDuty: '200',
          },
        }),
      ),
    ),
  )
}
