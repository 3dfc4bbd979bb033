import { compareDecimals } from '@jingtu/core/measure.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { grainDisposal } from '@jingtu/registers/grain-disposal.ts'
import { grainLot } from '@jingtu/registers/grain-lot.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'

/** A failed lot opens its disposal and is told to the class of the land it grew on. */
export const grainLotEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'dispose') return []
    const open = await listRecords(c.tx, grainDisposal, sql`lot = ${row.id}::uuid and state = 'open'`, { limit: 1 })
    return open.length > 0 ? ['该批次的处置还没有结案'] : []
  },
  async after(c, { action, after }) {
    if (action !== 'fail') return
    const exceeded = after.exceeded as string[]
    await c.insert(grainDisposal, {
      home: after.home,
      region: after.region,
      values: { subject: after.subject as string, lot: after.id, weight: after.weight as string, exceeded },
    })
    const [unit] = await listRecords(c.tx, farmlandClass, sql`subject = ${after.subject as string}::uuid`, { limit: 1 })
    if (!unit) return
    const known = await c.get(farmlandClass, unit.id)
    await c.update(farmlandClass, known, {
      action: 'alert',
      values: { alerts: [...known.alerts, { lot: after.id, on: c.today, exceeded }] },
    })
  },
}

/** When the last tonne is accounted for, the lot is done with; it has no way back to the market. */
export const grainDisposalEffects: Effects = {
  async after(c, { action, after }) {
    if (!['create', 'import', 'correct', 'close'].includes(action)) return
    const lot = await c.get(grainLot, after.lot as string)
    // A case is about the whole of a lot that failed, whoever enters or corrects it.
    const faults = [
      ...(lot.state === 'failed' ? [] : [{ where: 'lot', message: `批次“${lot.lot}”不是判定不合格的批次` }]),
      ...(compareDecimals(after.weight as string, lot.weight) === 0
        ? []
        : [{ where: 'weight', message: `数量应为批次数量 ${lot.weight} 吨` }]),
    ]
    if (faults.length > 0) throw refusal('invalid', '与粮食批次不符', faults)
    if (action !== 'close') return
    await c.update(grainLot, lot, { action: 'dispose', state: 'disposed' })
  },
}
