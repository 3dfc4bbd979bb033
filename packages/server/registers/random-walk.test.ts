/**
 * Random moves by random people: whatever they try, no row reaches a state its declaration does not lead to, no event is
 * lost, and nobody reads a row or a field beyond his rights. What may be is reckoned here a second time, from the
 * declarations and the world alone.
 */
import { LINES } from '@jingtu/core/access.ts'
import type { Register } from '@jingtu/core/register.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld, upload } from './testing.ts'

interface Person {
  name: string
  client: Client
  unit: string
  level: string
  line: string
  party: string | null
  duties: string[]
  region: string
}

let w: RegisterWorld
let people: Person[]
let file: string
/** Subject → unit it belongs to, and its region. */
const owners = new Map<string, { unit: string | null; region: string }>()
const subjects: Record<string, string[]> = { site: [], organisation: [], village: [] }
const LISTS = ['tailings-pond', 'pollution-source', 'key-unit', 'compost-bin']

beforeAll(async () => {
  w = await openRegisterWorld()
  const otherUnit = (await w.server.store.pool.query(`select id from unit where name = '东屏化工有限公司'`)).rows[0].id
  const farm = await w.server.unit(w.west, { name: '西渡县农业农村局', line: '农业农村' })
  await w.server.person(farm, 'farm', ['reporter', 'reviewer'])
  const bureau = (more: object) => ({
    party: null,
    line: '生态环境',
    duties: ['reporter', 'reviewer'],
    level: 'county',
    ...more,
  })
  const works = (more: object) => ({
    party: 'operator',
    line: '企业',
    level: 'county',
    duties: ['reporter'],
    region: w.east.path,
    ...more,
  })
  people = [
    {
      name: 'office',
      client: w.office,
      unit: w.bureau.id,
      region: w.city.path,
      ...bureau({ level: 'city', duties: ['planner', 'reporter', 'reviewer', 'admin'] }),
    },
    { name: 'east', client: w.eastClerk, unit: w.eastBureau.id, region: w.east.path, ...bureau({}) },
    { name: 'west', client: w.westClerk, unit: w.westBureau.id, region: w.west.path, ...bureau({}) },
    { name: 'viewer', client: w.viewer, unit: w.eastBureau.id, region: w.east.path, ...bureau({ duties: ['viewer'] }) },
    {
      name: 'farm',
      client: await w.server.signIn('farm'),
      unit: farm.id,
      region: w.west.path,
      ...bureau({ line: '农业农村' }),
    },
    { name: 'plant', client: w.plant, unit: w.works.id, ...works({}) },
    { name: 'other', client: w.otherPlant, unit: otherUnit, ...works({}) },
  ] as Person[]
  expect(people.every(p => (LINES as readonly string[]).includes(p.line))).toBe(true)
  for (const [i, unit] of [w.works.id, otherUnit, null].entries()) {
    const region = i === 2 ? w.west : w.east
    const owner = await addOrganisation(w.office, region, { name: `第${i}厂`, creditCode: creditCode(i + 1), unit })
    const place = await addSite(w.office, region, { name: `第${i}厂区`, kind: '尾矿库', organisation: owner.id })
    const village = await done(w.office, '/registers/village/rows', { region: region.id, values: { name: `第${i}村` } })
    for (const [kind, row, own] of [
      ['organisation', owner, unit],
      ['site', place, unit],
      ['village', village, null],
    ] as const) {
      subjects[kind]!.push(row.id)
      owners.set(row.id, { unit: own, region: region.path })
    }
  }
  file = await upload(w.office, '随机材料')
})
afterAll(() => w?.close())

const personKeys = (kind: Register) => Object.keys(kind.fields).filter(k => kind.fields[k]!.secrecy === 'personal')

/** The second opinion: in whose reach a row is, and which relations he has to it. */
function standing(kind: Register, p: Person, row: { region: string; [key: string]: unknown }) {
  const relations = Object.entries(kind.register.relations)
    .filter(([, key]) => row[key] === p.unit)
    .map(([r]) => r)
  const own = kind.register.subject ? owners.get(row.subject as string)?.unit : null
  const inReach = p.party ? own === p.unit : row.region.startsWith(p.region)
  return { relations, inReach, sees: inReach || relations.length > 0 }
}
const granted = (rule: { by: readonly string[]; duty?: string }, p: Person, s: ReturnType<typeof standing>) =>
  p.duties.includes(rule.duty ?? 'reporter') &&
  rule.by.some(
    g =>
      s.relations.includes(g) ||
      (s.inReach && (p.party ? g === p.party : g === p.level || g === `${p.line}@${p.level}`)),
  )

const VALUES: Record<string, unknown[]> = {
  text: ['甲', '乙'],
  decimal: ['1', '300', 'x'],
  integer: [0, 3, 99999],
  boolean: [true, false],
  day: ['2026-06-01', '2026-07-01', '2027-01-01'],
  texts: [[], ['张三', '李四']],
  money: ['5'],
}
/** A value for a field, right or wrong. */
function anyValue(kind: Register, key: string, pick: number): unknown {
  const field = kind.fields[key]!
  if (field.to === 'unit') return people[pick % people.length]!.unit
  if (field.to) return pick % 3 ? null : '00000000-0000-7000-8000-000000000000'
  if (field.kind === 'files') return pick % 4 ? [file] : []
  if (field.options)
    return field.kind === 'choices'
      ? [field.options[pick % field.options.length]]
      : field.options[pick % field.options.length]
  if (field.kind === 'rows') {
    const row = Object.fromEntries(
      Object.entries(field.fields ?? {}).map(([k, x]) => [
        k,
        x.options ? x.options[pick % x.options.length] : x.kind === 'files' ? [file] : (VALUES[x.kind]?.[0] ?? null),
      ]),
    )
    return [row]
  }
  const list = VALUES[field.kind]
  return list ? list[pick % list.length] : null
}

const step = fc.record({
  list: fc.nat(LISTS.length - 1),
  who: fc.nat(6),
  what: fc.constantFrom('create', 'move', 'move', 'move', 'correct', 'undo', 'read'),
  row: fc.nat(30),
  pick: fc.nat(50),
  fields: fc.array(fc.nat(40), { maxLength: 4 }),
})

let writes = 0
const stateOf = async (kind: Register, id: string) =>
  (
    await sql<{
      state: string
      version: number
    }>`select state, version from ${sql.table(kind.table)} where id = ${id}::uuid and until is null`.execute(
      w.server.store.db,
    )
  ).rows[0]!

it('never reaches an undeclared state, loses an event, or shows what is not one’s own', async () => {
  const known = new Map<string, string[]>(LISTS.map(l => [l, []]))
  const outcomes = new Map<string, number>()
  const walk = async (s: typeof step extends fc.Arbitrary<infer T> ? T : never): Promise<void> => {
    const kind = findRegister(LISTS[s.list]!)!
    const p = people[s.who]!
    const rows = known.get(kind.id)!
    const base = `/registers/${kind.id}/rows`
    const keys = Object.keys(kind.fields).filter(k => !['subject', 'extra'].includes(k))
    const values = Object.fromEntries(
      s.fields.map((f, i) => [keys[f % keys.length]!, anyValue(kind, keys[f % keys.length]!, s.pick + i)]),
    )
    if (s.what === 'create' || rows.length === 0) {
      const subject = subjects[kind.register.subject!]![s.pick % 3]!
      const required = Object.fromEntries(
        keys.filter(k => kind.fields[k]!.required).map(k => [k, anyValue(kind, k, 0)]),
      )
      const answer = await p.client.post(base, {
        values: { ...required, ...values, ...(kind.fields.code ? { code: `K-${s.row}` } : {}), subject },
      })
      outcomes.set(`create ${answer.status}`, (outcomes.get(`create ${answer.status}`) ?? 0) + 1)
      if (answer.status !== 200) return
      writes++
      rows.push(answer.body.id)
      expect(granted(kind.register.create, p, standing(kind, p, answer.body)), `${p.name} creates ${kind.id}`).toBe(
        true,
      )
      expect(answer.body.state).toBe(kind.initial)
      return
    }
    const id = rows[s.row % rows.length]!
    const full = (
      await sql<
        Record<string, unknown>
      >`select region, state, subject, ${sql.join([...Object.values(kind.register.relations).map(k => sql.ref(k.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`))), sql`version`])} from ${sql.table(kind.table)} where id = ${id}::uuid and until is null`.execute(
        w.server.store.db,
      )
    ).rows[0]!
    const row = {
      ...full,
      ...Object.fromEntries(
        Object.values(kind.register.relations).map(k => [k, full[k.replace(/[A-Z]/g, c => `_${c.toLowerCase()}`)]]),
      ),
    } as { region: string; state: string; version: number }
    const own = standing(kind, p, row)
    if (s.what === 'read') {
      const one = await p.client.get(`${base}/${id}`)
      expect(one.status, `${p.name} reads ${kind.id}`).toBe(own.sees && row.state !== 'void' ? 200 : 404)
      if (one.status === 200 && !own.inReach)
        for (const key of personKeys(kind))
          expect(
            [null, [], undefined].some(x => JSON.stringify(x) === JSON.stringify(one.body.row[key])),
            key,
          ).toBe(true)
      const list = await p.client.get(`${base}?limit=500`)
      for (const r of list.body.rows) expect(standing(kind, p, r).sees, `${p.name} lists ${kind.id}`).toBe(true)
      return
    }
    const moves = Object.keys(kind.transitions)
    const move = moves[s.pick % moves.length]!
    const t = kind.transitions[move]!
    const answer =
      s.what === 'move'
        ? await p.client.post(`${base}/${id}/moves/${move}`, {
            reason: s.pick % 3 ? '理由' : null,
            values: Object.fromEntries(
              [...(t.needs ?? []), ...(t.evidence ?? [])]
                .filter(k => t.asks?.includes(k))
                .map(k => [k, anyValue(kind, k, s.pick)]),
            ),
          })
        : s.what === 'undo'
          ? await p.client.post(`${base}/${id}/undo`)
          : await p.client.patch(`${base}/${id}`, { version: row.version, values })
    outcomes.set(`${s.what} ${answer.status}`, (outcomes.get(`${s.what} ${answer.status}`) ?? 0) + 1)
    const after = await stateOf(kind, id)
    if (answer.status !== 200) {
      expect([200, 403, 404, 409, 422]).toContain(answer.status)
      expect(answer.body.title, 'a refusal says why').toBeTruthy()
      expect(after).toEqual({ state: row.state, version: row.version })
      if (!own.sees) expect(answer.status).toBe(404)
      return
    }
    writes++
    expect(after.version).toBe(row.version + 1)
    expect(own.sees).toBe(true)
    if (s.what === 'move') {
      expect(granted(t, p, own), `${p.name} ${kind.id} ${move}`).toBe(true)
      expect(t.from).toContain(row.state)
      expect(after.state).toBe(t.to)
    } else if (s.what === 'correct') {
      expect(granted(kind.register.correct, p, own)).toBe(true)
      expect(kind.register.correct.in).toContain(row.state)
      expect(after.state).toBe(row.state)
    } else expect([...Object.keys(kind.states)]).toContain(after.state)
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 120, size: 'max' }), async steps => {
      for (const s of steps) await walk(s)
    }),
    { numRuns: 4, endOnFailure: true },
  )
  // The walk did something: it was let through, and it was refused, in every way.
  expect(Object.fromEntries(outcomes)).toMatchObject({
    'create 200': expect.any(Number),
    'move 200': expect.any(Number),
  })
  const kinds = LISTS.map(l => findRegister(l)!)
  let versions = 0
  for (const kind of kinds) {
    const found = await sql<{
      n: number
      bad: number
    }>`select count(*) as n, count(*) filter (where state <> all(${Object.keys(kind.states)}::text[])) as bad from ${sql.table(kind.table)}`.execute(
      w.server.store.db,
    )
    versions += found.rows[0]!.n
    expect(found.rows[0]!.bad).toBe(0)
  }
  expect(versions).toBe(writes)
  expect((await verifyStore(w.server.store, RECORDS)).faults).toEqual([])
})

it('twenty people who enter the same thing at once make one row', async () => {
  const values = { code: 'SAME', subject: subjects.village![0], kind: '木' }
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => w.office.post('/registers/compost-bin/rows', { values })),
  )
  expect(answers.filter(a => a.status === 200)).toHaveLength(1)
  expect(answers.filter(a => a.status === 422)).toHaveLength(19)
})
