import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { PrintedTableView } from './PrintedTableView.tsx'
import { printedTables } from './printed.ts'
import { LISTED, type Listed, stateOn } from './validity.ts'

interface Props {
  chosen: string | null
  today: string
  onChoose: (standard: string | null) => void
  onSubstance: (substance: string) => void
}

/** The list of standards, or one of them table by table. */
export function StandardTables({ chosen, today, onChoose, onSubstance }: Props): ReactNode {
  const one = LISTED.find(s => s.id === chosen)
  if (one) return <OneStandard one={one} today={today} onBack={() => onChoose(null)} onSubstance={onSubstance} />
  const columns: Column<Listed>[] = [
    { key: 'id', title: '编号', pinned: true, width: 220 },
    { key: 'title', title: '名称', width: 380 },
    {
      key: 'state',
      title: '今天',
      filter: true,
      width: 120,
      value: s => t(stateOn(s, today)),
      render: s => <InForce listed={s} day={today} />,
    },
    { key: 'from', title: '施行', kind: 'day', width: 110 },
    { key: 'until', title: '至', kind: 'day', width: 110 },
    { key: 'supersedes', title: '代替', width: 150 },
    {
      key: 'doubtful',
      title: '核对',
      width: 200,
      value: s =>
        s.rows === 0
          ? t('方法，不含限值表')
          : s.doubtful === 0
            ? t('{n} 行全部核对', { n: s.rows })
            : t('{n} 行中 {doubtful} 行待核', { n: s.rows, doubtful: s.doubtful }),
    },
  ]
  return (
    <DataTable
      id="standards"
      columns={columns}
      rows={LISTED}
      onOpen={s => onChoose(s.id)}
      empty={{ title: t('没有标准') }}
      exportName={t('标准')}
    />
  )
}

function OneStandard({
  one,
  today,
  onBack,
  onSubstance,
}: {
  one: Listed
  today: string
  onBack: () => void
  onSubstance: (substance: string) => void
}): ReactNode {
  const tables = printedTables(one.id)
  const successor = LISTED.find(s => s.supersedes === one.id)
  return (
    <article>
      <header className="js-one">
        <button type="button" className="jt-link jt-no-print" onClick={onBack}>
          ← {t('全部标准')}
        </button>
        <h2>
          {one.id}　{one.title}
        </h2>
        <p className="jt-soft">
          <InForce listed={one} day={today} />　{t('自 {from} 起施行', { from: one.from })}
          {one.until && `，${t('至 {until}', { until: one.until })}`}
          {one.supersedes && `　${t('代替 {id}', { id: one.supersedes })}`}
          {successor && `　${t('由 {id} 代替', { id: successor.id })}`}
        </p>
      </header>
      {tables.length === 0 && <p>{t('这是一项方法，没有限值表；它在风险评估、效果评估、自行监测等处使用。')}</p>}
      {tables.map(table => (
        <PrintedTableView key={table.id} table={table} onSubstance={onSubstance} />
      ))}
    </article>
  )
}

export const InForce = ({
  listed,
  day,
}: {
  listed: { from: string; until: string | null }
  day: string
}): ReactNode => {
  const state = stateOn(listed, day)
  return (
    <StateTag
      state={state === '施行中' ? 'met' : state === '尚未施行' ? 'unknown' : 'not-applicable'}
      word={t(state)}
    />
  )
}
