import { add, compareDecimals, multiply, roundHalfUp, subtract, sum } from '@jingtu/core/measure.ts'
import { contains } from '@jingtu/core/region.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { fundAllocation } from '@jingtu/registers/fund-allocation.ts'
import { splitByWeight } from '@jingtu/registers/split.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

interface County {
  id: string
  path: string
  before: string
  area: string
}

/** 亩 of priority farmland in force in each county of a place at the end of a year. */
async function areasAt(c: Change, region: string, year: number): Promise<(path: string) => string> {
  const rows = await listRecords(
    c.tx,
    farmlandClass,
    sql`region like ${region} || '%' and class = '优先保护类' and state in ('inForce', 'adjusting', 'adjustmentReported')`,
    { asOf: { validOn: `${year}-12-31` } },
  )
  return path => sum(rows.filter(r => contains(path, r.region)).map(r => r.netArea ?? '0'))
}

async function countiesOf(c: Change, row: Row): Promise<County[]> {
  const { rows } = await sql<{ id: string; path: string }>`select id, path from region
    where valid_until is null and level = 'county' and path like ${row.region} || '%' order by path`.execute(c.tx)
  const year = row.year as number
  const [before, area] = [await areasAt(c, row.region, year - 2), await areasAt(c, row.region, year - 1)]
  return rows.map(r => ({ ...r, before: before(r.path), area: area(r.path) }))
}

/** Who has more priority farmland gets more; who has gained some is rewarded out of the part set aside. */
export const fundAllocationEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'compute') return []
    const counties = await countiesOf(c, row)
    return counties.some(x => compareDecimals(x.area, '0') > 0)
      ? []
      : [
          {
            where: 'lines',
            message: `农用地类别清单里没有 ${(row.year as number) - 1} 年末生效的优先保护类耕地，不能测算`,
          },
        ]
  },
  async after(c, { action, after }) {
    if (action !== 'compute') return
    const allocation = await c.get(fundAllocation, after.id)
    const counties = await countiesOf(c, after)
    const growth = counties.map(x => {
      const more = subtract(x.area, x.before)
      return compareDecimals(more, '0') > 0 ? more : '0'
    })
    const grown = growth.some(g => compareDecimals(g, '0') > 0)
    const setAside = grown ? roundHalfUp(multiply(multiply(allocation.amount, allocation.rewardShare), '0.01')) : '0'
    const bases = splitByWeight(
      subtract(allocation.amount, setAside),
      counties.map(x => x.area),
    )
    const rewards = grown ? splitByWeight(setAside, growth) : counties.map(() => '0')
    const lines = counties.map((x, i) => ({
      county: x.id,
      before: x.before,
      area: x.area,
      growth: subtract(x.area, x.before),
      base: bases[i]!,
      reward: rewards[i]!,
      total: add(bases[i]!, rewards[i]!),
    }))
    await c.update(fundAllocation, allocation, { action: 'computed', values: { lines, computedOn: c.today } })
  },
}
