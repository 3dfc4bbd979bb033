import { Progress as AntProgress, Button } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from './Problem.tsx'

interface Props {
  /** What is being done: 正在识别计划文本. */
  title: string
  /** 0…1; undefined while nobody can say how long it takes. */
  share?: number
  /** Where it is now: 第 3 / 12 页. */
  step?: ReactNode
  onCancel?: () => void
  error?: unknown
  onRetry?: () => void
}

/** Work of more than a second: what is being done, how far it is, how long it has taken, and a way out. */
export function Progress({ title, share, step, onCancel, error, onRetry }: Props): ReactNode {
  const seconds = useSeconds(!error)
  if (error) return <Problem error={error} onRetry={onRetry} />
  return (
    <div className="jt-progress" role="status" aria-live="polite">
      <b>{title}</b>
      {share === undefined ? (
        <div className="jt-progress-going" />
      ) : (
        <AntProgress percent={Math.floor(share * 100)} status="active" />
      )}
      <div className="jt-soft">
        {step}
        {seconds >= 2 && <span>{t('已用 {seconds} 秒', { seconds })}</span>}
        {onCancel && (
          <Button size="small" type="link" onClick={onCancel}>
            {t('停止')}
          </Button>
        )}
      </div>
    </div>
  )
}

function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setSeconds(s => s + 1), 1000)
    return () => clearInterval(timer)
  }, [running])
  return seconds
}
