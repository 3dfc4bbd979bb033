import { cleanName, isBareHead, isQuantityName, isStateName, splitNames, withoutHead } from './indicators.ts'
import type { Statement, Topic } from './targets-number.ts'
import { pendingIn } from './targets-number.ts'
import type { Clause } from './targets-sentence.ts'

/** What an aim without a figure says of its indicator. */
const REQUIRED =
  '(?:稳定|总体|全部|均|基本)?(?:达到|达|满足|符合|优于|完成|高于|不低于|低于)(?:或优于|或好于)?[^，、]{0,24}?(?:(?:考核|指标|目标|任务|计划|进度|质量|功能|序时)*(?:要求|指标|目标值?|任务|标准(?!化)|水平|规定|计划|进度)|[ⅠⅡⅢⅣⅤIV]{1,3}类(?:标准|水体|水质)?(?:以上|及以上)?)(?:以上|以内)?'
const ZERO_GROWTH =
  '(?:基本|继续|持续|力争)?(?:实现|保持)?(?:趋?零增长|负增长)(?!行动|方案|工作|计划|年度|试点|示范|目标|专项)'
const FLAT = '(?:控制)?(?:不新增|只减不增|不增加|不增反降)|只增不减|不(?:减少|降低|下降|恶化|反弹|退化|突破)'
const STEADY =
  '(?:总体|持续|继续|基本|长期|稳定)*保持(?:总体|基本)?(?:稳定|优良|良好)|总体稳定|稳定达标|稳定达到[^，]{1,12}|稳中向好|稳中有升|“?双下降”?|“?双降”?|全(?:部|面)达标'
const SECURED =
  '得到(?:切实|有效|基本|全面|充分|更加|进一步|明显|显著|较大|极大)*(?:保障|管控|控制|遏制|改善|提升|治理|解决|落实)'
const BETTER =
  '(?:持续|稳步|逐步|明显|显著|全面|不断|进一步|有效|大幅|总体|逐年|稳定)+(?:好转|改善|提升|提高|下降|降低|减少|增强|向好|优化|扩大|增加|健全|完善)'
const strict = new RegExp(`${ZERO_GROWTH}|${FLAT}|${STEADY}|${SECURED}|${REQUIRED}`, 'g')
const broad = new RegExp(`${ZERO_GROWTH}|${FLAT}|${STEADY}|${SECURED}|${REQUIRED}|${BETTER}`, 'g')
/** Without one of these words no strict state can follow. */
const STATES = /[零负不减稳双达得]|保持|满足|符合|优于|完成|高于|低于/
const none = /(?:实现|力争|确保|保持)?(零发生|零事故|零死亡|零排放|为零)(?!行动|方案|目标|计划)/g
/** Between a name and its state. */
const between = /(?:均|都|要|应|须|必须|力争|确保|总体|全部|稳定|基本|继续|实现|持续|能够|全面|分别)+$/

/** Norms for plants and water users are limits, not aims of the plan. */
const limited = /(?:出水|尾水|排水|外排|排放水|出厂水|灌溉用水|排放浓度|排放)(?:水质)?$/
const negated = /(?:未|不|不得|不能|严禁|禁止|没有|不能|无法|尚未|是否|如|对|若)$/
const assigned = /下达|上级|国家|省级?|自治区|考核|市级?下达/

/**
 * Targets in words. Outside a goals section only an indicator tied to a state counts (使用量零增长, 水质保持稳定,
 * 比例达到国家下达的指标要求); inside one, whatever is said to reach a state.
 */
export function readWords(clause: Clause, topic: Topic, inGoals: boolean): Statement[] {
  const { masked: m, words } = clause
  const statements: Statement[] = []
  const blank = {
    valueMax: null,
    unit: null,
    scope: null,
    kind: 'indicator' as const,
    approx: false,
    cumulative: false,
    masked: false,
    baseline: null,
    clause,
  } // prettier-ignore
  for (const z of m.includes('零') ? m.matchAll(none) : []) {
    const { name, scope } = cleanName(words.slice(m.lastIndexOf('、', z.index) + 1, z.index))
    if (name.length < 2) continue
    statements.push({
      ...blank,
      indicator: name,
      op: '=',
      value: 0,
      unit: /死亡/.test(z[1]!) ? '人' : '起',
      scope,
      pending: null,
      at: clause.from + z.index,
    })
  }
  if (!inGoals && !STATES.test(m)) return statements
  if (/(?:的|时|者)$/.test(m) || /^(?:对|如|若|凡)/.test(m)) return statements
  const pattern = inGoals ? broad : strict
  let head = 0
  pattern.lastIndex = 0
  for (let z = pattern.exec(m); z; z = pattern.exec(m)) {
    const prior = words.slice(head, z.index)
    const { name, scope } = cleanName(prior.replace(between, ''))
    const state = words.slice(z.index, z.index + z[0].length)
    const start = head
    head = z.index + z[0].length
    if (
      /^(?:的|比例|比率|率|天数|断面|水体|[之以]?[后前]|时|方可|才)/.test(m.slice(head)) ||
      negated.test(prior) ||
      name.length < 2
    )
      continue
    if (!(inGoals ? isStateName(name) || /[一-龥]{2}$/.test(name) : isStateName(name)) || limited.test(name)) continue
    if (/^(?:其|该|此)/.test(name)) continue
    // Outside goals 保持 and 得到 need an indicator that can be kept: 水质, 安全利用, a rate or an amount.
    if (!inGoals && !isState(state, name)) continue
    // “比2024年下降的比例满足…”: the comparison is part of the name.
    let full = name
    if (isBareHead(name) && topic.subject) full = withoutHead(topic.subject) + name
    const at = clause.from + start + Math.max(0, z.index - start)
    const pending = (/达到|满足|符合|完成/.test(state) && assigned.test(state) ? state : null) ?? pendingIn(clause)
    const value = state.replace(/^(?:实现|保持(?=零|负)|基本实现)/, '')
    for (const one of splitNames(full, inGoals ? isQuantityName : isStateName))
      statements.push({ ...blank, indicator: one, op: 'text', value, scope, pending, at })
    topic.subject = full
    topic.named = clause
  }
  return statements
}

const soft = new RegExp(`^(?:${SECURED})$`)

function isState(state: string, name: string): boolean {
  if (soft.test(state)) return /安全利用|水质/.test(name) && /保障|控制|管控/.test(state)
  if (/^(?:优于|低于|高于|不低于)/.test(state)) return /水质|浓度|率|比例/.test(name)
  return true
}
