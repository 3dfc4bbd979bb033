import { change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import { loadNationalTree } from '../organisation/regions.ts'
import { loadSample } from '../sample/load.ts'
import type { Services } from '../services.ts'

const DONE = 'first-start'

export async function wasStarted(services: Services): Promise<boolean> {
  const { rows } = await sql`select 1 from setting where key = ${DONE}`.execute(services.store.db)
  return rows.length > 0
}

/**
 * What a new data folder begins with: the region tree and, unless it is to be empty, the sample city. Every step carries
 * a request id of its own, so that a first start that was cut off goes on where it stopped.
 */
export async function prepareFirstStart(
  services: Services,
  options: { sample: boolean; say: (line: string) => void },
): Promise<void> {
  if (await wasStarted(services)) return
  const { db } = services.store
  options.say('首次启动：正在载入全国行政区划 · first start: loading the region tree …')
  await change(
    db,
    {
      actor: { id: null, name: '首次启动' },
      reason: '载入 GB/T 2260 行政区划',
      requestId: 'first-start-regions',
      now: services.clock(),
    },
    'regions',
    loadNationalTree,
  )
  if (options.sample) {
    options.say('正在生成示例市（模拟数据） · making the sample city …')
    await loadSample(services)
  }
  await sql`insert into setting (key, value) values (${DONE}, ${JSON.stringify({ at: services.clock().toISOString(), sample: options.sample })}::jsonb)
    on conflict (key) do nothing`.execute(db)
}
