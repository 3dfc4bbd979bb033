import { f } from '@jingtu/core/field.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'
import type { GroupMember } from './organisation.ts'

/** An expert asked to one review. */
export interface InvitedExpert {
  name: string
  unitName: string
  field: string
  /** The expert has said that nothing binds them to those under review. */
  noConflict: boolean
}
/** An expert who stays away, and why: kin, a share, a contract, or no time. */
export interface BarredExpert {
  name: string
  unitName: string
  why: string
}

/** 专家评审: experts of a committee chosen by field for one matter, none of whom is of, or bound to, those under review. */
export const expertReviewRecord = defineRecord({
  id: 'expert-review',
  name: '专家评审',
  fields: {
    title: f.text('评审事项', { required: true }),
    workGroup: f.ref('专家库', 'work-group', { required: true, indexed: true }),
    /** Whose work is looked at: owner, author of the report, laboratory. */
    reviewed: f.texts('被评审单位'),
    fieldsNeeded: f.texts('所需专业'),
    needed: f.integer('专家人数', { required: true, min: 1, max: 49 }),
    heldOn: f.day('评审日期'),
    experts: f.json<InvitedExpert[]>('评审专家'),
    barred: f.json<BarredExpert[]>('回避专家'),
    conclusion: f.text('评审结论'),
    files: f.files('评审意见'),
  },
  states: { planned: '组织中', convened: '专家已定', held: '已评审', cancelled: '已取消' },
  initial: 'planned',
  transitions: {
    convene: { label: '确定专家', from: ['planned'], to: 'convened', by: ['owner'], duty: 'planner' },
    choose: {
      label: '重选专家',
      from: ['convened'],
      to: 'planned',
      by: ['owner'],
      duty: 'planner',
      reason: 'required',
    },
    hold: { label: '记录评审', from: ['convened'], to: 'held', by: ['owner'], duty: 'planner' },
    cancel: {
      label: '取消',
      from: ['planned', 'convened'],
      to: 'cancelled',
      by: ['owner'],
      duty: 'planner',
      reason: 'required',
    },
  },
})
export type ExpertReview = RowOf<typeof expertReviewRecord>

const plain = (name: string): string => name.normalize('NFKC').replace(/[\s()·，,。]/g, '')

/** “云川大学环境学院” is of 云川大学: a part of a unit is the unit. Names of two characters say too little to be compared. */
export const isSameUnit = (a: string, b: string): boolean => {
  const [x, y] = [plain(a), plain(b)]
  return x === y || (x.length > 3 && y.startsWith(x)) || (y.length > 3 && x.startsWith(y))
}

export const coversField = (expert: { field: string }, field: string): boolean =>
  plain(expert.field).includes(plain(field)) || plain(field).includes(plain(expert.field))

const isSamePerson = (a: { name: string; unitName: string }, b: { name: string; unitName: string }): boolean =>
  plain(a.name) === plain(b.name) && plain(a.unitName) === plain(b.unitName)

/** Why an expert may not be asked to a review; null when nothing stands against it. */
export function whyBarred(
  expert: { name: string; unitName: string },
  review: Pick<ExpertReview, 'reviewed' | 'barred'>,
): string | null {
  const own = review.reviewed.find(unit => isSameUnit(unit, expert.unitName))
  if (own) return `与被评审单位“${own}”为同一单位，应当回避`
  const told = (review.barred ?? []).find(b => isSamePerson(b, expert))
  return told ? `已回避：${told.why}` : null
}

/** Everything that keeps a review from being held with these experts, all of it at once. */
export function conveneFaults(
  review: Pick<ExpertReview, 'reviewed' | 'barred' | 'fieldsNeeded' | 'needed' | 'experts'>,
  roster: readonly GroupMember[],
): Reason[] {
  const experts = review.experts ?? []
  const where = 'experts'
  const faults: Reason[] = []
  if (review.reviewed.length === 0) faults.push({ where: 'reviewed', message: '请写明被评审单位，以便回避' })
  if (experts.length < review.needed)
    faults.push({ where, message: `需要 ${review.needed} 名专家，现选 ${experts.length} 名` })
  if (experts.length % 2 === 0 && experts.length > 0)
    faults.push({ where, message: `专家人数应为单数，现选 ${experts.length} 名` })
  for (const [i, expert] of experts.entries()) {
    const known = roster.some(m => m.role === '专家' && isSamePerson(m, expert))
    if (!known) faults.push({ where, message: `“${expert.name}”不在专家库中` })
    if (experts.findIndex(e => isSamePerson(e, expert)) < i) faults.push({ where, message: `“${expert.name}”重复` })
    const barred = whyBarred(expert, review)
    if (barred) faults.push({ where, message: `“${expert.name}”${barred}` })
    else if (!expert.noConflict) faults.push({ where, message: `“${expert.name}”还没有确认无利害关系` })
  }
  for (const field of review.fieldsNeeded)
    if (!experts.some(e => coversField(e, field))) faults.push({ where, message: `缺少“${field}”专业的专家` })
  return faults
}
