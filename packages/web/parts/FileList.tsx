import { DeleteOutlined, DownloadOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons'
import { App, Button, Progress } from 'antd'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { api, type StoredFile } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { showProblem } from './Problem.tsx'
import { showBytes } from './show.ts'

interface Props {
  /** Content hashes of stored files. */
  hashes: readonly string[]
  /** Absent: only to look at. */
  onChange?: (hashes: string[]) => void
  /** What the chooser offers: '.pdf,.docx'. */
  accept?: string
  hint?: ReactNode
  /** One file only; a new one takes the place of the old. */
  single?: boolean
}
interface Sending {
  name: string
  share: number
  stop: AbortController
}

/** Files of a record: drop or choose, see how far the upload is, open, take away. */
export function FileList({ hashes, onChange, accept, hint, single }: Props): ReactNode {
  const { modal } = App.useApp()
  const [sending, setSending] = useState<Sending[]>([])
  const [over, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  // Several uploads finish one after the other: each adds to what is there by then.
  const latest = useRef(hashes)
  latest.current = hashes

  const send = async (file: File): Promise<void> => {
    const one: Sending = { name: file.name, share: 0, stop: new AbortController() }
    setSending(now => [...now, one])
    try {
      const progress = (share: number): void =>
        setSending(now => now.map(s => (s.stop === one.stop ? { ...s, share } : s)))
      const stored = await api.upload(file, progress, { signal: one.stop.signal })
      const next = single ? [stored.hash] : [...new Set([...latest.current, stored.hash])]
      latest.current = next
      onChange?.(next)
    } catch (error) {
      if (!(error instanceof DOMException)) showProblem(modal, error, t('没有传成'))
    } finally {
      setSending(now => now.filter(s => s.stop !== one.stop))
    }
  }
  const sendAll = async (files: Iterable<File> | null): Promise<void> => {
    for (const file of single ? [...(files ?? [])].slice(0, 1) : (files ?? [])) await send(file)
  }
  const drop = (e: DragEvent): void => {
    e.preventDefault()
    setOver(false)
    void sendAll(e.dataTransfer.files)
  }
  const droppable = onChange && {
    onDragOver: (e: DragEvent) => {
      e.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: drop,
  }
  return (
    <div className={over ? 'jt-files jt-files-over' : 'jt-files'} {...droppable}>
      <ul>
        {hashes.map(hash => (
          <FileRow key={hash} hash={hash} onRemove={onChange && (() => onChange(hashes.filter(h => h !== hash)))} />
        ))}
        {sending.map(one => (
          <li key={one.name}>
            <span className="jt-file-name">{one.name}</span>
            <Progress percent={Math.round(one.share * 100)} size="small" className="jt-file-progress" />
            <Button type="text" size="small" onClick={() => one.stop.abort()}>
              {t('停止')}
            </Button>
          </li>
        ))}
      </ul>
      {onChange && (
        <>
          <Button size="small" icon={<UploadOutlined />} onClick={() => chooser.current?.click()}>
            {t('选择文件')}
          </Button>
          <span className="jt-faint">　{hint ?? t('也可以把文件拖到这里')}</span>
          <input
            ref={chooser}
            type="file"
            hidden
            multiple={!single}
            accept={accept}
            onChange={e => {
              void sendAll(e.target.files)
              e.target.value = ''
            }}
          />
        </>
      )}
      {!onChange && hashes.length === 0 && <span className="jt-faint">{t('没有附件')}</span>}
    </div>
  )
}

function FileRow({ hash, onRemove }: { hash: string; onRemove?: () => void }): ReactNode {
  const { modal } = App.useApp()
  const { data } = useGet<StoredFile>(`/api/files/${hash}/about`, undefined, { staleTime: Number.POSITIVE_INFINITY })
  const download = (): void => {
    api.download(`/api/files/${hash}?download`).catch(error => showProblem(modal, error, t('没有下载成')))
  }
  return (
    <li>
      <PaperClipOutlined />
      <a className="jt-file-name" href={`/api/files/${hash}`} target="_blank" rel="noreferrer">
        {data?.name ?? hash.slice(0, 12)}
      </a>
      {data && <small className="jt-faint">{showBytes(data.size)}</small>}
      <Button type="text" size="small" icon={<DownloadOutlined />} aria-label={t('下载')} onClick={download} />
      {onRemove && (
        <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('移除')} onClick={onRemove} />
      )}
    </li>
  )
}
