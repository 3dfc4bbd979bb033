import type { ImportProgress, Preview } from '@jingtu/server/evidence/views.ts'
import { Button, Checkbox, Input, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Progress } from '../parts/Progress.tsx'
import { obstacles } from './import-order.ts'
import type { ImportState } from './use-import.ts'

const WHY = {
  title: '请填写批次名称',
  errors: '还有错误：逐格更正，或写明理由后不导入有误的部分',
  reason: '请写明不导入有误部分的理由',
  nothing: '没有可用的结果',
} as const

interface Props {
  preview: Preview
  busy: ImportState['busy']
  progress: ImportProgress | null
  onStore: (given: { title: string; onDuplicate: '新版本' | '跳过'; leaveOut: string | null }) => Promise<void>
}

/** The last step: one batch, one change. */
export function Confirm({ preview, busy, progress, onStore }: Props): ReactNode {
  const [title, setTitle] = useState(preview.file.name.replace(/\.[^.]+$/, ''))
  const [onDuplicate, setOnDuplicate] = useState<'新版本' | '跳过'>('新版本')
  const [leaveOut, setLeaveOut] = useState(false)
  const [reason, setReason] = useState('')
  const blocked = obstacles(preview, { title, leaveOut, reason })
  if (busy === 'store')
    return (
      <div className="jt-card">
        <Progress
          title={progress ? t(progress.stage) : t('正在写入')}
          {...(progress?.part === null || progress === null ? {} : { share: progress.part })}
          step={progress ? t('{n} 行', { n: progress.rows }) : undefined}
        />
      </div>
    )
  return (
    <section className="jt-card je-confirm" aria-label={t('确认导入')}>
      <label htmlFor="je-title">
        {t('批次名称')}
        <Input id="je-title" value={title} onChange={e => setTitle(e.target.value)} />
      </label>
      {preview.counts.changed > 0 && (
        <span className="je-repeated">
          {t('已有而不同的样品')}
          <Segmented
            value={onDuplicate}
            onChange={setOnDuplicate}
            options={[
              { value: '新版本', label: t('存为新版本') },
              { value: '跳过', label: t('跳过') },
            ]}
          />
        </span>
      )}
      {preview.counts.errors > 0 && (
        <>
          <Checkbox checked={leaveOut} onChange={e => setLeaveOut(e.target.checked)}>
            {t('不导入有误的部分')}
          </Checkbox>
          {leaveOut && (
            <Input
              aria-label={t('不导入的理由')}
              placeholder={t('不导入的理由')}
              value={reason}
              onChange={e => setReason(e.target.value)}
            />
          )}
        </>
      )}
      <Button
        type="primary"
        disabled={blocked.length > 0 || busy !== null}
        onClick={() => void onStore({ title: title.trim(), onDuplicate, leaveOut: leaveOut ? reason.trim() : null })}
      >
        {t('确认导入')}
      </Button>
      {blocked.length > 0 && <p className="jt-soft">{blocked.map(b => t(WHY[b])).join('；')}</p>}
    </section>
  )
}
