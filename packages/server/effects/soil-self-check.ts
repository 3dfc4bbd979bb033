import type { RowOf } from '@jingtu/core/record.ts'
import { soilSelfCheck } from '@jingtu/registers/soil-self-check.ts'
import type { Effects } from './effects.ts'
import { openClue } from './open-clue.ts'

/** What an enterprise found of itself and did not mend, or declared and was not so, is enforcement's to look at. */
export const soilSelfCheckEffects: Effects = {
  async after(c, { action, after }) {
    const row = after as unknown as RowOf<typeof soilSelfCheck>
    if (action !== 'check' || (row.truth === '属实' && row.problems.length === 0)) return
    await openClue(c, {
      subject: row.subject!,
      source: '企业自查',
      about: { kind: soilSelfCheck.id, home: row.home, id: row.id, region: row.region },
      cause: 'self-check',
      title: row.truth === '不属实' ? `${row.year}年度自查申报不属实` : `${row.year}年度自查发现问题`,
      what: row.problems.length > 0 ? row.problems.join('；') : '申报内容与核查情况不符，见核查记录',
    })
  },
}
