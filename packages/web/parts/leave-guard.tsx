import { App } from 'antd'
import { useEffect } from 'react'
import { useBlocker } from 'react-router'
import { t } from '../i18n/language.ts'

const addressOf = (at: { pathname: string; search: string }): string => at.pathname + at.search

/** Asks before something typed and not saved is left behind, by a link or by closing the window. */
export function useLeaveGuard(unsaved: boolean): void {
  const { modal } = App.useApp()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && addressOf(currentLocation) !== addressOf(nextLocation),
  )

  useEffect(() => {
    if (blocker.state !== 'blocked') return
    modal.confirm({
      title: t('填写的内容还没有保存'),
      content: t('离开后这些内容会丢失。'),
      okText: t('仍要离开'),
      cancelText: t('留在本页'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    })
  }, [blocker, modal])

  useEffect(() => {
    if (!unsaved) return
    const ask = (e: BeforeUnloadEvent): void => e.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [unsaved])
}
