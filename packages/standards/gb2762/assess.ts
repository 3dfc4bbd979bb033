import Big from 'big.js'
import { combine, ratioOf } from '../combine.ts'
import {
  type Finding,
  INSUFFICIENT,
  type Judgement,
  type Missing,
  NO_LIMIT,
  type Sample,
  VERDICTS,
} from '../judgement.ts'
import { type Measured, measuredOf } from '../measured.ts'
import type { AssessOptions } from '../options.ts'
import { possiblyExceeds, type Range, surelyExceeds } from '../range.ts'
import { getSubstance } from '../substances.ts'
import { FOODS, type Food, foodsOf } from './foods.ts'
import { type FoodRow, ROWS } from './rows.ts'

const ORDER = VERDICTS['GB 2762']
/** Which form of an element a limit may be set for, beside the total. */
const FORMS: Record<string, { substance: string; form: FoodRow[2] }> = {
  arsenic: { substance: 'inorganic-arsenic', form: 'inorganic' },
  mercury: { substance: 'methylmercury', form: 'methyl' },
}
const UNITS = new Map<string, string>(ROWS.map(r => [r[1], r[6]]))
for (const [total, { substance }] of Object.entries(FORMS)) UNITS.set(substance, UNITS.get(total)!)

/** The row of a contaminant for a kind of food: that which names the most specific of its kinds; null: none, so no limit. */
export function rowOf(substance: string, food: Food): FoodRow | null {
  for (const kind of food.kinds) {
    const row = ROWS.find(r => r[1] === substance && r[4].includes(kind))
    if (row) return row
  }
  return null
}

/** The contaminants of one crop sample against the rows of its kind; fresh weight, the edible part, rice as brown rice. */
export function assessCrop(standard: string, sample: Sample, options: AssessOptions = {}): Judgement {
  const crop = sample.crop ?? options.crop
  const foods = foodsOf(crop)
  const unitOf = (s: string): string | undefined => UNITS.get(s)
  const wet = measuredOf(sample.results, { standard, unitOf, basis: 'wet' })
  const dry = measuredOf(
    sample.results.map(r => ({ ...r, basis: r.basis ?? 'wet' })),
    { standard, unitOf, basis: 'dry' },
  )
  const findings: Finding[] = []
  for (const substance of new Set(ROWS.map(r => r[1]))) {
    const judged = judge(standard, substance, foods, wet.items, dry.items)
    findings.push(...judged)
  }
  const open = foods.length !== 1 && findings.some(f => f.verdict === INSUFFICIENT)
  const missing: Missing[] = open
    ? [
        {
          substance: null,
          name: '作物',
          why: foods.length === 0 ? (crop ? `不认识作物“${crop}”` : '没有作物名称') : `“${crop}”可属于几类食品`,
          need: '请写明作物（如 水稻、糙米、小麦、菠菜、萝卜）',
        },
      ]
    : []
  return combine({
    sample: sample.id,
    standard,
    order: ORDER,
    findings: [...findings, ...wet.refused, ...wet.unlimited],
    missing,
    // Only 超标 is an exceedance; 需测形态 is an open question.
    stands: 2,
    notes:
      foods.length === 1
        ? [`按“${foods[0]!.kinds[0]}”评价${foods[0]!.note ? `（${foods[0]!.note}）` : ''}，可食用部分鲜重计`]
        : [],
  })
}

type Items = Map<string, Measured>

function judge(standard: string, substance: string, foods: Food[], wet: Items, dry: Items): Finding[] {
  const special = FORMS[substance]
  const seen = [wet.get(substance), special && wet.get(special.substance)].filter(m => m !== undefined)
  if (seen.length === 0) return []
  // An unknown crop may be any, even one without a limit.
  const rows = (foods.length ? foods : FOODS).map(f => rowOf(substance, f))
  const outcomes = rows.map(row => row && outcomeOf(row, row[7] === 'dry' ? dry : wet))
  const verdicts = new Set(outcomes.map(o => o?.verdict ?? NO_LIMIT))
  const only = rows.every(r => r?.[0] === rows[0]?.[0]) ? rows[0]! : null
  const same = verdicts.size === 1 ? [...verdicts][0]! : null
  // Where every kind exceeds, an unknown crop exceeds; nothing else is concluded of one nobody knows.
  const verdict = same === null || (foods.length === 0 && same !== '超标') ? INSUFFICIENT : same
  const first = outcomes.find(o => o?.verdict === verdict) ?? outcomes.find(Boolean) ?? null
  const m = (only ? first?.used : undefined) ?? seen[0]!
  const item = getSubstance(first?.substance ?? (wet.has(substance) ? substance : special!.substance))
  return [
    {
      substance: item.id,
      name: item.name,
      value: m.shown,
      unit: m.unit,
      limits: only && first ? [{ name: limitName(only), value: only[5], unit: only[6] }] : [],
      ratio: only ? ratioOf(m.shown, only[5]) : null,
      band: only ? only[3] : null,
      clause: only ? `${standard} ${item.name}：${only[3]}` : standard,
      footnotes: only?.[7] === 'dry' ? ['干重计'] : [],
      verdict,
      why:
        only || verdict === NO_LIMIT
          ? (first?.why ?? `${standard} 没有规定该食品中${item.name}的限量`)
          : verdict === INSUFFICIENT
            ? '作物不明，不能确定适用的限量'
            : '各类可能的食品结论相同',
      flags: [],
      verified: true,
      conversion: m.conversion,
      original: m.original,
      ...(verdict === INSUFFICIENT
        ? {
            need:
              m.need ??
              (only && foods.length === 1 ? `请用检出限不高于 ${only[5]} ${only[6]} 的方法重测` : '请写明作物'),
          }
        : {}),
    },
  ]
}

const limitName = (row: FoodRow): string =>
  row[2] === 'inorganic' ? '无机砷限量' : row[2] === 'methyl' ? '甲基汞限量' : '限量'

interface RowOutcome {
  verdict: Finding['verdict']
  substance: string
  used: Measured
  why: string
}

function outcomeOf(row: FoodRow, items: Items): RowOutcome {
  const [, total, form] = row
  const special = FORMS[total]
  const whole = items.get(total)
  const part = special && items.get(special.substance)
  return form === 'total' ? ofTotal(row, whole, part) : ofForm(row, whole, part)
}

/** A limit of the total: the form alone is no more than a lower end. */
function ofTotal(row: FoodRow, whole: Measured | undefined, part: Measured | undefined): RowOutcome {
  const [, substance, , , , limit] = row
  const used = (whole ?? part)!
  const low = part && (!whole || part.range.low.gt(whole.range.low)) ? part.range : used.range
  const range: Range = { low: low.low, openLow: low.openLow, high: whole ? whole.range.high : null }
  const sure = surelyExceeds(range, limit)
  const verdict = sure ? '超标' : possiblyExceeds(range, limit) ? INSUFFICIENT : '达标'
  return {
    verdict,
    substance: whole ? substance : FORMS[substance]!.substance,
    used,
    why: sentence(used, row, verdict, whole ? null : '只测了形态，总量未知'),
  }
}

/** 无机砷, 甲基汞: a total at or below the limit of the form complies; above it the form has to be measured. */
function ofForm(row: FoodRow, whole: Measured | undefined, part: Measured | undefined): RowOutcome {
  const [, total, , , , limit] = row
  const form = FORMS[total]!.substance
  const totalHigh = whole?.range.high ?? null
  const partHigh = part?.range.high ?? null
  const high = totalHigh === null ? partHigh : partHigh === null || totalHigh.lt(partHigh) ? totalHigh : partHigh
  const known: Range = { low: part?.range.low ?? new Big(0), openLow: part?.range.openLow ?? false, high }
  if (surelyExceeds(known, limit))
    return { verdict: '超标', substance: form, used: part!, why: sentence(part!, row, '超标', null) }
  if (!possiblyExceeds(known, limit)) {
    const byPart = part && !possiblyExceeds(part.range, limit)
    const used = byPart ? part : whole!
    const why = byPart
      ? sentence(part, row, '达标', null)
      : `总量 ${whole!.shown} ≤ ${limitName(row)} ${limit} ${row[6]}，不必测定形态`
    return { verdict: '达标', substance: byPart ? form : total, used, why }
  }
  // A cell left blank beside the total is a form that was not measured; an ND without its limit was, and says nothing.
  const measured = part && (part.shown !== null || part.notDetected)
  if (whole && !measured && surelyExceeds(whole.range, limit))
    return {
      verdict: '需测形态',
      substance: total,
      used: whole,
      why: `总量 ${whole.shown} ＞ ${limitName(row)} ${limit} ${row[6]}，需测定${getSubstance(form).name}再作判定`,
    }
  const used = (part ?? whole)!
  return { verdict: INSUFFICIENT, substance: part ? form : total, used, why: sentence(used, row, INSUFFICIENT, null) }
}

function sentence(m: Measured, row: FoodRow, verdict: string, why: string | null): string {
  const limit = `${limitName(row)} ${row[5]} ${row[6]}`
  if (verdict === '超标') return `${m.shown} ＞ ${limit}`
  if (verdict === '达标') return `${m.shown} ≤ ${limit}`
  return why ?? m.why ?? `${m.shown} 不足以与${limit} 比较（检出限高于限量或数值不全）`
}
