import type { RowOf } from '@jingtu/core/record.ts'
import { VOID } from '@jingtu/core/register.ts'
import { enterpriseProfile } from '@jingtu/registers/enterprise-profile.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { keyUnitRound } from '@jingtu/registers/key-unit-round.ts'
import { keyUnitRule } from '@jingtu/registers/key-unit-rule.ts'
import { compareLists, fitOf } from '@jingtu/registers/key-unit-selection.ts'
import { listEditionRecord } from '@jingtu/registers/list-edition.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

type Round = RowOf<typeof keyUnitRound>
type Result = Round['results'][number]

const STANDING = ['candidate', 'announced', 'listed']

const unitsIn = (c: Change, region: string) =>
  listRecords(c.tx, keyUnit, sql`starts_with(region, ${region}) and state = any(${STANDING}::text[])`)

/** Every confirmed enterprise under the rules of its place and of the places above; who is listed without a fact stays open. */
async function screen(c: Change, region: string): Promise<{ rules: string[]; results: Result[] }> {
  const rules = await listRecords(
    c.tx,
    keyUnitRule,
    sql`state = 'inForce' and starts_on <= ${c.today}::date
      and (starts_with(region, ${region}) or starts_with(${region}, region))`,
  )
  const profiles = await listRecords(
    c.tx,
    enterpriseProfile,
    sql`starts_with(region, ${region}) and state = 'confirmed'`,
  )
  const listed = new Map((await unitsIn(c, region)).map(u => [u.subject!, u]))
  const results: Result[] = []
  for (const facts of profiles) {
    const criteria = rules.filter(r => facts.region.startsWith(r.region)).flatMap(r => r.criteria)
    const fit = fitOf(criteria, facts)
    const there = listed.has(facts.subject!)
    listed.delete(facts.subject!)
    const row = { organisation: facts.subject!, criterion: null, why: null }
    if (fit.fits === true)
      results.push({
        ...row,
        outcome: there ? '继续列入' : '拟新增',
        criterion: fit.criterion.criterion,
        why: fit.criterion.words,
      })
    else if (fit.fits === null)
      results.push({ ...row, outcome: '证据不足', why: `还不知道：${fit.missing.join('、')}` })
    else if (there) results.push({ ...row, outcome: '拟移出', why: '不再符合任何一项纳入条件' })
  }
  for (const subject of listed.keys())
    results.push({ organisation: subject, outcome: '证据不足', criterion: null, why: '没有已核实的企业基础信息' })
  results.sort((a, b) => (a.organisation < b.organisation ? -1 : 1))
  return { rules: rules.map(r => `${r.title}（${r.source}）`).sort(), results }
}

/** The county's list against what stands in the city's. */
async function compare(c: Change, round: Pick<Round, 'region' | 'countyList'>): Promise<Round['differences']> {
  const units = (await unitsIn(c, round.region)).filter(u => u.state === 'listed')
  const named = await listRecords(c.tx, organisation, sql`id = any(${units.map(u => u.subject!)}::uuid[])`)
  const city = named.map(o => ({ organisation: o.id, name: o.name, creditCode: o.creditCode }))
  const source = new Map(round.countyList.map(l => [l.name, l.source]))
  return compareLists(round.countyList, city).map(d => ({
    ...d,
    source: source.get(d.name) ?? null,
    decision: null,
    why: null,
  }))
}

const without = (d: Round['differences']): string =>
  JSON.stringify(d.map(({ name, creditCode, kind, organisation: o }) => [name, creditCode, kind, o]).sort())

const plain = (r: readonly Result[]): string =>
  JSON.stringify(r.map(({ organisation: o, outcome, criterion, why }) => [o, outcome, criterion, why]))

async function publishedEdition(c: Change, row: Row): Promise<boolean> {
  const editions = await listRecords(
    c.tx,
    listEditionRecord,
    sql`register = 'key-unit' and purpose = '名录公布' and state = 'published' and year = ${row.year as number}
      and region = ${row.region}`,
    { limit: 1 },
  )
  return editions.length > 0
}

/** An enterprise only a county's list knows, found among the organisations by its code or its name. */
const known = (c: Change, region: string, d: Round['differences'][number]) =>
  listRecords(
    c.tx,
    organisation,
    sql`state = 'active' and starts_with(region, ${region})
      and (${d.creditCode}::text is not null and credit_code = ${d.creditCode} or name = ${d.name})`,
    { limit: 1 },
  )

async function nominate(c: Change, round: Round): Promise<string[]> {
  const wanted = new Map<string, { criterion: Result['criterion']; ground: string; sources: string[] }>()
  for (const r of round.results)
    if (r.outcome === '拟新增')
      wanted.set(r.organisation, { criterion: r.criterion, ground: r.why ?? '符合筛选规则', sources: [] })
  for (const d of round.differences) {
    if (d.decision !== '报请列入') continue
    const [found] = await known(c, round.region, d)
    if (found && !wanted.has(found.id))
      wanted.set(found.id, {
        criterion: '地方规定的其他情形',
        ground: `县级名单（${d.source ?? '来源不明'}）：${d.why}`,
        sources: d.source ? [d.source] : [],
      })
  }
  const ids: string[] = []
  for (const [subject, { criterion, ground, sources }] of wanted) {
    const [facts] = await listRecords(c.tx, enterpriseProfile, sql`subject = ${subject}::uuid and state = 'confirmed'`)
    const values = {
      criterion: criterion ?? ('地方规定的其他情形' as const),
      ground,
      sources: [...new Set([...(facts?.sources ?? []), ...sources])] as Row['sources'] as never,
    }
    const [before] = await listRecords(c.tx, keyUnit, sql`subject = ${subject}::uuid and state <> ${VOID}`, {
      orderBy: sql`id desc`,
      limit: 1,
    })
    if (before && before.state !== 'removed') continue
    const about = await c.get(organisation, subject)
    const row = before
      ? await c.update(keyUnit, await c.get(keyUnit, before.id), {
          action: 'relist',
          state: 'candidate',
          values: { ...values, removalReason: null, removalFiles: [] },
        })
      : await c.insert(keyUnit, { home: about.home, region: about.region, values: { subject, ...values } })
    ids.push(row.id)
  }
  return ids
}

/** A round of the yearly list: what rules and lists say is worked out here, and again before anybody is nominated. */
export const keyUnitRoundEffects: Effects = {
  async refusals(c, row, move, values) {
    const round = row as unknown as Round
    if (move === 'screen' && (await screen(c, round.region)).rules.length === 0)
      return [{ where: 'rules', message: '本区域没有实施中的筛选规则，请先登记并实施规则' }]
    if (move === 'decide' && values.differences) {
      const given = values.differences as Round['differences']
      return without(given) === without(round.differences)
        ? []
        : [{ where: 'differences', message: '差异由系统比对得出，只能填写处理和理由；请重新比对' }]
    }
    if (move === 'publish')
      return (await publishedEdition(c, row))
        ? []
        : [{ where: 'publishedOn', message: `${round.year} 年本区域的名录版本还没有冻结并向社会公布` }]
    if (move !== 'nominate') return []
    const reasons: { where: string; message: string }[] = []
    if (round.screenedOn && plain(round.results) !== plain((await screen(c, round.region)).results))
      reasons.push({ where: 'results', message: '企业信息、规则或名录在筛选之后有变化，请重新筛选' })
    if (round.comparedOn && without(round.differences) !== without(await compare(c, round)))
      reasons.push({ where: 'differences', message: '名录或县级名单在比对之后有变化，请重新比对' })
    for (const d of round.differences)
      if (d.decision === '报请列入' && (await known(c, round.region, d)).length === 0)
        reasons.push({ where: 'differences', message: `“${d.name}”还没有登记为企业，请先登记` })
    return reasons
  },
  async after(c, { action, after }) {
    if (action !== 'screen' && action !== 'compare' && action !== 'nominate') return
    const round = await c.get(keyUnitRound, after.id)
    if (action === 'screen')
      await c.update(keyUnitRound, round, {
        action: 'screened',
        values: { ...(await screen(c, round.region)), screenedOn: c.today },
      })
    else if (action === 'compare')
      await c.update(keyUnitRound, round, {
        action: 'compared',
        values: { differences: await compare(c, round), comparedOn: c.today },
      })
    else await c.update(keyUnitRound, round, { action: 'nominated', values: { nominated: await nominate(c, round) } })
  },
}
