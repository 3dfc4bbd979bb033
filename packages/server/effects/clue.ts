import type { RowOf } from '@jingtu/core/record.ts'
import { clue } from '@jingtu/registers/clue.ts'
import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import { addNotice } from '../workbench/notices.ts'
import type { Effects } from './effects.ts'
import { guidesFor } from './enforcement-case.ts'

type Case = RowOf<typeof enforcementCase>

/** What proves true opens a case; what is handed on is told to whom it was handed. */
export const clueEffects: Effects = {
  async after(c, { action, after }) {
    if (action === 'hand')
      await addNotice(c.tx, {
        unit: after.handedTo as string,
        kind: 'clue-handed',
        key: `clue-handed:${after.id}:${after.version}`,
        title: `转办线索：${after.title}`,
        body: after.what as string,
        link: `/registers/clue/${after.id}`,
        due: null,
        now: c.context.now,
      })
    if (action !== 'file') return
    const opened = await c.insert(enforcementCase, {
      home: after.home,
      region: after.region,
      values: {
        clue: after.id,
        offender: after.suspect as string | null,
        site: after.site as string | null,
        offence: after.offence as Case['offence'],
        place: after.place as Case['place'],
        happenedOn: after.receivedOn as string,
        foundOn: after.inspectedOn as string,
        inspectors: after.inspectors as Case['inspectors'],
        records: after.record as string[],
        harm: after.harm as boolean | null,
        guides: await guidesFor(c, after.region, after.offence as string),
      },
    })
    const now = await c.get(clue, after.id)
    await c.update(clue, now, { action: 'caseOpened', values: { caseOpened: opened.id } })
  },
}
