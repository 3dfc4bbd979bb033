/** A reported value as a point that can be drawn. */
export interface PlotValue {
  value: number
  /** below: "<0.01" drawn at its limit; above: at least; several: the largest of several words on one item. */
  kind: 'value' | 'below' | 'above' | 'several'
}

/** "0.62", "<0.01", ">3000", "≥1", "0.1—0.3", "0.1 / 0.2" → a number and what it says; null where nothing can be drawn. */
export function plotValue(shown: string | null): PlotValue | null {
  if (shown === null) return null
  const parts = shown
    .split(/\s*\/\s*|—/)
    .map(p => p.trim())
    .filter(Boolean)
  const read = parts.flatMap(p => {
    const m = /^([<>≥≤])?\s*(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(p)
    return m ? [{ sign: m[1] ?? '', value: Number(m[2]) }] : []
  })
  if (read.length === 0) return null
  const largest = read.reduce((a, b) => (b.value > a.value ? b : a))
  const kind =
    read.length > 1
      ? 'several'
      : largest.sign === '<' || largest.sign === '≤'
        ? 'below'
        : largest.sign
          ? 'above'
          : 'value'
  return { value: largest.value, kind }
}
