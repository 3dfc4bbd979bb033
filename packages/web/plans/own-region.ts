import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'

/** The region one's own unit works for, found by the unit's record. */
export function useOwnRegion(): { id: string; name: string } | null {
  const { actor } = useSession()
  const asked = useGet<List<{ id: string; regionId: string; regionName: string }>>('/api/units', {
    search: actor.unitName,
  })
  const unit = asked.data?.rows.find(u => u.id === actor.unit)
  return unit ? { id: unit.regionId, name: unit.regionName } : null
}
