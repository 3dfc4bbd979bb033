import type { RuleVersion } from './indicator.ts'

/** The first and so far only rule of an indicator. */
export const onlyRule = (r: Omit<RuleVersion, 'id' | 'from' | 'until'>): RuleVersion => ({
  id: '1',
  from: '2016-01-01',
  until: null,
  ...r,
})
