import { type CodeSystem, findLandUseCode } from './codes.ts'

/**
 * The classifications land may be planned by, each with the system its codes belong to. Two editions of one system share its
 * codes; which of them was used is kept with the answer. The bridge to the planning codes is from memory (M).
 */
export const CLASSIFICATIONS = {
  '自然资办发〔2020〕51号': '51号',
  '自然资发〔2023〕234号': '51号',
  第三次全国国土调查工作分类: '三调',
  'GB 50137-2011': 'GB 50137',
} as const satisfies Record<string, CodeSystem>
export type Classification = keyof typeof CLASSIFICATIONS
export const CLASSIFICATION_NAMES = Object.keys(CLASSIFICATIONS) as [Classification, ...Classification[]]

/** What the codes of the other systems are in the planning system; the longest beginning decides. null: more than one. */
const BRIDGE: Record<Exclude<CodeSystem, '51号'>, readonly (readonly [code: string, planned: string | null])[]> = {
  三调: [
    ['05', '09'],
    ['06', '10'],
    ['07', '07'],
    ['08', null],
    ['08H1', '08'],
    ['08H2', '08'],
    ['0809', '13'],
    ['0810', '14'],
    ['09', '15'],
    ['10', '12'],
  ],
  'GB 50137': [
    ['R', '07'],
    ['A', null],
    ['A1', '0801'],
    ['A2', '0803'],
    ['A3', '08'],
    ['A4', '0805'],
    ['A5', '0806'],
    ['A6', '0807'],
    ['A7', '15'],
    ['A8', '15'],
    ['A9', '15'],
    ['B', '09'],
    ['M', '10'],
    ['W', '11'],
    ['S', '12'],
    ['U', '13'],
    ['G', '14'],
  ],
}

export interface KeyLand {
  answer: '是' | '不是' | '未定'
  /** Each code with its place in the planning system and what follows, in the order written. */
  why: string
}

/**
 * Whether land planned so is 重点建设用地 (住宅 or 公共管理与公共服务: 07 and 08 of the planning system). Only codes count, words
 * beside them do not; of a mixed use one part is enough. A code the classification does not have, or 留白, leaves it open.
 */
export function keyLandOf(classification: Classification, written: string): KeyLand {
  const codes = written
    .normalize('NFKC')
    .toUpperCase()
    .split(/[+、,，;；/\s]+/)
    .filter(part => part !== '')
  if (codes.length === 0) return { answer: '未定', why: '没有用地代码' }
  const parts = codes.map(code => partOf(CLASSIFICATIONS[classification], code))
  const answer = parts.some(p => p.answer === '是') ? '是' : parts.some(p => p.answer === '未定') ? '未定' : '不是'
  return { answer, why: `按${classification}：${parts.map(p => p.why).join('；')}` }
}

function partOf(system: CodeSystem, code: string): KeyLand {
  const row = findLandUseCode(system, code)
  if (!row) return { answer: '未定', why: `没有代码 ${code}` }
  const planned = system === '51号' ? code : bridged(system, code)
  const shown = `${code} ${row.name}`
  if (planned === null) return { answer: '未定', why: `${shown}对应不止一类用地，须写到下一级代码` }
  const on = system === '51号' ? shown : `${shown}（相当于 ${planned.slice(0, 2)}）`
  if (planned.startsWith('16')) return { answer: '未定', why: `${on}用途没有确定` }
  return /^0[78]/.test(planned)
    ? { answer: '是', why: `${on}属住宅、公共管理与公共服务用地` }
    : { answer: '不是', why: `${on}不属住宅、公共管理与公共服务用地` }
}

const bridged = (system: Exclude<CodeSystem, '51号'>, code: string): string | null =>
  BRIDGE[system]
    .filter(([start]) => code.startsWith(start))
    .sort(([a], [b]) => b.length - a.length)
    .map(([, planned]) => planned)[0] ?? null
