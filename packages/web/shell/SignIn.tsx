import { LockOutlined, UserOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { currentLanguage, switchLanguage, t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { ApiError, api } from './api.ts'
import { pageTitle } from './Navigation.tsx'
import { PAGES } from './pages.tsx'
import { useEnter } from './session.tsx'

interface Credentials {
  login: string
  password: string
}

export function SignInForm({ onEntered }: { onEntered: () => Promise<void> }): ReactNode {
  const [form] = Form.useForm<Credentials>()
  const [problem, setProblem] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [capsLock, setCapsLock] = useState(false)

  const enter = async ({ login, password }: Credentials): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await api.post('/api/session', { login: login.trim(), password })
      await onEntered()
    } catch (error) {
      setProblem(error)
      form.getFieldInstance('password')?.focus()
    } finally {
      setBusy(false)
    }
  }
  const watchCapsLock = (e: KeyboardEvent): void => setCapsLock(e.getModifierState('CapsLock'))

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={enter}>
      {problem !== null && <Problem error={problem} />}
      <Form.Item name="login" label={t('账号')} rules={[{ required: true, message: t('请填写账号') }]}>
        <Input prefix={<UserOutlined />} size="large" autoComplete="username" autoCapitalize="none" autoFocus />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('密码')}
        rules={[{ required: true, message: t('请填写密码') }]}
        extra={capsLock ? t('大写锁定已打开') : undefined}
      >
        <Input.Password
          prefix={<LockOutlined />}
          size="large"
          autoComplete="current-password"
          onKeyUp={watchCapsLock}
        />
      </Form.Item>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {t('登录')}
      </Button>
    </Form>
  )
}

export function SignIn(): ReactNode {
  const enter = useEnter()
  return (
    <div className="jt-door">
      <main className="jt-door-card">
        <h1>
          <Mark />
          {t('净土')}
        </h1>
        <p className="jt-soft">{t('土壤污染防治计划执行')}</p>
        <SignInForm onEntered={enter} />
        <OpenPages />
        <SampleHint />
      </main>
      <footer className="jt-door-foot">
        <span>{t('忘记密码请找本单位的系统管理员重置')}</span>
        <LanguageLink />
      </footer>
    </div>
  )
}

/** What needs no sign-in is offered before one is asked for. */
const OpenPages = (): ReactNode => (
  <p className="jt-door-open">
    {t('不登录也可以用：')}
    {PAGES.filter(page => page.open && page.group).map(page => (
      <Link key={page.path} to={page.path}>
        {pageTitle(page)}
      </Link>
    ))}
  </p>
)

export function LanguageLink(): ReactNode {
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <button type="button" className="jt-link" lang={other} onClick={() => switchLanguage(other)}>
      {other === 'en' ? 'English' : '中文'}
    </button>
  )
}

export function Mark(): ReactNode {
  return (
    <svg className="jt-mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="6" fill="currentColor" />
      <path d="M6 21h20M9 26h14M16 21V8m0 8c-4 0-6-2-6-6 4 0 6 2 6 6zm0-3c0-4 2-6 6-6 0 4-2 6-6 6z" />
    </svg>
  )
}

interface SampleSignIns {
  login: string
  name: string
  unitName: string
}

/** Only an installation with simulated data says who may be tried out; the answer to "who am I" carries it. */
function SampleHint(): ReactNode {
  const asked = useQuery({
    queryKey: ['sample sign-ins'],
    queryFn: readSampleHint,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const hint = asked.data
  if (!hint?.sample) return null
  return (
    <section className="jt-door-hint">
      <b>{t('模拟数据')}</b>
      <p>{t('本系统装有模拟数据，可用下列账号试用，初始密码见启动时的提示。')}</p>
      <ul>
        {hint.signIns.map(one => (
          <li key={one.login}>
            <code>{one.login}</code> {one.name}　{one.unitName}
          </li>
        ))}
      </ul>
    </section>
  )
}

async function readSampleHint(): Promise<{ sample: boolean; signIns: SampleSignIns[] }> {
  try {
    await api.get('/api/session')
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      return {
        sample: error.extra.sample === true,
        signIns: (error.extra.signIns as SampleSignIns[] | undefined) ?? [],
      }
    }
    throw error
  }
  return { sample: false, signIns: [] }
}
