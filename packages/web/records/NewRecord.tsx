import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { EntryForm } from './EntryForm.tsx'
import type { RecordPage } from './record-page.ts'

interface Props {
  page: RecordPage
  names: Record<string, string>
  onDone: (id: string) => void
  onCancel: () => void
}

/** A new row; what is not filled in is not sent, and stays unknown. */
export function NewRecord({ page, names, onDone, onCancel }: Props): ReactNode {
  const session = useSession()
  const make = useWrite(
    (values: Record<string, unknown>, key) => api.post<{ id: string }>(page.path, { values }, { key }),
    { refresh: [page.path], done: t('已登记'), quiet: true, onDone: made => onDone(made.id) },
  )
  const own = { [session.actor.unit]: session.actor.unitName }
  return (
    <EntryForm
      page={page}
      sections={page.form}
      values={{ ...page.start?.(session) }}
      names={{ ...own, ...names }}
      submit={t('登记')}
      busy={make.isPending}
      error={make.error}
      onSubmit={values => make.mutate(Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null)))}
      onCancel={onCancel}
    />
  )
}
