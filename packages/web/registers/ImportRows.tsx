import { DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import type { Register } from '@jingtu/core/register.ts'
import type { ImportPlan } from '@jingtu/server/exchange/plan-import.ts'
import type { Imported } from '@jingtu/server/exchange/register-import.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Form, Input, Space, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem, showProblem } from '../parts/Problem.tsx'
import { Progress } from '../parts/Progress.tsx'
import { api } from '../shell/api.ts'
import { refreshPaths } from '../shell/query.ts'
import { pageOf, pathOf } from './declared.ts'
import { ImportGrid } from './ImportGrid.tsx'
import { PastImports } from './PastImports.tsx'
import '../records/records.css'
import './registers.css'

/** `names`: what the references in the file are called. */
export type Preview = ImportPlan & { file: string; names: Record<string, string> }

type Stage = { at: 'choose' } | { at: 'read'; file: File; preview: Preview } | { at: 'done'; imported: Imported }

/** From Excel into a list: read and judged cell by cell first; nothing is written before somebody has seen what it would do. */
export function ImportRows({ kind }: { kind: Register }): ReactNode {
  const [stage, setStage] = useState<Stage>({ at: 'choose' })
  const [busy, setBusy] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { modal } = App.useApp()

  const read = async (file: File): Promise<void> => {
    setBusy(0)
    setError(null)
    try {
      const preview = await api.sendForm<Preview>(`${pathOf(kind)}/import/preview`, { file }, { onProgress: setBusy })
      setStage({ at: 'read', file, preview })
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(null)
    }
  }
  const template = (): void => {
    api.download(`${pathOf(kind)}/template.xlsx`).catch(refused => showProblem(modal, refused, t('没有下载成')))
  }
  return (
    <>
      <PageHead
        title={t('从 Excel 导入')}
        trail={[
          { label: t('台账'), to: '/registers' },
          { label: kind.name, to: pageOf(kind) },
        ]}
        note={t('先逐格检查，看清会新增和修改哪些，再确认；有错的文件不会写进一半。')}
        steps={[{ label: t('下载填报模板'), icon: <DownloadOutlined />, onClick: template }]}
      />
      {error ? <Problem error={error} /> : null}
      {stage.at === 'choose' && (
        <>
          <Upload.Dragger
            className="jg-drop"
            accept=".xlsx,.xls,.csv,.et"
            showUploadList={false}
            disabled={busy !== null}
            beforeUpload={file => {
              void read(file)
              return false
            }}
          >
            <InboxOutlined />
            <p>{t('把填好的表拖到这里，或点一下选择文件')}</p>
            <p className="jt-faint">{t('Excel 或 CSV；列名与模板一致即可，先后不限')}</p>
            {busy !== null && <Sending sent={busy} then={t('正在逐格检查')} />}
          </Upload.Dragger>
          <PastImports kind={kind} />
        </>
      )}
      {stage.at === 'read' && (
        <Reading
          kind={kind}
          file={stage.file}
          preview={stage.preview}
          onAgain={() => setStage({ at: 'choose' })}
          onDone={imported => setStage({ at: 'done', imported })}
        />
      )}
      {stage.at === 'done' && <Done kind={kind} imported={stage.imported} onAgain={() => setStage({ at: 'choose' })} />}
    </>
  )
}

interface ReadingProps {
  kind: Register
  file: File
  preview: Preview
  onAgain: () => void
  onDone: (imported: Imported) => void
}

function Reading({ kind, file, preview, onAgain, onDone }: ReadingProps): ReactNode {
  const client = useQueryClient()
  const [partial, setPartial] = useState(false)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { counts } = preview
  const headFaults = preview.findings.some(f => f.grade === 'error')
  const writes = counts.create + counts.correct + counts.version
  const blocked = headFaults || (counts.error > 0 && !partial) || writes === 0
  const send = async (): Promise<void> => {
    setBusy(0)
    setError(null)
    try {
      const said = {
        file,
        expected: preview.file,
        ...(partial ? { partial: 'true' } : {}),
        ...(reason.trim() ? { reason: reason.trim() } : {}),
      }
      const imported = await api.sendForm<Imported>(`${pathOf(kind)}/import`, said, { onProgress: setBusy })
      await refreshPaths(client, [pathOf(kind), '/api/register-overview', '/api/duties', '/api/subjects'])
      onDone(imported)
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(null)
    }
  }
  return (
    <>
      <ul className="jg-import-counts" aria-label={t('检查结果')}>
        <Count n={counts.create} label={t('新增')} sign="●" tone="met" />
        <Count n={counts.correct} label={t('修改')} sign="●" tone="met" />
        <Count n={counts.version} label={t('历史状态')} sign="●" tone="met" />
        <Count n={counts.same} label={t('没有变化')} sign="/" tone="not-applicable" />
        <Count n={counts.warning} label={t('有提醒的行')} sign="▲" tone="at-risk" />
        <Count n={counts.error} label={t('有错误的行')} sign="■" tone="not-met" />
      </ul>
      {error ? <Problem error={error} /> : null}
      <ImportGrid kind={kind} preview={preview} />
      {preview.backdated && (
        <Alert
          type="info"
          showIcon
          className="jg-note"
          title={t('文件里有早于今天生效的行：将按各行的生效日期补登为历史，须写明理由。')}
        />
      )}
      <Form component={false} layout="vertical">
        <Form.Item label={t('理由')} htmlFor="jg-import-reason" required={preview.backdated} className="jg-narrow">
          <Input.TextArea
            id="jg-import-reason"
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={1000}
            value={reason}
            onChange={e => setReason(e.target.value)}
          />
        </Form.Item>
      </Form>
      {counts.error > 0 && !headFaults && writes > 0 && (
        <Checkbox checked={partial} onChange={e => setPartial(e.target.checked)}>
          {t('先导入没有错误的行，有错误的留下以后再导')}
        </Checkbox>
      )}
      {busy !== null && <Sending sent={busy} then={t('正在写入，每一行连同它的历史')} />}
      <Space className="jg-import-end" wrap>
        <Button
          type="primary"
          loading={busy !== null}
          disabled={blocked || (preview.backdated && !reason.trim())}
          onClick={() => void send()}
        >
          {t('确认导入 {n} 行', { n: writes })}
        </Button>
        <Button onClick={onAgain}>{t('换一份文件')}</Button>
        {blocked && counts.error > 0 && (
          <span className="jt-soft">{t('请在 Excel 里改好标红的格子，再选一次文件；现在什么都还没有写入。')}</span>
        )}
      </Space>
    </>
  )
}

/** First the file goes over the wire, then the server is busy with it: nobody knows how long, so the seconds are counted. */
function Sending({ sent, then }: { sent: number; then: string }): ReactNode {
  return sent < 1 ? <Progress title={t('正在上传')} share={sent} /> : <Progress title={then} />
}

function Count({ n, label, sign, tone }: { n: number; label: string; sign: string; tone: string }): ReactNode {
  return (
    <li data-zero={n === 0 ? '' : undefined}>
      <span className={`jt-${tone}`} aria-hidden="true">
        {sign}
      </span>
      {label} <b>{n}</b>
    </li>
  )
}

function Done({ kind, imported, onAgain }: { kind: Register; imported: Imported; onAgain: () => void }): ReactNode {
  const navigate = useNavigate()
  const parts = [
    t('新增 {n} 条', { n: imported.created }),
    t('修改 {n} 条', { n: imported.corrected }),
    ...(imported.versions > 0 ? [t('补登历史状态 {n} 个', { n: imported.versions })] : []),
    ...(imported.left > 0 ? [t('留下 {n} 行未导入', { n: imported.left })] : []),
  ]
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={t('已导入')}
        description={parts.join('，')}
        action={
          <Space>
            <Button onClick={onAgain}>{t('再导一份')}</Button>
            <Button type="primary" onClick={() => void navigate(pageOf(kind))}>
              {t('看清单')}
            </Button>
          </Space>
        }
      />
      <p className="jt-soft">
        {t('导错了可以整批撤回，只要还没有人改过其中的行：')}
        <Link to={pageOf(kind, 'import')} onClick={onAgain}>
          {t('历次导入')}
        </Link>
      </p>
    </>
  )
}
