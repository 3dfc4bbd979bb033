import type { RegionLevel } from '@jingtu/core/region.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { api, type List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'

export interface RegionRow {
  id: string
  name: string
  code: string | null
  level: RegionLevel
  kind: 'administrative' | 'zone'
  path: string
  hasChildren: boolean
  from?: string | null
  parentName?: string | null
}

export const REGIONS = '/api/regions'
const FRESH = 5 * 60_000

interface RegionTree {
  /** undefined: still being fetched. */
  roots: readonly RegionRow[] | undefined
  below: Record<string, readonly RegionRow[]>
  /** Everything fetched so far. */
  known: readonly RegionRow[]
  load: (parent: string) => Promise<void>
  /** The way from the root to one's own region, to be shown open; empty until it has been fetched. */
  way: readonly string[]
  error: unknown
  retry: () => void
}

/** The region tree, fetched step by step; the way down to one's own region is fetched at once. */
export function useRegionTree(wanted = true): RegionTree {
  const client = useQueryClient()
  const { actor } = useSession()
  const [below, setBelow] = useState<Record<string, readonly RegionRow[]>>({})
  const [way, setWay] = useState<readonly string[]>([])
  const top = useGet<List<RegionRow>>(wanted ? REGIONS : null, undefined, { staleTime: FRESH })
  const roots = top.data?.rows

  const fetchBelow = useCallback(
    (parent: string) =>
      client.fetchQuery({
        queryKey: [REGIONS, { parent }],
        queryFn: () => api.get<List<RegionRow>>(REGIONS, { parent }),
        staleTime: FRESH,
      }),
    [client],
  )
  const load = useCallback(
    async (parent: string): Promise<void> => {
      const { rows } = await fetchBelow(parent)
      setBelow(now => ({ ...now, [parent]: rows }))
    },
    [fetchBelow],
  )
  useEffect(() => {
    if (!roots) return
    let left = false
    const walk = async (): Promise<void> => {
      const opened: string[] = []
      let level: readonly RegionRow[] = roots
      for (let next = stepTo(level, actor.region); next?.hasChildren; next = stepTo(level, actor.region)) {
        const { rows } = await fetchBelow(next.id)
        if (left) return
        const parent = next.id
        setBelow(now => ({ ...now, [parent]: rows }))
        opened.push(parent)
        level = rows
      }
      setWay(opened)
    }
    // A step that fails leaves the tree closed there; opening it by hand asks again and shows the refusal.
    walk().catch(() => undefined)
    return () => {
      left = true
    }
  }, [roots, actor.region, fetchBelow])

  return {
    roots,
    below,
    known: [...(roots ?? []), ...Object.values(below).flat()],
    load,
    way,
    error: top.error,
    retry: () => void top.refetch(),
  }
}

/**
 * The tree as somebody works with it: above one's own region only the way down to it, below it everything. The rest of
 * the country is found by searching, or shown on request.
 */
export function ownBranch(rows: readonly RegionRow[], own: string): readonly RegionRow[] {
  const step = stepTo(rows, own)
  return step ? [step] : rows
}

/** The one of these regions in which `path` lies, or which it is. */
export const stepTo = (rows: readonly RegionRow[], path: string): RegionRow | undefined =>
  rows.find(row => path.startsWith(row.path))
