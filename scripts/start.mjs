// npm start: installs, builds and runs Jingtu on a machine that has only Node 20+ and npm.
import { join, resolve } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root, runNode } from './node24.mjs'
import { ensureBuilt } from './web-bundle.mjs'

if (!ensureInstalled() || !(await ensureBuilt())) process.exit(1)
// npm hands a signal only to the shell between it and this process, which dies of it and tells nobody: when the parent
// is gone, so is the wish to run.
if (process.env.npm_lifecycle_event === 'start' && process.platform !== 'win32') {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 500).unref()
}
const data = resolve(process.env.INIT_CWD ?? root, process.env.JINGTU_DATA ?? join(root, 'data'))
process.exit(
  await runNode(join(root, 'packages', 'server', 'cli.ts'), ['serve', ...process.argv.slice(2)], {
    // The channel tells the server when this process is gone, even by kill -9.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, JINGTU_DATA: data },
  }),
)
