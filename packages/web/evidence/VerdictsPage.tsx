import type { JudgingView } from '@jingtu/server/evidence/views.ts'
import { STANDARDS } from '@jingtu/standards/index.ts'
import { INSUFFICIENT, NO_LIMIT, VERDICTS } from '@jingtu/standards/judgement.ts'
import { Select, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { ReasonDialog } from '../parts/ReasonDialog.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { ExceedanceList } from './ExceedanceList.tsx'
import { JudgeForm } from './JudgeForm.tsx'
import { VerdictTable } from './VerdictTable.tsx'
import './evidence.css'

const NUMBERS = [...new Set(STANDARDS.map(s => s.number))]

/** 评价: every verdict with its reason, and the judgings they came from. */
export default function VerdictsPage(): ReactNode {
  const { actor } = useSession()
  const [standard, setStandard] = useState<(typeof NUMBERS)[number] | null>(null)
  const [verdict, setVerdict] = useState<string | null>(null)
  const [judging, setJudging] = useState(false)
  const words = standard ? [...VERDICTS[standard], INSUFFICIENT, NO_LIMIT] : []
  const judges = actor.party === null && actor.duties.includes('reviewer')
  // A notice of exceedances leads here with the judging it speaks of.
  const [params] = useSearchParams()
  const one = params.get('judging')
  const filter = {
    ...(standard ? { standard } : {}),
    ...(verdict ? { verdict } : {}),
    ...(one ? { judging: one } : {}),
  }
  return (
    <>
      <PageHead
        title={t('评价')}
        note={t('结论照判定时的标准和版本保存；换标准重新评价时先列出变化，再写入。')}
        steps={[{ label: t('地方标准'), to: '/evidence/local-standards' }]}
        {...(judges ? { next: { label: t('重新评价'), onClick: () => setJudging(true) } } : {})}
      />
      <Tabs
        items={[
          {
            key: 'verdicts',
            label: t('评价结论'),
            children: (
              <VerdictTable
                key={`${standard} ${verdict} ${one}`}
                filter={filter}
                tools={
                  <>
                    <Select
                      allowClear
                      className="je-choice"
                      aria-label={t('标准')}
                      placeholder={t('全部标准')}
                      value={standard}
                      onChange={(next: (typeof NUMBERS)[number] | null) => {
                        setStandard(next ?? null)
                        setVerdict(null)
                      }}
                      options={NUMBERS.map(value => ({ value, label: value }))}
                    />
                    <Select
                      allowClear
                      className="je-choice"
                      aria-label={t('结论')}
                      placeholder={t('全部结论')}
                      disabled={!standard}
                      value={verdict}
                      onChange={(next: string | null) => setVerdict(next ?? null)}
                      options={words.map(value => ({ value, label: t(value) }))}
                    />
                  </>
                }
              />
            ),
          },
          { key: 'exceedances', label: t('超标清单'), children: <ExceedanceList standard={standard} /> },
          { key: 'judgings', label: t('历次评价'), children: <Judgings /> },
        ]}
      />
      <SideSheet open={judging} wide title={t('重新评价辖区内的样品')} onClose={() => setJudging(false)}>
        <JudgeForm scope={{}} onDone={() => setJudging(false)} />
      </SideSheet>
    </>
  )
}

function Judgings(): ReactNode {
  const asked = useGet<List<JudgingView>>('/api/evidence/judgings')
  const [withdrawing, setWithdrawing] = useState<JudgingView | null>(null)
  const withdraw = useWrite<unknown, { id: string; reason: string }>(
    ({ id, reason }, key) => api.post(`/api/evidence/judgings/${id}/moves/withdraw`, { reason }, { key }),
    { refresh: ['/api/evidence'], done: t('已撤回'), onDone: () => setWithdrawing(null) },
  )
  const columns: Column<JudgingView>[] = [
    { key: 'title', title: '名称', pinned: true, width: 260 },
    { key: 'editions', title: '标准', width: 180, value: j => (j.editions ?? []).join('、') },
    {
      key: 'tables',
      title: '地方标准',
      width: 180,
      value: j => ((j.tables ?? []) as { id: string }[]).map(x => x.id).join('、'),
    },
    { key: 'judgedOn', title: '评价日期', kind: 'day', width: 110 },
    {
      key: 'counts',
      title: '结论',
      width: 260,
      value: j =>
        Object.entries(j.counts ?? {})
          .map(([v, n]) => `${t(v)} ${n}`)
          .join('　'),
    },
    { key: 'flipCount', title: '变化数', kind: 'number', width: 90 },
    {
      key: 'state',
      title: '状态',
      width: 110,
      filter: true,
      value: j => t(j.state === 'in-force' ? '有效' : '已撤回'),
      render: j => (
        <StateTag
          state={j.state === 'in-force' ? 'met' : 'not-applicable'}
          word={t(j.state === 'in-force' ? '有效' : '已撤回')}
        />
      ),
    },
    {
      key: 'moves',
      title: '办理',
      width: 90,
      value: () => '',
      render: j =>
        j.moves.includes('withdraw') && (
          <button type="button" className="jt-link" onClick={() => setWithdrawing(j)}>
            {t('撤回')}
          </button>
        ),
    },
  ]
  return (
    <>
      <DataTable
        id="evidence.judgings"
        columns={columns}
        rows={asked.data?.rows}
        exportName={t('评价记录')}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={{ title: t('还没有评价'), how: t('打开一批检测数据，按“评价”选择标准，看过变化清单后写入。') }}
      />
      {withdrawing && (
        <ReasonDialog
          open
          title={`${t('撤回')}　${withdrawing.title}`}
          content={t('撤回后这次评价的结论不再计数，此前的结论恢复有效。')}
          ok={t('撤回')}
          required
          danger
          busy={withdraw.isPending}
          onOk={reason => withdraw.mutate({ id: withdrawing.id, reason })}
          onCancel={() => setWithdrawing(null)}
        />
      )}
    </>
  )
}
