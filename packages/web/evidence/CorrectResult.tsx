import type { ImportBatch } from '@jingtu/registers/monitoring/import-batch.ts'
import type { ResultView } from '@jingtu/server/evidence/views.ts'
import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { ReasonDialog } from '../parts/ReasonDialog.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

/** One result put right: a new version of the sample; the cell of the file and the result before stay. */
export function CorrectResult({
  sample,
  result,
  onClose,
}: {
  sample: string
  result: ResultView
  onClose: () => void
}): ReactNode {
  const [text, setText] = useState(result.shown)
  const correct = useWrite<ImportBatch, string>(
    (reason, key) =>
      api.post(
        `/api/evidence/samples/${sample}/corrections`,
        { corrections: [{ ordinal: result.ordinal, text: text.trim() }], reason },
        { key },
      ),
    { refresh: ['/api/evidence'], done: t('已更正为新的一版'), onDone: onClose },
  )
  return (
    <ReasonDialog
      open
      title={`${t('更正')}　${result.name}`}
      content={
        <label htmlFor="je-correct">
          {t('文件里是')} <code>{result.original}</code>
          <Input id="je-correct" addonBefore={t('改为')} value={text} onChange={e => setText(e.target.value)} />
        </label>
      }
      ok={t('更正')}
      required
      busy={correct.isPending}
      missing={() => (text.trim() === '' || text.trim() === result.shown ? t('请填写更正后的结果') : undefined)}
      onOk={reason => correct.mutate(reason)}
      onCancel={onClose}
    />
  )
}
