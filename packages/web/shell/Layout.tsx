import { KeyOutlined, LogoutOutlined, TranslationOutlined } from '@ant-design/icons'
import { DUTIES } from '@jingtu/core/access.ts'
import { App, Dropdown, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, NavLink, useNavigation } from 'react-router'
import { currentLanguage, switchLanguage, t } from '../i18n/language.ts'
import { showDayLong } from '../parts/show.ts'
import { ChangePasswordForm } from './ChangePassword.tsx'
import { BottomTabs, pageTitle, SideNavigation } from './Navigation.tsx'
import { Notices } from './Notices.tsx'
import { PAGES } from './pages.tsx'
import { useReachable } from './reachable.ts'
import { LanguageLink, Mark } from './SignIn.tsx'
import { leave, type Session } from './session.tsx'

export function Layout({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  const busy = useNavigation().state === 'loading'
  return (
    <div className="jt-desk">
      <a className="jt-skip" href="#jt-main">
        {t('跳到正文')}
      </a>
      <header className="jt-header">
        <Link to="/" className="jt-brand">
          <Mark />
          {t('净土')}
        </Link>
        {session.sample && <span className="jt-sample">{t('模拟数据')}</span>}
        <span className="jt-header-gap" />
        <time className="jt-header-day" dateTime={session.today}>
          {showDayLong(session.today)}
        </time>
        <Notices today={session.today} />
        <Me session={session} />
      </header>
      <SideNavigation actor={session.actor} />
      <div className="jt-body">
        {busy && <div className="jt-busy" />}
        <Unreachable />
        <main id="jt-main" className="jt-main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomTabs actor={session.actor} />
    </div>
  )
}

function Unreachable(): ReactNode {
  if (useReachable()) return null
  return (
    <div className="jt-unreachable" role="status">
      {t('连不上服务器。您填写的内容还在本页，恢复后再点一次即可。')}
    </div>
  )
}

function Me({ session }: { session: Session }): ReactNode {
  const { actor } = session
  const { message } = App.useApp()
  const [changing, setChanging] = useState(false)
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  const duties = actor.duties.map(duty => t(DUTIES[duty])).join(t('、'))
  const items = [
    { key: 'who', type: 'group' as const, label: <Who session={session} duties={duties} /> },
    { key: 'password', icon: <KeyOutlined />, label: t('修改密码'), onClick: () => setChanging(true) },
    {
      key: 'language',
      icon: <TranslationOutlined />,
      label: other === 'en' ? 'English' : '中文',
      onClick: () => switchLanguage(other),
    },
    { type: 'divider' as const },
    { key: 'leave', icon: <LogoutOutlined />, label: t('退出登录'), onClick: () => void leave() },
  ]
  const changed = (): void => {
    setChanging(false)
    message.success(t('密码已修改'))
  }
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <button type="button" className="jt-me">
          <span className="jt-me-unit">{actor.unitName}</span>
          <b>{actor.name}</b>
        </button>
      </Dropdown>
      <Modal
        open={changing}
        title={t('修改密码')}
        footer={null}
        width={380}
        destroyOnHidden
        onCancel={() => setChanging(false)}
      >
        <ChangePasswordForm onDone={changed} />
      </Modal>
    </>
  )
}

const Who = ({ session, duties }: { session: Session; duties: string }): ReactNode => (
  <div className="jt-who">
    <b>{session.actor.name}</b>
    <span>{session.actor.unitName}</span>
    <span>{duties || t('未分配权限')}</span>
    <span className="jt-faint">
      {t('版本')} {session.version}
    </span>
  </div>
)

/** For visitors: what is open to everybody, and the way in. */
export function PublicLayout({ children }: { children: ReactNode }): ReactNode {
  return (
    <div className="jt-desk jt-desk-public">
      <header className="jt-header">
        <span className="jt-brand">
          <Mark />
          {t('净土')}
        </span>
        <nav className="jt-open-pages" aria-label={t('主导航')}>
          {PAGES.filter(page => page.open && page.group).map(page => (
            <NavLink key={page.path} to={page.path}>
              {pageTitle(page)}
            </NavLink>
          ))}
        </nav>
        <span className="jt-header-gap" />
        <LanguageLink />
        <Link to="/">{t('登录')}</Link>
      </header>
      <div className="jt-body">
        <main id="jt-main" className="jt-main">
          {children}
        </main>
      </div>
    </div>
  )
}
