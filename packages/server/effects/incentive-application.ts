import { add, compareDecimals, sum } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { cleanProductionAudit } from '@jingtu/registers/clean-production-audit.ts'
import { enterpriseCredit } from '@jingtu/registers/enterprise-credit.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { incentiveApplication } from '@jingtu/registers/incentive-application.ts'
import { type CONDITIONS, incentivePolicy } from '@jingtu/registers/incentive-policy.ts'
import { phaseOut } from '@jingtu/registers/phase-out.ts'
import { isIndustry } from '@jingtu/registers/siting-rules.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

type Policy = RowOf<typeof incentivePolicy>
type Condition = (typeof CONDITIONS)[number]
const of = (row: Row) => sql`subject = ${row.subject as string}::uuid`

/** What the lists say against each condition; null: it is kept. What no list says anything of is not kept. */
const AGAINST: Record<Condition, (c: Change, row: Row) => Promise<string | null>> = {
  async 信用绿牌或蓝牌(c, row) {
    const graded = await listRecords(c.tx, enterpriseCredit, sql`${of(row)} and state = 'published'`)
    const last = graded.sort((a, b) => b.year - a.year)[0]
    if (!last) return '没有公布的环境信用等级（证据不足）'
    return last.colour === '绿牌' || last.colour === '蓝牌' ? null : `${last.year} 年度环境信用为${last.colour}`
  },
  async 淘汰退出已经核查(c, row) {
    const exit = row.phaseOut ? await findRecord(c.tx, phaseOut, row.phaseOut as string) : undefined
    if (!exit || exit.subject !== row.subject) return '没有写明本企业的淘汰退出记录'
    return exit.state === 'verified' ? null : `淘汰退出还没有核查，现为“${phaseOut.states[exit.state]}”`
  },
  async 清洁生产审核已验收(c, row) {
    const rounds = await listRecords(c.tx, cleanProductionAudit, sql`${of(row)} and state = 'accepted'`)
    const last = rounds.sort((a, b) => b.round - a.round)[0]
    if (!last) return '没有通过验收的清洁生产审核'
    return last.nextDue && last.nextDue < c.today ? `清洁生产审核已于 ${last.nextDue} 到期` : null
  },
  async 不在限期整改(c, row) {
    const bad = await listRecords(c.tx, heavyMetalEnterprise, sql`${of(row)} and state = 'rectifying'`, { limit: 1 })
    return bad.length > 0 ? '涉重金属企业清单中正在限期整改' : null
  },
  async 没有未结的落后产能(c, row) {
    const open = await listRecords(c.tx, phaseOut, sql`${of(row)} and state = 'listed'`, { limit: 1 })
    return open.length > 0 ? `还有列入 ${open[0]!.year} 年度淘汰清单而没有退出的产能` : null
  },
}

async function conditionFaults(c: Change, row: Row, policy: Policy): Promise<Reason[]> {
  const reasons: Reason[] = []
  const no = (where: string, message: string): number => reasons.push({ where, message })
  if (policy.state !== 'published') no('policy', '政策没有发布或已终止')
  else if (c.today < policy.validFrom || c.today > policy.validUntil)
    no('policy', `政策有效期为 ${policy.validFrom} 至 ${policy.validUntil}`)
  if (policy.industries.length > 0) {
    const about = await findRecord(c.tx, organisation, row.subject as string)
    const code = about?.industryCode?.replace(/^[A-T]/, '')
    if (!code) no('subject', '企业没有登记行业代码，不能核对适用行业（证据不足）')
    else if (!isIndustry(code, policy.industries)) no('subject', `行业 ${code} 不在政策适用行业内`)
  }
  for (const condition of policy.conditions) {
    const against = await AGAINST[condition](c, row)
    if (against) no('policy', `“${condition}”：${against}`)
  }
  const figures = row.figures as { name: string; value: string }[]
  for (const b of policy.benchmarks) {
    const own = figures.find(x => x.name === b.name)
    const word = `${b.better} ${b.value}${b.unit ? ` ${b.unit}` : ''}`
    if (!own) no('figures', `没有“${b.name}”的实绩（证据不足）`)
    else if (compareDecimals(own.value, b.value) * (b.better === '不高于' ? 1 : -1) > 0)
      no('figures', `“${b.name}”应${word}，实绩 ${own.value}`)
  }
  return reasons
}

/** What was granted before: under the same policy to the same enterprise for the same matter, or for the same exit under any. */
async function grantFaults(c: Change, row: Row, policy: Policy, granted: string | null): Promise<Reason[]> {
  const reasons: Reason[] = []
  if (policy.budget !== null && granted === null) reasons.push({ where: 'granted', message: '请填写“批准金额”' })
  if (granted !== null) {
    if (policy.ceiling !== null && compareDecimals(granted, policy.ceiling) > 0)
      reasons.push({ where: 'granted', message: `单个申请上限 ${policy.ceiling} 万元` })
    if (policy.budget !== null && compareDecimals(add(policy.granted ?? '0', granted), policy.budget) > 0)
      reasons.push({ where: 'granted', message: `剩余额度 ${policy.remaining} 万元，不足 ${granted} 万元` })
  }
  if (row.phaseOut) {
    const paid = await listRecords(
      c.tx,
      incentiveApplication,
      sql`phase_out = ${row.phaseOut as string}::uuid and state in ('granted', 'paid') and granted is not null and id <> ${row.id}::uuid`,
      { limit: 1 },
    )
    if (paid.length > 0)
      reasons.push({
        where: 'phaseOut',
        message: `同一淘汰退出已于 ${paid[0]!.grantedOn} 批准奖补 ${paid[0]!.granted} 万元，不能重复奖补`,
      })
  }
  return reasons
}

/** Applications under a policy are counted with it, so that what is left is known to all. */
async function count(c: Change, id: string): Promise<void> {
  const policy = await c.get(incentivePolicy, id)
  const all = await listRecords(c.tx, incentiveApplication, sql`policy = ${id}::uuid and state <> 'void'`)
  const granted = sum(all.filter(a => a.state === 'granted' || a.state === 'paid').map(a => a.granted ?? '0'))
  if (policy.applicants === all.length && compareDecimals(policy.granted ?? '0', granted) === 0) return
  await c.update(incentivePolicy, policy, { action: 'count', values: { applicants: all.length, granted } })
}

export const incentiveApplicationEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move !== 'examine' && move !== 'grant') return []
    // Locked, so that two grants do not both take the last of the money.
    const policy = await c.get(incentivePolicy, row.policy as string)
    const reasons = await conditionFaults(c, row, policy)
    if (move === 'grant')
      reasons.push(...(await grantFaults(c, row, policy, (values.granted ?? row.granted ?? null) as string | null)))
    return reasons
  },
  async after(c, { action, before, after }) {
    const policy = await c.get(incentivePolicy, after.policy as string)
    if (action === 'examine' || action === 'grant') {
      const now = await c.get(incentiveApplication, after.id)
      await c.update(incentiveApplication, now, {
        action: action === 'examine' ? 'examined' : 'term',
        values:
          action === 'examine'
            ? { examinedOn: c.today, examined: policy.conditions }
            : { validUntil: policy.validUntil },
      })
    }
    await count(c, policy.id)
    if (before && before.policy !== after.policy) await count(c, before.policy as string)
  },
}
