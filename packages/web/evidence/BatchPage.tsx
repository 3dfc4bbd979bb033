import type { ImportBatch } from '@jingtu/registers/monitoring/import-batch.ts'
import type { BatchDetail } from '@jingtu/server/evidence/views.ts'
import { Descriptions, Skeleton, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { useParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { PageHead, type Step } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { ReasonDialog } from '../parts/ReasonDialog.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { BatchState } from './BatchState.tsx'
import { CertifiedValues } from './CertifiedValues.tsx'
import { JudgeForm } from './JudgeForm.tsx'
import { Quality } from './Quality.tsx'
import { SampleTable } from './SampleTable.tsx'
import { VerdictTable } from './VerdictTable.tsx'
import './evidence.css'

const MOVES = {
  accept: { label: '采信', reason: false, content: '本批结果可以作为评价和考核的依据。' },
  acceptWithReason: { label: '有条件采信', reason: true, content: '质控有不合格项时，写明为什么仍可使用。' },
  reject: { label: '不采信', reason: true, content: '本批结果不再作为依据，原先被它替代的结果恢复有效。' },
  rollBack: {
    label: '撤回',
    reason: true,
    content: '撤回后本批及其评价结论不再计数，被它替代的样品恢复有效；记录和原始文件保留。',
  },
} as const
type Move = keyof typeof MOVES

/** One file that came in: its samples, its own controls, what was decided on it, and its verdicts. */
export default function BatchPage(): ReactNode {
  const { id } = useParams() as { id: string }
  const { actor } = useSession()
  const asked = useGet<BatchDetail>(`/api/evidence/batches/${id}`)
  const [moving, setMoving] = useState<Move | null>(null)
  const [judging, setJudging] = useState(false)
  const move = useWrite<ImportBatch, { move: Move; reason: string }>(
    ({ move: name, reason }, key) =>
      api.post(`/api/evidence/batches/${id}/moves/${name}`, { reason: reason || null }, { key }),
    { refresh: ['/api/evidence'], done: t('已办理'), onDone: () => setMoving(null) },
  )
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active />
  const { batch, names, quality, leftOut } = asked.data
  const offered = (Object.keys(MOVES) as Move[]).filter(m => batch.moves.includes(m))
  const steps: Step[] = offered
    .filter(m => m !== 'accept')
    .map(m => ({ label: t(MOVES[m].label), danger: m === 'reject' || m === 'rollBack', onClick: () => setMoving(m) }))
  const counts = batch.state !== 'rolled-back' && batch.state !== 'rejected'
  const judges = counts && actor.party === null && actor.duties.includes('reviewer')
  return (
    <>
      <PageHead
        title={batch.title}
        trail={[{ label: t('检测数据'), to: '/evidence/batches' }]}
        aside={<BatchState batch={batch} />}
        note={[names[batch.laboratory ?? ''], names[batch.survey ?? ''], names[batch.submittedBy ?? '']]
          .filter(Boolean)
          .join(' · ')}
        {...(judges ? { next: { label: t('评价'), onClick: () => setJudging(true) } } : {})}
        steps={[
          ...(offered.includes('accept') ? [{ label: t('采信'), onClick: () => setMoving('accept') }] : []),
          ...steps,
        ]}
      />
      <Tabs
        items={[
          {
            key: 'samples',
            label: `${t('样品与结果')} ${batch.sampleCount}`,
            children: <SampleTable batch={batch.id} />,
          },
          { key: 'verdicts', label: t('评价结论'), children: <VerdictTable filter={{ batch: batch.id }} /> },
          { key: 'quality', label: t('质控'), children: <QualityTab batch={batch} report={quality} /> },
          { key: 'origin', label: t('来历'), children: <Origin batch={batch} leftOut={leftOut} /> },
        ]}
      />
      {moving && (
        <ReasonDialog
          open
          title={`${t(MOVES[moving].label)}　${batch.title}`}
          content={t(MOVES[moving].content)}
          ok={t(MOVES[moving].label)}
          required={MOVES[moving].reason}
          danger={moving === 'reject' || moving === 'rollBack'}
          busy={move.isPending}
          onOk={reason => move.mutate({ move: moving, reason })}
          onCancel={() => setMoving(null)}
        />
      )}
      <SideSheet open={judging} wide title={t('评价这一批')} onClose={() => setJudging(false)}>
        <JudgeForm scope={{ batch: batch.id }} onDone={() => setJudging(false)} />
      </SideSheet>
    </>
  )
}

function QualityTab({ batch, report }: { batch: BatchDetail['batch']; report: BatchDetail['quality'] }): ReactNode {
  const { actor } = useSession()
  const open = batch.state === 'stored' && actor.party === null && actor.duties.includes('reviewer')
  return (
    <>
      {open && report.certified.length > 0 && <CertifiedValues batch={batch} report={report} />}
      <Quality report={report} />
    </>
  )
}

function Origin({ batch, leftOut }: { batch: BatchDetail['batch']; leftOut: BatchDetail['leftOut'] }): ReactNode {
  return (
    <section className="jt-card">
      <Descriptions size="small" column={{ xs: 1, md: 3 }}>
        <Descriptions.Item label={t('文件')}>{batch.sourceName ?? '—'}</Descriptions.Item>
        <Descriptions.Item label={t('采样日期')}>
          {[batch.takenFrom, batch.takenTo].filter(Boolean).join(' — ') || '—'}
        </Descriptions.Item>
        <Descriptions.Item label={t('提示')}>{batch.warningCount ?? 0}</Descriptions.Item>
        <Descriptions.Item label={t('重复样品')}>{t(batch.onDuplicate)}</Descriptions.Item>
        <Descriptions.Item label={t('来源方式')}>{t(batch.kind)}</Descriptions.Item>
      </Descriptions>
      {batch.mends && batch.mends.length > 0 && (
        <>
          <h3>{t('导入时更正')}</h3>
          <div className="jc-scroll">
            <table className="jc-table">
              <thead>
                <tr>
                  <th>{t('位置')}</th>
                  <th>{t('文件里是')}</th>
                  <th>{t('改为')}</th>
                  <th>{t('更正依据')}</th>
                </tr>
              </thead>
              <tbody>
                {batch.mends.map(m => (
                  <tr key={m.place}>
                    <th scope="row">{m.place}</th>
                    <td>{m.original}</td>
                    <td>{m.text}</td>
                    <td>{m.reason ?? '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {leftOut.length > 0 && (
        <>
          <h3>{t('没有导入的部分')}</h3>
          <p className="jt-soft">{batch.leftOutReason}</p>
          <ul className="jt-reasons">
            {leftOut.map(l => (
              <li key={`${l.place} ${l.text}`}>
                <b>{l.place}</b>　<code>{l.text}</code>　{l.messages.join('；')}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
