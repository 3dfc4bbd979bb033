import type { RecordKind } from '@jingtu/core/record.ts'
import { Button, Tabs } from 'antd'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm } from '../parts/FieldForm.tsx'
import { FieldView } from '../parts/FieldView.tsx'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { mayAdminister } from './administration.ts'

type Form = ComponentProps<typeof FieldForm>
type View = ComponentProps<typeof FieldView>

interface Props {
  kind: RecordKind
  row: { id: string; version: number; region: string; state: string }
  /** Where a correction is sent to; without '/api'. */
  path: string
  refresh: readonly string[]
  names: Record<string, string>
  form: Pick<Form, 'fields' | 'inputs' | 'labels' | 'hints' | 'long' | 'disabled'>
  view: Pick<View, 'fields' | 'labels'>
  /** What stands above the fields: a login name. */
  above?: ReactNode
  more?: { key: string; label: string; children: ReactNode }[]
  /** Words of the history beside the names. */
  words?: Record<string, string>
}

/** Read, correct and look back: the same for whatever an administrator keeps. */
export function AdministeredTabs({
  kind,
  row,
  path,
  refresh,
  names,
  form,
  view,
  above,
  more = [],
  words,
}: Props): ReactNode {
  const { actor } = useSession()
  const [editing, setEditing] = useState(false)
  const save = useWrite(
    (values: Record<string, unknown>, key) =>
      api.patch(`/api/${path}/${row.id}`, { version: row.version, values }, { key }),
    { refresh, done: t('已保存'), quiet: true, onDone: () => setEditing(false) },
  )
  const may = mayAdminister(actor, row.region) && row.state === 'active'
  const about = editing ? (
    <FieldForm
      kind={kind}
      values={row}
      names={names}
      busy={save.isPending}
      error={save.error}
      onSubmit={(_, changed) => (Object.keys(changed).length ? save.mutate(changed) : setEditing(false))}
      onCancel={() => setEditing(false)}
      {...form}
    />
  ) : (
    <>
      {above}
      <FieldView kind={kind} row={row} {...view} />
      {may && (
        <Button className="jt-below" onClick={() => setEditing(true)}>
          {t('修改')}
        </Button>
      )}
    </>
  )
  const history = <RecordTimeline kind={kind} id={row.id} names={{ ...names, ...words }} />
  return (
    <Tabs
      items={[
        { key: 'about', label: t('资料'), children: about },
        ...more,
        { key: 'history', label: t('变动'), children: history },
      ]}
    />
  )
}
