import { normaliseUnit } from '../units.ts'
import type { Header } from './grid.ts'
import type { Head, Role } from './heads.ts'

/** long: a row a result; wide: a column a substance; turned: a row a substance, a column a sample. */
export type Form = 'long' | 'wide' | 'turned'

export const columnOf = (heads: Head[], role: Role): number => heads.findIndex(h => h.role === role)

export function formOf({ heads }: Header): Form | undefined {
  const has = (role: Role): boolean => columnOf(heads, role) >= 0
  if (has('substance') || has('cas')) {
    if (has('value')) return 'long'
    return sampleColumns(heads).length > 0 ? 'turned' : undefined
  }
  return heads.some(h => h.substance !== null) || has('pH') ? 'wide' : undefined
}

/** Columns of a turned table that are samples: filled heads that mean nothing else; a sample may be called B or Co. */
export const sampleColumns = (heads: Head[]): number[] =>
  heads.flatMap((h, i) => (h.text.trim() !== '' && h.role === null && !LIMIT.test(h.text) ? [i] : []))
const LIMIT = /筛选值|管制值|标准|限值|评价|结论|最大|最小|平均|超标|检出率/

/** A row that says something of the columns and is no sample. */
export type RowKind = 'units' | 'detectionLimits' | 'aside' | 'sample'

const ASIDE =
  /^(?:(?:第[一二]类)?(?:用地)?(?:风险)?(?:筛选值|管制值|标准值|标准限值|限值|标准|评价标准)|最大值|最小值|平均值?|均值|中位数|中位值|标准差|变异系数|检出率|超标率|超标个数|超标倍数|最大超标倍数|样品数|合计|检出数|背景值|对照值|备注|注|说明|max|min|mean|average|median|std|以下空白)(?:[(（:：].*)?$/i

/** What a row under the head of a wide table is. */
export function rowKind(cells: string[], header: Header): RowKind {
  const first = cells.find(c => c !== '') ?? ''
  if (/^(?:单位|计量单位|unit)s?[:：]?$/i.test(first)) return 'units'
  if (/^(?:检出限|方法检出限|报告限|最低检出限|detection ?limit|mdl|lod|dl)[:：]?$/i.test(first))
    return 'detectionLimits'
  if (ASIDE.test(first.replace(/\s/g, ''))) return 'aside'
  const filled = header.heads.flatMap((h, i) => (h.substance && cells[i] ? [cells[i]!] : []))
  const own = header.heads.some((h, i) => (h.role === 'sample' || h.role === 'site') && cells[i])
  if (!own && filled.length > 0 && filled.every(c => normaliseUnit(c.replace(/^[(（]|[)）]$/g, '')) !== undefined))
    return 'units'
  return 'sample'
}
