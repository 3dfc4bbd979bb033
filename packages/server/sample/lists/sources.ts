import { legacyWaste } from '@jingtu/registers/legacy-waste.ts'
import { pollutionSource } from '@jingtu/registers/pollution-source.ts'
import { tailingsPond } from '@jingtu/registers/tailings-pond.ts'
import { wasteYard } from '@jingtu/registers/waste-yard.ts'
import type { Desk, Entry, Known } from './desk.ts'
import type { FarmUnit } from './farmland.ts'
import type { Subjects } from './subjects.ts'

const SOURCES: readonly [key: string, industry: string, metals: string[], state: string, lead: string][] = [
  ['smelter', '有色金属冶炼', ['镉', '铅'], 'treating', 'qingxi-ecology'],
  ['lead-mine', '有色金属矿采选', ['镉', '铅'], 'cleared', 'qingxi-ecology'],
  ['heap-liangshui', '历史遗留废渣', ['镉', '砷'], 'planned', 'qingxi-ecology'],
  ['battery', '铅蓄电池', ['铅'], 'cleared', 'baishi-ecology'],
  ['heap-laoyao', '历史遗留废渣', ['镉'], 'listed', 'baishi-ecology'],
  ['antimony', '有色金属矿采选', ['锑', '砷'], 'applied', 'yunling-ecology'],
  ['chemistry', '化学原料及化学制品', ['汞'], 'stable', 'luoping-ecology'],
  ['plating', '电镀', ['铬'], 'found', 'luoping-ecology'],
  ['manganese', '其他', ['铬'], 'excluded', 'baishi-ecology'],
]

const HEAPS: readonly [key: string, origin: string, waste: string, volume: string, state: string][] = [
  ['heap-yingzui', '重有色金属矿区', '尾矿', '24000', 'treating'],
  ['heap-shimen', '硫铁矿区', '废石', '8600', 'planned'],
  ['heap-jinzhu', '重有色金属矿区', '废石', '15200', 'listed'],
  ['heap-laoyao', '石煤矿区', '煤矸石', '6400', 'cleared'],
  ['heap-shuimo', '重有色金属矿区', '废石', '3100', 'accepted'],
  ['heap-liangshui', '关停涉重企业', '冶炼废渣', '1900', 'found'],
]

/** Where metals come from: sources by the fields, heaps nobody owns, ponds, yards. */
export async function enterSources(desk: Desk, { sites }: Subjects, farmland: readonly FarmUnit[]): Promise<void> {
  const about = (key: string): Known => sites.get(key)!
  await enterPollutionSources(desk, about, farmland)
  await enterHeaps(desk, about, farmland)
  await enterPonds(desk, about)
  await enterYards(desk, about)
}

async function enterPollutionSources(
  desk: Desk,
  about: (key: string) => Known,
  farmland: readonly FarmUnit[],
): Promise<void> {
  const made = (await desk.on(`${desk.last}-04-02`, 'lin', 'pollution-sources', async pen => {
    const proof = await pen.proof('途径已切断的证明')
    const papers = await pen.proof('污染源整治方案与自查材料')
    return pen.enter(
      pollutionSource,
      SOURCES.map(([key, industry, metals, state, lead], i): Entry => {
        const isListed = !['found', 'excluded'].includes(state)
        const isDone = ['applied', 'cleared', 'stable'].includes(state)
        const near = farmland.filter(u => u.home === about(key).home && u.grade !== '未污染').slice(0, 2)
        return {
          about: about(key),
          state,
          values: {
            industry,
            metals,
            sources: i % 2 ? ['污染源普查'] : ['农用地详查', '粮食质量安全监测'],
            ...(isListed
              ? {
                  pathways: i % 2 ? ['水'] : ['水', '固体废物'],
                  leadUnit: desk.scene.unit(lead),
                  farmland: near.map(u => u.id),
                  affectedArea: { value: desk.amount(80, 420), unit: '亩' },
                  listedOn: `${desk.last - 1}-05-20`,
                  round: 1,
                }
              : {}),
            ...(isListed && state !== 'listed'
              ? {
                  scheme: papers,
                  deadline: `${desk.year}-10-31`,
                  measures: (i % 2 ? (['水'] as const) : (['水', '固体废物'] as const)).map(pathway => ({
                    pathway,
                    kind: '断源',
                    measure: pathway === '水' ? '截洪沟与废水处理站' : '废渣规范填埋',
                    ...(isDone ? { doneOn: `${desk.last}-01-15`, proof } : {}),
                  })),
                }
              : {}),
            ...(isDone ? { selfCheck: papers, standardMet: true, slagDisposed: true, monitoring: papers } : {}),
            ...(['cleared', 'stable'].includes(state)
              ? {
                  checkedBy: ['许静', '莫青'],
                  checkedOn: `${desk.last}-02-20`,
                  checkRecord: papers,
                  clearedOn: `${desk.last}-02-27`,
                }
              : {}),
            ...(state === 'stable'
              ? { recheckedOn: `${desk.last}-03-30`, recheckResult: '未反弹', recheckRecord: papers }
              : {}),
          },
        }
      }),
    )
  }))!
  const applied = made[SOURCES.findIndex(s => s[3] === 'applied')]!
  await desk.on(`${desk.last}-09-24`, 'xu', 'source-cleared', async pen =>
    pen.move(pollutionSource, [applied], 'clear', {
      checkedBy: ['许静', '林知远'],
      checkedOn: `${desk.last}-09-18`,
      checkRecord: await pen.proof('现场核查记录'),
    }),
  )
}

async function enterHeaps(desk: Desk, about: (key: string) => Known, farmland: readonly FarmUnit[]): Promise<void> {
  const points = HEAPS.map(([key]) => desk.pointIn(key === 'heap-yingzui' ? 'shiqiao' : countyOf(key)))
  const made = (await desk.on(`${desk.last}-04-16`, 'lin', 'heaps', async pen => {
    const paper = await pen.proof('废渣整治方案与调查报告')
    return pen.enter(
      legacyWaste,
      HEAPS.map(([key, origin, waste, volume, state], i): Entry => {
        const isGone = ['accepted', 'cleared'].includes(state)
        return {
          about: about(key),
          state,
          values: {
            origin,
            waste,
            volume,
            location: points[i],
            foundOn: `${desk.last - 1}-09-1${i}`,
            pollutants: i % 2 ? ['酸性废水', '锰'] : ['镉', '铅'],
            ...(state === 'found'
              ? {}
              : {
                  farmlandExposed: i < 2,
                  farmland:
                    i < 2
                      ? farmland
                          .filter(u => u.home === about(key).home)
                          .slice(0, 2)
                          .map(u => u.id)
                      : [],
                  contained: i > 1,
                }),
            ...(['planned', 'treating'].includes(state) || isGone ? { plan: paper, due: `${desk.year}-12-20` } : {}),
            ...(state === 'treating'
              ? {
                  removed: [
                    { on: `${desk.last}-04-10`, volume: '9000', way: '规范填埋', to: '示例市一般工业固废填埋场' },
                  ],
                  surveys: ['初步调查', '风险评估'].map(step => ({
                    step,
                    doneOn: `${desk.last}-01-20`,
                    report: paper,
                  })),
                }
              : {}),
            ...(isGone
              ? {
                  removed: [{ on: `${desk.last}-01-26`, volume, way: '原位封存', to: null }],
                  acceptance: paper,
                  ...(state === 'cleared' ? { clearedOn: `${desk.last}-03-12` } : {}),
                }
              : {}),
          },
        }
      }),
    )
  }))!
  await desk.on(`${desk.last}-05-22`, 'xu', 'heap-cleared', pen => pen.move(legacyWaste, [made[4]!], 'clear'))
}

const countyOf = (key: string): string =>
  ({ 'heap-shimen': 'luoping', 'heap-jinzhu': 'yunling', 'heap-laoyao': 'baishi', 'heap-liangshui': 'liulin' })[key] ??
  'qingxi'

async function enterPonds(desk: Desk, about: (key: string) => Known): Promise<void> {
  const ponds: readonly [key: string, mineral: string, use: string, state: string][] = [
    ['pond-yingzui', '铅锌矿', '运行', 'listed'],
    ['pond-shuimo', '铅锌矿', '停用', 'listed'],
    ['pond-jinzhu', '锑矿', '运行', 'submitted'],
    ['pond-laoyao', '石煤矿', '闭库', 'exiting'],
  ]
  await desk.on(`${desk.last}-04-22`, 'lin', 'ponds', async pen => {
    const exitFiles = await pen.proof('尾矿库退出论证')
    await pen.enter(
      tailingsPond,
      ponds.map(
        ([key, mineral, useState, state], i): Entry => ({
          about: about(key),
          state,
          values: {
            mineral,
            useState,
            damHeight: desk.amount(12, 46),
            storage: desk.amount(20, 160),
            hazard: i === 3 ? '其他矿种' : '汞镉铅砷铬铊锑等重金属或氰化物',
            sensitivity: i === 1 ? '高' : '中',
            protection: i === 0 ? '中' : '好',
            toxic: i < 3,
            dutyPerson: '（模拟）责任人',
            infoFiledOn: `${desk.last}-01-24`,
            planRevisedOn: `${desk.last - 1}-06-30`,
            floodChecks: [
              i === 0
                ? {
                    checkedOn: `${desk.last}-04-18`,
                    hazard: '排洪设施',
                    found: '溢洪道有落石',
                    measure: '清除落石并加设防护网',
                    due: `${desk.year}-05-31`,
                  }
                : { checkedOn: `${desk.last}-04-18`, hazard: '未发现隐患', found: '设施完好' },
            ],
            ...(useState === '闭库'
              ? {
                  closedOn: `${desk.last - 4}-10-30`,
                  leachateMetFrom: `${desk.last - 2}-01-15`,
                  groundwaterYears: 2,
                  exitReason: '闭库且无渗滤液排放',
                  exitFiles,
                }
              : {}),
          },
        }),
      ),
    )
  })
}

async function enterYards(desk: Desk, about: (key: string) => Known): Promise<void> {
  const yards: readonly [key: string, waste: string, amount: string, state: string][] = [
    ['yard-slag', '冶炼渣', '32000', 'planned'],
    ['yard-manganese', '锰渣', '86000', 'listed'],
    ['yard-gypsum', '工业副产石膏', '54000', 'closed'],
    ['yard-ash', '粉煤灰', '12000', 'sound'],
  ]
  await desk.on(`${desk.last}-04-28`, 'lin', 'yards', async pen => {
    const paper = await pen.proof('堆场整治方案与总结')
    return pen.enter(
      wasteYard,
      yards.map(([key, waste, amount, state], i): Entry => {
        const isSound = state === 'sound' || state === 'closed'
        return {
          about: about(key),
          state,
          values: {
            waste,
            amount,
            source: ['生产工艺'],
            foundOn: `${desk.last - 1}-10-1${i}`,
            checks: [
              {
                on: `${desk.last}-04-20`,
                scatter: '完善',
                loss: isSound ? '完善' : '不完善',
                seepage: isSound ? '完善' : i === 0 ? '不完善' : '没有',
                by: '县环境监察大队',
              },
            ],
            tags: i < 2 ? ['耕地周边'] : [],
            ...(state === 'sound' ? {} : { planDue: `${desk.last}-06-30`, due: `${desk.year}-10-31` }),
            ...(['planned', 'closed'].includes(state)
              ? {
                  plan: paper,
                  planFiledOn: `${desk.last}-03-20`,
                  measures: [
                    { gap: '防流失', measure: '修复截洪沟', ...(isSound ? { doneOn: `${desk.last}-04-08` } : {}) },
                    { gap: '防渗漏', measure: '铺设防渗膜', ...(isSound ? { doneOn: `${desk.last}-04-15` } : {}) },
                  ],
                }
              : {}),
            ...(state === 'closed'
              ? { rectifiedOn: `${desk.last}-04-22`, summary: paper, summaryOn: `${desk.last}-04-26` }
              : {}),
          },
        }
      }),
    )
  })
}
