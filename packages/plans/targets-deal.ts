import { cleanName, isBareHead, isQuantityName, sharedHead, splitList, splitNames, withoutHead } from './indicators.ts'
import { readNumber } from './numerals.ts'
import type { Operator } from './programme.ts'
import { type Quantity, valuesOf } from './targets-figures.ts'
import type { Statement, Topic } from './targets-number.ts'
import type { Clause } from './targets-sentence.ts'

/** What the clause before was about: “分批推进隐患排查工作任务” → 隐患排查. */
export function objectOf(clause: Clause): string {
  // “工作目标：” is a label, not what the figures are about.
  if (/(?:目标|指标|要求|任务|其中|如下)$/.test(clause.words) && clause.words.length <= 8) return ''
  return cleanName(clause.words)
    .name.replace(
      /^(?:[^，]{0,8}?(?:推进|推行|推广|开展|实施|完成|加快|组织|落实|强化|加强|继续|分批|深入|建立|健全))+/,
      '',
    )
    .replace(/\d[\d.,]*[^\d，]{0,4}$/, '')
    .replace(/(?:工作任务|工作|任务|实施|建设)$/, '')
}

const yearsOnly = /^(?:到|在)?\d{4}年(?:[、和及与]?\d{4}年)+$/

/** One figure for several names, or several figures dealt out in order: “A和B分别达到X和Y”. */
export function spread(
  subject: string,
  scope: string | null,
  q: Quantity,
  change: string,
  op: Operator,
  shared: Omit<Statement, 'indicator' | 'op' | 'value' | 'kind'>,
  topic: Topic,
  each = false,
): Statement[] {
  const values = valuesOf(q)
  if (values.some(v => v === null) && !shared.masked) return []
  let full = subject
  if (isBareHead(subject)) {
    // “…率达到100%；推行结构调整，面积不少于800亩”: the clause just before has spoken of something else.
    const since = topic.previous && topic.previous !== topic.named ? objectOf(topic.previous) : ''
    const inherits = topic.subject && (since.length < 4 || /\d/.test(topic.previous!.words))
    const spoken = topic.previous ? objectOf(topic.previous) : ''
    const about = inherits ? withoutHead(topic.subject) : isQuantityName(spoken) ? '' : spoken
    if (about.length >= 2) full = about + subject
  }
  const suffix = change ? change.replace('同比', '') + (shared.unit === '%' ? '比例' : '') : ''
  const low = q.low ? readNumber(q.low) : null
  const one = (name: string, value: number | null, where: string | null): Statement => ({
    ...shared,
    // “PM2.5浓度下降” + 比例, but not “下降比例下降比例” where the subject was inherited.
    indicator: name.endsWith(suffix) ? name : name + suffix,
    op,
    value: low ?? value,
    valueMax: low === null ? null : value,
    scope: where ?? scope,
    kind: 'indicator',
  })
  // “2026年、2027年，治理率分别达到80%、85%”: the years themselves are what the figures belong to.
  const years = yearsOnly.test(topic.previous?.words ?? '') ? topic.previous!.words.match(/\d{4}/g)! : []
  if (values.length > 1 && years.length === values.length)
    return values.map((v, i) => ({ ...one(subject, v, null), year: Number(years[i]) }))
  // “2026年、2027年抽查合格率分别不低于87%、90%”; years of something else (2026年、2027年下达的项目) stay with it.
  const dated = /^((?:\d{4}年[、和及与]?){2,})(?!度)([^的]+)$/.exec(full)
  const ownYears = dated ? dated[1]!.match(/\d{4}/g)! : []
  if (values.length > 1 && ownYears.length === values.length) {
    const name = cleanName(dated![2]!)
    return values.map((v, i) => ({ ...one(name.name, v, name.scope), year: Number(ownYears[i]) }))
  }
  const names = splitNames(full, isQuantityName)
  // “甲、乙排放量均下降10%”: the figure holds for each of them.
  if (values.length === 1 && each && names.length === 1) {
    const items = splitList(full)
    const tail = sharedHead(items.at(-1)!)
    if (items.length > 1 && tail !== items.at(-1) && !tail.startsWith('的') && isQuantityName(tail))
      return items.map((item, i) => one(i < items.length - 1 ? item + tail : item, values[0]!, null))
  }
  if (values.length === 1) return names.map(name => one(name, values[0]!, null))
  if (names.length === values.length) return names.map((name, i) => one(name, values[i]!, null))
  const items = splitList(full)
  if (items.length === values.length) {
    const last = items.at(-1)!
    // “2023年、2024年获得补助的项目资金执行率”: the items share what follows the last of them.
    const tail = tailOf(items[0]!, last) ?? sharedHead(last)
    return items.map((item, i) =>
      one(
        isQuantityName(item) ? item : `${item}${tail}`,
        values[i]!,
        /[市县区镇村城乡]$|^\d{4}年/.test(item) ? item : null,
      ),
    )
  }
  return values.map(v => one(full, v, null))
}

/** “甲县、乙县分别完成3万亩和2万亩”: a count for each, of what the sentence has counted before. */
export function dealOut(
  subject: string,
  q: Quantity,
  shared: Omit<Statement, 'indicator' | 'value' | 'kind'>,
  topic: Topic,
): Statement[] | null {
  const values = valuesOf(q)
  const items = splitList(cleanName(subject).name)
  if (items.length !== values.length || values.some(v => v === null)) return null
  // “甲、乙减排量分别完成40吨、3吨” deals out an indicator, not a count of objects.
  if (isQuantityName(items.at(-1)!)) return null
  return items.map((item, i) => ({
    ...shared,
    indicator: `${item}${topic.counted || topic.subject}`,
    value: values[i]!,
    scope: item,
    kind: 'workload',
  }))
}

/** “春季、秋季秸秆离田率”: the item ends as the opening of the last one does; the rest of that is shared. */
function tailOf(item: string, last: string): string | null {
  if (item.length > 6 || isQuantityName(item)) return null
  for (const length of [item.length, item.length + 1, item.length - 1])
    if (length > 1 && last[length - 1] === item.at(-1) && last.length > length + 2) return last.slice(length)
  return null
}
