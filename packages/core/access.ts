import { contains, type RegionLevel } from './region.ts'

/** 条线: the line of government a unit belongs to. Values are the words of the genre. */
export const LINES = [
  '政府',
  '党委',
  '生态环境',
  '农业农村',
  '自然资源',
  '住房城乡建设',
  '水利',
  '工业和信息化',
  '发展改革',
  '财政',
  '林业',
  '市场监管',
  '公安',
  '商务',
  '应急管理',
  '卫生健康',
  '交通运输',
  '科技',
  '教育',
  '粮食和储备',
  '行政审批',
  '城市管理',
  '供销',
  '司法',
  '统计',
  '审计',
  '园区管委会',
  '企业',
  '其他',
] as const
export type Line = (typeof LINES)[number]

/** What a person may do inside the unit. */
export const DUTIES = {
  admin: '系统管理',
  planner: '计划管理',
  reviewer: '审核',
  reporter: '填报',
  viewer: '查看',
} as const
export type Duty = keyof typeof DUTIES

export type Party = 'operator' | 'practitioner' | 'laboratory' | 'land-holder'

export interface Actor {
  person: string
  name: string
  unit: string
  unitName: string
  level: RegionLevel
  line: Line
  /** Set for people of regulated parties, who stand outside level × line. */
  party: Party | null
  /** Path of the region the unit is responsible for. */
  region: string
  home: string
  duties: Duty[]
}

/** level × line, a party, a duty, or how the actor's unit stands to the record (computed by the caller). */
export type Relation = 'owner' | 'lead' | 'assignee' | 'author'
export type Grant = `${Line}@${RegionLevel}` | RegionLevel | Party | Relation

export interface Rule {
  by: readonly Grant[]
  duty?: Duty
}

/**
 * Whether one of the grants fits; `relations` says how the actor's unit stands to the record.
 * @param inReach whether the record lies in the actor's region (a party's: is its own); outside it only relations count
 */
export function isGranted(
  actor: Actor,
  rule: Rule,
  relations: ReadonlySet<Relation> = new Set(),
  inReach = true,
): boolean {
  if (rule.duty && !actor.duties.includes(rule.duty)) return false
  return rule.by.some(grant => {
    if (relations.has(grant as Relation)) return true
    if (!inReach) return false
    if (actor.party) return grant === actor.party
    return grant === actor.level || grant === `${actor.line}@${actor.level}`
  })
}

/** Own region and everything below it. */
export const seesRegion = (actor: Actor, path: string): boolean => contains(actor.region, path)
