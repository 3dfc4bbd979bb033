import { newId } from '@jingtu/core/id.ts'
import type { ChangeContext } from '@jingtu/store/changes.ts'
import { openStore, type Store } from '@jingtu/store/open.ts'
import pino from 'pino'
import { makeScan } from '../files/scan.ts'
import { storeLocation } from '../main.ts'
import { makeClock, type Services } from '../services.ts'

/** Opens the store of this installation (joining a running server) for one piece of work. */
export async function withStore<T>(work: (services: Services) => Promise<T>): Promise<T> {
  const store = await openStore(storeLocation())
  try {
    return await work(servicesOf(store))
  } finally {
    await store.close()
  }
}

export const servicesOf = (store: Store): Services => ({
  store,
  clock: makeClock(),
  log: pino({ level: process.env.JINGTU_LOG ?? 'warn' }, pino.destination(2)),
  baseUrl: process.env.JINGTU_URL ?? 'http://127.0.0.1:8080',
  scan: makeScan(),
})

/** Who changes what when the command line does it: somebody with access to the machine, not a person of the register. */
export const commandContext = (services: Services, reason: string): ChangeContext => ({
  actor: { id: null, name: '命令行' },
  reason,
  requestId: newId(),
  now: services.clock(),
})
