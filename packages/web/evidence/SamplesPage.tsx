import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { SampleTable } from './SampleTable.tsx'
import './evidence.css'

/** 样品与结果: every sample one may see, whichever batch brought it. */
export default function SamplesPage(): ReactNode {
  return (
    <>
      <PageHead
        title={t('样品与结果')}
        note={t('按样品编号查找；打开一个样品，看它的结果、原始单元格、评价结论和各次导入。')}
        steps={[{ label: t('检测数据'), to: '/evidence/batches' }]}
      />
      <SampleTable />
    </>
  )
}
