import type { Finding, Judgement } from '@jingtu/standards/judgement.ts'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { type Severity, severityOf } from '../charts/exceedance.ts'
import { substanceName } from '../charts/substance-name.ts'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import { MissingList } from './MissingList.tsx'
import './standards.css'

const ORDER: readonly Severity[] = ['serious', 'raised', 'open', 'fine', 'none']

/** Why a verdict is what it is: on what it rests, what is missing, and each finding with its clause, the worst first. */
export function JudgementFacts({ judgement, target }: { judgement: Judgement; target?: string }): ReactNode {
  const sorted = [...judgement.findings].sort(
    (a, b) => ORDER.indexOf(severityOf(a.verdict, target)) - ORDER.indexOf(severityOf(b.verdict, target)),
  )
  return (
    <>
      <p className="js-verdict">
        <VerdictTag verdict={judgement.verdict} target={target} />
        <span className="jt-soft">{judgement.standard}</span>
      </p>
      {judgement.decisive.length > 0 && (
        <p>
          {t('起决定作用的项目')}：<b>{judgement.decisive.join('、')}</b>
        </p>
      )}
      {judgement.notes.length > 0 && (
        <ul className="js-notes">
          {judgement.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <MissingList missing={judgement.missing} />
      {sorted.map(f => (
        <FindingFacts key={`${f.name} ${f.clause} ${f.value}`} finding={f} target={target} />
      ))}
    </>
  )
}

export function FindingFacts({ finding: f, target }: { finding: Finding; target?: string }): ReactNode {
  const marks = [...f.flags, ...(f.verified ? [] : [t('限值待核')])]
  return (
    <section className="js-finding">
      <h3>
        {substanceName(f.substance, f.name)}
        <VerdictTag verdict={f.verdict} target={target} />
        {marks.map(mark => (
          <Tag key={mark} color="warning">
            {mark}
          </Tag>
        ))}
      </h3>
      <p>{f.why}</p>
      <dl className="js-facts">
        <Fact label={t('检测值')}>{f.value === null ? '—' : `${f.value} ${f.unit}`}</Fact>
        <Fact label={t('原始单元格')}>{f.original && <code>{f.original}</code>}</Fact>
        <Fact label={t('换算')}>{f.conversion}</Fact>
        <Fact label={t('限值')}>
          {f.limits.length > 0 && f.limits.map(l => `${t(l.name)} ${l.value} ${l.unit}`).join('；')}
        </Fact>
        <Fact label={t('比值')}>{f.ratio}</Fact>
        <Fact label={t('适用条件')}>{f.band}</Fact>
        <Fact label={t('标准条款')}>{f.clause}</Fact>
        <Fact label={t('脚注')}>{f.footnotes.join('；')}</Fact>
        <Fact label={t('限值核对')}>
          {f.limits.length > 0 && (f.verified ? t('已与公开文本核对') : t('限值待核：未与正式文本核对'))}
        </Fact>
        <Fact label={t('需要')}>{f.need}</Fact>
      </dl>
    </section>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }): ReactNode =>
  children === null || children === undefined || children === '' || children === false ? null : (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
