import type { Target } from './target.ts'

/** Units of shares, classes and concentrations: such a figure is not the sum of its parts. */
const NO_AMOUNT = /[%％‰]|类|级|倍|分$|mg|g\/|\/(公斤|千克|升|L)/

/** Counts, areas, tonnes: the whole is the sum of its regions, and a region has only its part of the target. */
export const isAmount = (t: Pick<Target, 'op' | 'unit' | 'comparison' | 'kind'>): boolean =>
  t.op !== 'text' && !t.comparison && !NO_AMOUNT.test(t.unit ?? '') && (t.kind === 'workload' || t.unit !== null)
