import { type Field, type FieldKind, isMissing } from '@jingtu/core/field.ts'
import type { Geometry } from '@jingtu/core/geometry.ts'
import { type Area, convertArea } from '@jingtu/core/measure.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { areaWords, shapeWords, showInstant, showNumber, showValue } from '../parts/show.ts'
import { RowsView } from '../records/RowsView.tsx'
import { fieldGroups, findRegister, pageOf, type Values } from './declared.ts'
import { Evidence } from './Evidence.tsx'
import { isVisible } from './row-faults.ts'

interface Reading {
  field: Field
  names: Record<string, string>
}
type Show = (value: never, reading: Reading) => ReactNode

const plain = (value: unknown): ReactNode => showValue(value)
const figure = (value: string | number, { field }: Reading): ReactNode =>
  // A year is a number, and nobody writes it 2,026.
  field.kind === 'integer' && (field.min ?? 0) >= 1900
    ? String(value)
    : [showNumber(value), field.unit].filter(Boolean).join(' ')
const list = (value: unknown[]): ReactNode => value.map(v => t(String(v))).join(t('、'))

/** A reference leads to what it names. */
const link = (id: string, { field, names }: Reading): ReactNode => {
  const kind = findRegister(field.to ?? '')
  const words = names[id] ?? t('（名称未知）')
  return kind ? (
    <Link key={id} to={pageOf(kind, id)}>
      {words}
    </Link>
  ) : (
    words
  )
}

const area = (value: Area): ReactNode => {
  const other = value.unit === '亩' ? '公顷' : '亩'
  return (
    <>
      {areaWords(value)}{' '}
      <span className="jt-faint">
        = {showNumber(convertArea(value.value, value.unit, other))} {t(other)}
      </span>
    </>
  )
}

/** How every kind of field is read on the page of a row; a new kind does not compile until it is here. */
const SHOW = {
  text: plain,
  decimal: figure,
  integer: figure,
  money: figure,
  area,
  boolean: plain,
  day: plain,
  instant: (value: string) => showInstant(value),
  period: plain,
  choice: (value: string) => t(value),
  choices: list,
  ref: link,
  refs: (value: string[], reading: Reading) => <span className="jg-links">{value.map(id => link(id, reading))}</span>,
  texts: list,
  days: list,
  files: (value: string[]) => <Evidence hashes={value} />,
  point: (value: Geometry) => shapeWords(value),
  line: (value: Geometry) => shapeWords(value),
  polygon: (value: Geometry) => shapeWords(value),
  rows: (value: Values[], { field, names }: Reading) => (
    <RowsView spec={{ noun: field.name, fields: field.fields ?? {} }} rows={value} names={names} />
  ),
  json: plain,
} satisfies Record<FieldKind, Show>

interface Props {
  kind: Register
  row: Values
  local: Readonly<Record<string, Field>>
  names: Record<string, string>
}

/** A row to read, group by group; missing is a dash, what does not apply at this stage is left out. */
export function RowFacts({ kind, row, local, names }: Props): ReactNode {
  const groups = fieldGroups(kind, { derived: true }).map(group => ({
    ...group,
    fields: group.fields.filter(key => !isMissing(row[key]) || isVisible(kind, key, row)),
  }))
  const extra = (row.extra ?? {}) as Values
  return (
    <div className="jg-facts">
      {groups
        .filter(group => group.fields.length > 0)
        .map(group => (
          <section key={group.title} className="jt-card">
            <h2>{t(group.title)}</h2>
            <dl className="jt-view">
              {group.fields.map(key => (
                <Fact key={key} field={kind.fields[key]!} value={row[key]} names={names} />
              ))}
            </dl>
          </section>
        ))}
      {Object.keys(local).length > 0 && (
        <section className="jt-card">
          <h2>{t('地方字段')}</h2>
          <dl className="jt-view">
            {Object.entries(local).map(([key, field]) => (
              <Fact key={key} field={field} value={extra[key]} names={names} />
            ))}
          </dl>
        </section>
      )}
    </div>
  )
}

function Fact({ field, value, names }: { field: Field; value: unknown; names: Record<string, string> }): ReactNode {
  const show = SHOW[field.kind] as Show
  const wide = field.kind === 'rows' || field.kind === 'files' || field.long
  return (
    <div className={wide ? 'jg-fact-wide' : undefined}>
      {field.kind !== 'rows' && <dt>{field.name}</dt>}
      <dd>
        {isMissing(value) ? (
          <span className="jt-faint">{field.kind === 'rows' ? t('还没有记录') : '—'}</span>
        ) : (
          show(value as never, { field, names })
        )}
      </dd>
    </div>
  )
}
