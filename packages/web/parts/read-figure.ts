import { type Decimal, isDecimal } from '@jingtu/core/measure.ts'

/**
 * What people type or paste as a figure (1,234.50 · １２．５ · 约 is refused) as a decimal; undefined when it is none.
 * Digits stay as they were written: 12.50 is not 12.5.
 */
export function readFigure(text: string): Decimal | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace(/^\+/, '')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '')
  return isDecimal(plain) ? plain : undefined
}

/** A day as people write it: 20260325, 2026.3.25, 2026/3/25, 2026年3月25日; undefined when it is none. */
export const DAY_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日', 'YYYY-M-D']
