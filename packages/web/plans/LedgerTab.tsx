import type { LedgerRow } from '@jingtu/programme/plan-views.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { Light } from '../parts/Light.tsx'
import { showNumber } from '../parts/show.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'

const share = (row: LedgerRow): number | null => {
  if (row.objects) return row.objects.total ? row.objects.done / row.objects.total : null
  return row.quantity && row.done !== null && Number(row.quantity) > 0 ? Number(row.done) / Number(row.quantity) : null
}
const doneText = (row: LedgerRow): string => {
  if (row.objects) return `${row.objects.done} / ${row.objects.total}`
  if (row.quantity === null) return ''
  return `${row.done === null ? t('未报') : showNumber(row.done)} / ${showNumber(row.quantity)} ${row.quantityUnit ?? ''}`
}

/** 工作台账: what is tracked by itself, whose it is, by when, and how much of it is done. */
export function LedgerTab({ id, published }: { id: string; published: boolean }): ReactNode {
  const today = useToday()
  const asked = useGet<List<LedgerRow>>(published ? `/api/plans/${id}/ledger` : null)
  const columns: Column<LedgerRow>[] = [
    { key: 'title', title: '事项', pinned: true, width: 280 },
    { key: 'parentTitle', title: '所属任务', width: 200, filter: true, clip: true, deskOnly: true },
    { key: 'owners', title: '承办单位', width: 180, value: row => row.owners.join('、') },
    { key: 'done', title: '已完成 / 总数', width: 150, value: doneText, render: row => <Done row={row} /> },
    { key: 'due', title: '时间节点', kind: 'day', width: 110 },
    {
      key: 'light',
      title: '时限',
      width: 110,
      value: row => row.due,
      render: row => <Light due={row.due} today={today} finishedOn={row.state === '已完成' ? row.due : null} />,
    },
    { key: 'state', title: '状态', width: 80, filter: true },
  ]
  return (
    <DataTable
      id="plan-ledger"
      columns={columns}
      rows={published ? asked.data?.rows : []}
      error={asked.error}
      onRetry={() => void asked.refetch()}
      exportName={t('工作台账')}
      empty={{ title: t('发布后生成工作台账'), how: t('把任务分解成带数量的子任务，台账就能看到完成多少、还差多少。') }}
    />
  )
}

function Done({ row }: { row: LedgerRow }): ReactNode {
  const part = share(row)
  return (
    <span className="jp-advance">
      {part !== null && (
        <span className="jp-bar" style={{ width: 48 }}>
          <span style={{ width: `${Math.min(100, part * 100)}%` }} />
        </span>
      )}
      <span className="jp-figures">{doneText(row)}</span>
    </span>
  )
}
