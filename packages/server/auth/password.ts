import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt with its parameters in the text, so that they can be raised later: scrypt$N$r$p$salt$key (base64url). */
const N = 2 ** 15
const R = 8
const P = 1

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return [
    'scrypt',
    N,
    R,
    P,
    salt.toString('base64url'),
    (await derive(password, salt, N, R, P)).toString('base64url'),
  ].join('$')
}

export async function passwordFits(password: string, stored: string): Promise<boolean> {
  const [scheme, n, r, p, salt, key] = stored.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return false
  const expected = Buffer.from(key, 'base64url')
  const actual = await derive(password, Buffer.from(salt, 'base64url'), Number(n), Number(r), Number(p))
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

const derive = (password: string, salt: Buffer, n: number, r: number, p: number): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (e, key) =>
      e ? reject(e) : resolve(key),
    ),
  )

/** Readable and unambiguous, for a first password that must be changed. */
export function randomPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from(randomBytes(12), b => alphabet[b % alphabet.length])
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-')
}

/** All faults at once. */
export function passwordFaults(password: string, login: string): string[] {
  const faults: string[] = []
  if (password.length < 10) faults.push('密码至少 10 个字符')
  if (/^\d+$/.test(password)) faults.push('密码不能全是数字')
  if (login && password.toLowerCase().includes(login.toLowerCase())) faults.push('密码不能包含登录名')
  if (new Set(password).size < 5) faults.push('密码的字符过于重复')
  return faults
}
