import type { Judgement } from '@jingtu/standards/judgement.ts'
import type { FileProblem } from '@jingtu/standards/screening/records.ts'
import { Badge, Tabs } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { ConcentrationChart } from '../charts/ConcentrationChart.tsx'
import { DistributionChart } from '../charts/DistributionChart.tsx'
import { ExceedanceTable } from '../charts/ExceedanceTable.tsx'
import type { Exceedance } from '../charts/exceedance.ts'
import { substanceName } from '../charts/substance-name.ts'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { JudgementFacts } from '../standards/JudgementFacts.tsx'

interface Props {
  judgements: Judgement[]
  table: Exceedance
  problems: readonly FileProblem[]
  target?: string
}

/** Every sample with its verdict; whatever is clicked opens the reasons. */
export function ScreeningResult({ judgements, table, problems, target }: Props): ReactNode {
  const [open, setOpen] = useState<Judgement | null>(null)
  const lacking = useMemo(
    () => judgements.flatMap(j => j.missing.map((m, i) => ({ id: `${j.sample} ${i}`, sample: j.sample, ...m }))),
    [judgements],
  )
  const tabs = [
    {
      key: 'verdicts',
      label: t('结论'),
      children: <Verdicts judgements={judgements} target={target} onOpen={setOpen} />,
    },
    { key: 'table', label: t('超标表'), children: <ExceedanceTable table={table} onOpen={setOpen} /> },
    {
      key: 'chart',
      label: t('浓度图'),
      children: <ConcentrationChart table={table} judgements={judgements} target={target} />,
    },
    { key: 'distribution', label: t('分布图'), children: <DistributionChart table={table} /> },
    {
      key: 'missing',
      label: <Counted label={t('还缺什么')} count={lacking.length} />,
      children: <Missing rows={lacking} />,
    },
    {
      key: 'faults',
      label: <Counted label={t('文件里的问题')} count={problems.length} />,
      children: <Faults problems={problems} />,
    },
  ]
  return (
    <>
      <Tabs className="jn-tabs" items={tabs} />
      <SideSheet open={open !== null} title={open?.sample} onClose={() => setOpen(null)}>
        {open && <JudgementFacts judgement={open} target={target} />}
      </SideSheet>
    </>
  )
}

const Counted = ({ label, count }: { label: string; count: number }): ReactNode => (
  <span className="jn-tab">
    {label}
    {count > 0 && <Badge count={count} overflowCount={9999} color="#8a8478" size="small" />}
  </span>
)

function Verdicts({
  judgements,
  target,
  onOpen,
}: {
  judgements: Judgement[]
  target?: string
  onOpen: (judgement: Judgement) => void
}): ReactNode {
  const columns: Column<Judgement>[] = [
    { key: 'sample', title: '样品', pinned: true, width: 180 },
    {
      key: 'verdict',
      title: '结论',
      filter: true,
      width: 150,
      render: j => <VerdictTag verdict={j.verdict} target={target} />,
    },
    { key: 'decisive', title: '起决定作用的项目', value: j => j.decisive.join('、'), width: 240 },
    { key: 'missing', title: '缺项', kind: 'number', value: j => j.missing.length, width: 80 },
    { key: 'standard', title: '标准', filter: true, width: 150 },
    { key: 'notes', title: '依据', value: j => j.notes.join('；'), width: 360, deskOnly: true },
    {
      key: 'why',
      title: '为什么',
      value: () => '',
      width: 90,
      deskOnly: true,
      render: j => (
        <button type="button" className="jt-link" onClick={() => onOpen(j)}>
          {t('为什么')}
        </button>
      ),
    },
  ]
  return (
    <DataTable
      id="screening.verdicts"
      columns={columns}
      rows={judgements}
      rowKey={j => j.sample}
      onOpen={onOpen}
      empty={{ title: t('没有样品') }}
    />
  )
}

interface Lacking {
  id: string
  sample: string
  substance: string | null
  name: string
  why: string
  need: string
}

const MISSING_COLUMNS: Column<Lacking>[] = [
  { key: 'sample', title: '样品', pinned: true, filter: true, width: 180 },
  { key: 'name', title: '缺什么', filter: true, width: 180, value: m => substanceName(m.substance, m.name) },
  { key: 'why', title: '为什么不能判断', width: 380 },
  { key: 'need', title: '需要', width: 320 },
]

const Missing = ({ rows }: { rows: Lacking[] }): ReactNode => (
  <DataTable
    id="screening.missing"
    columns={MISSING_COLUMNS}
    rows={rows}
    empty={{ title: t('什么都不缺'), how: t('每个项目都能判断。') }}
    exportName={t('还缺什么')}
  />
)

interface Fault extends FileProblem {
  id: string
}
const FAULT_COLUMNS: Column<Fault>[] = [
  {
    key: 'grade',
    title: '程度',
    filter: true,
    width: 100,
    value: f => t(f.grade === 'error' ? '错误' : '提示'),
    render: f =>
      f.grade === 'error' ? (
        <StateTag state="not-met" word={t('错误')} />
      ) : (
        <StateTag state="at-risk" word={t('提示')} />
      ),
  },
  { key: 'where', title: '位置', pinned: true, width: 200 },
  { key: 'message', title: '问题说明', width: 560 },
]

const Faults = ({ problems }: { problems: readonly FileProblem[] }): ReactNode => (
  <DataTable
    id="screening.faults"
    columns={FAULT_COLUMNS}
    rows={problems.map((p, i) => ({ ...p, id: String(i) }))}
    empty={{ title: t('文件里没有问题') }}
    exportName={t('文件里的问题')}
  />
)
