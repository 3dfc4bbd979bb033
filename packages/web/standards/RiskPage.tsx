import { dayInShanghai } from '@jingtu/core/period.ts'
import { assessRisk, type RiskAssessment, type RiskQuestion, show } from '@jingtu/standards/hj25.3-2019/assess.ts'
import type { ControlValues } from '@jingtu/standards/hj25.3-2019/control-values.ts'
import type { Use } from '@jingtu/standards/hj25.3-2019/parameters.ts'
import type { RouteRisk, Span } from '@jingtu/standards/hj25.3-2019/risk.ts'
import { findToxicity } from '@jingtu/standards/hj25.3-2019/toxicity.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import { Alert, Tag } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { substanceName } from '../charts/substance-name.ts'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { useVisitor } from '../shell/session.tsx'
import { MissingList } from './MissingList.tsx'
import { OverrideList } from './OverrideList.tsx'
import { FIRST_QUESTION, type RiskEntry, RiskForm } from './RiskForm.tsx'
import { SensitivityChart } from './SensitivityChart.tsx'
import '../charts/charts.css'
import './risk.css'

/** What was typed as the question the model is asked; an empty concentration is a medium that is not asked about. */
export function questionOf(entry: RiskEntry, day: string): RiskQuestion {
  const reading = (text: string) => (text.trim() === '' ? undefined : parseReading(text))
  const [surface, subsurface, water] = [entry.surfaceSoil, entry.subsurfaceSoil, entry.groundwater].map(reading)
  return {
    substance: entry.substance,
    use: entry.use as Use,
    on: day,
    ...(surface ? { surfaceSoil: surface } : {}),
    ...(subsurface ? { subsurfaceSoil: subsurface } : {}),
    ...(water ? { groundwater: water } : {}),
    ...(entry.groundwaterTarget.trim() === '' ? {} : { groundwaterTarget: Number(entry.groundwaterTarget) }),
    overrides: entry.overrides,
    without: entry.without,
    including: entry.including,
    ...(entry.accepted ? { accepted: entry.accepted } : {}),
  }
}

/** HJ 25.3: one contaminant at one place, reckoned while one types; every number with where it comes from. */
export default function RiskPage(): ReactNode {
  const [entry, setEntry] = useState<RiskEntry>(FIRST_QUESTION)
  const day = useVisitor()?.today ?? dayInShanghai(new Date())
  const outcome = useMemo(() => assessRisk(questionOf(entry, day)), [entry, day])
  return (
    <>
      <PageHead
        title={t('风险评估计算')}
        trail={[{ label: t('标准'), to: '/standards' }]}
        note={t('HJ 25.3-2019：暴露途径、致癌风险、危害商、风险控制值。未核实的参数逐个标明，不会悄悄使用。')}
        steps={[{ label: t('打印'), onClick: () => print() }]}
      />
      <div className="jk-risk">
        <section className="jt-card">
          <RiskForm entry={entry} onChange={setEntry} />
        </section>
        <div className="jk-answer">
          {outcome.ok ? (
            <Answer found={outcome.assessment} />
          ) : (
            <Alert
              type="error"
              showIcon
              title={t('还不能计算')}
              description={
                <ul className="jt-reasons">
                  {outcome.reasons.map(r => (
                    <li key={`${r.where} ${r.message}`}>
                      {r.where && <b>{r.where}　</b>}
                      {r.message}
                    </li>
                  ))}
                </ul>
              }
            />
          )}
          <SensitivityChart entry={entry} />
        </div>
      </div>
      <OverrideList
        use={entry.use}
        overrides={entry.overrides}
        onChange={overrides => setEntry({ ...entry, overrides })}
      />
    </>
  )
}

const STATES = { 可接受: 'met', 不可接受: 'not-met', 证据不足: 'unknown' } as const

function Answer({ found: f }: { found: RiskAssessment }): ReactNode {
  return (
    <section className="jt-card jt-card-above" aria-label={t('结果')}>
      <h2>
        {substanceName(findToxicity(f.substance)?.substance ?? null, f.substance)}　{t(f.use)}　
        <StateTag state={STATES[f.verdict]} word={t(f.verdict)} />
      </h2>
      <p>{f.why}</p>
      {f.unverified.length > 0 && (
        <p>
          {t('未核实的参数')}：
          {f.unverified.map(u => (
            <Tag key={u.key} color="warning" title={u.why}>
              {u.key} {u.value ?? '—'}
            </Tag>
          ))}
        </p>
      )}
      <div className="jc-scroll">
        <table className="jc-table jk-routes">
          <thead>
            <tr>
              <th>{t('暴露途径')}</th>
              <th>{t('介质')}</th>
              <th>{t('状态')}</th>
              <th>{t('致癌风险')}</th>
              <th>{t('占比')}</th>
              <th>{t('危害商')}</th>
              <th>{t('占比')}</th>
            </tr>
          </thead>
          <tbody>
            {f.routes.map(r => (
              <Route key={r.route} risk={r} />
            ))}
            <Total name={t('土壤合计')} of={f.soil} />
            <Total name={t('地下水合计')} of={f.groundwater} />
          </tbody>
        </table>
      </div>
      <Control values={f.control} />
      <MissingList missing={f.missing} />
      <ul className="js-notes jt-soft">
        {f.notes.map(note => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  )
}

const span = (s: Span | null): string =>
  s === null ? '—' : s.high === s.low ? show(s.low) : `${show(s.low)}—${show(s.high)}`
const share = (n: number | null): string => (n === null ? '—' : `${(n * 100).toFixed(1)}%`)

const Route = ({ risk: r }: { risk: RouteRisk }): ReactNode => (
  <tr className={r.state === '计入' ? undefined : `jk-${r.state === '未核实' ? 'doubt' : 'out'}`} title={r.why}>
    <th scope="row">{t(r.route)}</th>
    <td>{t(r.medium)}</td>
    <td>
      {t(r.state)}
      {r.unverified.length > 0 && `（${r.unverified.join('、')}）`}
    </td>
    <td>{span(r.cr)}</td>
    <td>{share(r.crShare)}</td>
    <td>{span(r.hq)}</td>
    <td>{share(r.hqShare)}</td>
  </tr>
)

const Total = ({ name, of }: { name: string; of: RiskAssessment['soil'] }): ReactNode => (
  <tr className="jk-total">
    <th scope="row">{name}</th>
    <td />
    <td>{of.verdict && <StateTag state={STATES[of.verdict]} word={t(of.verdict)} />}</td>
    <td>{of.verdict === null ? '—' : span(of.cr)}</td>
    <td />
    <td>{of.verdict === null ? '—' : span(of.hq)}</td>
    <td />
  </tr>
)

function Control({ values: v }: { values: ControlValues }): ReactNode {
  const rows: [string, number | null, string][] = [
    [t('土壤，致癌效应'), v.soilCarcinogenic, 'mg/kg'],
    [t('土壤，非致癌效应'), v.soilHazard, 'mg/kg'],
    [t('土壤，保护地下水'), v.soilForGroundwater, 'mg/kg'],
    [t('土壤风险控制值'), v.soil, 'mg/kg'],
    [t('地下水，致癌效应'), v.groundwaterCarcinogenic, 'mg/L'],
    [t('地下水，非致癌效应'), v.groundwaterHazard, 'mg/L'],
    [t('地下水风险控制值'), v.groundwater, 'mg/L'],
  ]
  return (
    <section>
      <h3 className="jk-head">
        {t('风险控制值')}
        {v.unverified.length > 0 && <Tag color="warning">{t('据未核实的参数，仅供参考')}</Tag>}
      </h3>
      <dl className="jk-control">
        {rows.map(([name, value, unit]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === null ? '—' : `${Number(value.toPrecision(3))} ${unit}`}</dd>
          </div>
        ))}
      </dl>
      {v.notes.map(note => (
        <p key={note} className="jt-soft">
          {note}
        </p>
      ))}
    </section>
  )
}
