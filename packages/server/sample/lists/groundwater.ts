import { abandonedWell } from '@jingtu/registers/abandoned-well.ts'
import { assessedGroundwaterPoint } from '@jingtu/registers/assessed-groundwater-point.ts'
import { gasStationTank } from '@jingtu/registers/gas-station-tank.ts'
import type { Desk, Entry } from './desk.ts'
import { ecologyOf } from './rural.ts'
import type { Subjects } from './subjects.ts'

const STATIONS = ['station-lake', 'station-baishi-1', 'station-baishi-2', 'station-donghu', 'station-luoping']
/** Classes of the two years before last and of last year. */
export const CLASSES: readonly [target: string, ...years: [string, string, string]][] = [
  ['Ⅲ类', 'Ⅲ类', 'Ⅲ类', 'Ⅲ类'],
  ['Ⅳ类', 'Ⅳ类', 'Ⅳ类', 'Ⅴ类'],
  ['Ⅲ类', 'Ⅱ类', 'Ⅲ类', 'Ⅲ类'],
  ['Ⅲ类', 'Ⅲ类', 'Ⅲ类', 'Ⅳ类'],
  ['Ⅲ类', 'Ⅲ类', 'Ⅱ类', 'Ⅱ类'],
  ['Ⅳ类', 'Ⅳ类', 'Ⅳ类', 'Ⅳ类'],
]

/** Tanks of filling stations, assessed wells and wells that are to be sealed. */
export async function enterGroundwater(
  desk: Desk,
  subjects: Subjects,
  points: ReadonlyMap<string, string>,
): Promise<void> {
  await enterTanks(desk, subjects)
  await enterPoints(desk, subjects, points)
  await enterAbandonedWells(desk, subjects)
}

async function enterTanks(desk: Desk, { sites }: Subjects): Promise<void> {
  const tanks = STATIONS.flatMap((station, s) =>
    ['1', '2', '3'].map((tank, t) => ({
      about: sites.get(station)!,
      tank: `${tank}号罐`,
      product: t === 2 ? '柴油' : '汽油',
      state: s === 2 ? (t === 0 ? 'works' : 'single') : s === 4 && t === 2 ? 'emptied' : 'done',
    })),
  )
  const made = (await desk.on(`${desk.last}-06-12`, 'clerk-city-commerce', 'tanks', async pen => {
    const acceptance = await pen.proof('地下油罐防渗改造验收材料')
    return pen.enter(
      gasStationTank,
      tanks.map(({ about, tank, product, state }, i): Entry => {
        const isDone = state === 'done'
        return {
          about,
          state,
          values: {
            tank,
            product,
            volume: '30',
            installedOn: `${desk.last - 12}-05-01`,
            protection: isDone ? (i % 2 ? '双层罐' : '单层罐加防渗池') : '单层无防渗',
            leakDetection: isDone,
            ...(isDone
              ? {
                  renovatedOn: `${desk.last - 2}-10-18`,
                  acceptance,
                  detections: [{ on: `${desk.last}-05-20`, leaking: i === 4 ? null : false }],
                }
              : { renovationDue: `${desk.year}-08-31` }),
          },
        }
      }),
    )
  }))!
  const inWorks = made[tanks.findIndex(t => t.state === 'works')]!
  await desk.on(`${desk.year}-03-16`, 'clerk-city-commerce', 'tank-renovated', async pen =>
    pen.move(gasStationTank, [inWorks], 'finish', {
      protection: '双层罐',
      renovatedOn: `${desk.year}-03-10`,
      acceptance: await pen.proof('地下油罐防渗改造验收材料'),
      leakDetection: true,
    }),
  )
}

async function enterPoints(desk: Desk, { wells }: Subjects, points: ReadonlyMap<string, string>): Promise<void> {
  const made = (await desk.on(`${desk.last}-01-18`, 'lin', 'assessed-points', pen =>
    pen.enter(
      assessedGroundwaterPoint,
      CLASSES.map(
        ([target, first, second], i): Entry => ({
          about: wells[i]!,
          values: {
            point: `SL-D${i + 1}`,
            monitoringSite: points.get(`SL-D${i + 1}`)!,
            target,
            baselineClass: first,
            years: [
              { year: desk.last - 2, class: first, items: ['氨氮'] },
              { year: desk.last - 1, class: second, items: ['氨氮'] },
            ],
          },
        }),
      ),
    ),
  ))!
  await desk.on(`${desk.year}-01-20`, 'lin', 'assessed-year', async pen => {
    for (const [i, [, first, second, third]] of CLASSES.entries())
      await pen.correct(assessedGroundwaterPoint, made[i]!, {
        years: [first, second, third].map((c, n) => ({ year: desk.last - 2 + n, class: c, items: ['氨氮'] })),
      })
  })
  const worse = [made[1]!, made[3]!]
  await desk.on(`${desk.year}-01-28`, 'lin', 'points-flagged', pen => pen.move(assessedGroundwaterPoint, worse, 'flag'))
  await desk.on(`${desk.year}-03-04`, 'lin', 'points-analysed', pen =>
    pen.move(assessedGroundwaterPoint, [worse[0]!], 'analyse', {
      cause: '人为污染',
      causeBasis: '厂区北侧氨氮、硫酸盐升高，与废水收集池渗漏方位一致',
    }),
  )
  await desk.on(`${desk.year}-03-18`, 'lin', 'points-treated', async pen =>
    pen.move(assessedGroundwaterPoint, [worse[0]!], 'treat', {
      schemeKind: '达标方案',
      scheme: await pen.proof('地下水考核点位达标方案'),
      measures: [
        { measure: '修复废水收集池', due: `${desk.year}-06-30` },
        { measure: '加密监测至每月一次', due: `${desk.year}-12-20` },
      ],
    }),
  )
}

async function enterAbandonedWells(desk: Desk, { wells, organisations }: Subjects): Promise<void> {
  const states = ['accepted', 'graded', 'closed', 'kept', 'judged', 'registered']
  const made = (await desk.on(`${desk.last}-06-18`, 'lin', 'abandoned-wells', async pen => {
    const closure = await pen.proof('封井施工记录')
    return pen.enter(
      abandonedWell,
      states.map((state, i): Entry => {
        const isGraded = ['graded', 'closed', 'accepted'].includes(state)
        const isClosed = ['closed', 'accepted'].includes(state)
        const isKnown = i % 2 === 0
        return {
          about: wells[6 + i]!,
          state,
          values: {
            kind: i < 2 ? '钻井' : '取水井',
            ownerKnown: isKnown,
            ...(isKnown ? { owner: organisations.get(i === 0 ? 'lead-mine' : 'battery')!.id } : {}),
            registeredOn: `${desk.last - 1}-09-15`,
            condition: i === 1 ? '井口敞开' : state === 'kept' ? '完好' : '井管破损',
            ...(state === 'registered'
              ? {}
              : { abandoned: state === 'kept' ? '在用' : '废弃', judgedOn: `${desk.last}-02-10` }),
            ...(isGraded
              ? { connectsPolluted: i === 1, nearSource: i < 2, nearDrinking: false, closureDue: `${desk.year}-06-30` }
              : {}),
            ...(isClosed
              ? { method: '全井段回填', material: '黏土球、水泥浆', closedOn: `${desk.last}-05-20`, closure }
              : {}),
            ...(state === 'accepted' ? { acceptedOn: `${desk.last}-06-10`, waterNotified: `${desk.last}-06-10` } : {}),
          },
        }
      }),
    )
  }))!
  const closed = made[states.indexOf('closed')]!
  await desk.on(`${desk.last}-07-16`, 'xu', 'well-accepted', async pen =>
    pen.move(abandonedWell, [closed], 'accept', { acceptance: await pen.proof('封井验收材料') }),
  )
  const registered = made[states.indexOf('registered')]!
  await desk.on(`${desk.year}-03-12`, ecologyOf('yunling'), 'well-judged', pen =>
    pen.move(abandonedWell, [registered], 'judge'),
  )
}
