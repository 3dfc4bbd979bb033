import { useMemo } from 'react'
import { type Put, useAddress } from '../shell/address.ts'

/** What of an address the server is asked for; the rest (which tab, which dialog) is the page's own. */
const ASKED = /^(q|state|region|sort|knownOn|validOn|ended|within|near|f\.[\w.]+|x\.[\w.]+)$/

export type Query = Record<string, string>

export const queryIn = (params: URLSearchParams): Query =>
  Object.fromEntries([...params].filter(([name, value]) => ASKED.test(name) && value !== ''))

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
  const [params, put] = useAddress()
  const query = useMemo(() => queryIn(params), [params])
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
