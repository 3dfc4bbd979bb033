// Installs what the lockfile says, where it is not there yet or the lockfile has changed since.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './node24.mjs'

const LOCK = join(root, 'package-lock.json')
const STAMP = join(root, 'node_modules', '.jingtu-lock')
/** What npm itself writes about what it installed. */
const INSTALLED = join(root, 'node_modules', '.package-lock.json')

const digestOf = text => createHash('sha256').update(text).digest('hex')

export function isInstalled() {
  if (!existsSync(INSTALLED)) return false
  const text = readFileSync(LOCK, 'utf8')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8').trim() === digestOf(text)) return true
  if (!sameVersions(JSON.parse(text).packages, JSON.parse(readFileSync(INSTALLED, 'utf8')).packages)) return false
  writeFileSync(STAMP, `${digestOf(text)}\n`)
  return true
}

/** Packages for other platforms are in the lockfile but not on the disk. */
function sameVersions(wanted, present) {
  return Object.entries(wanted).every(([path, p]) => {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true
    const there = present[path]
    if (!there) return Boolean(p.optional || p.devOptional)
    return there.version === p.version && there.resolved === p.resolved
  })
}

/** @returns whether everything is there; says in both languages what it does and what went wrong */
export function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    console.error(
      `需要 Node 20 或更高版本，现为 ${process.version}。\nNode 20 or newer is needed; this is ${process.version}.`,
    )
    return false
  }
  if (isInstalled()) return true
  // Not on standard output: what a command prints there may be on its way into a file.
  console.error(
    `${existsSync(INSTALLED) ? '依赖清单有变化，正在重新安装' : '首次运行，正在安装依赖'}（约一两分钟） · Installing dependencies, a minute or two …`,
  )
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const run =
    npm && /\.[cm]?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['inherit', 2, 2] })
      : spawnSync('npm', args, { cwd: root, stdio: ['inherit', 2, 2], shell: process.platform === 'win32' })
  if (run.status === 0) {
    writeFileSync(STAMP, `${digestOf(readFileSync(LOCK, 'utf8'))}\n`)
    return true
  }
  console.error(`
依赖没有装好（npm ci 退出代码 ${run.status ?? run.error?.message ?? run.signal}）。请检查：
  1. 网络能否访问 npm 软件源（npm config get registry；代理用 npm config set proxy）；
  2. 磁盘是否还有 2 GB 以上空间，本目录是否可写；
  3. package-lock.json 是否被改动过（可从发布包中恢复）。
上面 npm 的输出说明了具体原因；处理后再次运行同一命令即可。

The dependencies could not be installed (npm ci). Please check the network and npm registry, free disk space (2 GB) and that
package-lock.json is unchanged. npm's own output above gives the reason; then run the same command again.`)
  return false
}
