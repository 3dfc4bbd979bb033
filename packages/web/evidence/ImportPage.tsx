import { InboxOutlined } from '@ant-design/icons'
import type { Laboratory } from '@jingtu/registers/monitoring/laboratory.ts'
import type { Survey } from '@jingtu/registers/monitoring/survey.ts'
import { Alert, Collapse, Select, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { useLeaveGuard } from '../parts/leave-guard.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { Progress } from '../parts/Progress.tsx'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { Confirm } from './Confirm.tsx'
import { FaultList } from './FaultList.tsx'
import { FileGrid } from './FileGrid.tsx'
import { withMend } from './file-grid.ts'
import { ImportSummary } from './ImportSummary.tsx'
import { MappingTable } from './MappingTable.tsx'
import { Stored } from './Stored.tsx'
import { useImport } from './use-import.ts'
import '../screening/screening.css'
import '../charts/charts.css'
import './evidence.css'

/** A laboratory's file: dropped, looked at cell by cell, mended where it is wrong, stored as one batch. */
export default function ImportPage(): ReactNode {
  const { actor } = useSession()
  const importing = useImport()
  const { order, preview, sheets, busy, error, stored } = importing
  const surveys = useGet<List<Survey>>('/api/surveys')
  const laboratories = useGet<List<Laboratory>>('/api/laboratories')
  const [survey, setSurvey] = useState<string | null>(null)
  const [laboratory, setLaboratory] = useState<string | null>(null)
  const [at, setAt] = useState<string | null>(null)
  useLeaveGuard(order !== null && stored === null)

  if (stored) return <Stored batch={stored} onMore={importing.clear} />
  return (
    <>
      <PageHead
        title={t('导入检测数据')}
        trail={[{ label: t('检测数据'), to: '/evidence/batches' }]}
        note={t('先看后存：预览不写入任何内容，确认后整份文件作为一批。')}
        steps={order ? [{ label: t('换一份文件'), onClick: importing.clear }] : []}
      />
      <section className="jt-card jt-card-above je-about">
        <label htmlFor="je-survey">
          {t('调查任务')}
          <Select
            id="je-survey"
            allowClear={actor.party === null}
            disabled={order !== null}
            placeholder={actor.party === null ? t('可不选') : t('选择贵单位承担的调查任务')}
            value={survey}
            onChange={(value: string | null) => setSurvey(value ?? null)}
            options={(surveys.data?.rows ?? []).map(s => ({ value: s.id, label: s.name }))}
          />
        </label>
        <label htmlFor="je-laboratory">
          {t('检测机构')}
          <Select
            id="je-laboratory"
            allowClear
            disabled={order !== null}
            placeholder={t('选了就记住它的表格式')}
            value={laboratory}
            onChange={(value: string | null) => setLaboratory(value ?? null)}
            options={(laboratories.data?.rows ?? []).map(l => ({ value: l.id, label: l.name }))}
          />
        </label>
      </section>
      {error !== null && <Problem error={error} />}
      {!order && busy !== 'upload' && (
        <Upload.Dragger
          className="jn-drop"
          accept=".xlsx,.xls,.csv,.txt,.tsv"
          showUploadList={false}
          beforeUpload={file => {
            void importing.choose(file, { survey, laboratory })
            return false
          }}
        >
          <InboxOutlined />
          <p>
            <b>{t('把实验室的结果文件拖到这里，或点击选择')}</b>
          </p>
          <p className="jt-soft">{t('Excel 或 CSV，表头在第几行、合并单元格、两张表、单位写在表头里都可以。')}</p>
        </Upload.Dragger>
      )}
      {busy === 'upload' && (
        <div className="jt-card">
          <Progress title={t('正在上传')} share={importing.sent} onCancel={importing.clear} />
        </div>
      )}
      {order && !preview && busy === 'preview' && (
        <div className="jt-card">
          <Progress title={t('正在逐格检查')} onCancel={importing.clear} />
        </div>
      )}
      {order && preview && (
        <>
          <ImportSummary preview={preview} mends={order.mends.length} busy={busy === 'preview'} />
          {preview.accreditation.map(a => (
            <Alert key={`${a.code} ${a.message}`} className="jt-problem" type="warning" showIcon title={a.message} />
          ))}
          <Collapse
            className="je-mapping"
            items={[
              {
                key: 'mapping',
                label: t('各列的含义'),
                children: <MappingTable order={order} preview={preview} onChange={importing.change} />,
              },
            ]}
          />
          <div className="je-check">
            <FaultList faults={preview.faults} counts={preview.counts} at={at} onOpen={setAt} />
            {sheets ? (
              <FileGrid
                sheets={sheets}
                tables={preview.tables}
                faults={preview.faults}
                mends={order.mends}
                at={at}
                onAt={setAt}
                onMend={(mend, original) => {
                  setAt(null)
                  importing.change({ ...order, mends: withMend(order.mends, mend, original) })
                }}
              />
            ) : (
              <p className="jt-soft">{t('文件较大，不在这里画出；问题清单逐格列出。')}</p>
            )}
          </div>
          <Confirm
            key={order.file.hash}
            preview={preview}
            busy={busy}
            progress={importing.progress}
            onStore={importing.store}
          />
        </>
      )}
    </>
  )
}
