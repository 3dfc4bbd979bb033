import type { Random } from './random.ts'

/** What a unit might write about a task, by how much of the year has gone; own words, no real place. */
const BEGUN = [
  '已制定工作方案并召开部署会，明确到人到点',
  '已完成前期摸底，形成工作台账',
  '已发函各相关单位，正在收集基础资料',
  '已与牵头单位对接，分解到乡镇（街道）',
]
const UNDERWAY = [
  '按计划推进，完成全年工作量的一半左右',
  '已开展现场核查，发现的问题列入清单逐一整改',
  '已完成中期自查，进度总体正常',
  '已组织专家到现场指导，资料基本齐全',
]
const NEARLY = [
  '主体工作已完成，正在整理成果材料',
  '剩余少量扫尾工作，预计按期完成',
  '已完成整改销号，正在准备验收',
  '成果初稿已形成，正在征求意见',
]
const PROBLEMS = [
  '基层人手不足，部分资料收集较慢',
  '资金下达较晚，影响部分工作进度',
  '个别地块权属复杂，协调时间较长',
  null,
  null,
  null,
]
const NEXT = [
  '下一季度重点抓好现场核查和问题整改。',
  '继续按台账推进，逐项销号。',
  '加快资料整理，确保按期完成。',
  '督促责任单位倒排工期，每月通报一次。',
]

export interface Words {
  progress: string
  problems: string | null
  nextStep: string
}

/** @param share how much of the year has gone, 0…1 */
export function wordsFor(title: string, share: number, random: Random): Words {
  const stage = share < 0.35 ? BEGUN : share < 0.7 ? UNDERWAY : NEARLY
  return {
    progress: `“${title}”：${random.pick(stage)}。`,
    problems: random.pick(PROBLEMS),
    nextStep: random.pick(NEXT),
  }
}

export const RETURN_REASONS = ['只写了工作安排，没有写明完成数量，请补充台账数据', '附件与所报对象不一致，请核对后重报']
