import type { SystemState, Verification } from '@jingtu/server/system/routes.ts'
import { Alert, Button, Descriptions, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'

/** The installation as its administrator sees it: sample data to be removed, chains to be verified. */
export default function SystemPage(): ReactNode {
  const state = useGet<SystemState>('/api/system')
  const [asking, setAsking] = useState(false)
  const [checked, setChecked] = useState(false)
  const verification = useGet<Verification>(checked ? '/api/system/verification' : null, undefined, { staleTime: 0 })
  const remove = useWrite<{ accounts: number }>((_values, key) => api.del('/api/sample', undefined, { key }), {
    // The sign-in that clicked is usually one of the sample: the page starts anew.
    onDone: () => window.location.assign('/'),
  })
  const sample = (state.data?.sampleAccounts ?? 0) > 0
  return (
    <>
      <PageHead
        title={t('系统管理')}
        note={t('数据的核验，以及模拟数据的移除。')}
        // Not before it is known which: the button must not turn into another one under the hand.
        next={
          !state.data
            ? undefined
            : sample
              ? { label: t('移除模拟数据'), danger: true, onClick: () => setAsking(true) }
              : { label: t('核验全部数据'), busy: verification.isFetching, onClick: () => setChecked(true) }
        }
      />
      {state.error && <Problem error={state.error} />}
      {state.data && (
        <section className="jt-card jt-card-above">
          <Descriptions size="small" column={{ xs: 1, md: 3 }}>
            <Descriptions.Item label={t('数据库')}>
              {state.data.engine === 'embedded' ? t('内嵌') : t('服务器')}
            </Descriptions.Item>
            <Descriptions.Item label={t('正式账号')}>{state.data.accounts}</Descriptions.Item>
            <Descriptions.Item label={t('模拟账号')}>{state.data.sampleAccounts}</Descriptions.Item>
            <Descriptions.Item label={t('变更（笔）')}>{state.data.changes}</Descriptions.Item>
            <Descriptions.Item label={t('文件（个）')}>{state.data.files}</Descriptions.Item>
            <Descriptions.Item label={t('文件总量（MB）')}>
              {(state.data.fileBytes / 1048576).toFixed(1)}
            </Descriptions.Item>
          </Descriptions>
        </section>
      )}
      <section className="jt-card">
        <h2>{t('数据核验')}</h2>
        <p className="jt-soft">{t('逐笔核对变更链和每一行数据。绕过系统的任何改动都会被指出。')}</p>
        <Button loading={verification.isFetching} onClick={() => (checked ? verification.refetch() : setChecked(true))}>
          {t('核验全部数据')}
        </Button>
        {verification.error && <Problem error={verification.error} />}
        {verification.data && <Outcome found={verification.data} />}
      </section>
      <Modal
        open={asking}
        title={t('移除模拟数据')}
        okText={t('移除')}
        okButtonProps={{ danger: true, loading: remove.isPending }}
        onOk={() => remove.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p>{t('示例市的单位、人员、计划和报告将全部停用，模拟账号将被删除。此操作不能撤销。')}</p>
        {state.data?.accounts === 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('还没有正式账号：移除之后无人可以登录。请先用命令行 unit add 和 user add 建立第一个管理员。')}
          />
        )}
      </Modal>
    </>
  )
}

function Outcome({ found }: { found: Verification }): ReactNode {
  if (found.faultCount === 0)
    return (
      <Alert
        type="success"
        showIcon
        title={t('全部相符：变更 {changes} 笔，数据 {rows} 行，文件 {files} 个', {
          changes: found.changes,
          rows: found.rows,
          files: found.files,
        })}
      />
    )
  return (
    <Alert
      type="error"
      showIcon
      title={t('有 {n} 处与变更链不符', { n: found.faultCount })}
      description={
        <ul>
          {found.faults.map(fault => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      }
    />
  )
}
