import { readHead } from '../screening/heads.ts'
import { readUnit } from './unit-word.ts'

/** What a row under a head is. */
export type RowKind = 'blank' | 'units' | 'limits' | 'methods' | 'aside' | 'data'

const UNITS = /^(?:计量)?单位[:：]?$|^units?[:：]?$/i
const LIMITS =
  /^(?:(?:方法)?检出限(?:值)?|最低检出限|检测限|报告限|定量限|检出下限|detection ?limits?|reporting ?limits?|mdl|lod|dl|rl)(?:[(（].*)?[:：]?$/i
const METHODS =
  /^(?:(?:检测|分析|测定|标准)?方法(?:依据|标准|名称|编号)?|检测依据|分析依据|方法标准|(?:test )?methods?)[:：]?$/i

const SUMMARY =
  /^(?:(?:第[一二]类)?(?:建设)?(?:用地)?(?:土壤)?(?:污染)?(?:风险)?(?:筛选值|管制值|标准值|标准限值|限值|标准|评价标准)|最大值|最小值|平均值?|均值|中位数|中位值|标准差|变异系数|检出率|超标率|超标个数|超标数|超标倍数|最大超标倍数|样品数量?|总计|合计|小计|检出数|检出个数|背景值|对照值|(?:单项)?评价(?:结果|结论)?|(?:是否)?(?:达标|超标)(?:情况)?|结论|[ⅠⅡⅢⅣⅤ]+类(?:标准)?(?:限值)?|max(?:imum)?|min(?:imum)?|mean|average|median|std|total|sum|count|sd|cv)(?:[(（:：].*)?$/i
const REMARK =
  /^(?:备\s*注|注|说\s*明|附注|审\s*核|复\s*核|编\s*制|批\s*准|签\s*发|校\s*核|检测人员?|分析人员?|采样人员?|制\s*表|报告人|填\s*表|签\s*字|盖\s*章|地址|电话|notes?|remarks?|reviewed|approved|prepared)(?:\s*[:：\d].*)?$/i
const FOOTER = /^(?:[-—(（]?\s*)?(?:以下空白|第\s*\d+\s*页|共\s*\d+\s*页|page \d+|续表|接上表|（?以上|end of)/i

/** 表2 挥发性有机物: the title of the next table of a sheet. */
const CAPTION = /^(?:附|续)?表\s*[\d一二三四五六七八九十]+(?:[-.．]\d+)*\s*[^\d\s.．-]/

/** Any of these, by one glance at most rows' first words. */
const TELLING = new RegExp([UNITS, LIMITS, METHODS, SUMMARY, REMARK, FOOTER].map(r => `(?:${r.source})`).join('|'), 'i')

/** The words in the first filled cell, or in the cell of the sample's number, tell a row that is no sample. */
export function isAsideWord(text: string): boolean {
  const tight = text.replace(/\s/g, '')
  return TELLING.test(text) || (tight !== text && TELLING.test(tight))
}

/** Of a turned table: what its other columns say of the substances. */
const ABOUT_SUBSTANCES = /^(?:序号|cas(?:号|编号|no\.?)?|英文(?:名称?)?|类别|分类|备注)$/i

/**
 * What a row under the head of a table is.
 * @param items columns of substances, from nought
 * @param ownColumns of number and site, with what stands in the head over them
 */
export function rowKind(
  cells: readonly string[],
  items: readonly number[],
  ownColumns: readonly number[],
  ownHeads: readonly string[] = [],
): RowKind {
  let first = ''
  let filled = 0
  let same = true
  for (const cell of cells) {
    if (cell === '') continue
    if (filled++ === 0) first = cell
    else if (cell !== first) same = false
  }
  if (filled === 0) return 'blank'
  const told = tellingKind(first)
  if (told) return told
  for (const c of ownColumns) {
    const own = cells[c] ?? ''
    const kind = own === first ? null : tellingKind(own)
    if (kind) return kind
  }
  // One text merged over the row, or a lone sentence, is a remark.
  if (filled > 2 && same) return items.length > 0 && readUnit(unwrapped(first)).unit ? 'units' : 'aside'
  if (filled <= 3 && CAPTION.test(first)) return 'aside'
  if (filled === 1 && (first.length > 30 || /[:：].*\S/.test(first))) return 'aside'
  // A number's head merged down over the row of units is no number; symbols may stand under the names (镉 over Cd).
  if (
    items.length > 0 &&
    !NUMBER.test(firstFilled(cells, items)) &&
    ownColumns.every((c, i) => isHeadOrBlank(cells[c] ?? '', ownHeads[i]))
  ) {
    let units = 0
    let names = 0
    for (const c of items) {
      const cell = cells[c] ?? ''
      if (cell === '') continue
      if (units === 0 && readHead(cell).substance !== null) {
        names++
        continue
      }
      if (names > 0) return 'data'
      if (readUnit(unwrapped(cell)).unit === undefined || /^[-—/]$/.test(cell))
        return units > 0 && /^[-—/]$/.test(cell) ? 'units' : 'data'
      units++
    }
    if (units > 0) return 'units'
    if (names > 1) return 'aside'
  }
  return 'data'
}

function tellingKind(word: string): RowKind | null {
  if (word === '' || !(isAsideWord(word) || ABOUT_SUBSTANCES.test(word))) return null
  const tight = word.replace(/\s/g, '')
  return UNITS.test(tight) ? 'units' : LIMITS.test(tight) ? 'limits' : METHODS.test(tight) ? 'methods' : 'aside'
}

/** A number is no unit: nearly every row is told here, before anything is looked up. */
const NUMBER = /^[<>]?\d+(?:\.\d+)?$/
function firstFilled(cells: readonly string[], columns: readonly number[]): string {
  for (const c of columns) if (cells[c]) return cells[c]
  return ''
}

function isHeadOrBlank(cell: string, head: string | undefined): boolean {
  if (cell === '' || head?.endsWith(cell)) return true
  const { role } = readHead(cell)
  return role === 'sample' || role === 'site'
}

/** (mg/kg) → mg/kg */
export const unwrapped = (text: string): string => text.replace(/^[(（]\s*(.*?)\s*[)）]$/, '$1')
