import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '@jingtu/store/open.ts'
import { listRegions } from '@jingtu/store/regions.ts'
import { afterAll, describe, expect, it } from 'vitest'

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'jingtu-serve-'))
const running: ChildProcess[] = []
let taken: Server | undefined

interface Started {
  child: ChildProcess
  /** All it wrote so far. */
  text: () => string
  until(words: RegExp): Promise<RegExpExecArray>
  ended: Promise<number | null>
}

/** The embedded engine in a folder of its own, whatever the other tests run on. */
function serve(...args: string[]): Started {
  const env: NodeJS.ProcessEnv = { ...process.env, JINGTU_DATA: folder, HOST: '0.0.0.0' }
  delete env.DATABASE_URL
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, 'serve', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  running.push(child)
  let text = ''
  child.stdout!.on('data', data => (text += data))
  child.stderr!.on('data', data => (text += data))
  const ended = new Promise<number | null>(done => child.once('exit', done))
  const until = async (words: RegExp): Promise<RegExpExecArray> => {
    for (const stop = Date.now() + 100_000; Date.now() < stop; await new Promise(r => setTimeout(r, 100))) {
      const found = words.exec(text)
      if (found) return found
      if (child.exitCode !== null) break
    }
    throw new Error(`${words} did not come; it wrote:\n${text}`)
  }
  return { child, text: () => text, until, ended }
}

afterAll(() => {
  for (const child of running) if (child.exitCode === null) child.kill('SIGKILL')
  taken?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('serve', () => {
  it('starts with the sample on this machine alone and the next free port, keeps its sign-ins, and stops whole', {
    timeout: 240_000,
  }, async () => {
    taken = createServer()
    const port = await new Promise<number>(done =>
      taken!.listen(0, '127.0.0.1', () => done((taken!.address() as { port: number }).port)),
    )
    const first = serve('--port', String(port))
    const address = (await first.until(/running: {2}(http:\/\/127\.0\.0\.1:(\d+))/))[1]!
    await first.until(/Ctrl\+C/)
    expect(address).not.toBe(`http://127.0.0.1:${port}`)
    expect(first.text()).toContain(`端口 ${port} 已被占用`)
    expect(first.text()).toContain('未使用 0.0.0.0')
    const kept = readFileSync(join(folder, 'sample-signins.txt'), 'utf8')
    const [login, password] = kept.split('\n')[1]!.split('\t') as [string, string]
    expect(first.text()).toContain(`${login}`)
    expect(first.text()).toContain(password)
    const answer = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    })
    expect(await answer.json()).toMatchObject({ sample: true, mustChangePassword: false })
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)

    const again = serve('--port', '0')
    await again.until(/Ctrl\+C/)
    expect(again.text()).not.toContain('首次启动')
    expect(again.text()).toContain(password)
    again.child.disconnect() // as when the process that started it is gone
    expect(await again.ended).toBe(0)

    const store = await openStore(folder)
    try {
      expect((await listRegions(store.db)).filter(r => r.name === '示例市')).toHaveLength(1)
    } finally {
      await store.close()
    }
  })

  it('refuses a port that is none', async () => {
    const wrong = serve('--port', 'eighty')
    expect(await wrong.ended).toBe(2)
  })
})
