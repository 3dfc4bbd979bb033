import type { Field } from './field.ts'
import type { RecordKind } from './record.ts'
import { isRegister } from './register.ts'

/**
 * References name other records by their id; whether those exist can only be said of all declarations together. Checked
 * when the house starts.
 * @throws Error naming register and field
 */
export function checkReferences(kinds: readonly RecordKind[]): void {
  const known = new Map(kinds.map(kind => [kind.id, kind]))
  const faults: string[] = []
  if (known.size < kinds.length) faults.push('有两个声明用了同一个编号')
  const check = (kind: RecordKind, key: string, field: Field): void => {
    if (field.to && field.to !== 'region' && !known.has(field.to))
      faults.push(`“${kind.id}”的字段“${key}”引用了不存在的“${field.to}”`)
    for (const [sub, inner] of Object.entries(field.fields ?? {})) check(kind, `${key}.${sub}`, inner)
  }
  for (const kind of kinds) {
    for (const [key, field] of Object.entries(kind.fields)) check(kind, key, field)
    if (!isRegister(kind)) continue
    const { subject, party } = kind.register
    const about = subject ? known.get(subject) : undefined
    if (subject && !(about && isRegister(about) && about.register.isSubject))
      faults.push(`“${kind.id}”的对象“${subject}”不是主体`)
    if (party && !leadsToUnit(kind, party, known, new Set()))
      faults.push(`“${kind.id}”的 party“${party}”最终没有指向单位`)
  }
  if (faults.length > 0) throw new Error(`声明有误：${faults.join('；')}`)
}

function leadsToUnit(
  kind: RecordKind,
  party: string,
  known: ReadonlyMap<string, RecordKind>,
  seen: Set<string>,
): boolean {
  const to = kind.fields[party]?.to
  if (to === 'unit') return true
  const next = to ? known.get(to) : undefined
  if (!next || !isRegister(next) || seen.has(next.id)) return false
  seen.add(next.id)
  // A subject nobody owns (a village, a water body) gives no party, and that is no fault.
  return next.register.party === undefined || leadsToUnit(next, next.register.party, known, seen)
}
