import { dayInShanghai } from '@jingtu/core/period.ts'
import { Tabs } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { useVisitor } from '../shell/session.tsx'
import { LandUseLookup } from './LandUseLookup.tsx'
import { LawsByDate } from './LawsByDate.tsx'
import { StandardTables } from './StandardTables.tsx'
import { SubstanceSearch } from './SubstanceSearch.tsx'
import './standards.css'

/** The standards the house judges by, to be read by anybody; what stands in the address can be sent to a colleague. */
export default function StandardsPage(): ReactNode {
  const [params, setParams] = useSearchParams()
  const visitor = useVisitor()
  const today = visitor?.today ?? dayInShanghai(new Date())
  const go = (next: Record<string, string>): void => setParams(next)
  return (
    <>
      <PageHead
        title={t('标准')}
        note={t('评价所用的限值、用地类别和法律，逐条注明是否与正式文本核对。')}
        next={{ label: t('评价一份检测数据'), to: '/screen' }}
        steps={[{ label: t('风险评估计算'), to: '/standards/risk' }]}
      />
      <Tabs
        activeKey={params.get('tab') ?? 'tables'}
        onChange={tab => go({ tab })}
        items={[
          {
            key: 'tables',
            label: t('标准'),
            children: (
              <StandardTables
                chosen={params.get('standard')}
                today={today}
                onChoose={standard => go({ tab: 'tables', ...(standard ? { standard } : {}) })}
                onSubstance={substance => go({ tab: 'substances', substance })}
              />
            ),
          },
          {
            key: 'substances',
            label: t('查物质'),
            children: (
              <SubstanceSearch
                words={params.get('words') ?? ''}
                substance={params.get('substance')}
                onWords={words => go({ tab: 'substances', words })}
                onSubstance={substance => go({ tab: 'substances', words: params.get('words') ?? '', substance })}
              />
            ),
          },
          {
            key: 'land',
            label: t('用地代码'),
            children: (
              <LandUseLookup
                written={params.get('use') ?? ''}
                onWrite={use => go({ tab: 'land', ...(use ? { use } : {}) })}
              />
            ),
          },
          { key: 'laws', label: t('法律与施行日期'), children: <LawsByDate today={today} /> },
        ]}
      />
    </>
  )
}
