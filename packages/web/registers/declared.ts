import type { Field } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import { findRegister, REGISTERS } from '@jingtu/registers/registers.ts'
import type { RowRights } from '@jingtu/server/registers/views.ts'

export { findRegister, REGISTERS }

export type Values = Record<string, unknown>

/** A row of any register as the server gives it. */
export type RegisterRow = Values &
  RowRights & {
    home: string
    id: string
    version: number
    region: string
    state: string
    effective: string
    since: string
    until: string | null
  }

export const pathOf = (kind: Register): string => `/api/registers/${kind.id}`
export const pageOf = (kind: Register, row?: string): string => `/registers/${kind.id}${row ? `/${row}` : ''}`

/** Modules of the programme in the words people use for their work, in the order they stand on the home. */
export const MODULES: readonly { title: string; of: readonly string[] }[] = [
  { title: '农用地安全利用', of: ['M05', 'M06'] },
  { title: '污染源与重金属', of: ['M07', 'M08'] },
  { title: '矿区与尾矿库', of: ['M09'] },
  { title: '重点监管单位', of: ['M10'] },
  { title: '建设用地', of: ['M11', 'M12', 'M13', 'M14', 'M15'] },
  { title: '地下水', of: ['M16'] },
  { title: '固体废物与新污染物', of: ['M17'] },
  { title: '农业投入品与废弃物', of: ['M18'] },
  { title: '农村环境', of: ['M19'] },
  { title: '监测', of: ['M20'] },
  { title: '项目与资金', of: ['M21'] },
  { title: '执法与应急', of: ['M22'] },
  { title: '公开与宣传', of: ['M23', 'M24'] },
  { title: '准入、信用与科技', of: ['M25'] },
  { title: '计划与考核', of: ['M01', 'M02', 'M03', 'M04'] },
]
export const SUBJECTS = '基础对象'

/** The heading a register stands under: subjects have one of their own. */
export const groupOf = (kind: Register): string =>
  kind.register.isSubject
    ? SUBJECTS
    : (MODULES.find(m => m.of.includes(kind.register.module))?.title ?? MODULES.at(-1)!.title)

const NAMES = ['name', 'title', 'code'] as const

/** The field a row is called by: its subject, its name, else the first thing its list shows. */
export const titleKey = (kind: Register): string =>
  kind.register.subject
    ? 'subject'
    : (NAMES.find(key => kind.fields[key]?.kind === 'text') ??
      kind.register.list.find(key => kind.fields[key] !== undefined) ??
      'id')

export function titleOf(kind: Register, row: Values, names: Record<string, string>): string {
  const value = row[titleKey(kind)]
  const words = names[String(value)] ?? String(value ?? '')
  return words || kind.name
}

export interface FieldGroup {
  title: string
  fields: string[]
}
const SHAPES = new Set(['point', 'line', 'polygon'])

/** Fields that only a move asks for, and nothing demands before. */
function movesFields(kind: Register): Set<string> {
  const asked = new Set(Object.values(kind.transitions).flatMap(t => t.asks ?? []))
  for (const [key, field] of Object.entries(kind.fields)) if (field.required) asked.delete(key)
  return asked
}

/** The fields of a row as a form or a page lays them out: what it is, where it lies, lists inside it, papers, what moves wrote. */
export function fieldGroups(kind: Register, options: { derived: boolean }): FieldGroup[] {
  const byMove = movesFields(kind)
  const place = (key: string, field: Field): string => {
    if (field.derived) return '由系统计算'
    if (SHAPES.has(field.kind)) return '位置'
    if (field.kind === 'rows') return field.name
    if (byMove.has(key)) return '办理情况'
    return field.kind === 'files' ? '材料' : '基本情况'
  }
  const groups = new Map<string, string[]>()
  for (const [key, field] of Object.entries(kind.fields)) {
    if (key === 'extra' || field.kind === 'json' || (field.derived && !options.derived)) continue
    const title = place(key, field)
    groups.set(title, [...(groups.get(title) ?? []), key])
  }
  const order = (title: string): number =>
    ['基本情况', '位置', '由系统计算'].indexOf(title) + 1 || (title === '办理情况' ? 8 : title === '材料' ? 9 : 5)
  return [...groups].map(([title, fields]) => ({ title, fields })).sort((a, b) => order(a.title) - order(b.title))
}

/** 生态环境@county in words: 县级生态环境部门. */
const LEVELS: Record<string, string> = {
  nation: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
  township: '乡镇级',
  village: '村级',
}
const PARTIES: Record<string, string> = {
  operator: '企业',
  practitioner: '从业单位',
  laboratory: '检测机构',
  'land-holder': '土地使用权人',
  owner: '责任单位',
  lead: '牵头单位',
  assignee: '承办单位',
  author: '填报单位',
}
export function grantWords(grant: string): string {
  const [line, level] = grant.split('@')
  if (level) return `${LEVELS[level] ?? level}${line}部门`
  return PARTIES[grant] ?? (LEVELS[grant] ? `${LEVELS[grant]}部门` : grant)
}
