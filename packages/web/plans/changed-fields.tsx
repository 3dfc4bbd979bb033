import { targetRecord } from '@jingtu/programme/target.ts'
import type { Deliverable } from '@jingtu/programme/task.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { TrackedText } from './TrackedText.tsx'

/** A value of a task or target as words, so that two of them can be compared as text. */
function wordsOf(key: string, value: unknown, unitName: (id: string) => string): string {
  if (value === null || value === undefined || value === '') return ''
  if (key.endsWith('Units') && Array.isArray(value)) return value.map(unitName).join('、')
  if (key === 'deliverables' && Array.isArray(value))
    return (value as Deliverable[]).map(d => (d.due ? `${d.name}（${d.due}）` : d.name)).join('、')
  if (Array.isArray(value)) return value.join('、')
  if (typeof value === 'boolean') return value ? t('是') : t('否')
  return String(value)
}

const fieldName = (kind: 'task' | 'target', key: string): string => {
  const fields: Record<string, { name: string }> = kind === 'task' ? taskRecord.fields : targetRecord.fields
  return fields[key]?.name ?? key
}

/** Field by field: what was struck out and what was put in. */
export function ChangedFields({
  kind,
  fields,
  unitName,
}: {
  kind: 'task' | 'target'
  fields: readonly { key: string; before: unknown; after: unknown }[]
  unitName: (id: string) => string
}): ReactNode {
  return (
    <dl className="jp-changed">
      {fields.map(f => (
        <div key={f.key}>
          <dt>{t(fieldName(kind, f.key))}</dt>
          <dd>
            <TrackedText before={wordsOf(f.key, f.before, unitName)} after={wordsOf(f.key, f.after, unitName)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
