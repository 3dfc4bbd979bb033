/** A county with farmland whose classes are in force, and the bureaus that look after it: for tests of M06. */
import type { RegionNode } from '@jingtu/core/region.ts'
import { done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

const CLASS_GRADE = { 优先保护类: '未污染', 安全利用类: '轻度污染', 严格管控类: '重度污染' } as const

export interface FarmlandWorld {
  w: RegisterWorld
  /** Agriculture of the eastern county, of the city, of the western county; the government of the province. */
  county: Hand
  city: Hand
  west: Hand
  province: Hand
  /** Another day: everybody signs in again. */
  at(now: string): Promise<void>
  /** Somebody of another unit, signed in. */
  other(region: RegionNode, line: string, login: string): Promise<Hand>
  /** A unit whose class is in force, with the id of its row in the class list. */
  classified(
    newClass: keyof typeof CLASS_GRADE,
    area: string,
    more?: { region?: RegionNode; grade?: string; village?: string; unit?: object; row?: object },
  ): Promise<{ id: string; subject: string }>
  /** A measure made and carried out in the year of the clock; `plan` is the number of the year's plan. */
  carriedOut(subject: string, code: string, area: string, more?: object, plan?: string): Promise<{ id: string }>
  close(): Promise<void>
}

export async function openFarmlandWorld(now: string): Promise<FarmlandWorld> {
  const w = await openRegisterWorld(now)
  let today = now.slice(0, 10)
  const people: [string, RegionNode, string, string][] = [
    ['county', w.east, '东屏县农业农村局', '农业农村'],
    ['city', w.city, '临湖市农业农村局', '农业农村'],
    ['west', w.west, '西渡县农业农村局', '农业农村'],
    ['province', w.province, '云山省人民政府', '政府'],
  ]
  for (const [login, region, name, line] of people) {
    const unit = await w.server.unit(region, { name, line } as never)
    await w.server.person(unit, `farm-${login}`, ['reporter', 'reviewer'])
  }
  const hands = {} as Record<'county' | 'city' | 'west' | 'province', Hand>
  const others = new Map<string, Hand>()
  const signIn = async (): Promise<void> => {
    for (const [login] of people) hands[login as 'county'] = handOf(await w.server.signIn(`farm-${login}`))
    for (const login of others.keys()) Object.assign(others.get(login)!, handOf(await w.server.signIn(login)))
  }
  await signIn()
  let units = 0
  const clientOf = () => w.server.signIn('farm-city')
  return {
    w,
    get county() {
      return hands.county
    },
    get city() {
      return hands.city
    },
    get west() {
      return hands.west
    },
    get province() {
      return hands.province
    },
    at: async day => {
      today = day.slice(0, 10)
      await w.at(day)
      await signIn()
    },
    other: async (region, line, login) => {
      const unit = await w.server.unit(region, { name: `${region.name}${line}${login}`, line } as never)
      await w.server.person(unit, login, ['reporter', 'reviewer'])
      const hand = handOf(await w.server.signIn(login))
      others.set(login, hand)
      return hand
    },
    classified: async (newClass, size, more = {}) => {
      units++
      const area = { value: size, unit: '亩' }
      const region = more.region ?? w.east
      const unit = await done(await clientOf(), '/registers/farmland-unit/rows', {
        region: region.id,
        values: { code: `98-U-${units}`, landUse: '水田', area, village: more.village, ...more.unit },
      })
      const keeper = region.path.startsWith(w.west.path) ? hands.west : hands.county
      const row = await keeper.make('farmland-class', {
        subject: unit.id,
        area,
        landUse: '水田',
        village: more.village,
        grade: more.grade ?? CLASS_GRADE[newClass],
        ...more.row,
      })
      const opinion = { newClass, experts: ['韩工'], expertOpinion: '同意', expertOn: today }
      await keeper.move('farmland-class', row, 'classify', { values: opinion })
      const report = { countyReport: `政农〔${today.slice(0, 4)}〕1号`, countyReportOn: today }
      await keeper.move('farmland-class', row, 'report', { values: report })
      const approval = { approval: '云政函3号', approvedOn: today, approvalFiles: [await hands.province.file()] }
      await hands.province.move('farmland-class', row, 'approve', { values: approval })
      return { id: row.id, subject: unit.id }
    },
    carriedOut: async (subject, code, area, more = {}, plan = '东农发2号') => {
      const where = await hands.city.read('farmland-unit', { id: subject })
      const keeper = where.region.startsWith(w.west.path) ? hands.west : hands.county
      const row = await keeper.make('safe-use-measure', {
        subject,
        year: Number(today.slice(0, 4)),
        season: '夏',
        measure: code,
        area: { value: area, unit: '亩' },
        ...more,
      })
      const values = { plan, doneOn: today, evidence: [await keeper.file()] }
      await keeper.move('safe-use-measure', row, 'implement', { values })
      return row
    },
    close: () => w.close(),
  }
}
