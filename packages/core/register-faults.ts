import type { Field } from './field.ts'
import type { Declared } from './register.ts'

/** Words PostgreSQL takes for its own: as a column they would have to be quoted in every statement somebody writes. */
const RESERVED = new Set(
  (
    'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default ' +
    'deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into ' +
    'lateral leading limit not null offset on only or order placing primary references returning select some symmetric table ' +
    'then to trailing true union unique user using variadic when where window with ' +
    // May name functions and types, but no columns.
    'authorization binary collation concurrently cross freeze full ilike inner is isnull join left like natural notnull ' +
    'outer overlaps right similar tablesample verbose'
  ).split(' '),
)

/** What is wrong with a declaration, each fault naming its field, state or move; found when the module is loaded. */
// biome-ignore lint/suspicious/noExplicitAny: any declaration, whatever its rows
export function declaredFaults(d: Declared<any, string, string, string, string>): string[] {
  const faults: string[] = []
  const fields = d.fields as Record<string, Field>
  const known = (key: string, where: string, ...besides: string[]): void => {
    if (!(key in fields) && !besides.includes(key)) faults.push(`${where}提到了没有声明的字段“${key}”`)
  }
  const state = (name: string, where: string): void => {
    if (!(name in d.states)) faults.push(`${where}用了没有声明的状态“${name}”`)
  }
  if (!/^M\d\d$/.test(d.module)) faults.push(`模块应写作 M09，现为“${d.module}”`)
  if (d.basis.length === 0) faults.push('没有写明依据（basis）')
  for (const reserved of ['subject', 'extra'])
    if (reserved in fields) faults.push(`字段“${reserved}”由引擎提供，不要自行声明`)
  if ('void' in d.states) faults.push('状态“void”由引擎提供，不要自行声明')
  for (const [key, field] of Object.entries(fields)) {
    if ((field.kind === 'choice' || field.kind === 'choices') && !field.options?.length)
      faults.push(`字段“${key}”没有选项`)
    if (field.options && new Set(field.options).size < field.options.length) faults.push(`字段“${key}”有重复的选项`)
    if (field.kind === 'rows' && !Object.keys(field.fields ?? {}).length) faults.push(`字段“${key}”没有列`)
    for (const [sub, inner] of Object.entries(field.fields ?? {}))
      if (inner.kind === 'rows' || inner.kind === 'json') faults.push(`字段“${key}.${sub}”：明细行里不能再套明细行`)
    if (RESERVED.has(key)) faults.push(`字段“${key}”是数据库的保留字，请换一个名字`)
    if (field.derived && !d.derive) faults.push(`字段“${key}”声明为计算得出，但没有 derive`)
    if (field.min !== undefined && field.max !== undefined && field.min > field.max)
      faults.push(`字段“${key}”的下限大于上限`)
  }
  for (const key of Object.keys(d.requiredWhen ?? {})) known(key, 'requiredWhen ')
  for (const key of Object.keys(d.visibleWhen ?? {})) known(key, 'visibleWhen ')
  for (const when of Object.values(d.requiredWhen ?? {}))
    if (Array.isArray(when)) for (const s of when) state(s, 'requiredWhen ')
  for (const when of Object.values(d.visibleWhen ?? {}))
    if (Array.isArray(when)) for (const s of when) state(s, 'visibleWhen ')
  for (const key of d.key ?? []) known(key, 'key ', ...(d.subject ? ['subject'] : []))
  for (const key of d.list) known(key, 'list ', 'region', 'state', 'effective', ...(d.subject ? ['subject'] : []))
  for (const key of d.filters ?? []) known(key, 'filters ', 'region', 'state')
  for (const key of d.search ?? []) {
    known(key, 'search ')
    if (fields[key] && fields[key].kind !== 'text') faults.push(`search 的字段“${key}”不是文字`)
  }
  for (const key of [...(d.filters ?? []), ...(d.search ?? []), ...(d.sort ? [d.sort.replace(/^-/, '')] : [])])
    if (fields[key]?.secrecy === 'personal') faults.push(`个人信息“${key}”不能用来筛选、检索或排序`)
  for (const key of d.correct.partyFields ?? []) known(key, 'correct.partyFields ')
  if (d.sort) known(d.sort.replace(/^-/, ''), 'sort ')
  if (d.party) known(d.party, 'party ')
  if (d.party && fields[d.party] && fields[d.party]!.kind !== 'ref') faults.push(`party 的字段“${d.party}”不是引用`)
  for (const [relation, key] of Object.entries(d.relations ?? {})) {
    known(key as string, `relations.${relation} `)
    if (fields[key as string] && fields[key as string]!.to !== 'unit')
      faults.push(`relations.${relation} 的字段“${key}”不是单位`)
  }
  if (d.map) {
    known(d.map.geometry, 'map ')
    if (!['point', 'line', 'polygon'].includes(fields[d.map.geometry]?.kind ?? ''))
      faults.push(`map 的字段“${d.map.geometry}”没有位置`)
    if (d.map.colourBy) known(d.map.colourBy, 'map ', 'state')
  }
  for (const key of d.publish?.fields ?? []) {
    known(key, 'publish ', 'region', 'state', ...(d.subject ? ['subject'] : []))
    if (fields[key]?.secrecy === 'personal') faults.push(`publish 的字段“${key}”是个人信息，不能公开`)
  }
  for (const s of [...(d.publish?.in ?? []), ...(d.ended ?? []), ...d.correct.in, ...(d.amend?.in ?? [])])
    state(s, 'publish/ended/correct/amend ')
  for (const [name, move] of Object.entries(d.transitions)) {
    const where = `流转“${name}”`
    for (const s of [...move.from, move.to]) state(s, where)
    if (move.by.length === 0) faults.push(`${where}没有任何人可以做`)
    for (const key of [...(move.asks ?? []), ...(move.needs ?? []), ...(move.evidence ?? [])]) known(key, where)
    for (const key of move.asks ?? []) if (fields[key]?.derived) faults.push(`${where}不能填写计算得出的“${key}”`)
    for (const key of move.evidence ?? [])
      if (fields[key] && fields[key]!.kind !== 'files') faults.push(`${where}的依据“${key}”不是文件`)
  }
  for (const [name, duty] of Object.entries(d.duties ?? {}))
    faults.push(...dutyFaults(name, duty, fields, known, state))
  return faults
}

function dutyFaults(
  name: string,
  // biome-ignore lint/suspicious/noExplicitAny: any declaration, whatever its rows
  duty: any,
  fields: Record<string, Field>,
  known: (key: string, where: string) => void,
  state: (name: string, where: string) => void,
): string[] {
  const where = `义务“${name}”`
  const faults: string[] = []
  if (!duty.clause) faults.push(`${where}没有写明条款（clause）`)
  for (const s of duty.while) state(s, where)
  if (duty.after?.state) state(duty.after.state, where)
  if (duty.after?.field) {
    known(duty.after.field, where)
    if (fields[duty.after.field] && fields[duty.after.field]!.kind !== 'day')
      faults.push(`${where}的起算字段“${duty.after.field}”不是日期`)
  }
  if (duty.every === undefined && !duty.after) faults.push(`${where}既没有周期（every），也没有起算点（after）`)
  if (duty.every === undefined && duty.days === undefined && duty.years === undefined)
    faults.push(`${where}没有写明几日（days）或几年（years）`)
  if (duty.due && !/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(duty.due)) faults.push(`${where}的期限应写作 05-31`)
  if (duty.met?.rows) {
    known(duty.met.rows, where)
    if (fields[duty.met.rows] && !(duty.met.on in (fields[duty.met.rows]!.fields ?? {})))
      faults.push(`${where}：“${duty.met.rows}”里没有“${duty.met.on}”`)
  } else if (duty.met?.field) known(duty.met.field, where)
  return faults
}
