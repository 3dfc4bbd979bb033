import { useMemo } from 'react'
import { useSearchParams } from 'react-router'

/** What of an address the server is asked for; the rest (which tab, which dialog) is the page's own. */
const ASKED = /^(q|state|region|sort|knownOn|validOn|ended|within|f\.[\w.]+|x\.[\w.]+)$/

export type Query = Record<string, string>

export const queryIn = (params: URLSearchParams): Query =>
  Object.fromEntries([...params].filter(([name, value]) => ASKED.test(name) && value !== ''))

/** Several things of the address changed at once; null takes one away. */
export type Put = (values: Record<string, string | null>) => void

export interface ListAddress {
  query: Query
  params: URLSearchParams
  put: Put
  /** Takes away every condition, not the way the rows are sorted nor the day they are looked at. */
  clear: () => void
  narrowed: boolean
  isPast: boolean
}

/** The list's conditions stand in the address, so that a link shows the same list and the browser's back goes back. */
export function useListAddress(): ListAddress {
  const [params, setParams] = useSearchParams()
  const query = useMemo(() => queryIn(params), [params])
  const put: Put = values =>
    setParams(
      now => {
        const next = new URLSearchParams(now)
        for (const [name, value] of Object.entries(values)) value ? next.set(name, value) : next.delete(name)
        return next
      },
      { replace: true },
    )
  const conditions = Object.keys(query).filter(name => !['sort', 'knownOn', 'validOn'].includes(name))
  return {
    query,
    params,
    put,
    clear: () => put(Object.fromEntries(conditions.map(name => [name, null]))),
    narrowed: conditions.length > 0,
    isPast: query.knownOn !== undefined || query.validOn !== undefined,
  }
}
