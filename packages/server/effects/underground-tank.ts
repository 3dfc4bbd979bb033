import type { RowOf } from '@jingtu/core/record.ts'
import { undergroundTank } from '@jingtu/registers/underground-tank.ts'
import type { Effects } from './effects.ts'

type Tank = RowOf<typeof undergroundTank>

const FACTS = ['substance', 'volume', 'material', 'structure', 'builtYear'] as const

const changed = (before: Tank, after: Tank) => FACTS.filter(key => before[key] !== after[key])

/** What a tank was before a change stays readable in its row, with the day the change was filed. */
export const undergroundTankEffects: Effects = {
  async refusals(_, row, move, values) {
    if (move !== 'change') return []
    return changed(row as unknown as Tank, { ...row, ...values } as unknown as Tank).length > 0
      ? []
      : [{ where: 'substance', message: '没有任何一项信息有变化' }]
  },
  async after(c, { action, before, after }) {
    const tank = await c.get(undergroundTank, after.id)
    if (action === 'change' && before) {
      const was = before as unknown as Tank
      const what = changed(was, tank)
        .map(key => `${undergroundTank.fields[key].name}：${was[key]}`)
        .join('；')
      const changes = [...tank.changes, { on: tank.changedOn, what, filedOn: null }]
      await c.update(undergroundTank, tank, { action: 'noted', values: { changes } })
    }
    if (action === 'file' && tank.changes.some(x => !x.filedOn)) {
      const changes = tank.changes.map(x => ({ ...x, filedOn: x.filedOn ?? tank.currentOn }))
      await c.update(undergroundTank, tank, { action: 'noted', values: { changes } })
    }
  },
}
