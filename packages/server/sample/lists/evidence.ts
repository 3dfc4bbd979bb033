import { type Campaign, runCampaign } from './campaign.ts'
import type { Desk } from './desk.ts'
import type { FarmUnit } from './farmland.ts'
import { CLASSES } from './groundwater.ts'
import { type Network, soilPoint } from './network.ts'

/** Cadmium by what the land was graded as, in mg/kg; the pH lies between 5.6 and 6.4, where 水田 may hold 0.4 and 2.0. */
const CADMIUM = {
  未污染: [0.08, 0.2],
  轻微污染: [0.2, 0.28],
  轻度污染: [0.45, 0.8],
  中度污染: [0.9, 1.7],
  重度污染: [2.2, 3.4],
} as const
/** Ammonia that makes a class of GB/T 14848. */
const AMMONIA: Record<string, readonly [number, number]> = {
  Ⅱ类: [0.04, 0.09],
  Ⅲ类: [0.2, 0.45],
  Ⅳ类: [0.7, 1.3],
  Ⅴ类: [1.6, 1.9],
}

/** Two files of last year: the soil under the units, and the wells in four seasons. */
export async function enterEvidence(desk: Desk, network: Network, farmland: readonly FarmUnit[]): Promise<void> {
  await runCampaign(desk, network, soilCampaign(desk, network, farmland))
  await runCampaign(desk, network, groundwaterYear(desk, network))
}

function soilCampaign(desk: Desk, network: Network, farmland: readonly FarmUnit[]): Campaign {
  const year = desk.last
  const line = (unit: FarmUnit, i: number): string[] => {
    const [low, high] = CADMIUM[unit.grade]
    return [
      soilPoint(unit).replace('SL-T', `TR${year}-`),
      soilPoint(unit),
      `${year}-05-${10 + (i % 14)}`,
      '土壤',
      unit.landUse,
      // One was noted down where somebody stood at the car.
      String(unit.at.longitude + (i === 17 ? 0.03 : 0)),
      String(unit.at.latitude),
      desk.amount(5.6, 6.4),
      desk.amount(low, high, 2),
      // What is not detected says nothing without the limit of detection.
      i === 9 ? '未检出' : i % 7 === 4 ? '<0.002' : desk.amount(0.05, 0.3, 3),
      desk.amount(6, 22),
      desk.amount(18, 62),
      desk.amount(40, 96),
      desk.amount(12, 42),
      desk.amount(10, 38),
      // One was broken in the laboratory.
      i === 23 ? '/' : desk.amount(50, 160),
    ]
  }
  return {
    key: 'soil',
    survey: {
      name: `${year}年受污染耕地加密调查`,
      kind: '加密调查',
      sites: farmland.map(unit => network.points.get(soilPoint(unit))!),
      items: ['cadmium', 'mercury', 'arsenic', 'lead', 'chromium', 'copper', 'nickel', 'zinc'],
    },
    days: { planned: `${year}-03-12`, sampled: `${year}-05-08`, imported: `${year}-06-26`, judged: `${year}-07-10` },
    table: [
      [
        '样品编号,点位编号,采样日期,样品类型,土地利用类型,经度,纬度,pH',
        '镉(mg/kg),汞(mg/kg),砷(mg/kg),铅(mg/kg),铬(mg/kg),铜(mg/kg),镍(mg/kg),锌(mg/kg)',
      ],
      ...farmland.map(line),
    ],
    fileName: `${year}年受污染耕地加密调查检测结果.csv`,
    standard: 'GB 15618',
    options: {},
  }
}

function groundwaterYear(desk: Desk, network: Network): Campaign {
  const year = desk.last
  const points = CLASSES.map((classes, i) => ({ code: `SL-D${i + 1}`, now: classes[3]! }))
  const lines = ['03-18', '06-17', '09-16', '12-09'].flatMap((day, season) =>
    points.map(({ code, now }) => {
      const [low, high] = AMMONIA[now]!
      return [
        `${code}-${year}-${season + 1}`,
        code,
        `${year}-${day}`,
        '地下水',
        desk.amount(6.8, 7.8),
        desk.amount(low, high, 2),
        desk.amount(160, 290, 0),
        desk.amount(300, 480, 0),
        desk.amount(20, 46, 0),
        desk.amount(8, 44, 0),
        desk.amount(0.6, 1.8),
        desk.amount(0.7, 1.9),
        '<0.001',
      ]
    }),
  )
  return {
    key: 'groundwater',
    survey: {
      name: `${year}年地下水考核点位例行监测`,
      kind: '例行监测',
      sites: points.map(({ code }) => network.points.get(code)!),
      items: ['ammonia-nitrogen', 'total-hardness', 'arsenic'],
    },
    days: { planned: `${year}-02-20`, sampled: `${year}-03-18`, imported: `${year}-12-22`, judged: `${year}-12-28` },
    table: [
      [
        '样品编号,点位编号,采样日期,样品类型,pH,氨氮(mg/L),总硬度(mg/L),溶解性总固体(mg/L)',
        '硫酸盐(mg/L),氯化物(mg/L),硝酸盐(以N计)(mg/L),耗氧量(mg/L),砷(mg/L)',
      ],
      ...lines,
    ],
    fileName: `${year}年地下水考核点位检测结果.csv`,
    standard: 'GB/T 14848',
    options: { target: 'Ⅲ类' },
  }
}
