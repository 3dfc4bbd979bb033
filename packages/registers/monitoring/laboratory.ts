import { f } from '@jingtu/core/field.ts'
import type { Day } from '@jingtu/core/period.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** One line of the annex of a CMA certificate; `medium` null: all media. */
export interface ScopeItem {
  substance: string
  medium: string | null
  method: string
}

const KEEPERS = ['owner'] as const

/** 检测机构: a laboratory, what it is accredited for, and until when. */
export const laboratoryRecord = defineRecord({
  id: 'laboratory',
  name: '检测机构',
  fields: {
    name: f.text('名称', { required: true, indexed: true, secrecy: 'public' }),
    creditCode: f.text('统一社会信用代码', { secrecy: 'public' }),
    regionId: f.ref('所在区域', 'region', { required: true }),
    kind: f.choice('性质', ['社会检测机构', '系统内监测站', '科研院所', '企业自有'], { required: true }),
    cmaNumber: f.text('CMA 证书编号', { secrecy: 'public' }),
    cmaFrom: f.day('CMA 发证日期', { past: true }),
    cmaUntil: f.day('CMA 有效期至', { indexed: true }),
    scope: f.json<ScopeItem[]>('CMA 能力范围'),
    certificate: f.files('证书及附表'),
    contact: f.text('联系人', { secrecy: 'personal' }),
    phone: f.text('联系电话', { secrecy: 'personal' }),
    note: f.text('备注'),
    sample: f.boolean('模拟数据'),
  },
  states: { listed: '在册', suspended: '暂停采信', removed: '已移出' },
  initial: 'listed',
  transitions: {
    suspend: { label: '暂停采信', from: ['listed'], to: 'suspended', by: KEEPERS, duty: 'planner', reason: 'required' },
    resume: { label: '恢复采信', from: ['suspended'], to: 'listed', by: KEEPERS, duty: 'planner', reason: 'required' },
    remove: {
      label: '移出',
      from: ['listed', 'suspended'],
      to: 'removed',
      by: KEEPERS,
      duty: 'planner',
      reason: 'required',
    },
  },
})
export type Laboratory = RowOf<typeof laboratoryRecord>

/** What keeps a laboratory's results on a substance from being taken on a day; empty when nothing does. */
export function accreditationFaults(
  lab: Pick<Laboratory, 'name' | 'cmaNumber' | 'cmaFrom' | 'cmaUntil' | 'scope'>,
  asked: { substances: readonly string[]; medium: string | null; on: Day },
): { code: 'none' | 'early' | 'expired' | 'scope'; message: string; substances: string[] }[] {
  const faults: ReturnType<typeof accreditationFaults> = []
  if (!lab.cmaNumber) faults.push({ code: 'none', message: `“${lab.name}”没有登记 CMA 证书`, substances: [] })
  if (lab.cmaFrom && asked.on < lab.cmaFrom)
    faults.push({ code: 'early', message: `${asked.on} 早于 CMA 发证日期 ${lab.cmaFrom}`, substances: [] })
  if (lab.cmaUntil && asked.on > lab.cmaUntil)
    faults.push({ code: 'expired', message: `CMA 证书已于 ${lab.cmaUntil} 到期`, substances: [] })
  // Without an annex nothing is known of the scope; that is said by the missing annex, not by every substance.
  const scope = lab.scope
  if (scope?.length) {
    const outside = asked.substances.filter(
      s =>
        !scope.some(
          i => i.substance === s && (i.medium === null || asked.medium === null || i.medium === asked.medium),
        ),
    )
    if (outside.length) faults.push({ code: 'scope', message: '超出 CMA 能力范围', substances: outside })
  }
  return faults
}
