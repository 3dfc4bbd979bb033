import { Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { api } from './api.ts'
import { leave } from './session.tsx'

interface Passwords {
  current: string
  next: string
  repeated: string
}

export function ChangePasswordForm({
  onDone,
  submit,
}: {
  onDone: () => Promise<void> | void
  submit?: string
}): ReactNode {
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  const change = async ({ current, next }: Passwords): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await api.post('/api/session/password', { current, next })
      await onDone()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form layout="vertical" requiredMark={false} onFinish={change} validateTrigger="onBlur">
      {problem !== null && <Problem error={problem} />}
      <Form.Item name="current" label={t('现在的密码')} rules={[{ required: true, message: t('请填写现在的密码') }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('新密码')}
        dependencies={['current']}
        rules={[
          { required: true, message: t('请填写新密码') },
          ({ getFieldValue }) => ({
            validator: (_, next) =>
              next && next === getFieldValue('current')
                ? Promise.reject(new Error(t('新密码要与现在的不同')))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t('再填一次新密码')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, repeated) =>
              repeated === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('两次填写的新密码不一样'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {submit ?? t('修改密码')}
      </Button>
    </Form>
  )
}

/** A password somebody else has chosen opens nothing but this page. */
export function MustChangePassword({ name, onDone }: { name: string; onDone: () => Promise<void> }): ReactNode {
  return (
    <div className="jt-door">
      <main className="jt-door-card">
        <h2>{t('请先设定自己的密码')}</h2>
        <p className="jt-soft">{t('{name}，您现在用的是初始密码，换成自己的密码后即可开始使用。', { name })}</p>
        <ChangePasswordForm onDone={onDone} submit={t('设定并进入')} />
      </main>
      <footer className="jt-door-foot">
        <button type="button" className="jt-link" onClick={() => void leave()}>
          {t('退出登录')}
        </button>
      </footer>
    </div>
  )
}
