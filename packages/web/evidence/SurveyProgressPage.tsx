import type { Survey } from '@jingtu/registers/monitoring/survey.ts'
import type { PlaceVerdict, SurveyProgress } from '@jingtu/server/evidence/views.ts'
import { findStandard } from '@jingtu/standards/index.ts'
import { ITEM_SETS } from '@jingtu/standards/required-items.ts'
import { Select, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { VerdictTable } from './VerdictTable.tsx'
import '../screening/screening.css'
import './evidence.css'

/** 调查进度: how far each point of a survey is, and the verdict of each place with the items it must rest on. */
export default function SurveyProgressPage(): ReactNode {
  const [params, setParams] = useSearchParams()
  const surveys = useGet<List<Survey>>('/api/surveys')
  const id = params.get('survey') ?? surveys.data?.rows[0]?.id ?? null
  return (
    <>
      <PageHead
        title={t('调查进度')}
        trail={[{ label: t('调查任务'), to: '/evidence/surveys' }]}
        note={t('每个点走到哪一步；地块（点位）的结论须有整组项目，缺一项就是证据不足。')}
      />
      <div className="jt-card jt-card-above je-about">
        <label htmlFor="je-survey">
          {t('调查任务')}
          <Select
            id="je-survey"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('请选择')}
            value={id}
            onChange={(value: string) => setParams({ survey: value })}
            options={(surveys.data?.rows ?? []).map(s => ({ value: s.id, label: s.name }))}
          />
        </label>
      </div>
      {surveys.error && <Problem error={surveys.error} onRetry={() => void surveys.refetch()} />}
      {surveys.data && !id && (
        <EmptyState title={t('还没有调查任务')} how={t('在“调查任务”部署后，这里显示各点的进度和结论。')} />
      )}
      {id && (
        <Tabs
          key={id}
          items={[
            { key: 'stages', label: t('进度'), children: <Stages survey={id} /> },
            { key: 'places', label: t('地块结论'), children: <Places survey={id} /> },
            { key: 'verdicts', label: t('样品结论'), children: <VerdictTable filter={{ survey: id }} /> },
          ]}
        />
      )}
    </>
  )
}

type Stage = SurveyProgress['sites'][number]
const STAGE_COLUMNS: Column<Stage>[] = [
  { key: 'code', title: '点位编码', pinned: true, width: 150 },
  { key: 'name', title: '名称', width: 240 },
  { key: 'stage', title: '进度', width: 130, filter: true, value: s => t(s.stage) },
]

function Stages({ survey }: { survey: string }): ReactNode {
  const asked = useGet<SurveyProgress>(`/api/evidence/surveys/${survey}/progress`)
  const p = asked.data
  return (
    <>
      {p && (
        <ul className="jn-counts">
          {(
            [
              ['布点', p.planned],
              ['已采样', p.sampled],
              ['已检测', p.tested],
              ['已评价', p.judged],
            ] as const
          ).map(([word, n]) => (
            <li key={word}>
              {t(word)} <b>{n}</b>
            </li>
          ))}
        </ul>
      )}
      <DataTable
        id="evidence.stages"
        columns={STAGE_COLUMNS}
        rows={p?.sites}
        rowKey={s => s.site}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        exportName={t('调查进度')}
        empty={{ title: t('没有布点'), how: t('调查任务里选定点位后，按交接单、检测数据和评价结论显示进度。') }}
      />
    </>
  )
}

const STANDARDS = ['GB 36600-2018', 'GB 15618-2018', 'GB/T 14848-2017', 'GB 5084-2021']

function Places({ survey }: { survey: string }): ReactNode {
  const [standard, setStandard] = useState(STANDARDS[0]!)
  const sets = ITEM_SETS.filter(s => s.standard === findStandard(standard)?.number)
  const [chosen, setChosen] = useState<string | null>(null)
  const items = sets.some(s => s.name === chosen) ? chosen! : sets[0]!.name
  const asked = useGet<{ rows: PlaceVerdict[] }>(`/api/evidence/surveys/${survey}/places`, { standard, items })
  const columns: Column<PlaceVerdict>[] = [
    { key: 'name', title: '地块或点位', pinned: true, width: 200 },
    { key: 'verdict', title: '结论', width: 150, filter: true, render: p => <VerdictTag verdict={p.verdict} /> },
    { key: 'decisive', title: '起决定作用的项目', width: 200, value: p => p.decisive.join('、') },
    { key: 'samples', title: '样品', kind: 'number', width: 80, value: p => p.samples.length },
    { key: 'missing', title: '缺项', kind: 'number', width: 80, value: p => p.missing.length },
    {
      key: 'need',
      title: '需要',
      width: 420,
      value: p => [...new Set(p.missing.map(m => m.need))].join('；'),
    },
  ]
  return (
    <>
      {/* Above the list, not among its tools: an empty list has none, and another choice may fill it. */}
      <div className="je-grid-tools">
        <Select
          className="je-choice"
          aria-label={t('标准')}
          value={standard}
          onChange={setStandard}
          options={STANDARDS.map(value => ({ value, label: value }))}
        />
        <Select
          className="je-choice"
          aria-label={t('结论须依据的项目')}
          value={items}
          onChange={setChosen}
          options={sets.map(s => ({ value: s.name, label: t(s.name) }))}
          popupMatchSelectWidth={false}
        />
      </div>
      <DataTable
        id="evidence.places"
        columns={columns}
        rows={asked.data?.rows}
        rowKey={p => p.site ?? p.name}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        exportName={t('地块结论')}
        empty={{ title: t('还没有可以评价的样品'), how: t('向这个调查任务导入检测数据后，这里按点位给出结论。') }}
      />
    </>
  )
}
