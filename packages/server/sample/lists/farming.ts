import { farmInputYear } from '@jingtu/registers/farm-input-year.ts'
import { livestockFarm } from '@jingtu/registers/livestock-farm.ts'
import type { Desk, Entry, Known } from './desk.ts'
import { FARM_COUNTIES, type Subjects } from './subjects.ts'

const FARMS: readonly [key: string, county: string, species: string, stock: number, facility: string, state: string][] =
  [
    ['farm-shangping', 'qingxi', '生猪', 1200, '已配套', 'operating'],
    ['farm-dawan', 'qingxi', '肉牛', 180, '已配套', 'operating'],
    ['farm-qingxi', 'qingxi', '蛋禽', 26000, '建设中', 'operating'],
    ['farm-baisha', 'baishi', '生猪', 900, '已配套', 'operating'],
    ['farm-shiling', 'baishi', '肉禽', 18000, '无', 'closed'],
    ['farm-meixi', 'yunling', '生猪', 2400, '已配套', 'operating'],
    ['farm-longtan', 'yunling', '羊', 320, '已配套', 'requested'],
    ['farm-changtian', 'luoping', '生猪', 1500, '已配套', 'operating'],
    ['farm-tongmu', 'luoping', '奶牛', 210, '建设中', 'allowed'],
  ]

/** Tonnes of film a county uses, and how much of it comes back. */
const FILM: Record<(typeof FARM_COUNTIES)[number], readonly [used: number, share: number]> = {
  qingxi: [320, 0.885],
  baishi: [260, 0.87],
  yunling: [210, 0.842],
  luoping: [280, 0.861],
}

/** Livestock and what the fields of a year took and gave back. */
export async function enterFarming(desk: Desk, { sites }: Subjects): Promise<void> {
  for (const county of FARM_COUNTIES)
    await desk.on(`${desk.last}-05-26`, `clerk-${county}-farming`, `farms-${county}`, pen =>
      pen.enter(
        livestockFarm,
        FARMS.filter(f => f[1] === county).map(
          ([key, , species, stock, facility, state], i): Entry => ({
            about: sites.get(key)!,
            state,
            values: {
              species,
              stock,
              scale: true,
              zone: state === 'closed' ? '禁养区' : '非禁养区',
              newBuild: state === 'requested' || state === 'allowed',
              facility,
              ...(facility === '已配套'
                ? { equippedOn: `${desk.last - 2}-06-30` }
                : { facilityDue: `${desk.year}-10-31` }),
              separation: facility === '已配套',
              technique: '干清粪',
              manure: String(stock > 5000 ? 900 : stock * 2),
              manureUsed: String(Math.round((stock > 5000 ? 900 : stock * 2) * (0.85 + 0.03 * i))),
              drugChecks: [{ on: `${desk.last}-04-22`, found: '合格' }],
              ...(state === 'closed' ? { closedOn: `${desk.last}-03-31` } : {}),
            },
          }),
        ),
      ),
    )
  for (const [year, filed, accepted] of [
    [desk.last - 1, `${desk.last}-02-12`, `${desk.last}-02-27`],
    [desk.last, `${desk.year}-02-10`, `${desk.year}-02-25`],
  ] as const) {
    const rows: Known[] = []
    for (const county of FARM_COUNTIES)
      rows.push(
        ...(await desk.on(filed, `clerk-${county}-farming`, `inputs-${year}-${county}`, async pen => {
          const made = await pen.enter(farmInputYear, [inputsOf(desk, county, year)])
          await pen.move(farmInputYear, made, 'submit')
          return made
        }))!,
      )
    await desk.on(accepted, 'gao', `inputs-accepted-${year}`, pen => pen.move(farmInputYear, rows, 'accept'))
  }
  await desk.on(`${desk.year}-03-14`, 'clerk-qingxi-farming', 'inputs-begun', pen =>
    pen.enter(farmInputYear, [
      {
        at: 'qingxi',
        values: { year: desk.year, source: desk.scene.unit('qingxi-farming'), note: '全年数据于次年 2 月汇总' },
      },
    ]),
  )
}

function inputsOf(desk: Desk, county: (typeof FARM_COUNTIES)[number], year: number): Entry {
  const [used, share] = FILM[county]
  const part = (whole: number, of: number): string => (whole * of).toFixed(2)
  const sown = 210_000 + used * 100
  const fertiliser = used * 31
  // A little better every year.
  const step = year === desk.last ? 0.004 : 0
  return {
    at: county,
    values: {
      year,
      source: desk.scene.unit(`${county}-farming`),
      sownArea: String(sown),
      formulaArea: part(sown, 0.91 + step),
      fertiliser: String(fertiliser),
      fertiliserBefore: String(Math.round(fertiliser * 1.012)),
      uptakeWith: '142',
      uptakeWithout: '68',
      nitrogen: '178',
      pesticide: String(used * 0.9),
      pesticideBefore: String(used * 0.92),
      filmUsed: String(used),
      filmRecovered: part(used, share + step),
      filmReused: part(used, 0.7),
      packagesSold: String(used * 60),
      packagesRecovered: part(used * 60, share - 0.03 + step),
      packagesDisposed: part(used * 60, share - 0.08),
      strawCollectable: part(used, 0.1),
      strawFertiliser: part(used, 0.06),
      strawFeed: part(used, 0.015),
      strawFuel: part(used, 0.01),
      strawSubstrate: part(used, 0.003),
      strawMaterial: part(used, 0.001),
      manureMade: part(used, 0.2),
      manureUsed: part(used, 0.2 * (0.87 + step)),
      nutrientDemand: String(used * 40),
      nutrientManure: String(used * 22),
      trials: [{ name: '全生物降解膜对比试验', kind: '全生物降解膜', area: '120', result: '已完成田间观测' }],
    },
  }
}
