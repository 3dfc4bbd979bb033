import { Alert, Button, type ModalFuncProps } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { ApiError } from '../shell/api.ts'

/** A refusal with all its reasons: where, what, and how to mend. */
export function Problem({
  error,
  onRetry,
  title,
}: {
  error: unknown
  onRetry?: () => void
  title?: string
}): ReactNode {
  if (!error) return null
  const retry = onRetry && (
    <Button size="small" onClick={onRetry}>
      {t('再试一次')}
    </Button>
  )
  return (
    <Alert
      className="jt-problem"
      type="error"
      showIcon
      title={title ?? titleOf(error)}
      description={<Reasons error={error} />}
      action={retry}
    />
  )
}

const titleOf = (error: unknown): string => (error instanceof ApiError ? error.title : t('页面出了问题'))

function Reasons({ error }: { error: unknown }): ReactNode {
  const reasons =
    error instanceof ApiError ? error.reasons : [{ message: error instanceof Error ? error.message : String(error) }]
  if (reasons.length === 0) return null
  return (
    <ul className="jt-reasons">
      {reasons.map(reason => (
        <li key={`${reason.where}:${reason.message}`}>
          {isPlace(reason.where) && <b>{reason.where}　</b>}
          {reason.message}
        </li>
      ))}
    </ul>
  )
}

/** `第3行 责任单位` is a place for a reader; `leadUnits` is one for a form. */
const isPlace = (where: string | undefined): where is string => !!where && /[\u4e00-\u9fff]/.test(where)

/** The same in a dialog, for a move that has no place of its own on the page. */
export function showProblem(
  modal: { error: (props: ModalFuncProps) => unknown },
  error: unknown,
  fallback: string,
): void {
  modal.error({
    title: error instanceof ApiError ? error.title : fallback,
    content: <Reasons error={error} />,
    okText: t('知道了'),
    width: 520,
  })
}
