import { serve } from '@hono/node-server'
import { openStore, type Store } from '@jingtu/store/open.ts'
import pino from 'pino'
import { createApp } from './app.ts'
import { makeScan } from './files/scan.ts'
import { startJobs } from './jobs/scheduler.ts'
import { openReceiver } from './online/receiver.ts'
import { makeClock, type Services } from './services.ts'
import { serveWeb } from './static.ts'

export interface Running {
  address: string
  services: Services
  close(): Promise<void>
}

/** Where the data lives: DATABASE_URL for a server, else the data folder JINGTU_DATA (./data). */
export const storeLocation = (): string => process.env.DATABASE_URL || process.env.JINGTU_DATA || './data'

/** Opens the store and serves API and web app. Sample accounts bind the server to this machine alone. */
export async function startServer(options: {
  /** An open store, which the server then closes with itself, or where to open one. */
  store: Store | string
  port: number
  host?: string
  logLevel?: string
  /** Instead of the machine's own clock (or JINGTU_NOW). */
  clock?: Services['clock']
}): Promise<Running> {
  const log = pino(
    { level: options.logLevel ?? process.env.JINGTU_LOG ?? 'info', redact: ['password', 'token'] },
    pino.destination(2),
  )
  const store = typeof options.store === 'string' ? await openStore(options.store) : options.store
  const host = options.host ?? '127.0.0.1'
  const services: Services = {
    store,
    clock: options.clock ?? makeClock(),
    log,
    baseUrl: process.env.JINGTU_URL ?? `http://127.0.0.1:${options.port}`,
    scan: makeScan(),
  }
  const app = createApp(services)
  serveWeb(app)
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const s = serve({ fetch: app.fetch, port: options.port, hostname: host }, () => resolve(s))
    s.once('error', reject)
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : options.port
  if (!process.env.JINGTU_URL) services.baseUrl = `http://127.0.0.1:${port}`
  const jobs = startJobs(services)
  // Instruments speak to a port of their own, and only where the office wants them to.
  const online = process.env.JINGTU_HJ212_PORT
  const receiver = online ? await openReceiver(services, Number(online), process.env.JINGTU_HJ212_HOST ?? host) : null
  return {
    address: services.baseUrl,
    services,
    async close() {
      await jobs.stop()
      receiver?.close()
      await new Promise<void>(done => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      })
      await store.close()
    },
  }
}
