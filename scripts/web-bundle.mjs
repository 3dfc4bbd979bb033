// The web app is the only thing that is ever built; again only where its sources are newer than the bundle.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode } from './node24.mjs'

const WEB = join(root, 'packages', 'web')
const BUNDLE = join(WEB, 'dist', 'index.html')
/** What the bundle is made from: the web package and those it imports. */
const SOURCES = ['web', 'core', 'standards', 'registers', 'programme', 'plans', 'documents/sheet'].map(p =>
  join(root, 'packages', p),
)

function newestIn(folder) {
  if (!existsSync(folder)) return 0
  let newest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || /\.test\.tsx?$/.test(entry.name)) continue
    const path = join(folder, entry.name)
    newest = Math.max(newest, entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs)
  }
  return newest
}

export const isBuilt = () =>
  existsSync(BUNDLE) &&
  statSync(BUNDLE).mtimeMs >= Math.max(statSync(join(root, 'package-lock.json')).mtimeMs, ...SOURCES.map(newestIn))

/** @returns whether the bundle is there and new */
export async function ensureBuilt() {
  if (isBuilt()) return true
  console.log('正在构建界面 · Building the web app …')
  const code = await runNode(
    join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    ['build', WEB, '--logLevel', 'warn'],
    {
      // Whoever calls it, a test runner too, gets the app as people use it.
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  if (code !== 0)
    console.error(
      '界面没有构建成功，上面的输出说明了原因。\nThe web app could not be built; the output above says why.',
    )
  return code === 0
}
