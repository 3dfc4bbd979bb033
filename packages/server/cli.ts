/** jingtu COMMAND …: everything that is done beside the web app. It joins a running server's database. */

import { parseArgs } from 'node:util'
import { isMainThread } from 'node:worker_threads'
import { Refusal } from '@jingtu/core/problem.ts'
import { type Command, columns, type Terminal, UsageError } from './cli/command.ts'
import { figuresRebuild, figuresVerify } from './cli/figures.ts'
import { backup, ddl, restore, verify } from './cli/keeping.ts'
import { planImport, planRead } from './cli/plan.ts'
import { sampleAdd, sampleRemove } from './cli/sample.ts'
import { screen } from './cli/screen.ts'
import { serve } from './cli/serve.ts'
import { unitAdd, userAdd, userResetPassword } from './cli/user.ts'

export const COMMANDS: readonly Command[] = [
  serve,
  planRead,
  planImport,
  screen,
  unitAdd,
  userAdd,
  userResetPassword,
  sampleAdd,
  sampleRemove,
  verify,
  figuresVerify,
  figuresRebuild,
  backup,
  restore,
  ddl,
]

/** @returns the exit code: 0 done, 1 refused or failed, 2 wrongly called */
export async function runCommand(args: string[], terminal: Terminal): Promise<number> {
  const command = COMMANDS.filter(c => c.name.split(' ').every((word, i) => args[i] === word)).sort(
    (a, b) => b.name.length - a.name.length,
  )[0]
  const asksHelp = args.includes('--help') || args.includes('-h')
  if (!command) {
    if (args.length === 0 || asksHelp || args[0] === 'help') {
      for (const line of overview()) terminal.out(line)
      return 0
    }
    terminal.err(`没有“${args.slice(0, 2).join(' ')}”这个命令 · unknown command`)
    for (const line of overview()) terminal.err(line)
    return 2
  }
  if (asksHelp) {
    terminal.out(`jingtu ${command.name} ${command.usage}`.trimEnd())
    terminal.out(`  ${command.about.zh} · ${command.about.en}`)
    return 0
  }
  try {
    const parsed = parse(command, args.slice(command.name.split(' ').length))
    return await command.run(parsed, terminal)
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(error.message)
      terminal.err(`用法 · usage: jingtu ${command.name} ${command.usage}`.trimEnd())
      return 2
    }
    if (error instanceof Refusal) {
      terminal.err(error.problem.title)
      for (const r of error.problem.reasons) terminal.err(`  ${r.where ? `${r.where}：` : ''}${r.message}`)
      return 1
    }
    terminal.err(`出错了：${error instanceof Error ? error.message : String(error)}`)
    if (process.env.JINGTU_LOG === 'debug' && error instanceof Error && error.stack) terminal.err(error.stack)
    return 1
  }
}

function parse(
  command: Command,
  args: string[],
): { words: string[]; values: Record<string, string | boolean | undefined> } {
  let parsed: ReturnType<typeof parseArgs>
  try {
    parsed = parseArgs({ args, options: command.options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(`参数有误 · ${(error as Error).message}`)
  }
  if (parsed.positionals.length < command.words) throw new UsageError('参数不够 · too few arguments')
  if (command.name !== 'ddl' && !command.manyWords && parsed.positionals.length > command.words) {
    throw new UsageError(`多余的参数：${parsed.positionals.slice(command.words).join(' ')} · too many arguments`)
  }
  return { words: parsed.positionals, values: parsed.values as Record<string, string | boolean | undefined> }
}

const overview = (): string[] => [
  '净土 Jingtu',
  '',
  '用法 · usage: npm run --silent jingtu -- COMMAND …',
  '',
  ...columns(COMMANDS.map(c => [`  ${c.name}`, c.about.zh, c.about.en])),
  '',
  '数据所在 · data: DATABASE_URL（PostgreSQL）或 JINGTU_DATA（数据目录，默认 ./data）',
  '各命令的参数 · arguments: COMMAND --help',
]

if (import.meta.main && isMainThread) {
  // `jingtu … | head` closes the pipe early; that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  const write = (stream: NodeJS.WriteStream) => (line: string) => void stream.write(`${line}\n`)
  process.exitCode = await runCommand(process.argv.slice(2), { out: write(process.stdout), err: write(process.stderr) })
}
