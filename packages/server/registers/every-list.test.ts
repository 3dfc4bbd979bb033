/** Whatever is asked of any list, by whomever, is done or refused with its reasons: no answer is an error of the system. */
import type { Field } from '@jingtu/core/field.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import { typedValue } from '@jingtu/registers/testing-values.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld, upload } from './testing.ts'
import { type LeastRows, leastRows } from './testing-least.ts'

const STEPS = 20
const SEED = 20_261_122

let w: RegisterWorld
let least: LeastRows
let people: Client[]
let file: string
const unexpected: string[] = []

beforeAll(async () => {
  w = await openRegisterWorld()
  least = leastRows(w)
  file = await upload(w.office, '随便什么材料')
  people = [w.office, w.eastClerk, w.plant]
  // Of every line that any list grants something to, somebody in the county and somebody in the city.
  const rules = REGISTERS.flatMap(({ register, transitions }) => [register.create, ...Object.values(transitions)])
  const lines = [...new Set(rules.flatMap(r => [...r.by]).flatMap(g => (g.includes('@') ? [g.split('@')[0]!] : [])))]
  for (const [i, line] of lines.entries())
    for (const region of [w.city, w.east]) {
      const unit = await w.server.unit(region, { name: `${region.name}${line}单位`, line: line as never })
      const login = `fuzz${i}${region.level}`
      await w.server.person(unit, login, ['planner', 'reporter', 'reviewer'])
      people.push(await w.server.signIn(login))
    }
  const works = await addOrganisation(w.office, w.east, { name: '甲厂', creditCode: creditCode(7), unit: w.works.id })
  await addSite(w.office, w.east, { name: '甲厂区', kind: '厂区', organisation: works.id })
  // What the log of the server would say belongs to the failure.
  const { log } = w.server.services
  log.error = ((said: { err?: Error }) => void unexpected.push(String(said.err?.stack ?? said))) as typeof log.error
}, 300_000)
afterAll(() => w?.close())

/** A value for a field: often sound, now and then not; files and references are real ones. */
async function valueFor(field: Field, seed: number): Promise<unknown> {
  if (field.kind === 'files') return seed % 4 ? [file] : []
  if (field.to && seed % 4)
    try {
      return await least.reference(field)
    } catch {
      return null // a list whose rows only its enterprise makes
    }
  return fc.sample(typedValue(field), { seed: SEED + seed, numRuns: 1 })[0]
}

it('every answer of every list is a row or a refusal with its reasons', async () => {
  const failures: string[] = []
  let done = 0
  for (const kind of REGISTERS) {
    const keys = Object.keys(kind.fields).filter(k => k !== 'extra' && !kind.fields[k]!.derived)
    const moves = Object.keys(kind.transitions)
    const [steps] = fc.sample(
      fc.array(fc.record({ who: fc.nat(99), what: fc.nat(99), pick: fc.nat(9999) }), {
        minLength: STEPS,
        maxLength: STEPS,
        size: 'max',
      }),
      { seed: SEED, numRuns: 1 },
    )
    const path = `/registers/${kind.id}/rows`
    let id: string | null = null
    let version = 1
    try {
      id = await least.make(kind)
    } catch {} // made below, by whoever may
    const judge = (what: string, answer: { status: number; body: { title?: string; version?: number } }): void => {
      if ([200, 403, 404, 409, 422].includes(answer.status)) {
        if (answer.status === 200) {
          done++
          version = answer.body.version ?? version
        } else if (!answer.body.title) failures.push(`${kind.id} ${what}: refused without a word`)
      } else
        failures.push(
          `${kind.id} ${what}: ${answer.status} ${unexpected
            .splice(0)
            .join(' ')
            .replace(/\n\s+at (?:async )?(?!.*packages).*/g, '')
            .slice(0, 700)}`,
        )
    }
    for (const { who, what, pick } of steps!) {
      const person = people[who % people.length]!
      const some = keys.filter((_, i) => (pick + i * 7) % 5 === 0)
      const values: Record<string, unknown> = {}
      for (const [i, key] of some.entries()) values[key] = await valueFor(kind.fields[key]!, pick + i)
      if (!id || what < 15) {
        for (const key of keys)
          if (kind.fields[key]!.required) values[key] ??= await valueFor(kind.fields[key]!, pick * 4 + 1)
        const region = kind.register.subject ? {} : { region: pick % 2 ? w.east.id : w.city.id }
        const answer = await person.post(path, { values, ...region })
        judge(`create ${JSON.stringify(values)}`, answer)
        if (answer.status === 200) id = answer.body.id
      } else if (what < 35) {
        const now = await person.get(`${path}/${id}`)
        version = now.body.row?.version ?? version
        judge(`correct ${JSON.stringify(values)}`, await person.patch(`${path}/${id}`, { version, values }))
      } else {
        const name = moves[pick % moves.length]!
        const { asks = [], needs = [], evidence = [] } = kind.transitions[name]!
        const given: Record<string, unknown> = {}
        for (const [i, key] of [...new Set([...asks, ...needs, ...evidence])].entries())
          if (asks.includes(key)) given[key] = await valueFor(kind.fields[key]!, pick * 4 + 1 + i)
        const body = { values: given, reason: pick % 5 ? '理由' : null }
        // By everybody in turn until somebody may: most people may not, and that is tested elsewhere.
        for (let k = 0; k < people.length; k++) {
          const answer = await people[(who + k) % people.length]!.post(`${path}/${id}/moves/${name}`, body)
          judge(`${name} ${JSON.stringify(body)}`, answer)
          if (answer.status !== 403 && answer.status !== 404) break
        }
      }
    }
  }
  expect(failures).toEqual([])
  expect(done).toBeGreaterThan(REGISTERS.length)
}, 600_000)
