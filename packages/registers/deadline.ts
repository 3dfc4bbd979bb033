import { type ParameterKey, parameterOn } from './parameters.ts'

/**
 * A duty counted from a date of the row by a number of days that is a dated parameter.
 * @param days null: due on the date itself
 */
export const owed = <const S extends string, const A extends string, const M extends string>(
  by: string,
  label: string,
  clause: string,
  states: readonly S[],
  field: A,
  days: ParameterKey | null,
  met: M,
) => ({
  label,
  clause,
  by,
  while: states,
  after: { field },
  days: (row: { effective: string }) => (days ? parameterOn(days, row.effective).value : 0),
  met: { field: met },
})
