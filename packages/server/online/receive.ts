import { newId } from '@jingtu/core/id.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { dataAnswer, type OnlineMessage, readMessage } from '@jingtu/standards/hj212-2017/message.ts'
import { change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import type { Services } from '../services.ts'
import { holderOf } from './holders.ts'

export type Received =
  | { stored: true; message: OnlineMessage; answer: string | null }
  | { stored: false; why: string; answer: string | null }

/**
 * Takes one data segment in: data of a device that some list has is kept, and the device is networked from
 * that day on. What comes twice changes nothing.
 */
export async function receiveSegment(services: Services, segment: string): Promise<Received> {
  const message = readMessage(segment)
  if (typeof message === 'string') return { stored: false, why: message, answer: null }
  const { db } = services.store
  const known = await holderOf(db, message.mn)
  // A device nobody has entered gets no answer: whoever sends cannot learn which numbers exist.
  if (!known) return { stored: false, why: `没有台账登记编号为 ${message.mn} 的设备`, answer: null }
  const password = /(?:^|;)PW=([^;]*)/.exec(segment)?.[1] ?? ''
  const answer = message.wantsReply ? dataAnswer(message, password) : null
  if (message.kind === null || message.dataTime === null)
    return { stored: false, why: `命令 ${message.cn} 不是数据`, answer }
  const now = services.clock()
  const kind = message.kind
  const dataTime = message.dataTime
  await change(
    db,
    {
      actor: { id: null, name: '在线监测' },
      onBehalfOf: null,
      reason: null,
      requestId: newId(now.getTime()),
      now,
    },
    { mn: message.mn, cn: message.cn, dataTime },
    async c => {
      const position = await known.holder.arrived(c, known.id, message.mn, dayInShanghai(now))
      await sql`insert into online_reading (home, mn, cn, data_time, facility, position, kind, received_at, readings, raw)
        values (${known.home}::uuid, ${message.mn}, ${message.cn}, ${dataTime}::timestamptz, ${known.id}::uuid, ${position}, ${kind},
          ${now.toISOString()}::timestamptz, ${JSON.stringify(message.values)}::jsonb, ${segment})
        on conflict do nothing`.execute(c.tx)
    },
  )
  return { stored: true, message, answer }
}
