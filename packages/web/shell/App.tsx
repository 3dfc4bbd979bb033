import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { ReactNode } from 'react'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { currentLanguage, t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PageBroken, WholeBroken } from './ErrorBoundary.tsx'
import { FirstPage, NotFound } from './FirstPage.tsx'
import { PAGES } from './pages.tsx'
import { queryClient } from './query.ts'
import { Root } from './Root.tsx'
import { SessionProvider } from './session.tsx'
import { THEME } from './theme.ts'

dayjs.locale(currentLanguage() === 'zh' ? 'zh-cn' : 'en')

const router = createBrowserRouter([
  {
    Component: Root,
    ErrorBoundary: WholeBroken,
    HydrateFallback: () => <div className="jt-starting">{t('正在打开…')}</div>,
    children: [
      {
        // A page that breaks leaves the navigation standing.
        ErrorBoundary: PageBroken,
        children: [
          { index: true, Component: FirstPage },
          ...PAGES.map(page => ({
            path: page.path,
            handle: page,
            lazy: async () => ({ Component: (await page.load()).default }),
          })),
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
])

export function App(): ReactNode {
  return (
    <ConfigProvider
      theme={THEME}
      locale={currentLanguage() === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      renderEmpty={name => (name === 'Table' ? undefined : <EmptyState compact title={t('没有可选的内容')} />)}
    >
      <AntApp>
        <QueryClientProvider client={queryClient}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}
