import { STANDARD as FARMLAND } from '@jingtu/standards/farmland-classification-2019/parameters.ts'
import { STANDARD as HJ253 } from '@jingtu/standards/hj25.3-2019/parameters.ts'
import { STANDARD as HJ255 } from '@jingtu/standards/hj25.5-2018/table.ts'
import { STANDARD as HJ256 } from '@jingtu/standards/hj25.6-2019/parameters.ts'
import { STANDARD as HJ1209 } from '@jingtu/standards/hj1209-2021/parameters.ts'
import { STANDARDS } from '@jingtu/standards/index.ts'
import { LAWS, type LawOnDay, lawOn } from '@jingtu/standards/laws.ts'
import { STANDARD as NYT3343 } from '@jingtu/standards/nyt3343-2018/parameters.ts'
import { STANDARD as SAFE_USE } from '@jingtu/standards/safe-use-rate/parameters.ts'
import { printedTables } from './printed.ts'

export interface Listed {
  id: string
  title: string
  from: string
  until: string | null
  supersedes: string | null
  /** Tables of limits that can be read and screened against; the others are methods. */
  limits: boolean
  /** Rows whose limits are not verified against the official text. */
  doubtful: number
  rows: number
}

/** Every standard the house judges by, tables of limits first. */
export const LISTED: readonly Listed[] = [
  ...STANDARDS.map(s => ({ ...s, limits: true })),
  ...[HJ253, HJ255, HJ256, HJ1209, NYT3343, FARMLAND, SAFE_USE].map(s => ({ ...s, limits: false })),
].map(({ id, title, from, until, supersedes, limits }) => {
  const rows = printedTables(id).flatMap(t => t.rows)
  return {
    id,
    title,
    from,
    until,
    supersedes: supersedes ?? null,
    limits,
    doubtful: rows.filter(r => r.doubt).length,
    rows: rows.length,
  }
})

export type ValidityState = '尚未施行' | '施行中' | '已停止施行'

export const stateOn = (s: { from: string; until: string | null }, day: string): ValidityState =>
  day < s.from ? '尚未施行' : s.until !== null && day > s.until ? '已停止施行' : '施行中'

/** What holds on the day in place of each law of the catalogue. */
export const lawsOn = (day: string): { id: string; title: string; found: LawOnDay | undefined }[] =>
  LAWS.map(law => ({ id: law.id, title: law.title, found: law.verified ? lawOn(law.id, day) : undefined }))
