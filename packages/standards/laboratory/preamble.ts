import { readHead } from '../screening/heads.ts'
import { MEDIA, type Medium } from './checked.ts'
import type { LayoutDefaults } from './layout.ts'
import { SHIFTED_SYSTEM } from './position.ts'
import { readUnit } from './unit-word.ts'

const MEDIUM_WORDS: readonly [RegExp, Medium][] = [
  [/地下水|groundwater/i, '地下水'],
  [/灌溉水|农田灌溉|irrigation/i, '灌溉水'],
  [/地表水|河水|surface ?water/i, '地表水'],
  [/底泥|沉积物|sediment/i, '底泥'],
  [/农产品|稻谷|稻米|糙米|水稻籽粒|小麦籽粒|籽粒|蔬菜样|作物样|produce|grain/i, '农产品'],
  [/固体?废物?|危险?废物?|废渣|污泥|尾砂|solid ?waste/i, '固体废物'],
  [/土壤|土样|soil/i, '土壤'],
]

/** What was sampled, from a word in a cell, the name of a sheet or a title; null where it says nothing, or two things. */
export function readMedium(text: string): Medium | null {
  if ((MEDIA as readonly string[]).includes(text)) return text as Medium
  const found = MEDIUM_WORDS.filter(([pattern]) => pattern.test(text))
  return found.length === 1 ? found[0]![1] : null
}

const KEYS: Partial<Record<string, keyof LayoutDefaults>> = {
  sample: 'sample',
  site: 'site',
  medium: 'medium',
  unit: 'unit',
  basis: 'basis',
  takenOn: 'takenOn',
  receivedOn: 'receivedOn',
  testedOn: 'testedOn',
  landUse: 'landUse',
  use: 'use',
  crop: 'crop',
  column: 'column',
  condition: 'condition',
  region: 'region',
  sampler: 'sampler',
  laboratory: 'laboratory',
  method: 'method',
}

/** The number and the day of a report are not those of a sample. */
const VAGUE_KEY = /^(?:编号|日期|时间|date|id|no|项目|地块编号|方法)$/i

export interface Preamble {
  defaults: LayoutDefaults
  /** A shifted map system is named for the coordinates. */
  shifted: boolean
}

/** "采样日期：2026年3月5日", "样品类型 | 土壤", "单位：mg/kg" above the head, and the name of the sheet. */
export function readPreamble(rows: readonly (readonly string[])[], sheetName: string): Preamble {
  const defaults: LayoutDefaults = {}
  let shifted = false
  const say = (key: string, value: string): void => {
    const role = readHead(key).role
    const to = role ? KEYS[role] : undefined
    if (!to || value === '' || to in defaults || VAGUE_KEY.test(key)) return
    if (to === 'unit' ? readUnit(value).unit !== undefined : to === 'medium' ? readMedium(value) !== null : true)
      defaults[to] = value
  }
  for (const row of rows) {
    const cells = row.filter((c, i) => c !== '' && c !== row[i - 1])
    cells.forEach((cell, i) => {
      if (/坐标/.test(cell) && SHIFTED_SYSTEM.test(`${cell}${cells[i + 1] ?? ''}`)) shifted = true
      const word = /单位(?:均|都)?[为是:：]\s*([^\s，,；;。]+)/.exec(cell)?.[1] ?? ''
      // 单位：mg/kg（pH 除外）, （单位：mg/kg）
      const unit = [word, word.replace(/[)）]$/, ''), word.replace(/[(（].*$/, '')].find(u => readUnit(u).unit)
      if (unit) say('单位', unit)
      const pairs = [...cell.matchAll(/([^\s:：，,；;]+)\s*[:：]\s*([^:：]*?)(?=\s+[^\s:：]+\s*[:：]|$)/g)]
      for (const [, key, value] of pairs) say(key!, value!.trim())
      if (pairs.length === 0) {
        const next = cells[i + 1] ?? ''
        if (next !== '' && readHead(next).role === null && readHead(next).substance === null) say(cell, next)
      } else if (pairs.length === 1 && pairs[0]![2]!.trim() === '') say(pairs[0]![1]!, cells[i + 1] ?? '')
    })
  }
  if (!defaults.medium) {
    const title = rows.flat().find(c => /检测|监测|结果|报告/.test(c) && readMedium(c)) ?? ''
    const medium = readMedium(sheetName) ?? readMedium(title)
    if (medium) defaults.medium = medium
  }
  return { defaults, shifted }
}
