import type { Reason } from '@jingtu/core/problem.ts'
import { responseEquipment } from '@jingtu/registers/response-equipment.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** Devices that may not be used today: retired, out of date, or not calibrated in time. */
export async function unfitDevices(c: Change, ids: readonly string[], where: string): Promise<Reason[]> {
  if (ids.length === 0) return []
  const devices = await listRecords(c.tx, responseEquipment, sql`id = any(${[...ids]}::uuid[])`)
  return devices.flatMap(d => {
    const why =
      d.state === 'retired'
        ? '已停用'
        : d.expiresOn && d.expiresOn < c.today
          ? `有效期至 ${d.expiresOn}，已过期`
          : d.calibrationMonths && !(d.calibrationDue && d.calibrationDue >= c.today)
            ? d.calibrationDue
              ? `校准已于 ${d.calibrationDue} 到期`
              : '没有合格的检定校准'
            : undefined
    return why ? [{ where, message: `“${d.name}”${why}，不能使用` }] : []
  })
}

/** A team goes out with what works. */
export const responseTeamEffects: Effects = {
  async refusals(c, row, move) {
    return move === 'deploy' ? unfitDevices(c, row.equipment as string[], 'equipment') : []
  },
}
