import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { targetWords } from '@jingtu/programme/target-text.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { AssignDialog } from './AssignDialog.tsx'
import { TargetValue } from './TargetCard.tsx'

/** The plan's targets; what is still to come from above can be put in here, also when the plan is in force. */
export function TargetList({ detail, canEdit }: { detail: PlanDetail; canEdit: boolean }): ReactNode {
  const [assigning, setAssigning] = useState<string | null>(null)
  const columns = useMemo<Column<Target>[]>(
    () => [
      { key: 'indicator', title: '指标', pinned: true, width: 280 },
      {
        key: 'value',
        title: '目标值',
        width: 150,
        value: row => targetWords(row),
        render: row => <TargetValue target={row} />,
      },
      { key: 'by', title: '完成时限', kind: 'day', width: 110 },
      { key: 'stage', title: '阶段', width: 80, filter: true },
      { key: 'binding', title: '性质', width: 80, filter: true },
      {
        key: 'task',
        title: '所在任务',
        width: 220,
        value: row => detail.tasks.find(x => x.id === row.task)?.title ?? '',
        deskOnly: true,
        clip: true,
      },
      { key: 'assignedBy', title: '下达文件', width: 160 },
      {
        key: 'state',
        title: '状态',
        width: 80,
        filter: true,
        value: row => t(targetRecord.states[row.state]),
        render: row => <RecordState kind={targetRecord} state={row.state} />,
      },
      {
        key: 'assign',
        title: '',
        width: 110,
        sort: false,
        value: () => '',
        render: row =>
          canEdit && (row.pending || row.masked) ? (
            <Button size="small" onClick={() => setAssigning(row.id)}>
              {t('补填下达值')}
            </Button>
          ) : null,
      },
    ],
    [detail.tasks, canEdit],
  )
  return (
    <>
      <DataTable
        id="plan-targets"
        columns={columns}
        rows={detail.targets.filter(x => x.state !== 'rejected')}
        exportName={t('{title}目标', { title: detail.plan.title })}
        empty={{ title: t('计划里没有目标'), how: t('在审核页可以加目标；已发布的计划通过“调整”增加。') }}
      />
      <AssignDialog
        path={`/api/plans/${detail.plan.id}`}
        target={detail.targets.find(x => x.id === assigning) ?? null}
        onClose={() => setAssigning(null)}
      />
    </>
  )
}
