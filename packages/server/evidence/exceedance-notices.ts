import type { Judging } from '@jingtu/registers/monitoring/judging.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import { addNotice } from '../workbench/notices.ts'
import { isExceedance, type Judged } from './judged.ts'

interface Told {
  samples: number
  first: string[]
}

const NAMED = 10
/** Whose land is judged: farmland and what grows on it is also agriculture's. */
const FARMLAND = new Set(['GB 15618', 'GB 2762', 'GB 5084'])
const WATER = new Set(['GB/T 14848'])

/** Tells the bureaus of the place about samples that exceed and did not before. */
export class ExceedanceNotices {
  private readonly byRegion = new Map<string, Told>()
  private readonly target: string | undefined

  constructor(target: string | undefined) {
    this.target = target
  }

  take({ standard, judgement, before, region, code }: Judged): void {
    if (!isExceedance(standard, judgement.verdict, this.target)) return
    if (before && isExceedance(standard, before.verdict, this.target)) return
    const told = this.byRegion.get(region) ?? { samples: 0, first: [] }
    told.samples++
    if (told.first.length < NAMED)
      told.first.push(
        `${code}：${judgement.verdict}${judgement.decisive.length ? `（${judgement.decisive.join('、')}）` : ''}`,
      )
    this.byRegion.set(region, told)
  }

  /** @returns how many notices were written; each unit hears of a judging once */
  async send(c: Change, judging: Judging, standard: string): Promise<number> {
    if (this.byRegion.size === 0) return 0
    const lines = [
      '生态环境',
      ...(FARMLAND.has(judging.standard!) ? ['农业农村'] : []),
      ...(WATER.has(judging.standard!) ? ['水利'] : []),
    ]
    const { rows } = await sql<{ id: string; line: string; region: string }>`
      select id, line, region from unit where until is null and state = 'active' and kind = '部门' and line = any(${lines}::text[])
      order by length(region) desc, id`.execute(c.tx)
    const byUnit = new Map<string, Told>()
    for (const [region, told] of this.byRegion)
      for (const line of lines) {
        // The bureau nearest to the place: of the county, else of the city above it.
        const unit = rows.find(u => u.line === line && region.startsWith(u.region))
        if (!unit) continue
        const sum = byUnit.get(unit.id) ?? { samples: 0, first: [] }
        byUnit.set(unit.id, {
          samples: sum.samples + told.samples,
          first: [...sum.first, ...told.first].slice(0, NAMED),
        })
      }
    let sent = 0
    for (const [unit, told] of byUnit)
      sent += await addNotice(c.tx, {
        unit,
        kind: 'exceedance',
        key: `exceedance:${judging.id}:${unit}`,
        title: `${told.samples} 个样品超标（${standard}）`,
        body: `${judging.title}\n${told.first.join('\n')}${told.samples > told.first.length ? `\n等共 ${told.samples} 个` : ''}`,
        link: `/evidence/verdicts?judging=${judging.id}`,
        due: null,
        now: c.context.now,
      })
    return sent
  }
}
