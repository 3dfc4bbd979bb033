/** What every register can do because it is declared; these prove no row of any list. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Actor, isGranted, LINES, type Party, type Rule } from '@jingtu/core/access.ts'
import { REGION_LEVELS, type RegionLevel } from '@jingtu/core/region.ts'
import type { Register } from '@jingtu/core/register.ts'
import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { findRegister, REGISTERS } from '@jingtu/registers/registers.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EFFECTS } from '../effects/effects.ts'
import { registerOpenApi } from './openapi.ts'
import { openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type LeastRows, leastRows } from './testing-least.ts'

let w: RegisterWorld
let make: LeastRows['make']
beforeAll(async () => {
  w = await openRegisterWorld()
  make = leastRows(w).make
})
afterAll(() => w?.close())

describe.each(REGISTERS.map(kind => ({ id: kind.id, kind })))('$id', ({ kind }) => {
  it('takes a row through every layer: made, listed, read, exported, read back unchanged, its history told', async () => {
    if (!kind.register.create.by.some(g => ['生态环境@city', 'city'].includes(g)))
      return expect(kind.register.create.by).not.toEqual([])
    const id = await make(kind)
    const page = await w.office.get(`/registers/${kind.id}/rows?limit=5`)
    expect(page.body.rows.map((r: { id: string }) => r.id)).toContain(id)
    const one = await w.office.get(`/registers/${kind.id}/rows/${id}`)
    expect(one.body.row).toMatchObject({ id, state: kind.initial, region: expect.any(String) })
    expect((await w.westClerk.get(`/registers/${kind.id}/rows/${id}`)).status).toBe(404)
    expect((await w.otherPlant.get(`/registers/${kind.id}/rows`)).body.rows).toEqual([])
    const bytes = new Uint8Array(await (await w.office.raw(`/registers/${kind.id}/export.xlsx`)).arrayBuffer())
    const form = new FormData()
    form.set('file', new File([bytes], '清单.xlsx'))
    const plan = await w.office.post(`/registers/${kind.id}/import/preview`, form)
    expect([
      plan.body.rows[0]?.findings.filter((f: { grade: string }) => f.grade === 'error'),
      plan.body.counts.same,
    ]).toEqual([[], page.body.rows.length])
    const history = await w.office.get(`/registers/${kind.id}/rows/${id}/history`)
    expect(history.body.rows.at(-1)).toMatchObject({ version: 1, action: 'create', label: '新建' })
  })

  it('has a template whose drop-downs and notes come from the declaration', async () => {
    const bytes = new Uint8Array(await (await w.office.raw(`/registers/${kind.id}/template.xlsx`)).arrayBuffer())
    const reading = await readGrids(bytes)
    if (!('grids' in reading)) throw new Error(JSON.stringify(reading))
    expect(reading.grids.at(-1)?.name).toBe('填表说明')
    expect(reading.grids.at(-1)?.rows.map(r => r[0])).toContain(`依据：${kind.register.basis[0]}`)
  })

  it('is in the interface description with its fields and moves', () => {
    const api = registerOpenApi([kind]) as {
      paths: Record<string, unknown>
      components: { schemas: Record<string, { properties?: object }> }
    }
    for (const move of Object.keys(kind.transitions))
      expect(Object.keys(api.paths)).toContain(`/api/registers/${kind.id}/rows/{row}/moves/${move}`)
    const written = Object.entries(api.components.schemas).find(([name]) => name.endsWith('Values'))![1]
    expect(Object.keys(written.properties ?? {})).toEqual(
      Object.keys(kind.fields).filter(key => !kind.fields[key]!.derived),
    )
  })

  it('lets act whom the reviewed matrix says', async () => {
    await expect(matrixOf(kind)).toMatchFileSnapshot(`permissions/${kind.id}.txt`)
  })

  it('starts and ends where its moves can lead', () => {
    const reached = new Set([kind.initial])
    for (let grown = true; grown; ) {
      grown = false
      for (const t of Object.values(kind.transitions))
        if (t.from.some(s => reached.has(s)) && !reached.has(t.to)) {
          reached.add(t.to)
          grown = true
        }
    }
    // void is the engine's, merged the merge's.
    expect(Object.keys(kind.states).filter(s => !reached.has(s) && s !== 'void' && s !== 'merged')).toEqual([])
  })
})

/** Register × action × level and line, by asking the rule itself for each of them. */
function matrixOf(kind: Register): string {
  const { create, correct, amend } = kind.register
  const actions: [string, Rule][] = [
    ['登记', create],
    ['修改', correct],
    ...(amend
      ? ([
          ['更正申请', amend],
          ['更正审核', amend.review],
        ] as [string, Rule][])
      : []),
    ...Object.entries(kind.transitions).map(([name, t]): [string, Rule] => [`${t.label} ${name}`, t]),
  ]
  const base: Actor = {
    person: '',
    name: '',
    unit: '',
    unitName: '',
    level: 'county',
    line: '其他',
    party: null,
    region: '/',
    home: '',
    duties: ['admin', 'planner', 'reviewer', 'reporter', 'viewer'],
  }
  const lines = actions.map(([name, rule]) => {
    const who: string[] = []
    for (const level of Object.keys(REGION_LEVELS) as RegionLevel[]) {
      const allowed = LINES.filter(line => isGranted({ ...base, level, line }, rule))
      if (allowed.length === LINES.length) who.push(`*@${level}`)
      else who.push(...allowed.map(line => `${line}@${level}`))
    }
    for (const party of ['operator', 'practitioner', 'laboratory', 'land-holder'] as Party[])
      if (isGranted({ ...base, party }, rule)) who.push(party)
    for (const relation of ['owner', 'lead', 'assignee', 'author'] as const)
      if (isGranted(base, rule, new Set([relation]), false)) who.push(`(${relation})`)
    return `${name} [${rule.duty}] ${who.join(' ')}`
  })
  return `${kind.name}\n${lines.join('\n')}\n`
}

describe('generic code', () => {
  it('knows no register by its id', () => {
    const root = join(import.meta.dirname, '../..')
    const generic = ['core', 'store', 'server/registers', 'server/exchange', 'server/records', 'web/registers']
    const ids = REGISTERS.map(r => r.id).join('|')
    const hatch = new RegExp(
      `\\.id\\s*[!=]==?\\s*['"\`](${ids})['"\`]|case\\s+['"\`](${ids})['"\`]|['"\`](${ids})['"\`]\\s*[!=]==`,
    )
    const found = generic.flatMap(folder => {
      const files = (() => {
        try {
          return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        } catch (error) {
          if ((error as { code?: string }).code === 'ENOENT') return []
          throw error
        }
      })()
      return files
        .filter(f => /\.tsx?$/.test(f) && !/test|node_modules/.test(f))
        .filter(f => hatch.test(readFileSync(join(root, folder, f), 'utf8')))
        .map(f => `${folder}/${f}`)
    })
    expect(found).toEqual([])
  })
  it('runs effects for registers that exist', () => {
    expect(Object.keys(EFFECTS).filter(id => !findRegister(id))).toEqual([])
  })
  it('left a store in which every row agrees with its event', async () => {
    const verified = await verifyStore(w.server.store, RECORDS)
    expect(verified.faults).toEqual([])
    expect(verified.rows).toBeGreaterThan(10)
  })
})
