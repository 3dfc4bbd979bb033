/** A county in which projects are looked at for where they stand: with a layer of every kind far from everything. */
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { box, point } from './testing-places.ts'
import { type Hand, handOf } from './testing-rows.ts'

type Row = Awaited<ReturnType<Hand['make']>>

export interface SitingWorld {
  w: RegisterWorld
  east: Hand
  office: Hand
  works: Row
  /** A sensitive place in force. */
  place(values: object): Promise<Row>
  project(name: string, values: object): Promise<Row>
  /** A project that has been checked, as it stands then. */
  check(name: string, values: object): Promise<Row>
}

/** What a project says of itself unless a test says otherwise. */
export const PROJECT = { nature: '新建', discharges: '是', pollutants: ['石油烃'] }

export async function openSiting(): Promise<SitingWorld> {
  const w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const east = handOf(w.eastClerk)
  const works = (await addOrganisation(w.office, w.east, {
    name: '东屏铅锌矿业',
    creditCode: creditCode(1),
    unit: w.works.id,
  })) as Row
  const place = async (values: object): Promise<Row> => {
    const row = await east.make('sensitive-place', { validFrom: '2020-01-01', ...values }, { region: w.east.id })
    return east.move('sensitive-place', row, 'enforce')
  }
  const project = (name: string, values: object): Promise<Row> =>
    east.make('construction-project', { subject: works.id, name, ...PROJECT, ...values })
  const check = async (name: string, values: object): Promise<Row> => {
    const row = await project(name, values)
    await east.move('construction-project', row, 'check')
    return east.read('construction-project', row)
  }
  // What nobody drew cannot be said to be absent.
  for (const kind of ['居民区', '学校', '医疗机构', '养老机构'])
    await place({ kind, name: `远处${kind}`, location: point(109.9, 24.9) })
  for (const kind of [
    '饮用水水源保护区',
    '优先保护类耕地',
    '永久基本农田集中区域',
    '生态保护红线',
    '重要生态功能区',
    '土壤环境质量超标区域',
    '河湖源头保护区',
    '畜禽养殖禁养区',
  ])
    await place({ kind, name: `远处${kind}`, document: '县政府〔2020〕1号', extent: box(109.8, 24.8, 0.001) })
  return { w, east, office: handOf(w.office), works, place, project, check }
}
