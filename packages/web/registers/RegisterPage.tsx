import { DownloadOutlined, PlusOutlined, UploadOutlined } from '@ant-design/icons'
import type { Register } from '@jingtu/core/register.ts'
import type { RegisterView } from '@jingtu/server/registers/views.ts'
import { App, Spin, Tabs } from 'antd'
import { lazy, type ReactNode, Suspense } from 'react'
import { useNavigate, useParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { showProblem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { NotFound } from '../shell/FirstPage.tsx'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { findRegister, groupOf, pageOf, pathOf } from './declared.ts'
import { Editions } from './Editions.tsx'
import { useListAddress } from './list-address.ts'
import { RowList } from './RowList.tsx'
import '../records/records.css'
import './registers.css'

const RowMap = lazy(() => import('./RowMap.tsx'))

/** One list, whichever it is: everything on the page follows from its declaration. */
export default function RegisterPage(): ReactNode {
  const kind = findRegister(useParams().register ?? '')
  return kind ? <List key={kind.id} kind={kind} /> : <NotFound />
}

function List({ kind }: { kind: Register }): ReactNode {
  const { modal } = App.useApp()
  const { actor } = useSession()
  const navigate = useNavigate()
  const { params, put } = useListAddress()
  const asked = useGet<RegisterView>(pathOf(kind))
  const view = asked.data
  const may = view?.may.create ?? false
  const template = (): void => {
    api.download(`${pathOf(kind)}/template.xlsx`).catch(error => showProblem(modal, error, t('没有下载成')))
  }
  const go = (where: string) => () => void navigate(pageOf(kind, where))
  const tabs = [
    { key: 'list', label: t('清单'), children: <RowList kind={kind} view={view} /> },
    ...(kind.register.map
      ? [
          {
            key: 'map',
            label: t('地图'),
            children: (
              <Suspense fallback={<Spin className="jg-map" />}>
                <RowMap kind={kind} />
              </Suspense>
            ),
          },
        ]
      : []),
    ...(actor.party ? [] : [{ key: 'editions', label: t('名录版本'), children: <Editions kind={kind} /> }]),
  ]
  return (
    <>
      <PageHead
        title={kind.name}
        trail={[
          { label: t('台账'), to: '/registers' },
          { label: t(groupOf(kind)), to: `/registers?group=${encodeURIComponent(groupOf(kind))}` },
        ]}
        note={<span title={kind.register.basis.join('；')}>{kind.register.purpose}</span>}
        next={may ? { label: t('登记一条'), icon: <PlusOutlined />, onClick: go('new') } : undefined}
        steps={may ? [{ label: t('从 Excel 导入'), icon: <UploadOutlined />, onClick: go('import') }] : []}
        more={[{ label: t('下载填报模板'), icon: <DownloadOutlined />, onClick: template }]}
      />
      {tabs.length > 1 ? (
        <Tabs
          activeKey={params.get('view') ?? 'list'}
          items={tabs}
          destroyOnHidden
          onChange={key => put({ view: key === 'list' ? null : key })}
        />
      ) : (
        tabs[0]!.children
      )}
    </>
  )
}
