import { isId } from '@jingtu/core/id.ts'
import { refusal } from './problems.ts'

/** An id somebody put behind the question mark; null where it was left out. @throws Refusal 'invalid' at its name */
export function idAsked(query: (name: string) => string | undefined, name: string): string | null {
  const text = query(name)?.trim().toLowerCase()
  if (!text) return null
  if (!isId(text)) throw refusal('invalid', '地址有误', [{ message: `“${shown}”不是有效的编号`, where: name }])
  return text
}

/** A whole number somebody put behind the question mark. @throws Refusal 'invalid' at its name */
export function numberAsked(query: (name: string) => string | undefined, name: string): number | null {
  const text = query(name)?.trim()
  if (!text) return null
  if (!/^\d{1,9}$/.test(text))
    throw refusal('invalid', '地址有误', [{ message: `“${text.slice(0, 40)}”应为整数`, where: name }])
  return Number(text)
}
