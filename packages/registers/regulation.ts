import type { Grant } from '@jingtu/core/access.ts'

/** The life of a rule with days of its own: it holds from its first day on, until somebody revokes it with a reason. */
export const revocable = <const G extends readonly Grant[]>(by: G) =>
  ({
    states: { active: '有效', revoked: '已废止' },
    initial: 'active',
    ended: ['revoked'],
    create: { by, duty: 'reviewer' },
    correct: { by, in: ['active'], duty: 'reviewer' },
    transitions: {
      revoke: { label: '废止', from: ['active'], to: 'revoked', by, duty: 'reviewer', reason: 'required' },
    },
  }) as const

/** A rule that ends before it begins never held. */
export const periodFaults = (row: { validFrom: string; validUntil: string | null }) =>
  row.validUntil && row.validUntil < row.validFrom ? [{ where: 'validUntil', message: '截止日期早于起始日期' }] : []
