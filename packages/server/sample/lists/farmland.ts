import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { safeUseMeasure } from '@jingtu/registers/safe-use-measure.ts'
import { farmlandUnit } from '@jingtu/registers/subjects/farmland-unit.ts'
import { type Desk, type Entry, type Known, type Position, positionOf } from './desk.ts'
import { FARM_COUNTIES, type Subjects } from './subjects.ts'

type Grade = '未污染' | '轻微污染' | '轻度污染' | '中度污染' | '重度污染'

export interface FarmUnit extends Known {
  code: string
  county: (typeof FARM_COUNTIES)[number]
  grade: Grade
  crop: string
  landUse: string
  at: Position
}

/** Ten units a county: most land is sound, a good part to be used safely, a little under strict control. */
const GRADES: readonly Grade[] = [
  '未污染',
  '轻度污染',
  '中度污染',
  '未污染',
  '轻度污染',
  '重度污染',
  '轻微污染',
  '中度污染',
  '轻度污染',
  '未污染',
]
const CLASS = {
  未污染: '优先保护类',
  轻微污染: '优先保护类',
  轻度污染: '安全利用类',
  中度污染: '安全利用类',
  重度污染: '严格管控类',
} as const
const MEASURES = ['A01', 'A02', 'A12', 'A11'] as const
/** So many metres of a side, in degrees; a unit is a square around its middle. */
const HALF = 0.002

/** The units, their classes as the province approved them before the system was there, and what was done on them. */
export async function enterFarmland(desk: Desk, subjects: Subjects): Promise<FarmUnit[]> {
  const plans = FARM_COUNTIES.flatMap((county, c) => {
    const villages = subjects.villages.filter(v => v.county === county)
    return GRADES.map((grade, i) => {
      return {
        county,
        grade,
        code: `SL-${c + 1}${String(i + 1).padStart(2, '0')}`,
        village: villages[i % villages.length]!,
        landUse: i % 3 === 2 ? '旱地' : '水田',
        crop: i % 3 === 2 ? '玉米' : '水稻',
        area: { value: desk.amount(120, 900), unit: '亩' },
        at: positionOf(desk.pointIn(desk.placeKey(villages[i % villages.length]!.region))),
      }
    })
  })
  const units = (await desk.on(`${desk.last}-01-10`, 'gao', 'farmland-units', pen =>
    pen.enter(
      farmlandUnit,
      plans.map(p => ({
        about: p.village,
        values: {
          code: p.code,
          village: p.village.id,
          landUse: p.landUse,
          area: p.area,
          crops: [p.crop],
          extent: squareAround(p.at),
        },
      })),
    ),
  ))!
  const approved = `${desk.last - 3}-12-01`
  await desk.on(`${desk.last}-01-10`, 'gao', 'farmland-classes', pen =>
    pen.enter(
      farmlandClass,
      plans.map((p, i): Entry => {
        const isOpen = i % 20 === 19
        const decided = CLASS[p.grade]
        const basis = '示政函〔示例〕12号'
        return {
          about: units[i]!,
          state: isOpen ? 'unclassified' : 'inForce',
          values: {
            village: p.village.id,
            area: p.area,
            landUse: p.landUse,
            crop: p.crop,
            extent: squareAround(p.at),
            grade: p.grade,
            ...(isOpen
              ? { note: '新增耕地，待划分' }
              : {
                  class: decided,
                  classFrom: approved,
                  approval: basis,
                  approvedOn: approved,
                  versions: [
                    {
                      class: decided,
                      grade: p.grade,
                      from: approved,
                      basis: `类别划分：${basis}`,
                      recordedOn: approved,
                    },
                  ],
                }),
          },
        }
      }),
    ),
  )
  const made = plans.map((p, i): FarmUnit & { area: typeof p.area; isOpen: boolean } => ({
    ...units[i]!,
    code: p.code,
    county: p.county,
    grade: p.grade,
    crop: p.crop,
    landUse: p.landUse,
    at: p.at,
    area: p.area,
    isOpen: i % 20 === 19,
  }))
  const tended = made.filter(u => !u.isOpen && CLASS[u.grade] !== '优先保护类')
  for (const year of [desk.last, desk.year])
    for (const county of FARM_COUNTIES)
      await enterMeasures(
        desk,
        year,
        county,
        tended.filter(u => u.county === county),
      )
  return made
}

/** In March a measure is planned for each unit, in June it is carried out, in October looked at, in December closed. */
async function enterMeasures(
  desk: Desk,
  year: number,
  county: string,
  units: readonly (FarmUnit & { area: { value: string; unit: string } })[],
): Promise<void> {
  const who = `clerk-${county}-farming`
  const chosen = units.map(unit => ({ unit, code: unit.grade === '重度污染' ? 'Y01' : desk.random.pick(MEASURES) }))
  const exceeding = units.map(() => desk.random.between(0, 5) === 0)
  // A list that is filled in late begins where things stand: closed last year, planned, carried out or looked at this year.
  const [state, day] =
    year < desk.year
      ? ['closed', `${year}-12-16`]
      : ([
          ['verified', `${year}-10-20`],
          ['implemented', `${year}-06-22`],
        ].find(([, on]) => desk.isPast(on!)) ?? ['planned', `${year}-03-20`])
  const isHarvested = day! > `${year}-10-12`
  await desk.on(day!, who, `measures-${year}-${county}`, async pen => {
    const evidence = await pen.proof(`${year}年安全利用措施现场照片`)
    const measures = chosen.map(({ unit, code }, i): Entry => {
      const isOpen = state === 'verified' && i % 4 === 3
      const strict = code === 'Y01'
      // Not everything that was planned was found on the land.
      const isFailed = state === 'closed' && i === 3 && (county === 'yunling' || county === 'luoping')
      return {
        about: unit,
        state: isFailed ? 'failed' : isOpen ? 'implemented' : state!,
        values: {
          year,
          season: '全年',
          measure: code,
          area: unit.area,
          fromCrop: unit.crop,
          crop: strict ? '蚕桑' : unit.crop,
          plan: `示农发〔${year}〕21号`,
          ...(state === 'planned'
            ? {}
            : {
                doneOn: `${year}-06-10`,
                evidence,
                checkpoints: [
                  { phase: '前', on: `${year}-04-08`, by: '县农技站' },
                  { phase: '中', on: `${year}-06-18`, by: '县农技站', planted: strict ? '无' : '非风险食用作物' },
                  ...(isOpen || !isHarvested
                    ? []
                    : [
                        {
                          phase: '后',
                          on: `${year}-10-12`,
                          by: '县农技站',
                          compliant: strict ? 0 : exceeding[i] ? 7 : 8,
                          exceeding: !strict && exceeding[i] ? 1 : 0,
                          disposal: !strict && exceeding[i] ? '超标批次转作饲料以外的工业用途' : null,
                        },
                      ]),
                ],
                remote: isHarvested ? [{ on: `${year}-08-02`, agrees: true, found: '影像与措施一致' }] : [],
              }),
        },
      }
    })
    await pen.enter(safeUseMeasure, measures)
  })
}

const squareAround = ({ longitude, latitude }: Position) => {
  const round = (n: number): number => Math.round(n * 1e5) / 1e5
  const corner = (x: number, y: number): [number, number] => [round(longitude + x * HALF), round(latitude + y * HALF)]
  return {
    type: 'Polygon',
    coordinates: [[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]],
  }
}
