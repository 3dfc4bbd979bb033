import { createServer } from 'node:net'
import { openStore } from '@jingtu/store/open.ts'
import { type Running, startServer, storeLocation } from '../main.ts'
import { hasSample } from '../sample/credentials.ts'
import { readSignIns, type SignIn } from '../sample/sign-ins.ts'
import { type Command, columns, option, type Terminal, UsageError } from './command.ts'
import { prepareFirstStart } from './first-start.ts'
import { servicesOf } from './with-store.ts'

const DEFAULT_PORT = 8080
const LOCAL = '127.0.0.1'
const TRIES = 20

export const serve: Command = {
  name: 'serve',
  usage: '[--port N] [--host ADDRESS] [--empty]',
  about: {
    zh: '运行服务；首次启动时载入区划和示例市',
    en: 'run the server; the first start loads regions and the sample city',
  },
  options: { port: { type: 'string' }, host: { type: 'string' }, empty: { type: 'boolean' } },
  words: 0,
  async run(input, terminal) {
    const wanted = Number(option(input, 'port') ?? process.env.PORT ?? DEFAULT_PORT)
    if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
      throw new UsageError('端口应为 0–65535 的整数 · the port must be 0 to 65535')
    const stop = stopSignal()
    const location = storeLocation()
    const store = await openStore(location)
    let running: Running | undefined
    let stopping = false
    const start = async (): Promise<void> => {
      const services = servicesOf(store)
      await prepareFirstStart(services, { sample: !input.values.empty, say: line => terminal.out(line) })
      const sample = await hasSample(store.db)
      const asked = option(input, 'host') ?? process.env.HOST
      const host = sample ? LOCAL : (asked ?? LOCAL)
      if (sample && asked && asked !== host) {
        terminal.err(
          `有模拟账号时只在本机提供服务，未使用 ${asked} · bound to this machine while sample accounts exist`,
        )
      }
      const port = await freePort(wanted, host)
      if (wanted !== 0 && port !== wanted)
        terminal.err(`端口 ${wanted} 已被占用，改用 ${port} · port ${wanted} is taken, using ${port}`)
      if (stopping) return
      running = await startServer({ store, port, host, logLevel: process.env.JINGTU_LOG ?? 'warn' })
      announce(terminal, running.address, location, sample ? await readSignIns() : [])
    }
    try {
      // A first start takes seconds: whoever stops it then does not wait for the rest; it goes on at the next start.
      const starting = start()
      await Promise.race([starting, stop])
      if (running) await stop
      else starting.catch(() => {})
      stopping = true
      terminal.out('正在停止 · stopping …')
    } finally {
      await (running ?? store).close()
      // An open channel to the starting process would keep this one alive.
      if (process.connected) process.disconnect()
    }
    return 0
  },
}

function announce(terminal: Terminal, address: string, location: string, signIns: SignIn[]): void {
  terminal.out('')
  terminal.out(`净土已启动 · Jingtu is running:  ${address}`)
  terminal.out(`数据 · data:  ${location.replace(/:\/\/([^:@/]+):[^@/]+@/, '://$1:***@')}`)
  if (signIns.length) {
    terminal.out('')
    terminal.out('示例市（模拟数据）可用以下账号登录 · sample sign-ins:')
    terminal.out('')
    for (const line of columns([['登录名', '密码', '身份'], ...signIns.map(s => [s.login, s.password, s.who])]))
      terminal.out(`  ${line}`)
    terminal.out('')
    terminal.out('正式使用前请在“系统管理”中一键移除模拟数据，或运行 npm run --silent jingtu -- sample remove')
  }
  terminal.out('按 Ctrl+C 停止 · press Ctrl+C to stop')
}

/** The wanted port, or the next that nobody listens on. */
async function freePort(wanted: number, host: string): Promise<number> {
  if (wanted === 0) return 0
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port++) if (await isFree(port, host)) return port
  throw new Error(`端口 ${wanted}–${wanted + TRIES - 1} 都被占用，请用 PORT 指定其他端口`)
}

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? done(false) : fail(error),
    )
    probe.listen(port, host, () => probe.close(() => done(true)))
  })

/**
 * Ctrl+C, a polite kill, or the end of the process that started this one. One Ctrl+C may arrive twice, by the terminal and
 * by the process above; whoever presses it again a moment later wants out at once.
 */
const stopSignal = (): Promise<void> =>
  new Promise(done => {
    let first = 0
    const signalled = (): void => {
      if (first && Date.now() - first > 1000) process.exit(130)
      first ||= Date.now()
      done()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, signalled)
    if (process.channel) process.on('disconnect', () => done())
  })
