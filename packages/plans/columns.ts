import { markAt } from './numbering.ts'
import type { Role } from './programme.ts'

/** What a column of a work table holds, told from its heading. */
export type Column = Role | 'number' | 'group' | 'title' | 'content' | 'deadline' | 'person' | 'score' | 'note'

const BODY = '(?:单位|部门|科室|股室|处室|机构|主体|方|局|地区)'
const headings: [Column, RegExp][] = [
  ['number', /^(?:序号|编号|项次|序|号|条目|任务(?:序号|编号)|清单号|No\.?)$/i],
  ['person', /(?:领导|责任人|负责人|联系人|联络员|电话|联系方式|包保人)/],
  ['deadline', /时限|时间|期限|进度安排|节点|完成日期|年限/],
  ['lead', new RegExp(`(?:牵头|主办|主责)(?:责任)?${BODY}|^牵头$|^责任牵头|^负责${BODY}$|^主管${BODY}$`)],
  ['coop', new RegExp(`(?:配合|参与|参加|协办|协助|协同|协作|会办)(?:责任)?${BODY}|^(?:配合|参与)$`)],
  ['guide', new RegExp(`(?:指导|督导|监督|督办)${BODY}`)],
  [
    'resp',
    new RegExp(
      `(?:责任|落实|实施|承办|承担|执行|完成|属地|主体)(?:责任)?${BODY}|^责任分工$|^责任划分$|^分工$|^单位名称$|^单位$|^部门$|^责任$|^实施主体$`,
    ),
  ],
  ['score', /分值|得分|权重|标准分|分数|^扣分|投资|资金|金额/],
  ['note', /^(?:备注|说明|佐证|附注|(?:工作|完成)?进[展度](?!安排)|完成情况|落实情况|考核方式|数据来源)/],
  [
    'content',
    /(?:内容|措施|要求|标准|举措|做法|细则|具体任务|目标|事项|分解任务|任务分解|细化任务|成果)$|^(?:具体|主要)(?:工作|任务)$|^任务描述$/,
  ],
  ['group', /^(?:类别|分类|类型|大类|领域|重点领域|方面|板块|专项|一级|指标类别|项目类别|重点方向|工作类别|任务类别)/],
  [
    'title',
    /(?:任务|工作|项目|事项|行动|工程|任务名称|名称|问题|要点|工作点|(?:考核|评价|评估)指标)$|^(?:任务|工作|项目|重点)/,
  ],
]

export function columnOf(heading: string): Column | null {
  const text = heading.replace(/\s+/g, '').replace(/[（(][^（）()]*[）)]$/, '')
  if (text.length === 0 || text.length > 14 || /[。；，：:]/.test(text) || markAt(text, 0)) return null
  return headings.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

export const isRole = (column: Column | null | undefined): column is Role =>
  column === 'lead' || column === 'coop' || column === 'resp' || column === 'guide'

/**
 * Which headings are those of a table of work, or null: two at least must be known, and one of them must say what is to be
 * done or who does it — “类别 序号 指标名称 目标” heads a table of targets.
 */
export function readHeading(cells: readonly string[]): (Column | null)[] | null {
  const columns = cells.map(columnOf)
  const known = columns.filter(c => c !== null)
  if (known.length < 2 || known.length < cells.filter(c => c.trim()).length * 0.6) return null
  if (new Set(known).size < 2) return null
  // 主责 beside 牵头 is the one who does the work.
  const leads = cells.filter((_, i) => columns[i] === 'lead')
  if (leads.some(heading => /牵头/.test(heading)))
    cells.forEach((heading, i) => {
      if (columns[i] === 'lead' && /主责|负责/.test(heading) && !/牵头/.test(heading)) columns[i] = 'resp'
    })
  // 工作任务 beside 工作内容: the first of two titles is the title, a later one its content.
  const settled = columns.map((column, i) => (column === 'title' && columns.indexOf('title') < i ? 'content' : column))
  // “重点工作 序号 具体措施”: a name printed before the numbers is that of a group of rows.
  const number = settled.indexOf('number')
  const group = settled.indexOf('title')
  if (group >= 0 && group < number && settled.includes('content')) settled[group] = 'group'
  if (!settled.includes('title')) {
    const content = settled.indexOf('content')
    const otherContent = settled.indexOf('content', content + 1)
    if (content >= 0 && otherContent >= 0 && !/标准|要求|目标/.test(cells[content]!)) settled[content] = 'title'
  }
  return settled
}
