import { type ComponentType, type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm, type InputProps } from '../parts/FieldForm.tsx'
import { useSession } from '../shell/session.tsx'
import { blankRow, isBlank, rowFaults } from './embedded-rows.ts'
import { RowsInput, Tried } from './RowsInput.tsx'
import { type AnyRow, type RecordPage, type RowsTask, rowsIn } from './record-page.ts'

type Values = Record<string, unknown>

interface Props {
  page: RecordPage
  sections: readonly { title?: string; fields: readonly string[] }[]
  /** The row a move or a correction is about. */
  row?: AnyRow
  /** What stands in the form at first. */
  values: Values
  names: Record<string, string>
  required?: readonly string[]
  tasks?: Record<string, RowsTask>
  submit: string
  busy: boolean
  error: unknown
  /** Every field of the form as it is now; and what differs from `values`. */
  onSubmit: (values: Values, changed: Values) => void
  onCancel: () => void
  children?: ReactNode
}

/** The form of a declared record, with its embedded rows: for a new one, a correction and a move alike. */
export function EntryForm(props: Props): ReactNode {
  const { page, values, tasks } = props
  const session = useSession()
  const [tried, setTried] = useState(false)
  const fields = props.sections.flatMap(section => section.fields)
  const embedded = fields.filter(key => page.rows?.[key])
  const begin = (key: string): Values => {
    const spec = page.rows![key]!
    return { ...blankRow(spec), ...spec.start?.(props.row ?? (values as AnyRow), session) }
  }
  // Rows that are there stay; the one to be written stands open from the beginning.
  const [first] = useState<Values>(() => ({
    ...values,
    ...Object.fromEntries(
      embedded.map(key => [key, tasks?.[key]?.append ? [...rowsIn(values, key), begin(key)] : rowsIn(values, key)]),
    ),
  }))
  const from = (key: string): number => (tasks?.[key]?.append ? rowsIn(values, key).length : 0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: an input made anew would lose what is typed in it
  const inputs = useMemo(() => {
    const own: Record<string, ComponentType<InputProps>> = {}
    for (const key of embedded)
      own[key] = input => (
        <RowsInput {...input} spec={page.rows![key]!} task={tasks?.[key]} from={from(key)} begin={() => begin(key)} />
      )
    return { ...page.inputs, ...own }
  }, [])

  const submit = (_: Values, changed: Values): void => {
    const now = Object.fromEntries(fields.map(key => [key, key in changed ? changed[key] : (first[key] ?? null)]))
    const wrong = embedded.find(
      key => Object.keys(rowFaults(page.rows![key]!, tasks?.[key], rowsIn(now, key), from(key))).length > 0,
    )
    if (wrong) {
      requestAnimationFrame(() => document.querySelector('.jr-fault')?.scrollIntoView({ block: 'center' }))
      return
    }
    const filled = (rows: Values): Values =>
      Object.fromEntries(
        Object.entries(rows).map(([key, value]) => [
          key,
          embedded.includes(key) ? rowsIn(rows, key).filter(row => !isBlank(row)) : value,
        ]),
      )
    props.onSubmit(filled(now), filled(changed))
  }
  const hints = Object.fromEntries(Object.entries(page.hints ?? {}).map(([key, hint]) => [key, t(hint!)]))
  return (
    <Tried value={tried}>
      <div onSubmitCapture={() => setTried(true)}>
        <FieldForm
          kind={page.kind}
          fields={props.sections}
          values={first}
          names={props.names}
          required={props.required}
          long={page.long}
          hints={hints}
          inputs={inputs}
          submit={props.submit}
          busy={props.busy}
          error={props.error}
          onSubmit={submit}
          onCancel={props.onCancel}
        >
          {props.children}
        </FieldForm>
      </div>
    </Tried>
  )
}
