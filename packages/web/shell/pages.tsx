import {
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  DatabaseOutlined,
  EnvironmentOutlined,
  ExperimentOutlined,
  FileTextOutlined,
  GlobalOutlined,
  LineChartOutlined,
  ProjectOutlined,
} from '@ant-design/icons'
import type { ComponentType, ReactNode } from 'react'
import { MONITORING_PAGES } from '../evidence/pages.ts'
import type { Visibility } from './visibility.ts'

/** The left side of the desk: what people do, not which tables there are. A group without pages is not shown. */
export const GROUPS = {
  today: { title: '今日', icon: <CalendarOutlined /> },
  plans: { title: '计划', icon: <FileTextOutlined /> },
  registers: { title: '台账', icon: <DatabaseOutlined /> },
  monitoring: { title: '监测', icon: <ExperimentOutlined /> },
  land: { title: '用地', icon: <ProjectOutlined /> },
  map: { title: '地图', icon: <EnvironmentOutlined /> },
  indicators: { title: '指标', icon: <LineChartOutlined /> },
  assessment: { title: '考核', icon: <AuditOutlined /> },
  publicity: { title: '公开', icon: <GlobalOutlined /> },
  organisation: { title: '组织', icon: <ApartmentOutlined /> },
} satisfies Record<string, { title: string; icon: ReactNode }>
export type Group = keyof typeof GROUPS

export interface Page {
  /** As react-router writes it: '/plans/:id'. */
  path: string
  /** Chinese title, at the same time the key of its English one. */
  title: string
  en: string
  /** Shown in the navigation under this group; a page without one is reached from another page. */
  group?: Group
  /** Who sees it; everybody who is signed in when absent. */
  who?: Visibility
  /** Also for visitors who are not signed in. */
  open?: boolean
  load: () => Promise<{ default: ComponentType }>
}

/** Everybody who works for a government; no party is named. */
const GOVERNMENT: Visibility = {}

/**
 * Every page of the house, in the order of the navigation. A page registers itself here with one entry:
 * `{ path: '/plans', title: '计划', en: 'Plans', group: 'plans', load: () => import('../plans/PlanList.tsx') }`
 */
export const PAGES: readonly Page[] = [
  {
    path: '/plans',
    title: '计划',
    en: 'Plans',
    group: 'plans',
    who: GOVERNMENT,
    load: () => import('../plans/PlanList.tsx'),
  },
  {
    path: '/plans/import',
    title: '导入计划',
    en: 'Import a plan',
    who: GOVERNMENT,
    load: () => import('../plans/ImportPlan.tsx'),
  },
  {
    path: '/plans/:id/review',
    title: '审核计划',
    en: 'Review',
    who: GOVERNMENT,
    load: () => import('../plans/ReviewPlan.tsx'),
  },
  { path: '/plans/:id', title: '计划', en: 'Plan', who: GOVERNMENT, load: () => import('../plans/PlanPage.tsx') },
  {
    path: '/today',
    title: '今日',
    en: 'Today',
    group: 'today',
    who: GOVERNMENT,
    load: () => import('../workbench/Today.tsx'),
  },
  {
    path: '/reviews',
    title: '审核',
    en: 'Reviews',
    group: 'today',
    who: { duties: ['reviewer'] },
    load: () => import('../workbench/Reviews.tsx'),
  },
  {
    path: '/questions',
    title: '问题',
    en: 'Questions',
    group: 'today',
    who: GOVERNMENT,
    load: () => import('../workbench/Questions.tsx'),
  },
  {
    path: '/reminders',
    title: '提醒',
    en: 'Reminders',
    group: 'today',
    who: GOVERNMENT,
    load: () => import('../workbench/Reminders.tsx'),
  },
  {
    path: '/periods',
    title: '调度',
    en: 'Reporting periods',
    group: 'plans',
    who: GOVERNMENT,
    load: () => import('../workbench/Periods.tsx'),
  },
  {
    path: '/progress',
    title: '进度',
    en: 'Progress',
    group: 'plans',
    who: GOVERNMENT,
    load: () => import('../workbench/ProgressMatrix.tsx'),
  },
  {
    path: '/report-tables',
    title: '报表',
    en: 'Report tables',
    group: 'plans',
    who: GOVERNMENT,
    load: () => import('../workbench/tables/Tables.tsx'),
  },
  {
    path: '/collections',
    title: '数据收集',
    en: 'Data collection',
    group: 'plans',
    who: GOVERNMENT,
    load: () => import('../workbench/collections/Collections.tsx'),
  },
  {
    path: '/report-tables/draw',
    title: '设计报表',
    en: 'Draw a report table',
    who: { duties: ['planner'] },
    load: () => import('../workbench/tables/DrawTable.tsx'),
  },
  {
    path: '/report-tables/:id/draw',
    title: '修改表样',
    en: 'Redraw a report table',
    who: { duties: ['planner'] },
    load: () => import('../workbench/tables/DrawTable.tsx'),
  },
  {
    path: '/report-tables/:id',
    title: '报表',
    en: 'Report table',
    who: GOVERNMENT,
    load: () => import('../workbench/tables/TablePage.tsx'),
  },
  {
    path: '/dispatches/:id',
    title: '任务',
    en: 'Task',
    who: GOVERNMENT,
    load: () => import('../workbench/DispatchPage.tsx'),
  },
  {
    path: '/targets',
    title: '指标',
    en: 'Targets',
    group: 'indicators',
    who: GOVERNMENT,
    load: () => import('../targets/Targets.tsx'),
  },
  {
    path: '/targets/:id',
    title: '指标',
    en: 'Target',
    who: GOVERNMENT,
    load: () => import('../targets/TargetPage.tsx'),
  },
  {
    path: '/indicators',
    title: '台账指标',
    en: 'Figures from registers',
    group: 'indicators',
    who: GOVERNMENT,
    load: () => import('../indicators/IndicatorsPage.tsx'),
  },
  {
    path: '/letters',
    title: '责任书',
    en: 'Responsibility letters',
    group: 'assessment',
    who: GOVERNMENT,
    load: () => import('../targets/Letters.tsx'),
  },
  {
    path: '/supervision',
    title: '督促检查',
    en: 'Inspections',
    group: 'assessment',
    who: GOVERNMENT,
    load: () => import('../records/supervision.tsx'),
  },
  {
    path: '/law-duties',
    title: '法定职责',
    en: 'Duties by law',
    group: 'assessment',
    who: GOVERNMENT,
    load: () => import('../records/law-duties.tsx'),
  },
  {
    path: '/registers',
    title: '台账',
    en: 'Registers',
    group: 'registers',
    load: () => import('../registers/RegistersHome.tsx'),
  },
  { path: '/registers/:register', title: '台账', en: 'Register', load: () => import('../registers/RegisterPage.tsx') },
  { path: '/registers/:register/:row', title: '台账', en: 'Record', load: () => import('../registers/RowPage.tsx') },
  {
    path: '/duties',
    title: '法定义务',
    en: 'Statutory duties',
    group: 'registers',
    load: () => import('../registers/DutyCalendarPage.tsx'),
  },
  {
    path: '/public-lists',
    title: '公开名录',
    en: 'Public lists',
    group: 'publicity',
    open: true,
    load: () => import('../registers/PublicList.tsx'),
  },
  {
    path: '/public-lists/:register',
    title: '公开名录',
    en: 'Public list',
    open: true,
    load: () => import('../registers/PublicList.tsx'),
  },
  {
    path: '/organisation/units',
    title: '单位',
    en: 'Units',
    group: 'organisation',
    who: GOVERNMENT,
    load: () => import('../organisation/Units.tsx'),
  },
  {
    path: '/organisation/people',
    title: '人员',
    en: 'People',
    group: 'organisation',
    who: GOVERNMENT,
    load: () => import('../organisation/People.tsx'),
  },
  {
    path: '/organisation/regions',
    title: '区域',
    en: 'Regions',
    group: 'organisation',
    who: GOVERNMENT,
    load: () => import('../organisation/Regions.tsx'),
  },
  {
    path: '/organisation/groups',
    title: '工作组',
    en: 'Groups',
    group: 'organisation',
    who: GOVERNMENT,
    load: () => import('../meetings/WorkGroups.tsx'),
  },
  {
    path: '/expert-reviews',
    title: '专家评审',
    en: 'Expert reviews',
    group: 'organisation',
    who: GOVERNMENT,
    load: () => import('../meetings/ExpertReviews.tsx'),
  },
  {
    path: '/meetings',
    title: '会议',
    en: 'Meetings',
    group: 'organisation',
    who: GOVERNMENT,
    load: () => import('../meetings/Meetings.tsx'),
  },
  {
    path: '/system',
    title: '系统管理',
    en: 'System',
    group: 'organisation',
    who: { duties: ['admin'] },
    load: () => import('../system/SystemPage.tsx'),
  },
  ...MONITORING_PAGES,
  {
    path: '/online',
    title: '在线监测',
    en: 'Online monitoring',
    group: 'monitoring',
    who: GOVERNMENT,
    load: () => import('../online/OnlinePage.tsx'),
  },
  {
    path: '/grid-cells',
    title: '监管网格',
    en: 'Supervision grid',
    group: 'organisation',
    who: GOVERNMENT,
    load: () => import('../records/grid-cells.tsx'),
  },
  {
    path: '/staffing',
    title: '监管力量',
    en: 'Staffing',
    group: 'organisation',
    who: GOVERNMENT,
    load: () => import('../records/staffing.tsx'),
  },
]
