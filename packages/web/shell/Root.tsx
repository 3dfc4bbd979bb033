import { type ReactNode, useEffect } from 'react'
import { Outlet, useMatches } from 'react-router'
import { t } from '../i18n/language.ts'
import { MustChangePassword } from './ChangePassword.tsx'
import { Layout, PublicLayout } from './Layout.tsx'
import { pageTitle } from './Navigation.tsx'
import type { Page } from './pages.tsx'
import { SignIn } from './SignIn.tsx'
import { useEnter, useVisitor } from './session.tsx'

/** The door: an address stays as it is while somebody signs in, so one arrives where one wanted to go. */
export function Root(): ReactNode {
  const session = useVisitor()
  const enter = useEnter()
  const page = useMatches().at(-1)?.handle as Page | undefined

  useEffect(() => {
    document.title = page ? `${pageTitle(page)} · ${t('净土')}` : t('净土')
  }, [page])

  if (!session) {
    if (!page?.open) return <SignIn />
    return (
      <PublicLayout>
        <Outlet />
      </PublicLayout>
    )
  }
  if (session.mustChangePassword) return <MustChangePassword name={session.actor.name} onDone={enter} />
  return (
    <Layout session={session}>
      <Outlet />
    </Layout>
  )
}
