import { FileAddOutlined } from '@ant-design/icons'
import { letterRecord } from '@jingtu/programme/organisation.ts'
import type { LetterRow } from '@jingtu/server/targets/views.ts'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { useAddress } from '../shell/address.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { LetterSheet } from './LetterSheet.tsx'
import { NewLetters } from './NewLetters.tsx'
import { planOptions, usePlans } from './plans-with-targets.ts'
import './letters.css'
import './target.css'
import './targets.css'

const COLUMNS: readonly Column<LetterRow>[] = [
  { key: 'partyBName', title: '承责单位', pinned: true, width: 220 },
  { key: 'regionName', title: '区域', width: 120, filter: true },
  { key: 'partyAName', title: '交责单位', width: 180, deskOnly: true },
  {
    key: 'targets',
    title: '目标',
    unit: '项',
    kind: 'number',
    width: 80,
    value: row => (row.items ?? []).filter(i => i.target).length,
  },
  {
    key: 'tasks',
    title: '任务',
    unit: '项',
    kind: 'number',
    width: 80,
    value: row => (row.items ?? []).filter(i => i.task).length,
  },
  {
    key: 'state',
    title: '状态',
    width: 90,
    filter: true,
    value: row => t(letterRecord.states[row.state]),
    render: row => <RecordState kind={letterRecord} state={row.state} />,
  },
  { key: 'issuingNumber', title: '文号', width: 160 },
  { key: 'signedOn', title: '签订日期', kind: 'day', width: 110 },
  { key: 'conclusion', title: '考核结论', width: 200, clip: true },
]

/** 责任书: one a county or bureau, from the published plan; drafted, signed, assessed. */
export default function Letters(): ReactNode {
  const { actor } = useSession()
  const [params, put] = useAddress()
  const { plans, plan, choose, error } = usePlans(params.get('plan'))
  const asked = useGet<List<LetterRow>>(plan ? '/api/letters' : null, { plan: plan?.id ?? '' }, { keep: true })
  const [drafting, setDrafting] = useState(false)
  const rows = asked.data?.rows
  const mine = plan?.ownerUnit === actor.unit && actor.duties.includes('planner')
  const mayDraft = mine && plan?.state === 'published'
  const signed = rows?.filter(r => r.state !== 'drafted').length ?? 0
  if (error) return <Problem error={error} />
  return (
    <>
      <PageHead
        title={t('责任书')}
        note={
          rows && rows.length > 0
            ? t('共 {n} 份，已签订 {signed} 份，待签订 {open} 份。', {
                n: rows.length,
                signed,
                open: rows.length - signed,
              })
            : t('由已发布的计划生成：承责单位的目标和任务逐项列出，每一项都指向计划中的原条目。')
        }
        next={
          mayDraft ? { label: t('生成责任书'), icon: <FileAddOutlined />, onClick: () => setDrafting(true) } : undefined
        }
      />
      {plan && (
        <div className="jg-tools">
          <PlanChoice
            plans={plans ?? []}
            plan={plan.id}
            onChoose={id => {
              choose(id)
              put({ plan: id })
            }}
          />
        </div>
      )}
      <DataTable
        id="letters"
        columns={COLUMNS}
        rows={plans && !plan ? [] : rows}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        onOpen={row => put({ letter: row.id })}
        exportName={t('责任书')}
        empty={{
          title: t('还没有责任书'),
          how: mayDraft
            ? t('选好承责单位，系统按计划把各自的目标和任务列成责任书，得到可编辑的 Word 文件。')
            : t('责任书由计划编制单位的计划管理人员在计划发布后生成。'),
          action: mayDraft && (
            <Button type="primary" onClick={() => setDrafting(true)}>
              {t('生成责任书')}
            </Button>
          ),
        }}
      />
      <SideSheet open={drafting} title={t('生成责任书')} onClose={() => setDrafting(false)}>
        {plan && <NewLetters plan={plan.id} onDone={() => setDrafting(false)} />}
      </SideSheet>
      <LetterSheet letter={rows?.find(r => r.id === params.get('letter'))} onClose={() => put({ letter: null })} />
    </>
  )
}

const PlanChoice = ({
  plans,
  plan,
  onChoose,
}: {
  plans: Parameters<typeof planOptions>[0]
  plan: string
  onChoose: (id: string) => void
}): ReactNode => (
  <Select
    className="jg-plan"
    aria-label={t('计划')}
    value={plan}
    options={planOptions(plans, t('未写年度'))}
    showSearch={{ optionFilterProp: 'label' }}
    popupMatchSelectWidth={false}
    onChange={onChoose}
  />
)
