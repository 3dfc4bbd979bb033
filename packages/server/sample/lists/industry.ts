import { emissionReduction } from '@jingtu/registers/emission-reduction.ts'
import { emissionSubstitution } from '@jingtu/registers/emission-substitution.ts'
import { environmentalInsurance } from '@jingtu/registers/environmental-insurance.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { substitutionPolicy } from '@jingtu/registers/substitution-policy.ts'
import type { Desk, Entry, Known } from './desk.ts'
import type { Subjects } from './subjects.ts'

const METAL = '有色金属矿采选、冶炼等行业规模以上企业'
const OTHER = '地方规定的其他情形'
/** The list of the year before last, as it stood when the lists were set up. */
const LISTED = [
  'smelter',
  'lead-mine',
  'battery',
  'manganese',
  'antimony',
  'chemistry',
  'plating',
  'leather',
  'hazardous',
]
const RECHECKED = { last: ['smelter', 'battery', 'chemistry'], year: ['lead-mine', 'plating', 'hazardous'] }

const METALS: readonly [key: string, industry: string, metals: string[], state: string, tags: string[]][] = [
  ['smelter', '重有色金属冶炼', ['铅', '镉', '砷'], 'listed', ['涉镉', '涉铊']],
  ['lead-mine', '重有色金属矿采选', ['铅', '镉'], 'listed', ['涉镉']],
  ['battery', '铅蓄电池制造', ['铅'], 'listed', []],
  ['manganese', '电解锰', ['铬'], 'rectifying', ['涉锰']],
  ['antimony', '重有色金属矿采选', ['锑', '砷'], 'listed', []],
  ['chemistry', '化学原料及化学制品制造', ['汞', '砷'], 'listed', []],
  ['plating', '电镀', ['铬'], 'listed', []],
  ['leather', '皮革鞣制加工', ['铬'], 'closed', []],
  ['circuit', '其他涉重行业', ['铅'], 'candidate', []],
  ['pesticide', '化学原料及化学制品制造', ['砷'], 'excluded', []],
]

/** Key units, enterprises of heavy metals, what they let out less, and their insurance. */
export async function enterIndustry(desk: Desk, { organisations }: Subjects): Promise<void> {
  const about = (key: string): Known => organisations.get(key)!
  const keyUnits = await enterKeyUnits(desk, about)
  await desk.on(`${desk.last}-03-28`, 'lin', 'heavy-metals', pen =>
    pen.enter(
      heavyMetalEnterprise,
      METALS.map(
        ([key, industry, metals, state, tags], i): Entry => ({
          about: about(key),
          state,
          values: {
            industry,
            metals,
            tags,
            found: i % 3 === 0 ? ['排污许可', '污染源普查'] : ['环评审批'],
            missed: false,
            startedOn: `${desk.last - 8 - i}-07-01`,
            discharges: metals.map(metal => ({ year: desk.last - 1, metal, kg: desk.amount(2, 60) })),
            permitChangedOn: `${desk.last - 1}-09-10`,
            permitTerms:
              i % 3 === 1
                ? ['污染物种类', '许可排放浓度', '许可排放量']
                : ['污染物种类', '许可排放浓度', '许可排放量', '变更后的总量要求'],
            airKeyUnit: i < 3,
            particulate: i === 1 ? '已安装' : '已联网',
            ...(i === 1 ? { particulateDue: `${desk.year}-10-31` } : {}),
            auditRequired: i < 4,
            auditedOn: `${desk.last - 1}-05-20`,
            ...(state === 'rectifying'
              ? {
                  rectifyDue: `${desk.year}-11-30`,
                  problems: [
                    {
                      foundOn: `${desk.last}-02-18`,
                      problem: '渣场渗滤液收集池破损',
                      measure: '修复并加装在线监测',
                      due: `${desk.year}-11-30`,
                    },
                  ],
                }
              : {}),
            ...(state === 'closed'
              ? { closedOn: `${desk.last - 1}-10-15`, closureOrder: `西政发〔${desk.last - 1}〕30号` }
              : {}),
          },
        }),
      ),
    ),
  )
  await enterEmissions(desk, about)
  await desk.on(`${desk.last}-05-12`, 'lin', 'insurance', pen =>
    pen.enter(
      environmentalInsurance,
      LISTED.map((key, i): Entry => {
        const isInsured = i % 4 !== 3
        return {
          about: about(key),
          ...(isInsured ? { state: 'insured' } : {}),
          values: isInsured
            ? {
                insurer: '示例财产保险股份有限公司',
                policy: `SL${desk.last}-${i + 1}`,
                cover: '300',
                premium: '4.5',
                validFrom: `${desk.last}-05-01`,
                // Two of them have taken out one year only.
                validUntil: `${desk.last + (i > 5 ? 1 : 3)}-04-30`,
              }
            : {},
        }
      }),
    ),
  )
  const candidate = keyUnits.at(-1)!
  await desk.on(`${desk.year}-03-06`, 'lin', 'key-unit-announced', pen =>
    pen.move(keyUnit, [candidate], 'announce', {
      announcedFrom: `${desk.year}-03-09`,
      announcedTo: `${desk.year}-03-15`,
    }),
  )
  await desk.on(`${desk.year}-03-28`, 'xu', 'key-unit-published', pen =>
    pen.move(keyUnit, [candidate], 'publish', { objections: '公示期间没有收到意见' }),
  )
}

async function enterKeyUnits(desk: Desk, about: (key: string) => Known): Promise<Known[]> {
  const keys = [...LISTED, 'pesticide', 'circuit']
  const before = desk.last - 1
  const made = (await desk.on(`${desk.last}-02-26`, 'lin', 'key-units', pen =>
    pen.enter(
      keyUnit,
      keys.map((key, i): Entry => {
        const state = key === 'circuit' ? 'candidate' : key === 'pesticide' ? 'removed' : 'listed'
        return {
          about: about(key),
          state,
          values: {
            criterion: i < 5 ? METAL : OTHER,
            ground: i < 5 ? '有色金属矿采选、冶炼和铅蓄电池行业' : '生产、使用有毒有害物质',
            sources: ['排污许可'],
            ...(state === 'candidate'
              ? {}
              : {
                  listedYear: before - (i % 3),
                  announcedFrom: `${before}-03-04`,
                  announcedTo: `${before}-03-10`,
                  publishedOn: `${before}-03-28`,
                }),
            ...(state === 'removed' ? { removalReason: '不再符合纳入条件' } : {}),
            ...(state === 'listed'
              ? {
                  permitTerms:
                    i === 3
                      ? ['隐患排查制度', '自行监测方案']
                      : ['有毒有害物质排放报告', '隐患排查制度', '自行监测方案'],
                  reports: [{ year: before, filedOn: `${desk.last}-01-2${i % 9}`, checkedOn: `${desk.last}-02-12` }],
                  monitorings: [
                    {
                      on: `${before}-09-1${i % 9}`,
                      publishedAt: '企业网站',
                      publishedOn: `${before}-10-20`,
                      exceeded: i === 0,
                    },
                  ],
                  // Two have not been round for three years.
                  hazardChecks: [
                    { on: `${before - (i % 5 === 4 ? 3 : 0)}-08-20`, found: 4 + i, fixed: i % 2 ? 4 + i : 3 },
                  ],
                  letterSignedOn: `${desk.last}-02-20`,
                  hasRisk: key === 'hazardous',
                  ...(key === 'hazardous' ? { assessedOn: `${before - 2}-11-10` } : {}),
                }
              : {}),
          },
        }
      }),
    ),
  ))!
  for (const [year, which, day] of [
    [desk.last, RECHECKED.last, `${desk.last}-11-12`],
    [desk.year, RECHECKED.year, `${desk.year}-06-18`],
  ] as const)
    await desk.on(day, 'lin', `rechecked-${year}`, async pen => {
      for (const key of which)
        await pen.correct(keyUnit, made[keys.indexOf(key)]!, { recheckBatch: `${year}年第一批`, recheckedOn: day })
    })
  return made
}

/** A reduction is recognised, a project takes part of it. */
async function enterEmissions(desk: Desk, about: (key: string) => Known): Promise<void> {
  const day = `${desk.last}-04-10`
  await desk.on(day, 'xu', 'substitution-policy', pen =>
    pen.enter(substitutionPolicy, [
      {
        at: 'city',
        values: {
          kind: '减量替代',
          ratio: '1.2',
          validFrom: `${desk.last - 2}-03-15`,
          document: `示环发〔${desk.last - 2}〕9号`,
        },
      },
    ]),
  )
  const kg = (metal: string, amount: string) => [{ metal, kg: amount }]
  const reductions = (await desk.on(day, 'lin', 'reductions', pen =>
    pen.enter(
      emissionReduction,
      (
        [
          ['smelter', '制酸烟气深度治理', '深度治理', '铅', '38', 'recognised'],
          ['leather', '制革生产线关停', '淘汰关停', '铬', '55', 'recognised'],
          ['battery', '铅粉工序密闭改造', '升级改造', '铅', '12', 'verified'],
          ['plating', '含铬废水回用', '升级改造', '铬', '9', 'built'],
          ['chemistry', '汞触媒替代', '结构调整', '汞', '3', 'planned'],
        ] as const
      ).map(
        ([key, name, type, metal, amount, state], i): Entry => ({
          about: about(key),
          state,
          values: {
            name,
            type,
            assigned: i === 0,
            ...(i === 0 ? { assignment: `示环函〔${desk.last - 1}〕26号`, dueOn: `${desk.last}-06-30` } : {}),
            ...(state === 'planned' ? {} : { builtOn: `${desk.last}-02-28` }),
            period: desk.last < 2026 ? '十四五' : '十五五',
            claimed: kg(metal, amount),
            ...(i < 3 ? { verifiedOn: `${desk.last}-03-20` } : {}),
            ...(state === 'recognised'
              ? { recognised: kg(metal, amount), recognisedYear: desk.last, inPermit: true }
              : {}),
          },
        }),
      ),
    ),
  ))!
  const substitutions = (await desk.on(`${desk.last}-05-20`, 'lin', 'substitutions', pen =>
    pen.enter(emissionSubstitution, [
      {
        about: about('battery'),
        values: { project: '年产 60 万只蓄电池扩建', industry: '铅蓄电池制造', needs: kg('铅', '10') },
      },
      { about: about('plating'), values: { project: '新增镀硬铬线', industry: '电镀', needs: kg('铬', '6') } },
    ]),
  ))!
  await desk.on(`${desk.last}-06-03`, 'lin', 'substitution-matched', pen =>
    pen.move(emissionSubstitution, [substitutions[0]!], 'match', {
      policy: '减量替代',
      ratio: '1.2',
      sources: [{ reduction: reductions[0]!.id, metal: '铅', kg: '12' }],
    }),
  )
  await desk.on(`${desk.last}-06-20`, 'xu', 'substitution-approved', pen =>
    pen.move(emissionSubstitution, [substitutions[0]!], 'approve', { approval: `示环审〔${desk.last}〕18号` }),
  )
  await desk.on(`${desk.year}-03-18`, 'xu', 'reduction-recognised', pen =>
    pen.move(emissionReduction, [reductions[2]!], 'recognise', { recognised: kg('铅', '11'), inPermit: true }),
  )
}
