import { type Field, type FieldKind, isMissing } from '@jingtu/core/field.ts'
import type { Geometry } from '@jingtu/core/geometry.ts'
import type { Area } from '@jingtu/core/measure.ts'
import type { RecordKind } from '@jingtu/core/record.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { FileList } from './FileList.tsx'
import { areaWords, shapeWords, showInstant, showNumber, showValue } from './show.ts'

type Show = (value: never, field: Field, words: Record<string, string>) => ReactNode

const asWords = (value: string, _: Field, words: Record<string, string>): ReactNode => t(words[value] ?? value)
const asList = (value: string[], _: Field, words: Record<string, string>): ReactNode =>
  value.map(v => t(words[v] ?? v)).join(t('、'))
const withUnit = (value: string | number, field: Field): ReactNode =>
  [showNumber(value), field.unit].filter(Boolean).join(' ')

/** How every kind of field is read; a new kind does not compile until it is here. */
const SHOW = {
  text: asWords,
  decimal: withUnit,
  integer: withUnit,
  boolean: showValue,
  day: showValue,
  instant: (value: string) => showInstant(value),
  choice: asWords,
  ref: asWords,
  refs: asList,
  texts: asList,
  days: showValue,
  files: (value: string[]) => <FileList hashes={value} />,
  json: showValue,
  rows: showValue,
  money: withUnit,
  area: (value: Area) => areaWords(value),
  period: showValue,
  choices: asList,
  point: (value: Geometry) => shapeWords(value),
  line: (value: Geometry) => shapeWords(value),
  polygon: (value: Geometry) => shapeWords(value),
} satisfies Record<FieldKind, Show>

interface Props {
  kind: RecordKind
  fields: readonly string[]
  row: object
  /** What options, references and codes are called, by field. */
  labels?: Partial<Record<string, Record<string, string>>>
  /** Empty fields are left out. */
  brief?: boolean
}

/** A record to read: its fields with their names. Missing is a dash. */
export function FieldView({ kind, fields, row: given, labels = {}, brief }: Props): ReactNode {
  const row = given as Record<string, unknown>
  const shown = brief ? fields.filter(key => !isMissing(row[key])) : fields
  return (
    <dl className="jt-view">
      {shown.map(key => {
        const field = kind.fields[key]!
        const show = SHOW[field.kind] as Show
        return (
          <div key={key}>
            <dt>{t(field.name)}</dt>
            <dd>
              {isMissing(row[key]) ? (
                <span className="jt-faint">—</span>
              ) : (
                show(row[key] as never, field, labels[key] ?? {})
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
