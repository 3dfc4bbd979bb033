import { blackOdorousWater } from '@jingtu/registers/black-odorous-water.ts'
import { ruralSewageFacility } from '@jingtu/registers/rural-sewage-facility.ts'
import { ruralSewageVillage } from '@jingtu/registers/rural-sewage-village.ts'
import { villageEnvironment } from '@jingtu/registers/village-environment.ts'
import { wasteDump } from '@jingtu/registers/waste-dump.ts'
import type { Desk, Entry, Known } from './desk.ts'
import { FARM_COUNTIES, type Subjects } from './subjects.ts'

const MODES = ['集中处理', '分散处理', '资源化利用', '纳管', '管控'] as const

/** Villages, their sewage, their ditches and their rubbish. */
export async function enterRural(desk: Desk, subjects: Subjects): Promise<void> {
  await enterSewageVillages(desk, subjects)
  await enterSewageFacilities(desk, subjects)
  await enterBlackWaters(desk, subjects)
  await enterDumps(desk, subjects)
  for (const county of FARM_COUNTIES) await enterEvaluations(desk, subjects, county)
}

async function enterSewageVillages(desk: Desk, { villages }: Subjects): Promise<void> {
  const entry = (v: (typeof villages)[number], i: number, year: number, state: string, proof: string[]): Entry => {
    const mode = MODES[i % MODES.length]!
    const isTreated = state === 'treated' || state === 'accepted'
    return {
      about: v,
      state,
      values: {
        year,
        mode,
        priority: i % 3 === 0 ? ['乡镇政府驻地'] : i % 3 === 1 ? ['人口集中区'] : [],
        households: v.households,
        due: `${year}-11-30`,
        ...(isTreated
          ? { treatedHouseholds: Math.round(v.households * (0.72 + 0.02 * (i % 10))), blackWater: false, proof }
          : {}),
        ...(state === 'accepted' ? { acceptedOn: `${year}-12-05` } : {}),
      },
    }
  }
  const before = villages.slice(0, 11)
  const now = villages.slice(11)
  await desk.on(`${desk.last}-01-14`, 'lin', 'sewage-villages-before', async pen => {
    const proof = await pen.proof('农村生活污水治理验收材料')
    await pen.enter(
      ruralSewageVillage,
      before.map((v, i) => entry(v, i, desk.last - 1, 'accepted', proof)),
    )
  })
  const listed = (await desk.on(`${desk.last}-03-02`, 'lin', 'sewage-villages', pen =>
    pen.enter(
      ruralSewageVillage,
      now.map((v, i) => entry(v, i, i < 6 ? desk.last : desk.year, i < 9 ? 'listed' : 'proposed', [])),
    ),
  ))!
  const finished = listed.slice(0, 5)
  for (const county of FARM_COUNTIES) {
    const own = finished.filter((_, i) => now[i]!.county === county)
    if (own.length === 0) continue
    await desk.on(`${desk.last}-11-20`, ecologyOf(county), `sewage-finished-${county}`, async pen => {
      for (const row of own) {
        const { households } = now[listed.indexOf(row)]!
        await pen.move(ruralSewageVillage, [row], 'finish', {
          treatedHouseholds: Math.round(households * 0.8),
          blackWater: false,
        })
      }
    })
  }
  await desk.on(`${desk.last}-12-09`, 'xu', 'sewage-accepted', async pen =>
    pen.move(ruralSewageVillage, finished.slice(0, 4), 'accept', {
      proof: await pen.proof('农村生活污水治理验收材料'),
    }),
  )
}

async function enterSewageFacilities(desk: Desk, { sites, villages, organisations }: Subjects): Promise<void> {
  const plants: readonly [key: string, capacity: string, actual: string, running: string, state: string][] = [
    ['sewage-liulin', '800', '560', '正常', 'running'],
    ['sewage-shiqiao', '300', '180', '正常', 'running'],
    ['sewage-xinglong', '200', '60', '不正常', 'rectifying'],
    ['sewage-baishi', '60', '35', '正常', 'running'],
    ['sewage-yunling', '120', '70', '正常', 'running'],
    ['sewage-gaoqiao', '40', '0', '停运', 'rectifying'],
    ['sewage-luoping', '80', '48', '不正常', 'running'],
  ]
  await desk.on(`${desk.last}-05-08`, 'lin', 'sewage-plants', pen =>
    pen.enter(
      ruralSewageFacility,
      plants.map(([key, capacity, actual, running, state], i): Entry => {
        const about = sites.get(key)!
        return {
          about,
          state,
          values: {
            place: i < 3 ? '乡镇政府驻地' : '村级',
            capacity,
            actual,
            process: i % 2 ? '厌氧＋人工湿地' : 'A/O',
            pipeLength: desk.amount(1, 9),
            villages: villages
              .filter(v => v.home === about.home)
              .slice(0, 2)
              .map(v => v.id),
            running,
            ...(running === '正常' ? {} : { problem: i === 5 ? '缺少运维' : '管网不配套' }),
            ...(state === 'rectifying' ? { measure: '补建支管并重新委托运维', due: `${desk.year}-09-30` } : {}),
            operator: key === 'sewage-gaoqiao' ? null : organisations.get('care')!.id,
            contractUntil: key === 'sewage-gaoqiao' ? null : `${desk.year + 1}-03-31`,
            deviceState: i === 0 ? '已联网' : i < 3 ? '已安装' : '未安装',
            devices:
              i === 0
                ? ['进水口', '出水口'].map((position, n) => ({
                    position,
                    kind: '水质自动监测',
                    number: `SL99010${n}`,
                    networkedOn: `${desk.last}-02-20`,
                  }))
                : [],
            monitorings: ['进水口', '出水口'].map(position => ({
              on: `${desk.last}-04-15`,
              position,
              met: position === '出水口' ? running === '正常' : null,
            })),
            patrols: [
              { on: `${desk.last}-04-15`, by: '县分局', found: running === '正常' ? '运行正常' : '进水量不足' },
            ],
          },
        }
      }),
    ),
  )
}

const CLEAN = { transparency: '38', depth: '60', oxygen: '4.6', ammonia: '3.2' }
const BLACK = { transparency: '12', depth: '60', oxygen: '1.1', ammonia: '18.5' }

async function enterBlackWaters(desk: Desk, { waters, villages }: Subjects): Promise<void> {
  const states = ['settled', 'treating', 'listed', 'settled', 'treating', 'dismissed', 'evaluated', 'found']
  const measured = (on: string, what: object) => ['上游', '中游', '下游'].map(point => ({ on, point, ...what }))
  const made = (await desk.on(`${desk.last}-05-16`, 'lin', 'black-waters', async pen => {
    const paper = await pen.proof('黑臭水体治理方案与评估报告')
    return pen.enter(
      blackOdorousWater,
      waters.map((water, i): Entry => {
        const state = states[i]!
        const isTreated = ['evaluated', 'settled'].includes(state)
        const isListed = isTreated || ['treating', 'listed'].includes(state)
        return {
          about: water,
          state,
          values: {
            village: villages.find(v => v.county === water.county)!.id,
            tier: i % 3 === 0 ? '国家监管' : i % 3 === 1 ? '省级' : '市县',
            area: { value: desk.amount(400, 3000, 0), unit: '平方米' },
            monitorings: [
              ...measured(`${desk.last - 1}-08-20`, state === 'dismissed' ? CLEAN : BLACK),
              ...(isTreated ? measured(`${desk.last}-01-12`, CLEAN) : []),
              ...(isTreated ? measured(`${desk.last}-04-20`, CLEAN) : []),
            ],
            ...(isListed ? { causes: i % 2 ? ['农村生活污水', '内源淤积'] : ['农村生活污水', '农村生活垃圾'] } : {}),
            ...(state === 'treating' || isTreated
              ? { scheme: paper, deadline: `${desk.year}-09-30`, chief: '（模拟）乡级河长', chiefLevel: '乡级' }
              : {}),
            ...(isTreated ? { satisfaction: '91', evaluation: paper } : {}),
            ...(state === 'settled' ? { carePlan: paper, settledOn: `${desk.last}-05-10` } : {}),
          },
        }
      }),
    )
  }))!
  const evaluated = made[states.indexOf('evaluated')]!
  await desk.on(`${desk.year}-02-26`, 'xu', 'black-water-settled', async pen =>
    pen.move(blackOdorousWater, [evaluated], 'settle', { carePlan: await pen.proof('黑臭水体长效管护方案') }),
  )
}

async function enterDumps(desk: Desk, { sites }: Subjects): Promise<void> {
  await desk.on(`${desk.last}-06-06`, 'lin', 'dumps', pen =>
    pen.enter(wasteDump, [
      {
        about: sites.get('dump-liulin')!,
        state: 'settled',
        values: {
          kind: '混合',
          volume: '420',
          foundOn: `${desk.last - 1}-11-05`,
          sensitive: ['河湖岸'],
          way: '清运处置',
          removed: [{ on: `${desk.last}-03-18`, volume: '420', to: '示例市生活垃圾焚烧厂' }],
          acceptedOn: `${desk.last}-04-10`,
          settledOn: `${desk.last}-05-06`,
          follow: '村级保洁员每周巡查，设立警示牌',
          followUps: [{ on: `${desk.last}-06-02`, found: '无反弹' }],
        },
      },
      {
        about: sites.get('dump-xinglong')!,
        state: 'rectifying',
        values: {
          kind: '生活垃圾',
          volume: '260',
          foundOn: `${desk.last}-02-22`,
          way: '清运处置',
          due: `${desk.year}-08-31`,
          removed: [{ on: `${desk.last}-05-20`, volume: '90', to: '示例市生活垃圾焚烧厂' }],
        },
      },
      {
        about: sites.get('dump-yunling')!,
        values: { kind: '建筑垃圾', volume: '700', foundOn: `${desk.last}-05-28`, sensitive: ['道路两侧'] },
      },
    ]),
  )
}

/** Twice a year; the second half of last year is reviewed, the first of this one goes its way. */
async function enterEvaluations(desk: Desk, { villages }: Subjects, county: string): Promise<void> {
  const own = villages.filter(v => v.county === county)
  const half = Math.ceil(own.length / 2)
  const entry = (v: (typeof own)[number], i: number, period: string): Entry => ({
    about: v,
    values: {
      period,
      households: v.households,
      toilets: Math.round(v.households * (0.84 + 0.02 * (i % 5))),
      cleaning: true,
      wasteCollected: i % 6 !== 5,
      dumps: i % 3,
      items: ['乱堆乱放', '污水乱排', '清垃圾', '清沟渠'].map((item, n) => ({ item, done: (i + n) % 5 !== 0 })),
      sewage: String(i % 7 === 6 ? 52 : 74 + i),
      hasBlackWater: i % 4 === 0,
      ...(i % 4 === 0 ? { blackWater: '86' } : {}),
      hasSource: i % 2 === 0,
      ...(i % 2 === 0 ? { source: '88' } : {}),
      zones: i % 3 === 0 ? ['河湖管理范围'] : [],
    },
  })
  const who = ecologyOf(county)
  const passes = (rows: readonly Known[]): Known[] => rows.filter((_, i) => i % 7 !== 6)
  for (const [period, part, made, assessed, reviewed] of [
    [`${desk.last}-H2`, own.slice(0, half), `${desk.last}-10-15`, `${desk.last}-12-02`, `${desk.last}-12-18`],
    [`${desk.year}-H1`, own.slice(half), `${desk.year}-03-10`, `${desk.year}-07-06`, `${desk.year}-08-20`],
  ] as const) {
    const rows = (await desk.on(made, who, `villages-${period}-${county}`, pen =>
      pen.enter(
        villageEnvironment,
        part.map((v, i) => entry(v, i, period)),
      ),
    ))!
    await desk.on(assessed, who, `villages-assessed-${period}-${county}`, pen =>
      pen.move(villageEnvironment, rows, 'assess'),
    )
    await desk.on(reviewed, 'xu', `villages-reviewed-${period}-${county}`, pen =>
      pen.move(villageEnvironment, passes(rows).slice(0, -1), 'review', { reviewOpinion: '资料齐全，同意自评结论' }),
    )
  }
}

export const ecologyOf = (county: string): string => (county === 'qingxi' ? 'mo' : `clerk-${county}-ecology`)
