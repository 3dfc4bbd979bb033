import { MenuOutlined } from '@ant-design/icons'
import type { Actor } from '@jingtu/core/access.ts'
import { Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { NavLink, useLocation } from 'react-router'
import { currentLanguage, t } from '../i18n/language.ts'
import { GROUPS, type Group, PAGES, type Page } from './pages.tsx'
import { maySee } from './visibility.ts'

export const pageTitle = (page: Page): string => (currentLanguage() === 'en' ? page.en : page.title)

interface Entry {
  group: Group
  pages: Page[]
}

/** What the actor is offered: groups in their fixed order, only those that have a page. */
export function offeredEntries(pages: readonly Page[], actor: Actor): Entry[] {
  return (Object.keys(GROUPS) as Group[])
    .map(group => ({ group, pages: pages.filter(page => page.group === group && maySee(page.who, actor)) }))
    .filter(entry => entry.pages.length > 0)
}

export function SideNavigation({ actor }: { actor: Actor }): ReactNode {
  return (
    <nav className="jt-nav" aria-label={t('主导航')}>
      <Entries entries={offeredEntries(PAGES, actor)} />
    </nav>
  )
}

function Entries({ entries, onChosen }: { entries: Entry[]; onChosen?: () => void }): ReactNode {
  return entries.map(({ group, pages }) => {
    const { title, icon } = GROUPS[group]
    const alone = pages.length === 1 ? pages[0]! : null
    return (
      <section key={group} className="jt-nav-group">
        {alone ? (
          <NavLink className="jt-nav-item jt-nav-alone" to={alone.path} onClick={onChosen}>
            {icon}
            {pageTitle(alone)}
          </NavLink>
        ) : (
          <>
            <h2 className="jt-nav-head">
              {icon}
              {t(title)}
            </h2>
            {pages.map(page => (
              <NavLink key={page.path} className="jt-nav-item" to={page.path} onClick={onChosen}>
                {pageTitle(page)}
              </NavLink>
            ))}
          </>
        )}
      </section>
    )
  })
}

const ON_PHONE = 4

/** On the phone: the first groups under the thumb, the rest in a drawer. */
export function BottomTabs({ actor }: { actor: Actor }): ReactNode {
  const [open, setOpen] = useState(false)
  const { pathname } = useLocation()
  const entries = offeredEntries(PAGES, actor)
  const shown = entries.slice(0, ON_PHONE)
  const isOpen = (entry: Entry): boolean =>
    entry.pages.some(page => pathname === page.path || pathname.startsWith(`${page.path}/`))
  return (
    <nav className="jt-tabs" aria-label={t('主导航')}>
      {shown.map(entry => (
        <NavLink
          key={entry.group}
          to={entry.pages[0]!.path}
          className={isOpen(entry) ? 'jt-tab jt-tab-open' : 'jt-tab'}
        >
          {GROUPS[entry.group].icon}
          <span>{t(GROUPS[entry.group].title)}</span>
        </NavLink>
      ))}
      <button type="button" className="jt-tab" onClick={() => setOpen(true)}>
        <MenuOutlined />
        <span>{t('全部')}</span>
      </button>
      <Drawer open={open} onClose={() => setOpen(false)} placement="bottom" size="70%" title={t('全部')}>
        <div className="jt-nav jt-nav-drawer">
          <Entries entries={entries} onChosen={() => setOpen(false)} />
        </div>
      </Drawer>
    </nav>
  )
}
