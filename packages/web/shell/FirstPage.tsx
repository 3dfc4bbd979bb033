import type { ReactNode } from 'react'
import { Link, Navigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { GROUPS, PAGES } from './pages.tsx'
import { useVisitor } from './session.tsx'
import { maySee } from './visibility.ts'

/** The address without a page leads to the first one in the navigation. */
export function FirstPage(): ReactNode {
  const session = useVisitor()
  const mine = PAGES.filter(
    page => page.group && !page.path.includes(':') && session && maySee(page.who, session.actor),
  )
  // The first of the navigation, whatever order the pages were registered in.
  const first = Object.keys(GROUPS).flatMap(group => mine.filter(page => page.group === group))[0]
  return first ? (
    <Navigate to={first.path} replace />
  ) : (
    <EmptyState title={t('这里还没有您可以用的页面')} how={t('请本单位的系统管理员在“人员”中给您分配权限。')} />
  )
}

export function NotFound(): ReactNode {
  return (
    <EmptyState
      title={t('没有这个页面')}
      how={t('地址可能写错了，或者内容已被移走。')}
      action={<Link to="/">{t('回到首页')}</Link>}
    />
  )
}
