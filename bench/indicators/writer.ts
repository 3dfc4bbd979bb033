/** A process that changes rows through the engine, so many a second: node writer.ts LOCATION RATE SECONDS REGISTERS (JSON). */
import { newId } from '@jingtu/core/id.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { diceOf, madeUpState, madeUpValues, unruled } from '@jingtu/server/indicators/testing-rows.ts'
import { change } from '@jingtu/store/changes.ts'
import { connectStore } from '@jingtu/store/open.ts'
import { median } from '../alternate.ts'

const [location, rate, seconds, registers] = process.argv.slice(2) as [string, string, string, string]
const store = await connectStore(location)
const dice = diceOf(Date.now())
const targets: { register: string; id: string }[] = []
for (const register of JSON.parse(registers) as string[]) {
  const { table } = findRegister(register)!
  const { rows } = await store.pool.query<{ id: string }>(`select id from ${table} where until is null limit 3000`)
  targets.push(...rows.map(r => ({ register, id: r.id })))
}

async function write(): Promise<void> {
  const { register, id } = targets[dice(targets.length)]!
  const kind = findRegister(register)!
  const context = { actor: { id: null, name: '测速' }, requestId: newId(), now: new Date() }
  await change(store.db, context, null, async c => {
    const before = (await c.get(kind, id)) as unknown as Record<string, unknown>
    const { subject: _, ...values } = madeUpValues(kind, [''], dice)
    const next = { action: 'correct', state: madeUpState(kind, dice), values: values as never }
    await c.updateMany(unruled(kind), [{ before: before as never, next }], { carried: true })
  })
}

for (let i = 0; i < 50; i++) await write()
process.send?.('ready')
await new Promise(go => process.once('message', go))
const times: number[] = []
const failed: string[] = []
const running = new Set<Promise<void>>()
const started = performance.now()
for (let i = 0; performance.now() - started < Number(seconds) * 1000; i++) {
  const due = started + (i * 1000) / Number(rate)
  const wait = due - performance.now()
  if (wait > 0) await new Promise(go => setTimeout(go, wait))
  if (running.size >= 8) await Promise.race(running)
  const at = performance.now()
  const one = write()
    .then(() => void times.push(performance.now() - at))
    .catch(error => void failed.push(String(error?.message ?? error)))
    .finally(() => running.delete(one))
  running.add(one)
}
await Promise.all(running)
times.sort((a, b) => a - b)
process.send?.({
  written: times.length,
  rate: (times.length * 1000) / (performance.now() - started),
  p50: median(times),
  p95: times[Math.floor(times.length * 0.95)],
  cpu: (process.cpuUsage().user + process.cpuUsage().system) / 1000 / (times.length + 50),
  failed: failed.slice(0, 3),
})
await store.close()
process.disconnect?.()
