import type { Preview } from '@jingtu/server/evidence/views.ts'
import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { StateTag } from '../parts/StateTag.tsx'

/** What the file would bring, and what stands in its way. */
export function ImportSummary({ preview, mends, busy }: { preview: Preview; mends: number; busy: boolean }): ReactNode {
  const { counts } = preview
  return (
    <>
      <ul className="jn-counts" aria-label={t('检查结果')} aria-busy={busy}>
        <li>
          {t('样品')} <b>{counts.samples}</b>
        </li>
        <li>
          {t('可用的结果')} <b>{counts.results}</b>
        </li>
        <li>
          <StateTag state={counts.errors ? 'not-met' : 'met'} word={t('错误')} /> <b>{counts.errors}</b>
        </li>
        <li>
          <StateTag state={counts.warnings ? 'at-risk' : 'met'} word={t('提示')} /> <b>{counts.warnings}</b>
        </li>
        {mends > 0 && (
          <li>
            {t('已更正')} <b>{mends}</b>
          </li>
        )}
        {counts.repeated > 0 && (
          <li>
            {t('已有且相同的样品')} <b>{counts.repeated}</b>
          </li>
        )}
        {counts.changed > 0 && (
          <li>
            {t('已有而不同的样品')} <b>{counts.changed}</b>
          </li>
        )}
      </ul>
      {preview.sameFile.map(batch => (
        <Alert
          key={batch.id}
          className="jt-problem"
          type="warning"
          showIcon
          title={
            <>
              {t('这份文件已经导入过：')}
              <Link to={`/evidence/batches/${batch.id}`}>{batch.title}</Link>
            </>
          }
        />
      ))}
      <p className="jt-soft">
        {preview.boundary.known
          ? t('坐标按“{name}”的边界检查。', { name: preview.boundary.name })
          : t('没有“{name}”的边界，坐标是否在区域内没有检查。', { name: preview.boundary.name })}
      </p>
      {preview.without.length > 0 && (
        <p className="jt-soft">{t('没有找到结果表的工作表：{names}', { names: preview.without.join('、') })}</p>
      )}
    </>
  )
}
