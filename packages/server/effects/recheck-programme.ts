import type { Reason } from '@jingtu/core/problem.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { enterpriseProfile } from '@jingtu/registers/enterprise-profile.ts'
import { hazardRecheck } from '@jingtu/registers/hazard-recheck.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { industriesOf } from '@jingtu/registers/key-unit-selection.ts'
import { draw } from '@jingtu/registers/random-draw.ts'
import { recheckProgramme } from '@jingtu/registers/recheck-programme.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

type Programme = RowOf<typeof recheckProgramme>
type Recheck = RowOf<typeof hazardRecheck>

const digitsOf = (code: string | null): string => (code ?? '').replace(/^[A-T]/, '')

/** Whom the programme is about: listed units that were checked in the base year, of the industries, or named. */
async function membersOf(c: Change, p: Programme): Promise<string[]> {
  const units = await listRecords(c.tx, keyUnit, sql`starts_with(region, ${p.region}) and state = 'listed'`)
  const subjects = units.map(u => u.subject!)
  if (p.choose === '具名企业') return p.named.filter(n => subjects.includes(n))
  if (p.choose === '基准年完成排查的单位')
    return units
      .filter(u => u.hazardChecks.some(check => check.on.startsWith(`${p.baseYear}-`)))
      .map(u => u.subject!)
      .sort()
  const wanted = industriesOf(p.industries)
  const about = await listRecords(c.tx, organisation, sql`id = any(${subjects}::uuid[])`)
  const facts = await listRecords(c.tx, enterpriseProfile, sql`subject = any(${subjects}::uuid[])`)
  const codeOf = new Map(facts.map(x => [x.subject!, x.industryCode]))
  return about
    .filter(o => {
      const code = digitsOf(codeOf.get(o.id) ?? o.industryCode)
      return wanted.some(w => code.startsWith(w))
    })
    .map(o => o.id)
    .sort()
}

async function start(c: Change, p: Programme): Promise<void> {
  const members = await membersOf(c, p)
  const about = await listRecords(c.tx, organisation, sql`id = any(${members}::uuid[])`)
  const there = await listRecords(c.tx, hazardRecheck, sql`programme = ${p.id}::uuid`)
  for (const one of about)
    if (!there.some(r => r.subject === one.id))
      await c.insert(hazardRecheck, {
        home: one.home,
        region: one.region,
        values: { subject: one.id, programme: p.id },
      })
  await c.update(recheckProgramme, p, {
    action: 'started',
    values: { base: members.map(o => ({ organisation: o, batch: null, passedOn: null })) },
  })
}

const passedIn = (p: Programme) => p.base.filter(b => b.passedOn).map(b => b.organisation)

/** A unit the city found wanting is not through: its problems go on, and it leaves the count. */
async function sendBack(c: Change, p: Programme, before: Programme): Promise<void> {
  const failed = p.sampled.filter(
    s => s.result === '不合格' && before.sampled.find(b => b.organisation === s.organisation)?.result !== '不合格',
  )
  for (const s of p.sampled) {
    const [recheck] = await listRecords(
      c.tx,
      hazardRecheck,
      sql`programme = ${p.id}::uuid and subject = ${s.organisation}::uuid`,
    )
    if (!recheck || !s.result) continue
    const back = failed.includes(s) && recheck.state === 'passed'
    if (!back && recheck.spotCheck === s.result) continue
    const found = {
      place: '其他活动区' as const,
      problem: `市级抽查：${s.problem}`,
      advice: '按抽查意见整改',
      due: p.due > c.today ? p.due : c.today,
      measure: null,
      fixedOn: null,
      proof: [],
    }
    const more = back ? { passedOn: null, problems: [...recheck.problems, found] } : {}
    const now = await c.get(hazardRecheck, recheck.id)
    const after = await c.update(hazardRecheck, now, {
      action: back ? 'sentBack' : 'spotChecked',
      state: back ? 'fixing' : now.state,
      values: { spotCheck: s.result, ...more },
    })
    if (back) await counted(c, after)
  }
}

/** The programme counts, and the unit's own row says, that it passed. */
async function counted(c: Change, recheck: Recheck): Promise<void> {
  const p = await c.get(recheckProgramme, recheck.programme)
  const base = p.base.map(b =>
    b.organisation === recheck.subject ? { ...b, batch: recheck.batch, passedOn: recheck.passedOn } : b,
  )
  if (JSON.stringify(base) !== JSON.stringify(p.base))
    await c.update(recheckProgramme, p, { action: 'counted', values: { base } })
  const [unit] = await listRecords(c.tx, keyUnit, sql`subject = ${recheck.subject!}::uuid and state = 'listed'`)
  if (!unit || (unit.recheckedOn === recheck.passedOn && unit.recheckBatch === recheck.batch)) return
  await c.update(keyUnit, await c.get(keyUnit, unit.id), {
    action: 'rechecked',
    values: { recheckedOn: recheck.passedOn, recheckBatch: recheck.batch },
  })
}

export const recheckProgrammeEffects: Effects = {
  async refusals(c, row, move, values) {
    const p = row as unknown as Programme
    if (move === 'start') {
      const members = await membersOf(c, p)
      const strange = p.choose === '具名企业' ? p.named.filter(n => !members.includes(n)).length : 0
      return [
        ...(members.length === 0 ? [{ where: 'base', message: '没有一家在册重点监管单位符合范围，基数是空的' }] : []),
        ...(strange > 0 ? [{ where: 'named', message: `具名企业中有 ${strange} 家不是在册重点监管单位` }] : []),
      ] satisfies Reason[]
    }
    if (move !== 'recordSample') return []
    const given = ((values.sampled ?? []) as Programme['sampled']).map(s => s.organisation).sort()
    const drawn = p.sampled.map(s => s.organisation).sort()
    return JSON.stringify(given) === JSON.stringify(drawn)
      ? []
      : [{ where: 'sampled', message: '抽查的企业由系统按种子抽取，不能更换' }]
  },
  async after(c, { action, before, after }) {
    const p = await c.get(recheckProgramme, after.id)
    if (action === 'start') await start(c, p)
    if (action === 'draw') {
      const pool = passedIn(p).map(o => ({ organisation: o, weight: 1 }))
      const drawn = draw({ seed: p.seed ?? '', count: p.sampleCount ?? 0, pool, inspectors: [], avoid: [] })
      const sampled = drawn.map(d => ({ organisation: d.organisation, checkedOn: null, result: null, problem: null }))
      await c.update(recheckProgramme, p, { action: 'drawn', values: { sampled } })
    }
    if (action === 'recordSample') await sendBack(c, p, before as unknown as Programme)
  },
}

const PLAIN = ['place', 'problem', 'advice', 'due'] as const

export const hazardRecheckEffects: Effects = {
  async refusals(_, row, move, values) {
    if (move !== 'fix' || !values.problems) return []
    const said = (problems: Recheck['problems']) => JSON.stringify(problems.map(p => PLAIN.map(key => p[key])))
    return said(values.problems as Recheck['problems']) === said((row as unknown as Recheck).problems)
      ? []
      : [{ where: 'problems', message: '填报整改时不能增减或改写专家列出的问题和期限' }]
  },
  async after(c, { before, after }) {
    const recheck = after as unknown as Recheck
    if (recheck.batch !== before?.batch || recheck.passedOn !== (before?.passedOn ?? null)) await counted(c, recheck)
  },
}
