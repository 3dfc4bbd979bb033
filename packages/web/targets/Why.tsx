import type { Target } from '@jingtu/programme/target.ts'
import type { RegionCell, TargetRow } from '@jingtu/server/targets/views.ts'
import { Fragment, type ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { showNumber } from '../parts/show.ts'

/** 为什么: what the light rests on, the arithmetic, the baseline, and what is missing. */
export function Why({ target, cell }: { target: Target; cell: RegionCell | TargetRow['overall'] }): ReactNode {
  const { finding, baseline, measurement } = cell
  const unit = target.unit ?? ''
  const missing = 'missing' in cell ? cell.missing : []
  const derived = 'derivedFrom' in cell ? cell.derivedFrom : null
  const rows: [string, ReactNode][] = [[t('判定'), finding.why]]
  if (cell.formula) rows.push([t('计算'), cell.formula])
  else if (measurement?.numerator != null)
    rows.push([
      t('计算'),
      `${showNumber(measurement.numerator)} ÷ ${showNumber(measurement.denominator)} = ${measurement.value ?? '/'}${unit}`,
    ])
  if (cell.allotted) rows.push([t('分解量'), `${showNumber(cell.allotted)}${unit}`])
  if (finding.gap !== null && target.op !== 'text') rows.push([t('差距'), gapWords(finding.gap, unit, target.op)])
  if (finding.expected !== null)
    rows.push([t('时序进度'), t('到今天应完成 {expected}{unit}', { expected: finding.expected, unit })])
  if (baseline)
    rows.push([
      t('基数'),
      <Fragment key="baseline">
        {baseline.members.length > 0
          ? t('{n} 项', { n: baseline.members.length })
          : `${showNumber(baseline.value)}${target.comparison === '占基数比例' ? '' : unit}`}
        <span className="jt-faint">
          {t('（{day} 冻结，{source}）', { day: baseline.day, source: baseline.source })}
        </span>
        {baseline.members.length > 0 && (
          <details>
            <summary>{t('看清单')}</summary>
            {baseline.members.join(t('、'))}
          </details>
        )}
      </Fragment>,
    ])
  if (derived !== null) rows.push([t('来源'), t('由 {n} 个区域的数值相加', { n: derived })])
  if (missing.length > 0 && (derived !== null || target.comparison === '区域占比' || !measurement))
    rows.push([t('还缺'), missing.join(t('、'))])
  if (cell.warning)
    rows.push([
      t('留意'),
      <span key="warning" className="jt-at-risk">
        ▲ {cell.warning}
      </span>,
    ])
  return (
    <dl className="jg-why">
      {rows.map(([name, what]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  )
}

function gapWords(gap: string, unit: string, op: Target['op']): string {
  const short = gap.replace(/^-/, '')
  if (Number(gap) === 0) return t('正好')
  const below = !gap.startsWith('-')
  if (op === '<=' || op === '<')
    return below ? t('距上限还有 {n}', { n: `${short}${unit}` }) : t('超出 {n}', { n: `${short}${unit}` })
  return below ? t('还差 {n}', { n: `${short}${unit}` }) : t('超过目标 {n}', { n: `${short}${unit}` })
}
