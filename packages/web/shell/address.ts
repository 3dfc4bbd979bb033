import { useSearchParams } from 'react-router'

/** Several things of the address changed at once; null takes one away. */
export type Put = (values: Record<string, string | null>) => void

/**
 * What a page keeps in its address, so that a link shows the same page.
 * @param step 'replaces' (as usual): the browser's back leaves the page; 'goes back': it undoes the choice. A page may decide
 *   it by what was changed.
 */
export function useAddress(
  step: 'replaces' | 'goes back' | ((values: Record<string, string | null>) => 'replaces' | 'goes back') = 'replaces',
): [params: URLSearchParams, put: Put] {
  const [params, setParams] = useSearchParams()
  const put: Put = values =>
    setParams(
      now => {
        const next = new URLSearchParams(now)
        for (const [name, value] of Object.entries(values)) value ? next.set(name, value) : next.delete(name)
        return next
      },
      { replace: (typeof step === 'function' ? step(values) : step) === 'replaces' },
    )
  return [params, put]
}
