import type { PlanRow } from '@jingtu/programme/plan-views.ts'
import { useRemembered } from '../parts/remembered.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'

/** The plans to choose from, newest first, and the one a reader most likely means: the last looked at, else one's own. */
export function usePlans(asked: string | null): {
  plans: PlanRow[] | undefined
  plan: PlanRow | undefined
  choose: (id: string) => void
  error: unknown
} {
  const { actor } = useSession()
  const [last, setLast] = useRemembered<string | null>('jingtu.targets.plan', null)
  const list = useGet<List<PlanRow>>('/api/plans')
  const plans = list.data?.rows
    .filter(p => p.state === 'published' || p.state === 'closed')
    .sort((a, b) => (b.year ?? 0) - (a.year ?? 0))
  const find = (id: string | null): PlanRow | undefined => plans?.find(p => p.id === id)
  const own = plans?.find(p => p.ownerUnit === actor.unit && p.state === 'published')
  return {
    plans,
    plan: find(asked) ?? find(last) ?? own ?? plans?.find(p => p.state === 'published') ?? plans?.[0],
    choose: setLast,
    error: list.error,
  }
}

/** Plans under their years. */
export function planOptions(
  plans: readonly PlanRow[],
  noYear: string,
): { label: string; options: { value: string; label: string }[] }[] {
  const years = [...new Set(plans.map(p => p.year))]
  return years.map(year => ({
    label: year === null ? noYear : String(year),
    options: plans.filter(p => p.year === year).map(p => ({ value: p.id, label: p.title })),
  }))
}
