import type { CellContent, SheetPlan } from '@jingtu/documents/sheet/write.ts'
import type { Judgement } from '@jingtu/standards/judgement.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import { type Exceedance, SIGNS, severityOf } from '../charts/exceedance.ts'
import { exceedanceSheet } from '../charts/exceedance-sheet.ts'
import { substanceName } from '../charts/substance-name.ts'
import { t } from '../i18n/language.ts'
import { saveAs } from '../shell/api.ts'
import type { ReadFile } from './use-screening.ts'

interface Exported {
  file: ReadFile
  standard: string
  options: AssessOptions
  judgements: readonly Judgement[]
  table: Exceedance
}

/** Verdicts, exceedance table, every finding with its clause, what is missing and the faults of the file, one sheet each. */
export function screeningSheets({ file, standard, options, judgements, table }: Exported): SheetPlan[] {
  const head = (...heads: string[]): CellContent[] => heads.map(h => t(h))
  const about: CellContent[][] = [
    [{ value: `${file.name}　${standard}${file.example ? `　${t('模拟数据')}` : ''}`, bold: true, plain: true }],
    [{ value: conditionsLine(options), plain: true }],
  ]
  const sheet = (name: string, rows: CellContent[][], widths: number[]): SheetPlan => ({
    name,
    rows,
    headRows: 1,
    landscape: true,
    pageNumbers: true,
    columns: widths.map(width => ({ width })),
  })
  const target = standard.startsWith('GB/T 14848') ? options.target : undefined
  const sign = (verdict: string): string => `${SIGNS[severityOf(verdict, target)]} ${t(verdict)}`
  return [
    sheet(
      t('结论'),
      [
        head('样品', '结论', '起决定作用的项目', '缺项', '标准', '依据'),
        ...judgements.map((j): CellContent[] => [
          j.sample,
          sign(j.verdict),
          j.decisive.join('、'),
          j.missing.length,
          j.standard,
          j.notes.join('；'),
        ]),
        ...about,
      ],
      [18, 18, 30, 8, 18, 48],
    ),
    exceedanceSheet(table, t('超标表')),
    sheet(
      t('逐项依据'),
      [
        head(
          '样品',
          '项目',
          '检测值',
          '计量单位',
          '限值',
          '比值',
          '适用条件',
          '标准条款',
          '结论',
          '为什么',
          '原始单元格',
          '换算',
          '脚注',
          '限值核对',
        ),
        ...judgements.flatMap(j =>
          j.findings.map((f): CellContent[] => [
            j.sample,
            substanceName(f.substance, f.name),
            f.value,
            f.unit,
            f.limits.map(l => `${t(l.name)} ${l.value}`).join('；'),
            f.ratio,
            f.band,
            f.clause,
            sign(f.verdict),
            f.why,
            f.original,
            f.conversion,
            [...f.footnotes, ...f.flags].join('；'),
            f.limits.length === 0 ? null : f.verified ? t('已与公开文本核对') : t('限值待核'),
          ]),
        ),
      ],
      [18, 16, 12, 10, 28, 8, 20, 24, 16, 40, 14, 28, 30, 18],
    ),
    sheet(
      t('还缺什么'),
      [
        head('样品', '缺什么', '为什么不能判断', '需要'),
        ...judgements.flatMap(j =>
          j.missing.map((m): CellContent[] => [j.sample, substanceName(m.substance, m.name), m.why, m.need]),
        ),
      ],
      [18, 18, 48, 48],
    ),
    sheet(
      t('文件里的问题'),
      [
        head('程度', '位置', '问题说明'),
        ...file.problems.map((p): CellContent[] => [t(p.grade === 'error' ? '错误' : '提示'), p.where, p.message]),
      ],
      [8, 24, 80],
    ),
  ]
}

/** What was said of all samples alike, for paper and sheet. */
export const conditionsLine = ({ tables, ...options }: AssessOptions): string =>
  [...Object.values(options), ...(tables ?? []).map(table => table.id)].filter(Boolean).join('；')

export async function exportScreening(exported: Exported): Promise<void> {
  // The writer is fetched when it is needed: most visits only look.
  const { writeSheet } = await import('@jingtu/documents/sheet/write.ts')
  const bytes = await writeSheet({ sheets: screeningSheets(exported) })
  saveAs(
    new Blob([Uint8Array.from(bytes)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }),
    `${exported.file.name.replace(/\.[^.]+$/, '')}-${t('评价结果')}.xlsx`,
  )
}
