import { splitReasons } from '../parts/form-values.ts'
import { ApiError } from '../shell/api.ts'

interface Placed {
  /** For the item of a field: marks it and says why. */
  fault: (key: string) => { validateStatus?: 'error'; help?: string }
  /** What belongs to no field and stands above the form; null when all reasons found their place. */
  above: Error | null
}

/** The reasons of a refusal for a form that does not follow from a declaration. */
export function placedFaults(error: Error | null, keys: readonly string[]): Placed {
  if (!(error instanceof ApiError)) return { fault: () => ({}), above: error }
  const { placed, rest } = splitReasons(error.reasons, keys)
  const above = rest.length > 0 || error.reasons.length === 0 ? new ApiError(error.status, error.title, rest) : null
  return { fault: key => (placed[key] ? { validateStatus: 'error', help: placed[key] } : {}), above }
}
