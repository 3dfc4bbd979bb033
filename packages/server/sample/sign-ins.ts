import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface SignIn {
  login: string
  password: string
  who: string
}

const FILE = 'sample-signins.txt'
const HEAD = '# 示例市（模拟数据）的登录账号，移除模拟数据时一并删除。 Sample sign-ins, deleted with the sample data.'

/** The only place where the passwords of the sample stand in clear; readable by the owner of the data folder alone. */
export const signInsPath = (): string => join(process.env.JINGTU_DATA ?? './data', FILE)

export async function keepSignIns(signIns: SignIn[], path = signInsPath()): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${[HEAD, ...signIns.map(s => [s.login, s.password, s.who].join('\t'))].join('\n')}\n`, {
    mode: 0o600,
  })
  await chmod(path, 0o600)
}

export async function readSignIns(path = signInsPath()): Promise<SignIn[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => {
      const [login = '', password = '', who = ''] = line.split('\t')
      return { login, password, who }
    })
}

export const forgetSignIns = (path = signInsPath()): Promise<void> => rm(path, { force: true })
