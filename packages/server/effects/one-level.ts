import { isMissing } from '@jingtu/core/field.ts'
import { columnOf, type RecordKind } from '@jingtu/core/record.ts'
import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Row } from '../registers/rights.ts'

/** The amounts of a list that figures add up over places. */
function summedFields(kind: RecordKind): string[] {
  const measures = INDICATORS.flatMap(i => i.rules.flatMap(r => [r.numerator, r.minus, r.denominator]))
  const sums = measures.flatMap(m =>
    m?.register === kind.id && typeof m.of === 'object' && 'sum' in m.of ? [m.of.sum] : [],
  )
  return [...new Set(sums)]
}

/**
 * An amount that both a place and a place inside it report would be added up twice: it counts at one level.
 * @param counting the states whose rows figures count @param same the fields that make rows of two levels comparable (the year)
 * @throws Refusal naming the amounts and the other place
 */
export async function refuseTwoLevels(
  c: Change,
  kind: RecordKind,
  rows: readonly Row[],
  counting: readonly string[],
  same: readonly string[],
): Promise<void> {
  const fields = summedFields(kind)
  for (const row of rows.filter(r => counting.includes(r.state as string))) {
    const equal = same.map(key => sql`and ${sql.ref(`t.${columnOf(key)}`)} = ${row[key] as string}`)
    const others = await sql<Record<string, unknown> & { place: string }>`
      select r.name as place, ${sql.join(fields.map(key => sql`${sql.ref(`t.${columnOf(key)}`)} as ${sql.id(key)}`))}
      from ${sql.table(kind.table)} t join region r on r.path = t.region
      where t.until is null and t.state = any(${[...counting]}::text[]) and t.region <> ${row.region}
        and (t.region like ${row.region} || '%' or ${row.region} like t.region || '%') ${sql.join(equal, sql` `)}
      order by t.region`.execute(c.tx)
    const reasons = others.rows.flatMap(other => {
      const both = fields.filter(key => !isMissing(row[key]) && !isMissing(other[key]))
      const names = both.map(key => `“${kind.fields[key]!.name}”`).join('、')
      return both.length === 0
        ? []
        : [{ where: both[0]!, message: `${names}已计入${other.place}，同一数量只在一级填报，请在其中一级留空` }]
    })
    if (reasons.length > 0) throw refusal('invalid', `${kind.name}重复计数`, reasons)
  }
}
