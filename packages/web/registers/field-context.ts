import type { Register } from '@jingtu/core/register.ts'
import { createContext, use } from 'react'
import type { Faults } from './row-faults.ts'

/** What an input of a row's form may have to know beside its own value. */
export interface FormPlace {
  kind: Register
  names: Record<string, string>
  /** References chosen in this form tell what they are called. */
  learn: (id: string, name: string) => void
  /** What stands against which field or cell; empty until somebody tried to save. */
  faults: Faults
}

const Place = createContext<FormPlace | null>(null)
export const FormPlaceProvider = Place.Provider
export function useFormPlace(): FormPlace {
  const place = use(Place)
  if (!place) throw new Error('an input of a register outside its form')
  return place
}
