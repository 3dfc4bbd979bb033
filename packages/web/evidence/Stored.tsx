import type { ImportBatch } from '@jingtu/registers/monitoring/import-batch.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'

/** It is in: what there is now, and where one goes from here. */
export const Stored = ({ batch, onMore }: { batch: ImportBatch; onMore: () => void }): ReactNode => (
  <>
    <PageHead
      title={t('已导入')}
      trail={[{ label: t('检测数据'), to: '/evidence/batches' }]}
      next={{ label: t('打开这一批'), to: `/evidence/batches/${batch.id}` }}
      steps={[{ label: t('再导入一份'), onClick: onMore }]}
    />
    <section className="jt-card" role="status">
      <h2>{batch.title}</h2>
      <p>{t('{samples} 个样品，{results} 个结果', { samples: batch.sampleCount, results: batch.resultCount })}</p>
      {batch.leftOut && batch.leftOut.length > 0 && (
        <p className="jt-at-risk">▲ {t('{n} 处没有导入', { n: batch.leftOut.length })}</p>
      )}
    </section>
  </>
)
