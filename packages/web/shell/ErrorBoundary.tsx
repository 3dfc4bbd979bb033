import { Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { useRouteError } from 'react-router'
import { t } from '../i18n/language.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { EmptyState } from '../parts/EmptyState.tsx'

/** After an update the pieces of the old version are gone from the server; only a reload helps. */
const isMissingPiece = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|module script failed|preload CSS/i.test(error.message)

export function describeError(error: unknown, place: string, at: Date, browser: string): string {
  const what = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error)
  return [`${t('页面')}：${place}`, `${t('时间')}：${at.toISOString()}`, `${t('浏览器')}：${browser}`, what].join('\n')
}

export function PageBroken(): ReactNode {
  const error = useRouteError()
  if (isMissingPiece(error)) {
    const action = (
      <Button type="primary" onClick={() => location.reload()}>
        {t('重新载入')}
      </Button>
    )
    return <EmptyState title={t('系统已更新')} how={t('重新载入后即可继续使用。')} action={action} />
  }
  const details = describeError(error, location.pathname + location.search, new Date(), navigator.userAgent)
  return (
    <div className="jt-broken" role="alert">
      <h2>{t('这个页面出了问题')}</h2>
      <p>{t('已保存的数据不受影响。可以重新载入；如果再次出现，请把下面的详情复制给管理员。')}</p>
      <Space>
        <Button type="primary" onClick={() => location.reload()}>
          {t('重新载入')}
        </Button>
        <CopyButton text={details}>{t('复制详情')}</CopyButton>
      </Space>
      <details>
        <summary>{t('详情')}</summary>
        <pre>{details}</pre>
      </details>
    </div>
  )
}

export const WholeBroken = (): ReactNode => (
  <div className="jt-starting">
    <PageBroken />
  </div>
)
