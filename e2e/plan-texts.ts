/** The plan of the main journey: a real one where it lies beside the repository, else the one of the sample city. */
import { existsSync, readFileSync } from 'node:fs'
import type { TestServer } from '@jingtu/server/testing.ts'
import { type City, makeCity, NANNING, SAMPLE_CITY } from './city.ts'

const REAL = new URL('../../shared/plans/nanning-2024.txt', import.meta.url)
const OWN = new URL('../packages/server/sample/texts/plan.txt', import.meta.url)
const isReal = existsSync(REAL)

interface JourneyPlan {
  year: number
  fileName: string
  bytes: Buffer
  title: string
  /** Sections of its list, as they stand in the text. */
  sections: string[]
  tasks: number
  /** The plan names the days of reporting itself. */
  fixedDays: boolean
  /** The task the county reports on. */
  task: { no: string; title: string; starts: string; leadText: string }
  county: string
  countyUnit: string
  /** How many tasks the county answers for, as lead or responsible unit. */
  countyOwes: number
  /** The committee of a development zone that has to report on the same task. */
  zoneUnit: string
  /** A unit that reports nothing, as the sheet names it. */
  silent: string
  /** Whoever leads that task and reviews what the counties report. */
  lead: string
  openCity(server: TestServer): Promise<City>
}

export const JOURNEY_PLAN: JourneyPlan = isReal
  ? {
      year: 2024,
      fileName: 'nanning-2024.txt',
      bytes: readFileSync(REAL),
      title: '南宁市2024年度土壤污染防治工作计划',
      sections: [
        '一、强化土壤污染源头防控',
        '二、扎实推进耕地安全利用和风险管控',
        '三、有效管控建设用地土壤污染风险',
        '四、扎实推进地下水污染防治工作',
        '五、扎实推进土壤重点项目建设',
        '六、健全土壤生态环境监管体制机制',
      ],
      tasks: 17,
      fixedDays: false,
      task: {
        no: '6',
        title: '持续推进化肥化学农药减量化和农业废弃物资源化利用',
        starts: '继续实施化肥减量增效示范',
        leadText: '市农业农村局、市供销社',
      },
      county: '青秀区',
      countyUnit: '青秀区人民政府',
      countyOwes: 16,
      zoneUnit: '南宁经济技术开发区管理委员会',
      silent: '兴宁区人民政府（16项）',
      lead: '市农业农村局',
      openCity: server => makeCity(server, NANNING),
    }
  : {
      year: 2024,
      fileName: 'plan-2024.txt',
      bytes: Buffer.from(readFileSync(OWN, 'utf8').replaceAll('{Y}', '2024')),
      title: '示例市2024年度土壤污染防治工作计划',
      sections: ['（一）从源头上管住污染', '（二）分类管好农用地', '一、夯实监管基础', '三、谋划长远工作'],
      tasks: 19,
      fixedDays: true,
      task: {
        no: '4',
        title: '减少农业投入品污染',
        starts: '推进化肥农药减量',
        leadText: '市农业农村局',
      },
      county: '青溪县',
      countyUnit: '青溪县人民政府',
      countyOwes: 9,
      zoneUnit: '示例高新技术产业开发区管理委员会',
      silent: '云岭县人民政府（9项）',
      lead: '市农业农村局',
      openCity: server => makeCity(server, SAMPLE_CITY),
    }
