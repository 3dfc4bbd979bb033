import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import type { PlanInView } from '@jingtu/server/workbench/answers.ts'
import type { CollectionRow, UnitReturn } from '@jingtu/server/workbench/collections/answers.ts'
import { App, Button, Skeleton, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../../i18n/language.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Light } from '../../parts/Light.tsx'
import { PageHead } from '../../parts/PageHead.tsx'
import { Problem, showProblem } from '../../parts/Problem.tsx'
import { useReason } from '../../parts/ReasonDialog.tsx'
import { SideSheet } from '../../parts/SideSheet.tsx'
import { StateTag } from '../../parts/StateTag.tsx'
import { api, type List } from '../../shell/api.ts'
import { useGet, useWrite } from '../../shell/query.ts'
import { useSession } from '../../shell/session.tsx'
import { NewCollection } from './NewCollection.tsx'
import '../reporting.css'
import '../workbench.css'
import './collections.css'

const PATH = '/api/collections'
const REFRESH = [PATH, '/api/notices']

/** Lists that are collected from units by a day: the form goes out, sheets come in checked, all is merged. */
export default function Collections(): ReactNode {
  const { actor } = useSession()
  const asked = useGet<List<CollectionRow>>(PATH)
  const [adding, setAdding] = useState(false)
  const plans = useGet<List<PlanInView>>('/api/workbench/plans').data?.rows ?? []
  const may = actor.duties.includes('planner') && plans.some(p => p.mine && p.state === 'published')
  const rows = asked.data?.rows
  return (
    <>
      <PageHead
        title={t('数据收集')}
        note={t('按计划要求逐单位收集清单：发表样、收数据、逐格核对、自动汇总。')}
        next={may ? { label: t('发起收集'), onClick: () => setAdding(true) } : undefined}
      />
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {!rows && !asked.error && <Skeleton active />}
      {rows?.length === 0 && (
        <div className="jt-paper">
          <EmptyState
            title={t('没有数据收集')}
            how={t('例如“5月15日前报送废弃井排查登记”：设好列，选好单位，各单位下载表样填报。')}
            action={may && <Button onClick={() => setAdding(true)}>{t('发起收集')}</Button>}
          />
        </div>
      )}
      <div className="jt-periods">
        {rows?.map(row => (
          <Card key={row.collection.id} row={row} />
        ))}
      </div>
      <SideSheet wide open={adding} title={t('发起收集')} onClose={() => setAdding(false)}>
        <NewCollection onDone={() => setAdding(false)} onCancel={() => setAdding(false)} />
      </SideSheet>
    </>
  )
}

function Card({ row }: { row: CollectionRow }): ReactNode {
  const { collection, returns, can } = row
  const { actor, today } = useSession()
  const { modal } = App.useApp()
  const { ask, dialog } = useReason()
  const path = `${PATH}/${collection.id}`
  const download = (name: string) => (): void =>
    void api.download(`${path}/${name}`).catch(e => showProblem(modal, e, t('没有下载成')))
  const move = useWrite(({ at, reason }: { at: string; reason?: string }, key) => api.post(at, { reason }, { key }), {
    refresh: REFRESH,
    done: t('已办理'),
  })
  const send = useWrite(
    ({ file }: { file: File; name: string; at: number }, key) => api.sendForm(`${path}/return`, { file }, { key }),
    { refresh: REFRESH, done: t('已报送'), quiet: true },
  )
  const withReason = async (title: string, at: string): Promise<void> => {
    const reason = await ask({ title, ok: title, required: true })
    if (reason !== undefined) move.mutate({ at, reason })
  }
  const mine = returns.find(r => r.unit === actor.unit)
  const came = returns.filter(r => r.state === 'submitted' || r.state === 'accepted').length
  return (
    <section className="jt-card">
      {dialog}
      <div className="jt-period-head">
        <h2>{collection.title}</h2>
        {collection.state === 'closed' ? (
          <StateTag state="met" word={t('{day} 已汇总', { day: collection.closedOn ?? '' })} />
        ) : (
          <Light due={collection.due} today={today} />
        )}
        <span className="jt-soft">
          {t('{day}前报送', { day: collection.due })} · {row.planTitle}
        </span>
        <span>
          {can.merge && row.rows > 0 && (
            <Button size="small" onClick={download('merged.xlsx')}>
              {t('汇总表（{count} 行）', { count: row.rows })}
            </Button>
          )}
          {can.close && (
            <Button size="small" loading={move.isPending} onClick={() => move.mutate({ at: `${path}/moves/close` })}>
              {t('汇总')}
            </Button>
          )}
          {can.reopen && (
            <Button size="small" onClick={() => void withReason(t('重新收集'), `${path}/moves/reopen`)}>
              {t('重新收集')}
            </Button>
          )}
        </span>
      </div>
      {collection.note && <p className="jt-soft">{collection.note}</p>}
      {can.hand && (
        <div className="jt-collect-own">
          <Button icon={<DownloadOutlined />} onClick={download('form.xlsx')}>
            {t('下载表样')}
          </Button>
          <Upload
            accept=".xlsx"
            showUploadList={false}
            beforeUpload={file => {
              send.mutate({ file, name: `${file.name} ${file.size}`, at: file.lastModified })
              return false
            }}
          >
            <Button type="primary" icon={<UploadOutlined />} loading={send.isPending}>
              {mine?.state ? t('重新报送') : t('上传填好的表')}
            </Button>
          </Upload>
        </div>
      )}
      {send.error && <Problem error={send.error} />}
      {returns.length > 1 && (
        <p className="jt-soft">{t('应报 {all} 家，已报 {came} 家', { all: returns.length, came })}</p>
      )}
      <table className="jt-collect">
        <tbody>
          {returns.map(r => (
            <tr key={r.unit}>
              <th scope="row">{r.unitName}</th>
              <td>
                <ReturnState row={r} isDue={today > collection.due} />
              </td>
              <td>{r.state && t('{count} 行', { count: r.rows })}</td>
              <td>{r.submittedOn}</td>
              <td>{r.file && <a href={`/api/files/${r.file}?download`}>{t('原表')}</a>}</td>
              <td>
                {r.can.accept && (
                  <Button size="small" onClick={() => move.mutate({ at: `/api/returns/${r.id}/moves/accept` })}>
                    {t('接收')}
                  </Button>
                )}{' '}
                {r.can.sendBack && (
                  <Button
                    size="small"
                    onClick={() => void withReason(t('退回'), `/api/returns/${r.id}/moves/sendBack`)}
                  >
                    {t('退回')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function ReturnState({ row, isDue }: { row: UnitReturn; isDue: boolean }): ReactNode {
  const late = row.late ? t('（逾期）') : ''
  if (row.state === 'accepted') return <span className="jt-met">{`● ${t('已接收')}${late}`}</span>
  if (row.state === 'submitted') return <span className="jt-cell-submitted">{`◐ ${t('已报送')}${late}`}</span>
  if (row.state === 'returned') return <span className="jt-at-risk">{`↩ ${t('已退回')}：${row.reason ?? ''}`}</span>
  return isDue ? <span className="jt-not-met">■ {t('未报送')}</span> : <span className="jt-soft">◇ {t('待报送')}</span>
}
