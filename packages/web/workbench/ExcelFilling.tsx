import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Modal, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem, showProblem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

interface Props {
  period: { id: string; name: string }
  /** Tasks of the own unit that can still be reported on. */
  mine: number
  refresh: readonly string[]
}

/** All tasks of a unit in one sheet of Excel: taken out, filled in, sent back. */
export function ExcelFilling({ period, mine, refresh }: Props): ReactNode {
  const [open, setOpen] = useState(false)
  if (mine === 0) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('用 Excel 填报（{count} 项）', { count: mine })}
      </Button>
      <Modal
        open={open}
        title={t('用 Excel 填报{period}', { period: period.name })}
        footer={null}
        width={620}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <Filling period={period} refresh={refresh} onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Filling({ period, refresh, onDone }: Omit<Props, 'mine'> & { onDone: () => void }): ReactNode {
  const { modal } = App.useApp()
  const [file, setFile] = useState<File | null>(null)
  const path = `/api/periods/${period.id}/filling`
  const send = useWrite(
    ({ submit }: { name: string; size: number; at: number; submit: boolean }, key) =>
      api.sendForm<{ saved: number; submitted: number }>(
        `${path}${submit ? '?submit=1' : ''}`,
        { file: file! },
        { key },
      ),
    {
      refresh,
      quiet: true,
      done: ({ saved, submitted }) =>
        submitted > 0 ? t('已提交 {count} 项', { count: submitted }) : t('已存草稿 {count} 项', { count: saved }),
      onDone,
    },
  )
  const start = (submit: boolean): void => {
    if (file) send.mutate({ name: file.name, size: file.size, at: file.lastModified, submit })
  }
  return (
    <ol className="jt-steps">
      <li>
        <Button
          icon={<DownloadOutlined />}
          onClick={() => void api.download(`${path}.xlsx`).catch(e => showProblem(modal, e, t('没有下载成')))}
        >
          {t('下载填报表')}
        </Button>
        <p className="jt-soft">{t('一行一项任务，已带上本单位承担的数量、上期情况和写过的草稿。')}</p>
      </li>
      <li>
        <Upload
          accept=".xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={picked => {
            send.reset()
            setFile(picked)
            return false
          }}
        >
          <Button icon={<UploadOutlined />}>{t('选择填好的表')}</Button>
        </Upload>{' '}
        {file && <b>{file.name}</b>}
        <p className="jt-soft">{t('整行不填的任务不报；有一格不对就都不导入，并逐格列出。')}</p>
        {send.error && <Problem error={send.error} />}
      </li>
      <li>
        <Button disabled={!file} loading={send.isPending} onClick={() => start(false)}>
          {t('存草稿')}
        </Button>{' '}
        <Button type="primary" disabled={!file} loading={send.isPending} onClick={() => start(true)}>
          {t('提交')}
        </Button>
      </li>
    </ol>
  )
}
