/**
 * Laws and regulations as dated records. A verdict or a list cites the law of its day and keeps it; a successor is one more
 * record with its own dates.
 */
export interface Law {
  id: string
  title: string
  /** Number of the order, where it has one. */
  number: string | null
  from: string
  /** Last day in force; null: until further notice. */
  until: string | null
  /** Ids of what it takes the place of, from its own first day on. */
  supersedes: readonly string[]
  /** False: only reported. Such a record is shown beside the law it would replace and replaces nothing. */
  verified: boolean
  note: string | null
}

export const LAWS: readonly Law[] = [
  {
    id: 'soil-pollution-law',
    title: '中华人民共和国土壤污染防治法',
    number: null,
    from: '2019-01-01',
    until: null,
    supersedes: [],
    verified: true,
    note: null,
  },
  {
    id: 'groundwater-regulation',
    title: '地下水管理条例',
    number: '国务院令第748号',
    from: '2021-12-01',
    until: null,
    supersedes: [],
    verified: true,
    note: null,
  },
  {
    id: 'contaminated-sites-order',
    title: '污染地块土壤环境管理办法（试行）',
    number: '环境保护部令第42号',
    from: '2017-07-01',
    until: null,
    supersedes: [],
    verified: true,
    note: null,
  },
  {
    id: 'farmland-order',
    title: '农用地土壤环境管理办法（试行）',
    number: '环境保护部、农业部令第46号',
    from: '2017-11-01',
    until: null,
    supersedes: [],
    verified: true,
    note: null,
  },
  {
    id: 'industrial-land-order',
    title: '工矿用地土壤环境管理办法（试行）',
    number: '生态环境部令第3号',
    from: '2018-08-01',
    until: null,
    supersedes: [],
    verified: true,
    note: null,
  },
  {
    id: 'environment-code',
    title: '中华人民共和国生态环境法典',
    number: null,
    from: '2026-08-15',
    until: null,
    supersedes: ['soil-pollution-law'],
    verified: false,
    note: '据公开资料自 2026-08-15 起施行并吸收土壤污染防治法，未与正式文本核对；条文序号以正式文本为准',
  },
]

export interface LawOnDay {
  law: Law
  /** A successor that is only reported for that day. */
  reported: Law | null
}

/** The law in force on a day in place of the one named; undefined where it was not yet in force. */
export function lawOn(id: string, day: string, laws: readonly Law[] = LAWS): LawOnDay | undefined {
  const inForce = (l: Law): boolean => l.from <= day && (l.until === null || day <= l.until)
  const own = laws.find(l => l.id === id)
  if (!own) throw new Error(`没有编号为“${id}”的法律记录`)
  const successors = laws.filter(l => l.supersedes.includes(id) && inForce(l))
  const successor = successors.find(l => l.verified)
  if (successor) return lawOn(successor.id, day, laws)
  return inForce(own) ? { law: own, reported: successors.find(l => !l.verified) ?? null } : undefined
}

/** 《土壤污染防治法》第五十九条, with a word on a successor that is only reported. */
export function cite(id: string, article: string, day: string, laws: readonly Law[] = LAWS): string | undefined {
  const found = lawOn(id, day, laws)
  if (!found) return undefined
  const reported = found.reported ? `（${found.reported.title}的施行尚待核实）` : ''
  return `《${found.law.title}》${article}${reported}`
}
