import { emergencyEvent } from '@jingtu/registers/emergency-event.ts'
import { randomInspection } from '@jingtu/registers/random-inspection.ts'
import { wasteYear } from '@jingtu/registers/waste-year.ts'
import type { Desk, Entry } from './desk.ts'
import type { Subjects } from './subjects.ts'

const RESULTS = ['未发现问题', '责令改正', '未发现问题', '立案查处'] as const
const COUNTIES = ['donghu', 'xiyuan', 'qingxi', 'baishi', 'yunling', 'luoping'] as const

/** Who was drawn and looked at, what went wrong, and the wastes of a year. */
export async function enterSupervision(desk: Desk, subjects: Subjects): Promise<void> {
  await inspect(desk, desk.last, `${desk.last}-09`)
  await inspect(desk, desk.year, `${desk.year}-03`)
  await enterEmergencies(desk, subjects)
  await enterWasteYears(desk)
}

/** A round of the lot: pool, seal, draw, look, publish; this year's is still being looked at. */
async function inspect(desk: Desk, year: number, month: string): Promise<void> {
  const rows = (await desk.on(`${month}-01`, 'lin', `draw-${year}`, async pen => {
    const made = await pen.enter(randomInspection, [
      {
        at: 'city',
        values: {
          title: `${year}年土壤环境双随机抽查`,
          period: String(year),
          plainWeight: 1,
          focusWeight: 3,
          inspectors: ['许静', '莫青', '韦执', '覃法'].map((name, i) => ({ name, licence: `SL99010${i}` })),
        },
      },
    ])
    await pen.move(randomInspection, made, 'fill')
    return made
  }))!
  await desk.on(`${month}-03`, 'xu', `draw-sealed-${year}`, pen => pen.move(randomInspection, rows, 'seal'))
  const drawn = (await desk.on(`${month}-05`, 'lin', `draw-drawn-${year}`, pen =>
    pen.move(randomInspection, rows, 'draw', { seed: `${year}0305`, count: 4 }),
  ))!
  const results = (drawn[0]!.drawn as object[]).map((d, i) =>
    year === desk.year && i > 1 ? d : { ...d, inspectedOn: `${month}-1${i + 2}`, result: RESULTS[i] },
  )
  await desk.on(`${month}-18`, 'lin', `draw-inspected-${year}`, pen =>
    pen.move(randomInspection, rows, 'inspect', { drawn: results }),
  )
  if (year < desk.year)
    await desk.on(`${month}-26`, 'xu', `draw-published-${year}`, pen =>
      pen.move(randomInspection, rows, 'publish', { publishedAt: '示例市生态环境局网站' }),
    )
}

async function enterEmergencies(desk: Desk, { sites, organisations }: Subjects): Promise<void> {
  await desk.on(`${desk.last}-11-14`, 'lin', 'emergencies', async pen => {
    const survey = await pen.proof('事故后土壤调查报告')
    await pen.enter(emergencyEvent, [
      {
        about: sites.get('chemistry')!,
        state: 'closed',
        values: {
          happenedOn: `${desk.last - 1}-07-19`,
          title: '储罐区硫酸泄漏',
          grade: '一般',
          soil: '是',
          responsible: organisations.get('chemistry')!.id,
          orderedOn: `${desk.last - 1}-07-19`,
          surveyDue: `${desk.last - 1}-10-31`,
          surveyedOn: `${desk.last - 1}-10-20`,
          survey,
          surveyResult: '未超过风险管控标准',
        },
      },
      {
        about: sites.get('hazardous')!,
        state: 'handled',
        values: {
          happenedOn: `${desk.last}-08-06`,
          title: '废液转运倾洒',
          grade: '一般',
          soil: '是',
          responsible: organisations.get('hazardous')!.id,
          orderedOn: `${desk.last}-08-06`,
          substitutedOn: `${desk.last}-08-07`,
          costs: [{ on: `${desk.last}-08-09`, item: '清理受污染表土', amount: '18' }],
          recovered: [{ on: `${desk.last}-10-20`, amount: '10' }],
          surveyDue: `${desk.year}-02-28`,
        },
      },
    ])
  })
  await desk.on(`${desk.year}-03-08`, 'clerk-city-emergency', 'emergency-year', pen =>
    pen.enter(emergencyEvent, [
      {
        about: sites.get('plating')!,
        values: {
          happenedOn: `${desk.year}-03-07`,
          title: '镀槽清洗水外溢',
          grade: '一般',
          soil: '待查',
          responsible: organisations.get('plating')!.id,
          orderedOn: `${desk.year}-03-07`,
        },
      },
    ]),
  )
}

async function enterWasteYears(desk: Desk): Promise<void> {
  const entry = (place: string, i: number, year: number): Entry => {
    const slag = 18_000 + i * 4200
    const hazardous = 1200 + i * 310
    const medical = 42_000 + i * 5100
    return {
      at: place,
      values: {
        year,
        source: desk.scene.unit('city-ecology'),
        bulk: [
          { kind: '冶炼渣', produced: String(slag), used: String(Math.round(slag * 0.71)), fromStock: '0' },
          { kind: '粉煤灰', produced: '9000', used: '8200', fromStock: '400' },
        ],
        hazardousProduced: String(hazardous),
        hazardousHandled: String(Math.round(hazardous * (0.97 + 0.004 * i))),
        medical: [
          { institution: '县级医院及乡镇卫生院', produced: String(medical), collected: String(medical - i * 40) },
        ],
        inTransfer: String(300 + i * 40),
        inCap: '600',
      },
    }
  }
  await desk.on(`${desk.last}-03-16`, 'lin', 'waste-before', pen =>
    pen.enter(
      wasteYear,
      COUNTIES.map((place, i) => ({ ...entry(place, i, desk.last - 1), state: 'accepted' })),
    ),
  )
  const rows = (await desk.on(`${desk.year}-02-18`, 'lin', 'waste-last', async pen => {
    const made = await pen.enter(
      wasteYear,
      COUNTIES.map((place, i) => entry(place, i, desk.last)),
    )
    await pen.move(wasteYear, made, 'submit')
    return made
  }))!
  await desk.on(`${desk.year}-03-02`, 'xu', 'waste-accepted', pen => pen.move(wasteYear, rows.slice(0, 5), 'accept'))
}
