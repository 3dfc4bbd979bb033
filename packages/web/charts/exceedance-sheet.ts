import type { CellContent, SheetPlan } from '@jingtu/documents/sheet/write.ts'
import { t } from '../i18n/language.ts'
import { type Exceedance, exceeds, type Severity, SIGNS, VARIES } from './exceedance.ts'
import { substanceName } from './substance-name.ts'

const FILLS: Record<Severity, string | undefined> = {
  fine: undefined,
  raised: 'FBE9C8',
  serious: 'F6D2CC',
  open: 'ECEAE4',
  none: undefined,
}

/** The exceedance table as a sheet: the same signs and colours, limits above the samples they hold for. */
export function exceedanceSheet(table: Exceedance, name: string): SheetPlan {
  const head: CellContent[] = [
    t('样品'),
    ...table.items.map(i => `${substanceName(i.substance, i.name)}${i.unit ? `（${i.unit}）` : ''}`),
    t('结论'),
  ]
  const rows: CellContent[][] = [head]
  const merges: NonNullable<SheetPlan['merges']> = []
  for (const group of table.groups) {
    merges.push({ startRow: rows.length, endRow: rows.length, startColumn: 0, endColumn: head.length - 1 })
    rows.push([
      { value: [group.standard, group.title].filter(Boolean).join('　'), bold: true, fill: 'E8EFEA', align: 'left' },
    ])
    for (const limit of group.limits)
      rows.push([
        { value: t(limit.name), bold: true },
        ...limit.values.map((v): CellContent => ({ value: v === VARIES ? '*' : (v ?? '—'), align: 'right' })),
        '',
      ])
    for (const row of group.rows)
      rows.push([
        row.sample,
        ...row.cells.map((c): CellContent => {
          if (!c) return { value: '—', align: 'right' }
          const sign = c.severity === 'fine' ? '' : `${SIGNS[c.severity]} `
          const ratio = exceeds(c.severity) && c.ratio ? `（${c.ratio}）` : ''
          return { value: `${sign}${c.shown}${ratio}`, align: 'right', ...filled(c.severity) }
        }),
        { value: `${SIGNS[row.severity]} ${t(row.judgement.verdict)}`, bold: true, ...filled(row.severity) },
      ])
  }
  return {
    name,
    rows,
    merges,
    headRows: 1,
    freezeColumns: 1,
    landscape: true,
    pageNumbers: true,
    columns: head.map((_, i) => ({ width: i === 0 ? 18 : 14 })),
  }
}

const filled = (severity: Severity): { fill?: string; bold?: boolean } =>
  FILLS[severity] ? { fill: FILLS[severity], bold: exceeds(severity) } : {}
