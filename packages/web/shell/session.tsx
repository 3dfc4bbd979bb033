import type { Actor } from '@jingtu/core/access.ts'
import type { Day } from '@jingtu/core/period.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { ApiError, api, onExpiredSession } from './api.ts'
import { SignInForm } from './SignIn.tsx'

export interface Session {
  actor: Actor
  mustChangePassword: boolean
  /** The installation holds simulated data. */
  sample: boolean
  /** The server's day in Asia/Shanghai; pages never ask the machine's clock. */
  today: Day
  version: string
}

const SESSION = ['/api/session', {}]
const SessionContext = createContext<Session | null>(null)

/** Who is signed in. Inside pages somebody always is; an open page asks `useVisitor`. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession outside a signed-in page')
  return session
}
export const useVisitor = (): Session | null => use(SessionContext)
export const useToday = (): Day => useSession().today

export function SessionProvider({ children }: { children: ReactNode }): ReactNode {
  const asked = useQuery<Session | null, Error>({
    queryKey: SESSION,
    queryFn: ({ signal }) => api.get<Session>('/api/session', {}, { signal }).catch(signedOutAsNull),
    // The day turns at midnight, also on a page that was left open.
    refetchInterval: 10 * 60_000,
    staleTime: 60_000,
  })
  const session = asked.data ?? null
  if (asked.isPending) return <div className="jt-starting">{t('正在打开…')}</div>
  if (asked.isError && !asked.data) {
    return (
      <div className="jt-starting">
        <Problem error={asked.error} onRetry={() => void asked.refetch()} />
      </div>
    )
  }
  return (
    <SessionContext value={session}>
      {children}
      {session && <SignInAgain session={session} />}
    </SessionContext>
  )
}

const signedOutAsNull = (error: unknown): null => {
  if (error instanceof ApiError && error.status === 401) return null
  throw error
}

/** After signing in or changing the password: asks who is there now, and everything else with it. */
export function useEnter(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await client.resetQueries({ queryKey: SESSION })
    await client.invalidateQueries()
  }
}

/** The next person on this machine must not see a page of the last one: everything fetched is dropped. */
export async function leave(): Promise<void> {
  await api.del('/api/session')
  location.assign('/')
}

/** A session that ends while somebody is working: sign in over the page, and nothing that was typed is lost. */
function SignInAgain({ session }: { session: Session }): ReactNode {
  const [open, setOpen] = useState(false)
  const waiting = useRef<{ promise: Promise<void>; settle: () => void; fail: (e: Error) => void } | null>(null)
  const client = useQueryClient()

  useEffect(() => {
    onExpiredSession(() => {
      if (!waiting.current) {
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        waiting.current = { promise, settle: resolve, fail: reject }
        setOpen(true)
      }
      return waiting.current.promise
    })
    return () => onExpiredSession(undefined)
  }, [])

  const entered = async (): Promise<void> => {
    const now = await api.get<Session>('/api/session')
    if (now.actor.person !== session.actor.person) return location.assign('/')
    client.setQueryData(SESSION, now)
    setOpen(false)
    waiting.current?.settle()
    waiting.current = null
  }
  const giveUp = (): void => {
    waiting.current?.fail(new ApiError(401, t('登录已过期')))
    waiting.current = null
    location.assign('/')
  }
  return (
    <Modal
      open={open}
      title={t('登录已过期')}
      footer={null}
      closable={false}
      keyboard={false}
      width={380}
      destroyOnHidden
    >
      <p className="jt-soft">{t('请重新登录，本页已填写的内容不会丢失。')}</p>
      <SignInForm onEntered={entered} />
      <Button type="link" size="small" onClick={giveUp}>
        {t('换一个账号')}
      </Button>
    </Modal>
  )
}
