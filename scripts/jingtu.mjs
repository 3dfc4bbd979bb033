// npm run --silent jingtu -- COMMAND: the command line, in the folder it was called from.
import { join, resolve } from 'node:path'
import { ensureInstalled } from './install.mjs'
import { root, runNode } from './node24.mjs'

if (!ensureInstalled()) process.exit(1)
const cwd = process.env.INIT_CWD ?? process.cwd()
const data = resolve(cwd, process.env.JINGTU_DATA ?? join(root, 'data'))
process.exit(
  await runNode(join(root, 'packages', 'server', 'cli.ts'), process.argv.slice(2), {
    cwd,
    env: { ...process.env, JINGTU_DATA: data },
  }),
)
