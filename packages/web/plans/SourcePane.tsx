import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { useGet } from '../shell/query.ts'
import { SourceText } from './SourceText.tsx'
import { spanOf } from './source-spans.ts'
import './review.css'

/** The plan's own words, with the file they came from; `?task=` and `?target=` point to one sentence of them. */
export function SourcePane({ detail }: { detail: PlanDetail }): ReactNode {
  const [params] = useSearchParams()
  const [selected, setSelected] = useState<string | null>(null)
  const asked = params.get('target') ?? params.get('task')
  const span = asked ? spanOf(detail, asked) : null
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
      {asked && !span && (
        <p className="jt-hint">{t('这一项不是从原文中识别的（后来补充，或不在这份计划里），原文中没有对应的句子。')}</p>
      )}
      <div className="jp-source-pane">
        <SourceText
          text={text.data.text}
          detail={detail}
          tab="tasks"
          selected={selected}
          spot={selected === null ? span : null}
          onChoose={(_, id) => setSelected(id)}
        />
      </div>
    </>
  )
}
