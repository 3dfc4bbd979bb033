import type { PlanTask } from '@jingtu/plans/programme.ts'

const ROLE_WORD = /牵头|配合|责任单位|责任部门|参与|参加|协助|负责|落实|指导|主办|协办/
/** A bracket, or a sentence from one 。 or line end to the next, that says who does the work. */
const CLAUSE =
  /(?:[（(【[](?:[^（()）]|[（(][^（()）]*[）)])*[）)】\]])[。；]?|(?:^|(?<=[。；\n]))[^。\n（(]*(?:[。\n]|$)/g

/**
 * What is to be done, as it stands in the column 任务内容: the task's text without its number and title and without the
 * clauses that only name units. Never empty where the text says anything.
 */
export function contentOf(task: Pick<PlanTask, 'quote' | 'title' | 'no' | 'lead' | 'coop' | 'resp' | 'guide'>): string {
  const names = [...task.lead, ...task.coop, ...task.resp, ...task.guide].sort((a, b) => b.length - a.length)
  const cells = task.quote.split('\t').map(c => c.trim())
  const body = cells.length > 2 ? longest(cells.filter(c => c && !isUnits(c, names))) : task.quote
  const text = body.replace(CLAUSE, clause => (namesUnits(clause, names) ? '' : clause))
  return withoutTitle(text, task)
    .replace(/[ \u3000]+\n/g, '\n')
    .replace(/\n{2,}/g, '\n')
    .trim()
}

const longest = (cells: string[]): string => cells.reduce((a, b) => (b.length > a.length ? b : a), '')

/** A bracket that gives a role to a unit says nothing about the work; outside brackets nearly all of it must be names. */
const namesUnits = (clause: string, names: string[]): boolean =>
  ROLE_WORD.test(clause) &&
  (/^[（(【[]/.test(clause) ? names.some(n => clause.includes(n)) || isUnits(clause, names) : isUnits(clause, names))

/** Whether a clause is mostly names of units and the words of roles. */
function isUnits(clause: string, names: string[]): boolean {
  let rest = clause.replace(/\s/g, '')
  const whole = rest.length
  if (whole === 0) return false
  for (const name of names) {
    const bare = name.replace(/^(?:市|县|省|区|自治区|州)(?=.{3})/, '')
    rest = rest.replaceAll(name, '').replaceAll(bare, '')
  }
  rest = rest.replace(
    /牵头|配合|责任|单位|部门|参与|参加|协助|按职责分工|负责|落实|指导|等|均需|以下|不再列出|[、，,；;：:。（）()【】[\]]/g,
    '',
  )
  return rest.length <= Math.max(4, whole * 0.35)
}

function withoutTitle(text: string, task: { title: string; no: string }): string {
  // A number without punctuation may be the text itself: 5月底前更新名录.
  const number =
    /^\s*(?:[一二三四五六七八九十]+是|第[一二三四五六七八九十]+[、项条]|[（(](?:[一二三四五六七八九十百]+|\d+)[)）][、.．:：]?|(?:[一二三四五六七八九十百]+|\d+)[)）、.．](?!\d))\s*/
  const bare = text.replace(number, '')
  const title = task.title.trim()
  if (!title || !bare.startsWith(title)) return text.trim() === bare.trim() ? text : bare
  const rest = bare.slice(title.length).replace(/^[。．.:：\s]+/, '')
  return rest.trim() ? rest : bare
}
