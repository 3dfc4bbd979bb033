import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { useGet } from '../shell/query.ts'
import { SourceText } from './SourceText.tsx'
import './review.css'

/** The plan's own words, with the file they came from. */
export function SourcePane({ detail }: { detail: PlanDetail }): ReactNode {
  const [selected, setSelected] = useState<string | null>(null)
  const text = useGet<{ text: string }>(`/api/plans/${detail.plan.id}/text`, undefined, {
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (text.error) return <Problem error={text.error} onRetry={() => void text.refetch()} />
  if (!text.data) return <Skeleton active />
  return (
    <>
      {detail.plan.sourceFile && (
        <Button href={`/api/files/${detail.plan.sourceFile}?download`} className="jt-no-print">
          {t('下载原件：{name}', { name: detail.plan.sourceName ?? '' })}
        </Button>
      )}
      <div className="jp-source-pane">
        <SourceText
          text={text.data.text}
          detail={detail}
          tab="tasks"
          selected={selected}
          spot={null}
          onChoose={(_, id) => setSelected(id)}
        />
      </div>
    </>
  )
}
