import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Embedded {
  /** Folder that holds the socket `.s.PGSQL.5432`, as libpq and `pg` expect it for `host`. */
  socketFolder: string
  /** False when another process of Jingtu owns the database and this one only joined it. */
  owner: boolean
  close(): Promise<void>
}

const SOCKET = '.s.PGSQL.5432'

/** Inside the data folder; a path longer than sockets allow (about 100 bytes) goes to the temporary folder instead. */
function socketFolderOf(folder: string): string {
  const inside = join(folder, 'run')
  if (Buffer.byteLength(join(inside, SOCKET)) < 100) return inside
  return join(tmpdir(), `jingtu-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
}

/** Starts the embedded database of a data folder, or joins the process that already runs it. */
export async function startEmbedded(dataFolder: string): Promise<Embedded> {
  const folder = resolve(dataFolder)
  const socketFolder = socketFolderOf(folder)
  mkdirSync(folder, { recursive: true })
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 })
  const socketPath = join(socketFolder, SOCKET)
  const giveUp = Date.now() + 120_000
  for (;;) {
    if (await answers(socketPath)) return { socketFolder, owner: false, close: async () => {} }
    const started = await launch(folder, socketPath)
    if (started !== 'locked') return { socketFolder, owner: true, close: () => stop(started) }
    // Another process holds the folder but does not answer yet: it is starting or stopping.
    if (Date.now() > giveUp)
      throw new Error(`数据目录 ${folder} 被另一个进程占用，但它没有应答。请先停止那个进程，再重新启动。`)
    await new Promise(r => setTimeout(r, 200))
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise(done => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
    socket.once('error', () => done(false))
  })
}

function launch(folder: string, socketPath: string): Promise<ChildProcess | 'locked'> {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'embedded-process.ts')
  const child = fork(script, [folder, socketPath], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // The engine takes its zone from here: the same rows must print the same everywhere, as on a server.
    env: { ...process.env, TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((done, fail) => {
    child.once('message', (message: { state: string; message?: string }) => {
      if (message.state === 'ready') {
        child.unref()
        child.channel?.unref()
        done(child)
      } else if (message.state === 'locked') done('locked')
      else fail(new Error(`内嵌数据库未能启动：${message.message}`))
    })
    child.once('error', fail)
    child.once('exit', code => fail(new Error(`内嵌数据库进程意外退出（代码 ${code}）`)))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>(r => child.once('exit', () => r()))
  child.ref()
  child.send('close')
  await ended
}
