import type { Page } from '../shell/pages.tsx'
import type { Visibility } from '../shell/visibility.ts'

const GOVERNMENT: Visibility = {}
/** Practitioners and laboratories bring evidence too. */
const EVIDENCE: Visibility = { parties: ['practitioner', 'laboratory'] }

/** What stands under 监测: evidence, and the two pages anybody may use. */
export const MONITORING_PAGES: readonly Page[] = [
  {
    path: '/evidence/batches',
    title: '检测数据',
    en: 'Laboratory data',
    group: 'monitoring',
    who: EVIDENCE,
    load: () => import('./BatchList.tsx'),
  },
  {
    path: '/evidence/import',
    title: '导入检测数据',
    en: 'Import laboratory data',
    who: EVIDENCE,
    load: () => import('./ImportPage.tsx'),
  },
  {
    path: '/evidence/batches/:id',
    title: '检测数据',
    en: 'Laboratory data',
    who: EVIDENCE,
    load: () => import('./BatchPage.tsx'),
  },
  {
    path: '/evidence/samples',
    title: '样品与结果',
    en: 'Samples and results',
    group: 'monitoring',
    who: EVIDENCE,
    load: () => import('./SamplesPage.tsx'),
  },
  {
    path: '/evidence/verdicts',
    title: '评价',
    en: 'Verdicts',
    group: 'monitoring',
    who: EVIDENCE,
    load: () => import('./VerdictsPage.tsx'),
  },
  {
    path: '/evidence/local-standards',
    title: '地方标准',
    en: 'Local standards',
    who: GOVERNMENT,
    load: () => import('./LocalStandards.tsx'),
  },
  {
    path: '/evidence/due',
    title: '监测到期',
    en: 'Monitoring due',
    group: 'monitoring',
    who: GOVERNMENT,
    load: () => import('./DuePage.tsx'),
  },
  {
    path: '/evidence/trends',
    title: '变化趋势',
    en: 'Trends',
    group: 'monitoring',
    who: GOVERNMENT,
    load: () => import('./TrendsPage.tsx'),
  },
  {
    path: '/evidence/sites',
    title: '监测点位',
    en: 'Monitoring points',
    group: 'monitoring',
    who: GOVERNMENT,
    load: () => import('./sites.tsx'),
  },
  {
    path: '/evidence/surveys',
    title: '调查任务',
    en: 'Surveys',
    group: 'monitoring',
    who: EVIDENCE,
    load: () => import('./surveys.tsx'),
  },
  {
    path: '/evidence/handovers',
    title: '样品交接',
    en: 'Custody',
    group: 'monitoring',
    who: EVIDENCE,
    load: () => import('./handovers.tsx'),
  },
  {
    path: '/evidence/laboratories',
    title: '检测机构',
    en: 'Laboratories',
    group: 'monitoring',
    who: GOVERNMENT,
    load: () => import('./laboratories.tsx'),
  },
  {
    path: '/screen',
    title: '检测数据评价',
    en: 'Screen results',
    group: 'monitoring',
    open: true,
    load: () => import('../screening/ScreenPage.tsx'),
  },
  {
    path: '/standards',
    title: '标准',
    en: 'Standards',
    group: 'monitoring',
    open: true,
    load: () => import('../standards/StandardsPage.tsx'),
  },
  {
    path: '/standards/risk',
    title: '风险评估计算',
    en: 'Risk assessment',
    open: true,
    load: () => import('../standards/RiskPage.tsx'),
  },
]
