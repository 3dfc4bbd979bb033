// npm run bench -- NAME: runs bench/NAME.ts with the Node that comes with the lockfile.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [name, ...rest] = process.argv.slice(2)
const file = join(root, 'bench', `${name}.ts`)
if (!name || !existsSync(file)) {
  console.error(
    `npm run bench -- NAME，可选：${readdirSync(join(root, 'bench'))
      .filter(f => f.endsWith('.ts') && f !== 'alternate.ts')
      .map(f => f.slice(0, -3))
      .join('、')}`,
  )
  process.exit(2)
}
process.exit(
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--expose-gc', file, ...rest], {
    stdio: 'inherit',
    cwd: root,
  }).status ?? 1,
)
