import type { Register } from '@jingtu/core/register.ts'
import type { RegisterView } from '@jingtu/server/registers/views.ts'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { fieldGroups, pageOf, pathOf, type RegisterRow } from './declared.ts'
import { RowForm, type Written } from './RowForm.tsx'
import { isRequired, rowFor } from './row-faults.ts'

/** A new row; what is not filled in is not sent, and stays unknown. */
export function NewRow({ kind }: { kind: Register }): ReactNode {
  const today = useToday()
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const view = useGet<RegisterView>(pathOf(kind))
  const make = useWrite(
    ({ changed, region, effective, reason }: Written, key) =>
      api.post<RegisterRow>(
        `${pathOf(kind)}/rows`,
        {
          values: changed,
          ...(region ? { region } : {}),
          ...(effective < today ? { effective } : {}),
          ...(reason ? { reason } : {}),
        },
        { key },
      ),
    {
      refresh: [pathOf(kind), '/api/register-overview'],
      done: t('已登记'),
      quiet: true,
      onDone: made => void navigate(pageOf(kind, made.id), { replace: true }),
    },
  )
  const subject = params.get('subject')
  // What moves will ask for is written then, unless it is demanded from the beginning.
  const groups = fieldGroups(kind, { derived: false }).filter(
    group =>
      group.title !== '办理情况' ||
      group.fields.some(key => isRequired(kind, key, rowFor(kind, {}, { state: kind.initial }))),
  )
  if (!view.data) return <Skeleton active />
  return (
    <>
      <PageHead
        title={t('登记{name}', { name: kind.name })}
        trail={[
          { label: t('台账'), to: '/registers' },
          { label: kind.name, to: pageOf(kind) },
        ]}
        note={kind.register.basis.join('；')}
      />
      <div className="jt-card jg-paper-form">
        <RowForm
          kind={kind}
          local={Object.fromEntries(view.data.local.map(l => [l.key, l.field]))}
          groups={groups}
          start={subject && kind.register.subject ? { subject } : {}}
          names={{}}
          submit={t('登记')}
          busy={make.isPending}
          error={make.error}
          onSubmit={written => make.mutate(written)}
          onCancel={() => void navigate(pageOf(kind))}
        />
      </div>
    </>
  )
}
