import type { Judgement } from '@jingtu/standards/judgement.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import {
  type Exceedance,
  type ExceedanceCell,
  type ExceedanceGroup,
  exceeds,
  type ItemCount,
  SIGNS,
  VARIES,
} from './exceedance.ts'
import { substanceName } from './substance-name.ts'
import { STATES } from './VerdictTag.tsx'
import './charts.css'

interface Props {
  table: Exceedance
  /** Only so many samples are drawn; the sheet has all. */
  most?: number
  onOpen?: (judgement: Judgement) => void
}

/** Sample × item as laboratories print it: limits above, what exceeds marked by colour and sign, with its ratio. */
export function ExceedanceTable({ table, most = 500, onOpen }: Props): ReactNode {
  const total = table.groups.reduce((n, g) => n + g.rows.length, 0)
  let left = most
  return (
    <>
      <div className="jc-scroll">
        <table className="jc-exceedance">
          <thead>
            <tr>
              <th scope="col">{t('样品')}</th>
              {table.items.map(item => (
                <th scope="col" key={item.key}>
                  {substanceName(item.substance, item.name)}
                  <small>{item.unit}</small>
                </th>
              ))}
              <th scope="col">{t('结论')}</th>
            </tr>
          </thead>
          {table.groups.map(group => {
            const rows = group.rows.slice(0, Math.max(0, left))
            left -= rows.length
            return rows.length === 0 ? null : (
              <Group key={group.key} group={{ ...group, rows }} width={table.items.length + 2} onOpen={onOpen} />
            )
          })}
          <tfoot>
            <CountRow
              title={t('检出/样品')}
              counts={table.counts}
              show={c => `${c.results - c.notDetected}/${c.results}`}
            />
            <CountRow
              title={t('超标')}
              counts={table.counts}
              show={c => (c.judged ? `${c.exceeding}/${c.judged}` : '—')}
            />
            <CountRow title={t('最大倍数')} counts={table.counts} show={c => c.largestRatio ?? '—'} />
          </tfoot>
        </table>
      </div>
      <p className="jt-soft jc-legend">
        {t(
          '▲ 超过前一级限值　■ 超过更高一级限值　◇ 不能判断　/ 无适用限值　括号内为检测值与限值之比　* 各样品限值不同，见单元格',
        )}
        {total > most && `　${t('只显示前 {most} 个样品，导出的表格有全部 {total} 个', { most, total })}`}
      </p>
    </>
  )
}

function Group({
  group,
  width,
  onOpen,
}: {
  group: ExceedanceGroup
  width: number
  onOpen?: (judgement: Judgement) => void
}): ReactNode {
  return (
    <tbody>
      <tr className="jc-band">
        <th scope="rowgroup" colSpan={width}>
          <span>
            {group.standard}
            {group.title && `　${group.title}`}
          </span>
        </th>
      </tr>
      {group.limits.map(limit => (
        <tr key={limit.name} className="jc-limit">
          <th scope="row">{t(limit.name)}</th>
          {limit.values.map((value, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns are the items, in their fixed order
            <td key={i}>{value ?? '—'}</td>
          ))}
          <td />
        </tr>
      ))}
      {group.rows.map(row => (
        <tr key={row.sample}>
          <th scope="row">
            {onOpen ? (
              <button type="button" className="jt-link" onClick={() => onOpen(row.judgement)}>
                {row.sample}
              </button>
            ) : (
              row.sample
            )}
          </th>
          {row.cells.map((cell, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns are the items, in their fixed order
            <Cell key={i} cell={cell} varies={group.limits.some(l => l.values[i] === VARIES)} />
          ))}
          <td className={`jc-verdict jt-${STATES[row.severity]}`}>
            {SIGNS[row.severity]} {t(row.judgement.verdict)}
          </td>
        </tr>
      ))}
    </tbody>
  )
}

function Cell({ cell, varies }: { cell: ExceedanceCell | null; varies: boolean }): ReactNode {
  if (!cell) return <td className="jc-empty">—</td>
  const { severity, finding } = cell
  const limits = finding.limits.map(l => `${t(l.name)} ${l.value}`).join(' / ')
  const sign = severity === 'fine' ? '' : `${SIGNS[severity]} `
  return (
    <td className={`jc-cell-${severity}`} title={`${t(finding.verdict)}　${finding.why}`}>
      {sign}
      {cell.shown}
      {exceeds(severity) && cell.ratio && <i>（{cell.ratio}）</i>}
      {varies && limits && <small>{limits}</small>}
    </td>
  )
}

const CountRow = ({
  title,
  counts,
  show,
}: {
  title: string
  counts: readonly ItemCount[]
  show: (count: ItemCount) => string
}): ReactNode => (
  <tr className="jc-count">
    <th scope="row">{title}</th>
    {counts.map((count, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the columns are the items, in their fixed order
      <td key={i}>{show(count)}</td>
    ))}
    <td />
  </tr>
)
