import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { handOf } from './testing-rows.ts'

let w: RegisterWorld
const hands = () => ({ office: handOf(w.office), east: handOf(w.eastClerk), west: handOf(w.westClerk) })
let h: ReturnType<typeof hands>
beforeAll(async () => {
  w = await openRegisterWorld('2024-02-01T09:00:00+08:00')
  h = hands()
})
afterAll(() => w?.close())

let number = 10
type Facts = Record<string, unknown>
/** An enterprise of a county with the facts that are known of it. */
async function enterprise(name: string, facts: Facts, where: 'east' | 'west' = 'east') {
  const about = await addOrganisation(w.office, w[where], { name, creditCode: creditCode(++number) })
  const profile = await h.office.make('enterprise-profile', {
    subject: about.id,
    year: 2023,
    sources: ['排污许可'],
    operating: '在产',
    ...facts,
  })
  await h.office.move('enterprise-profile', profile, 'confirm')
  return { id: about.id, name, creditCode: about.creditCode as string, profile }
}
const rule = async (by: keyof ReturnType<typeof hands>, region: string, title: string, criteria: object[]) => {
  const row = await h[by].make(
    'key-unit-rule',
    { title, source: '年度工作方案', startsOn: '2024-01-01', criteria },
    { region },
  )
  return h[by].move('key-unit-rule', row, 'enforce')
}
const outcomes = (row: Record<string, unknown>) =>
  Object.fromEntries(
    (row.results as { organisation: string; outcome: string; why: string }[]).map(r => [
      r.organisation,
      `${r.outcome}：${r.why}`,
    ]),
  )

const METALS = {
  criterion: '有色金属矿采选、冶炼等行业规模以上企业',
  words: '有色金属冶炼等行业规模以上企业',
  industries: '32、09',
  scale: '规模以上',
}
let smelter: Awaited<ReturnType<typeof enterprise>>
let round: { id: string }

it('S205 the rules choose who is listed, the list is published by the end of March, and the next one says who came and went', async () => {
  const empty = await h.office.refusedNew(
    'key-unit-rule',
    { title: '空规则', source: '无', startsOn: '2024-01-01', criteria: [{ ...METALS, industries: '', scale: null }] },
    { region: w.city.id },
  )
  expect(empty).toContain('没有任何条件')
  round = await h.office.make('key-unit-round', { year: 2024 }, { region: w.city.id })
  expect(await h.office.refusedMove('key-unit-round', round, 'screen')).toContain('没有实施中的筛选规则')
  await rule('office', w.city.id, '临湖市筛选规则', [METALS])
  smelter = await enterprise('东屏冶炼有限公司', { industryCode: '3212', scale: '规模以上' })
  const small = await enterprise('东屏小冶炼厂', { industryCode: '3216', scale: '规模以下' })
  const unclear = await enterprise('西渡选矿厂', { industryCode: 'B0912' }, 'west')
  const screened = await h.office.move('key-unit-round', round, 'screen')
  expect(screened.id).toBe(round.id)
  const row = await h.office.read('key-unit-round', round)
  expect(row).toMatchObject({ due: '2024-03-31', additions: 1, exits: 0, unknown: 1 })
  expect(row.rules).toEqual(['临湖市筛选规则（年度工作方案）'])
  expect(outcomes(row)).toEqual({
    [smelter.id]: '拟新增：有色金属冶炼等行业规模以上企业',
    [unclear.id]: '证据不足：还不知道：规模',
  })
  expect(outcomes(row)[small.id]).toBeUndefined()
  await h.office.move('key-unit-round', round, 'nominate')
  const [unit] = (await h.office.list('key-unit')).rows
  expect(unit).toMatchObject({ subject: smelter.id, state: 'candidate', ground: '有色金属冶炼等行业规模以上企业' })
  expect((await h.office.read('key-unit-round', round)).nominated).toEqual([unit!.id])
  await h.office.move('key-unit', unit!, 'announce', {
    values: { announcedFrom: '2024-02-01', announcedTo: '2024-02-20' },
  })
  await w.at('2024-03-20T09:00:00+08:00')
  h = hands()
  await h.office.move('key-unit', unit!, 'publish')
  expect(await h.office.refusedMove('key-unit-round', round, 'publish')).toContain('还没有冻结并向社会公布')
  await publishEdition(2024, '2024-03-20')
  expect(await h.office.move('key-unit-round', round, 'publish')).toMatchObject({ publishedOn: '2024-03-20' })
  const duty = (await w.office.get('/duties?register=key-unit-round&from=2024-01-01&to=2024-12-31')).body.rows[0]
  expect([duty.due, duty.status]).toEqual(['2024-03-31', 'met'])

  // The year after: the smelter shrank, a mine has come.
  await w.at('2025-02-10T09:00:00+08:00')
  h = hands()
  const dig = await enterprise('西渡矿业有限公司', { industryCode: '0913', scale: '规模以上' }, 'west')
  await h.office.move('enterprise-profile', smelter.profile, 'renew', { values: { year: 2024, scale: '规模以下' } })
  await h.office.move('enterprise-profile', smelter.profile, 'confirm')
  const second = await h.office.make('key-unit-round', { year: 2025 }, { region: w.city.id })
  await h.office.move('key-unit-round', second, 'screen')
  expect(outcomes(await h.office.read('key-unit-round', second))).toMatchObject({
    [smelter.id]: '拟移出：不再符合任何一项纳入条件',
    [dig.id]: '拟新增：有色金属冶炼等行业规模以上企业',
  })
  await h.office.move('key-unit-round', second, 'nominate')
  const units = (await h.office.list('key-unit')).rows
  const come = units.find(u => u.subject === dig.id)!
  await h.office.move('key-unit', come, 'announce', {
    values: { announcedFrom: '2025-02-10', announcedTo: '2025-02-28' },
  })
  await w.at('2025-03-25T09:00:00+08:00')
  h = hands()
  await h.office.move('key-unit', come, 'publish')
  const evidence = await h.office.file()
  await h.office.move('key-unit', unit!, 'remove', {
    reason: '规模缩减',
    values: { removalReason: '不再符合纳入条件', removalFiles: [evidence] },
  })
  const edition = await publishEdition(2025, '2025-03-25')
  expect(edition).toMatchObject({ count: 1, added: 1, removed: 1, changed: 0 })
  const { difference } = (await w.office.get(`/editions/${edition.id}`)).body
  expect([difference.added[0].subject, difference.removed[0].subject]).toEqual([dig.id, smelter.id])
  const open = (await w.server.client().get('/public/registers/key-unit/editions')).body.rows
  expect(open.map((e: { year: number; count: number }) => [e.year, e.count])).toEqual([
    [2025, 1],
    [2024, 1],
  ])
})

async function publishEdition(year: number, on: string) {
  const edition = (
    await w.office.post('/registers/key-unit/editions', {
      title: `临湖市${year}年土壤污染重点监管单位名录`,
      purpose: '名录公布',
      year,
      on,
      scope: w.city.id,
    })
  ).body
  await w.office.post(`/editions/${edition.id}/publish`)
  return edition
}

it('S225 a county adds what puts an enterprise into the list, and it holds in that county alone', async () => {
  const facts = { industryCode: '1713', scale: '规模以下', found: ['病原体'], potential: ['均没有'] }
  const dyer = await enterprise('东屏印染厂', facts)
  const other = await enterprise('西渡印染厂', facts, 'west')
  const store = await enterprise('东屏固废贮存站', {
    industryCode: '7724',
    found: ['均未发现'],
    potential: ['危险废物贮存'],
  })
  const clean = await enterprise('东屏食品厂', { industryCode: '1411', found: ['均未发现'], potential: ['均没有'] })
  const before = await h.office.make('key-unit-round', { year: 2026 }, { region: w.city.id })
  await h.office.move('key-unit-round', before, 'screen')
  expect(outcomes(await h.office.read('key-unit-round', before))[dyer.id]).toBeUndefined()
  const found = ['重金属', '病原体', '放射性物质', '其他有毒有害物质']
  await rule('east', w.east.id, '东屏县筛选规则', [
    { criterion: '地方规定的其他情形', words: '监测发现有重金属、病原体、放射性物质等排放', found },
    {
      criterion: '地方规定的其他情形',
      words: '有危险废物贮存、处置等行为',
      potential: ['危险废物贮存', '危险废物处置'],
    },
  ])
  await h.office.move('key-unit-round', before, 'screen')
  const now = outcomes(await h.office.read('key-unit-round', before))
  expect(now[dyer.id]).toBe('拟新增：监测发现有重金属、病原体、放射性物质等排放')
  expect(now[store.id]).toBe('拟新增：有危险废物贮存、处置等行为')
  expect([now[other.id], now[clean.id]]).toEqual([undefined, undefined])
})

it('S235 the county’s own list is held against the city’s, and what differs is decided one by one', async () => {
  const listed = (await h.office.list('key-unit', '?state=listed')).rows
  expect(listed).toHaveLength(1)
  const stranger = await addOrganisation(w.office, w.west, { name: '西渡蓄电池厂', creditCode: creditCode(77) })
  const county = await h.west.make(
    'key-unit-round',
    {
      year: 2025,
      countyList: [{ name: '西渡蓄电池厂', creditCode: creditCode(77), source: '污染源普查' }],
    },
    { region: w.west.id },
  )
  await h.west.move('key-unit-round', county, 'screen')
  expect(await h.west.refusedMove('key-unit-round', county, 'nominate')).toContain('还没有与市级名录比对')
  await h.west.move('key-unit-round', county, 'compare')
  const { differences, undecided } = await h.west.read('key-unit-round', county)
  expect(differences.map((d: { kind: string; name: string }) => `${d.kind} ${d.name}`)).toEqual([
    '县有市无 西渡蓄电池厂',
    '市有县无 西渡矿业有限公司',
  ])
  expect(undecided).toBe(2)
  expect(await h.west.refusedMove('key-unit-round', county, 'nominate')).toContain('还有 2 处差异没有处理')
  const wrong = differences.map((d: object) => ({ ...d, decision: '报请移出', why: '停产' }))
  expect(await h.west.refusedMove('key-unit-round', county, 'decide', { values: { differences: wrong } })).toContain(
    '“县有市无”不能“报请移出”',
  )
  const dropped = { values: { differences: differences.slice(0, 1) } }
  expect(await h.west.refusedMove('key-unit-round', county, 'decide', dropped)).toContain('由系统比对得出')
  const decided = [
    { ...differences[0], decision: '报请列入', why: '普查为涉铅企业' },
    { ...differences[1], decision: '维持不变', why: '县级名单补充' },
  ]
  await h.west.move('key-unit-round', county, 'decide', { values: { differences: decided } })
  await h.west.move('key-unit-round', county, 'nominate')
  const [candidate] = (await h.office.list('key-unit', `?state=candidate&f.subject=${stranger.id}`)).rows
  expect(candidate).toMatchObject({ subject: stranger.id, sources: ['污染源普查'] })
  expect(candidate!.ground).toContain('普查为涉铅企业')
})

it('S229 an enterprise that uses what the catalogue replaces is named with what could take its place', async () => {
  const entry = await h.office.make(
    'substitution-catalogue',
    { substance: '铬酐镀液', substitute: '三价铬镀液', edition: '2016年版', stage: '应用类' },
    { region: w.city.id },
  )
  expect(entry.users ?? 0).toBe(0)
  const plater = await enterprise('东屏电镀厂', { substances: ['铬酐镀液', '氰化钠'] })
  expect((await h.east.read('enterprise-profile', plater.profile)).replaceable).toEqual([
    '铬酐镀液 → 三价铬镀液（2016年版）',
  ])
  expect(await h.office.read('substitution-catalogue', entry)).toMatchObject({ users: 1 })
  await h.office.move('substitution-catalogue', entry, 'withdraw', { reason: '新版目录已发布' })
  expect((await h.east.read('enterprise-profile', plater.profile)).replaceable).toEqual([])
})
