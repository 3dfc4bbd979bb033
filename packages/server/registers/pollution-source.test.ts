import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, addSite, done, openRegisterWorld, type RegisterWorld, upload } from './testing.ts'

let w: RegisterWorld
let file: string
const path = '/registers/pollution-source/rows'
beforeAll(async () => {
  w = await openRegisterWorld('2023-03-01T09:00:00+08:00')
  file = await upload(w.office, '核查材料')
})
afterAll(() => w?.close())

let n = 0
const found = async (more: object = {}) => {
  n++
  const owner = await addOrganisation(w.office, w.east, { name: `东屏冶炼${n}厂` })
  const site = await addSite(w.office, w.east, { name: `冶炼${n}厂区`, organisation: owner.id })
  return done(w.eastClerk, path, {
    values: {
      subject: site.id,
      industry: '有色金属冶炼',
      metals: ['镉', '铅'],
      sources: ['粮食质量安全监测'],
      ...more,
    },
  })
}
const go = (id: string, move: string, body: object = {}, client = w.eastClerk) =>
  client.post(`${path}/${id}/moves/${move}`, body)
const must = (id: string, move: string, body: object = {}, client = w.eastClerk) =>
  done(client, `${path}/${id}/moves/${move}`, body)

const measure = (pathway: string, more: object = {}) => ({
  pathway,
  kind: '断源',
  measure: `${pathway}途径切断`,
  ...more,
})
/** From found to the application to be taken off. */
async function treat(id: string) {
  await must(id, 'list', { values: { pathways: ['大气', '水'], leadUnit: w.eastBureau.id } })
  const measures = [measure('大气'), measure('水', { kind: '控源' })]
  await must(id, 'plan', { values: { measures, scheme: [file], deadline: '2023-10-31' } })
  await must(id, 'start')
  const doneMeasures = measures.map(m => ({ ...m, doneOn: '2023-03-01', proof: [file] }))
  await must(id, 'apply', {
    values: { measures: doneMeasures, selfCheck: [file], monitoring: [file], standardMet: true, slagDisposed: true },
  })
}
const check = () => ({ values: { checkedBy: ['王一', '李二'], checkedOn: '2023-03-01', checkRecord: [file] } })

it('S157 a source goes from the list of what was found to the list of what is mended, with a measure for each link of its chain', async () => {
  const row = await found()
  expect(row).toMatchObject({ state: 'found', round: null })
  expect((await go(row.id, 'list')).body.reasons?.map((r: { where: string }) => r.where)).toEqual([
    'pathways',
    'leadUnit',
  ])
  const listed = await must(row.id, 'list', { values: { pathways: ['大气', '水'], leadUnit: w.eastBureau.id } })
  expect(listed).toMatchObject({ state: 'listed', round: 1, listedOn: '2023-03-01' })
  const half = await go(row.id, 'plan', {
    values: { measures: [measure('大气')], scheme: [file], deadline: '2023-10-31' },
  })
  expect(half.body.reasons?.map((r: { message: string }) => r.message)).toEqual(['途径“水”还没有对应的切断措施'])
  const bare = await go(row.id, 'plan', { values: { measures: [measure('大气'), measure('水', { kind: '减排' })] } })
  expect(bare.body.reasons?.map((r: { where: string }) => r.where)).toEqual(['deadline', 'scheme'])
  // Two lists of the same rows: what was found, and what is being mended.
  const other = await found()
  await must(other.id, 'exclude', { reason: '与农用地没有联系' })
  const list = async (query: string) =>
    (await w.office.get(`${path}?${query}`)).body.rows.map((r: { id: string }) => r.id)
  expect(await list('state=listed,planned,treating,applied')).toEqual([row.id])
  expect((await list('')).sort()).toEqual([row.id, other.id].sort())
  const log = (await w.office.get(`${path}/${row.id}/history`)).body.rows
  expect(log.map((v: { label: string }) => v.label)).toEqual(['纳入整治清单', '新建'])
  const due = (await w.eastClerk.get('/duties?register=pollution-source&from=2023-01-01&to=2025-12-31')).body.rows
  expect(due).toEqual([])
})

it('S154 is taken off one by one, each with a check of its own by two people, never in bulk', async () => {
  const [a, b] = [await found(), await found()]
  await treat(a.id)
  await treat(b.id)
  const bulk = await w.office.post('/registers/pollution-source/moves/clear', {
    rows: [{ id: a.id }, { id: b.id }],
    ...check(),
  })
  expect([bulk.status, bulk.body.title]).toEqual([422, '“核查销号”须逐条办理'])
  expect((await go(a.id, 'clear', check())).status).toBe(403)
  const alone = await go(a.id, 'clear', { values: { checkedBy: ['王一'], checkedOn: '2023-03-02' } }, w.office)
  expect(alone.body.reasons?.map((r: { where: string }) => r.where)).toEqual(['checkRecord', 'checkedBy', 'checkedOn'])
  const cleared = await must(a.id, 'clear', check(), w.office)
  expect(cleared).toMatchObject({ state: 'cleared', clearedOn: '2023-03-01', recheckDue: '2025-03-01' })
  expect((await w.office.get(`${path}/${b.id}`)).body.row.state).toBe('applied')
})

it('S153 lists what is due to be looked at again by the year it was taken off, and a rebound brings it back with its rounds', async () => {
  const cleared = (await w.office.get(`${path}?state=cleared`)).body.rows
  const b = (await w.office.get(`${path}?state=applied`)).body.rows[0]
  await must(b.id, 'clear', check(), w.office)
  const ofYear = async () =>
    (await w.office.get(`${path}?f.lastClearedOn.from=2023-01-01&f.lastClearedOn.to=2023-12-31`)).body.rows as {
      state: string
    }[]
  const looked = async (result: string) =>
    (
      await w.office.get(
        `${path}?f.lastClearedOn.from=2023-01-01&f.lastClearedOn.to=2023-12-31&f.recheckResult=${encodeURIComponent(result)}`,
      )
    ).body.count.n
  expect((await ofYear()).map(r => r.state)).toEqual(['cleared', 'cleared'])
  await w.at('2024-06-01T09:00:00+08:00')
  const due = (await w.eastClerk.get('/duties?register=pollution-source&from=2024-01-01&to=2025-12-31')).body.rows
  expect(due.map((d: { duty: string; due: string }) => [d.duty, d.due])).toEqual([
    ['recheck', '2025-03-01'],
    ['recheck', '2025-03-01'],
  ])
  await must(cleared[0].id, 'pass', { values: { recheckRecord: [file] } })
  // One of two is looked at: the progress of the year's list.
  const progress = await ofYear()
  expect([progress.filter(r => r.state === 'stable').length, progress.length]).toEqual([1, 2])
  expect([await looked('未反弹'), await looked('反弹')]).toEqual([1, 0])
  const bare = await go(b.id, 'rebound', { reason: '渣场渗滤液外排', values: { recheckRecord: [file] } })
  expect(bare.body.reasons?.map((r: { where: string }) => r.where)).toEqual(['rebounds'])
  const back = await must(b.id, 'rebound', {
    reason: '渣场渗滤液外排',
    values: { recheckRecord: [file], rebounds: [{ on: '2024-06-01', found: '渗滤液外排' }] },
  })
  expect(back).toMatchObject({
    state: 'listed',
    round: 2,
    clearedOn: null,
    measures: [],
    recheckResult: '反弹',
    recheckDue: null,
    rebounds: [{ clearedOn: '2023-03-01' }],
    lastClearedOn: '2023-03-01',
  })
  // Two of two are looked at: who rebounds stays in that year's list.
  expect([await looked('未反弹'), await looked('反弹'), (await ofYear()).length]).toEqual([1, 1, 2])
  // The first round is kept: as of the day it was taken off, it was off.
  const then = (await w.office.get(`${path}/${b.id}?validOn=2023-12-31`)).body.row
  expect(then).toMatchObject({ state: 'cleared', round: 1, clearedOn: '2023-03-01' })
})
