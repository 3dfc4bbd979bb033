import { spawn } from 'node:child_process'
import { refusal } from '../problems.ts'

/** Looks through what somebody uploads. @throws Refusal where something was found, or nobody can say whether there is anything */
export type Scan = (bytes: Uint8Array, name: string) => Promise<void>

const SECONDS = 60

/**
 * The scanner an operator named in JINGTU_SCAN, a command with its arguments that reads the file from its standard input and
 * ends with 0 (clean) or 1 (something found), as `clamdscan --no-summary -` does. Whatever else happens, the file is not
 * taken: a scanner that does not work must not let anything by. Without one nothing is scanned.
 */
export function makeScan(command: string | undefined = process.env.JINGTU_SCAN): Scan | null {
  const [program, ...args] = (command ?? '').split(' ').filter(part => part !== '')
  if (!program) return null
  return async (bytes, name) => {
    const end = await run(program, args, bytes)
    if (end === 0) return
    if (end === 1)
      throw refusal('invalid', '文件没有通过病毒检查', [`“${name}”中发现有害内容，没有保存；请清除后重新上传`])
    throw refusal('unavailable', '病毒检查没有完成', [`“${name}”没有保存，请稍后再传；多次出现时请联系系统管理员`])
  }
}

/** @returns the exit code; null where it could not be run, was stopped or took too long */
function run(program: string, args: readonly string[], bytes: Uint8Array): Promise<number | null> {
  return new Promise(resolve => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], timeout: SECONDS * 1000 })
    child.once('error', () => resolve(null))
    child.once('close', code => resolve(code))
    // A scanner may have seen enough before the end of the file: its answer counts, not the broken pipe.
    child.stdin.on('error', () => {})
    child.stdin.end(bytes)
  })
}
