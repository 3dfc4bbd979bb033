import { isId } from '@jingtu/core/id.ts'
import { refusal } from './problems.ts'

type Query = (name: string) => string | undefined

const illFormed = (text: string, name: string, what: string): Error =>
  refusal('invalid', '地址有误', [{ message: `“${text.slice(0, 40)}”${what}`, where: name }])

/** An id somebody put behind the question mark; null where it was left out. @throws Refusal 'invalid' at its name */
export function idAsked(query: Query, name: string): string | null {
  const text = query(name)?.trim().toLowerCase() ?? ''
  if (text === '') return null
  if (isId(text)) return text
  throw illFormed(text, name, '不是有效的编号')
}

/** A whole number somebody put behind the question mark. @throws Refusal 'invalid' at its name */
export function numberAsked(query: Query, name: string): number | null {
  const text = query(name)?.trim() ?? ''
  if (text === '') return null
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw illFormed(text, name, '应为整数')
}
