import { createHash, randomBytes } from 'node:crypto'
import type { Actor } from '@jingtu/core/access.ts'
import { personRecord } from '@jingtu/registers/subjects/person.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { hashPassword, passwordFaults, passwordFits } from './password.ts'

const HOURS = 3_600_000
export const SESSION_HOURS = 12
const MAX_FAILED = 5
const LOCK_MINUTES = 15

const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
/** Costs as much as a real check, so that an unknown login is not told by its speed. */
const NOBODY = hashPassword(randomBytes(16).toString('hex'))

interface Credential {
  person: string
  hash: string
  failed: number
  lockedUntil: string | null
  mustChange: boolean
  login: string
}

/** @throws Refusal with one wording for unknown login and wrong password; 'too-many' while locked */
export async function signIn(
  db: Db,
  login: string,
  password: string,
  now: Date,
): Promise<{ token: string; person: string }> {
  const { rows } =
    await sql<Credential>`select person, login, hash, failed, locked_until as "lockedUntil", must_change as "mustChange"
    from credential where login = ${login.trim().toLowerCase()}`.execute(db)
  const found = rows[0]
  if (found?.lockedUntil && new Date(found.lockedUntil) > now) {
    const minutes = Math.ceil((Date.parse(found.lockedUntil) - now.getTime()) / 60_000)
    throw refusal('too-many', '登录已锁定', [`连续输错 ${MAX_FAILED} 次，请 ${minutes} 分钟后再试，或请管理员重置密码`])
  }
  const fits = await passwordFits(password, found?.hash ?? (await NOBODY))
  if (!found || !fits) {
    if (found) await noteFailure(db, found, now)
    throw refusal('unauthenticated', '登录名或密码不正确')
  }
  const person = await findRecord(db, personRecord, found.person)
  if (person?.state !== 'active') throw refusal('unauthenticated', '该人员已离岗，不能登录')
  await sql`update credential set failed = 0, locked_until = null where person = ${found.person}::uuid`.execute(db)
  const token = randomBytes(32).toString('base64url')
  const at = now.toISOString()
  await sql`insert into session (token_hash, person, created_at, seen_at, expires_at)
    values (${tokenHash(token)}, ${found.person}::uuid, ${at}::timestamptz, ${at}::timestamptz, ${new Date(now.getTime() + SESSION_HOURS * HOURS).toISOString()}::timestamptz)`.execute(
    db,
  )
  await sql`delete from session where expires_at < ${at}::timestamptz`.execute(db)
  return { token, person: found.person }
}

async function noteFailure(db: Db, found: Credential, now: Date): Promise<void> {
  const failed = found.failed + 1
  const locked = failed >= MAX_FAILED ? new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString() : null
  await sql`update credential set failed = ${locked ? 0 : failed}, locked_until = ${locked}::timestamptz where person = ${found.person}::uuid`.execute(
    db,
  )
}

export interface Session {
  actor: Actor
  mustChange: boolean
  token: string
}

export async function findSession(db: Db, token: string, now: Date): Promise<Session | null> {
  const { rows } = await sql<Actor & { mustChange: boolean }>`select ${ACTOR}, c.must_change as "mustChange"
    from session s join credential c on c.person = s.person join ${WHO} on p.id = s.person
    where s.token_hash = ${tokenHash(token)} and s.expires_at > ${now.toISOString()}::timestamptz`.execute(db)
  if (!rows[0]) return null
  const { mustChange, ...actor } = rows[0]
  return { actor, mustChange, token }
}

const ACTOR = sql`p.id as person, p.name, u.id as unit, coalesce(u.short_name, u.name) as "unitName", u.level, u.line, p.party,
  u.region, u.home, p.duties`
/** Every request asks who it is: in one go, and only for who is still there in a unit that still is. */
const WHO = sql`(person p join unit u on u.id = p.unit and u.until is null and u.state = 'active'
  and p.until is null and p.state = 'active')`

/** The person as actor: level, line and region come from the unit. */
export async function findActor(db: Db | Tx, personId: string): Promise<Actor | null> {
  const { rows } = await sql<Actor>`select ${ACTOR} from ${WHO} where p.id = ${personId}::uuid`.execute(db)
  return rows[0] ?? null
}

export async function signOut(db: Db, token: string): Promise<void> {
  await sql`delete from session where token_hash = ${tokenHash(token)}`.execute(db)
}

export async function setPassword(
  db: Db | Tx,
  person: string,
  login: string,
  password: string,
  options: { mustChange: boolean; sample?: boolean; now: Date },
): Promise<void> {
  const hash = await hashPassword(password)
  await sql`insert into credential (person, login, hash, must_change, sample, changed_at)
    values (${person}::uuid, ${login.trim().toLowerCase()}, ${hash}, ${options.mustChange}, ${options.sample ?? false}, ${options.now.toISOString()}::timestamptz)
    on conflict (person) do update set login = excluded.login, hash = excluded.hash, must_change = excluded.must_change, failed = 0, locked_until = null, changed_at = excluded.changed_at`.execute(
    db,
  )
}

/** The person changes the own password; other sessions of the person end. */
export async function changePassword(
  db: Db,
  person: string,
  token: string,
  current: string,
  next: string,
  now: Date,
): Promise<void> {
  const { rows } =
    await sql<Credential>`select person, login, hash from credential where person = ${person}::uuid`.execute(db)
  const found = rows[0]
  if (!found || !(await passwordFits(current, found.hash)))
    throw refusal('invalid', '不能修改密码', [{ message: '当前密码不正确', where: 'current' }])
  const faults = passwordFaults(next, found.login)
  if (next === current) faults.push('新密码不能与当前密码相同')
  if (faults.length)
    throw refusal(
      'invalid',
      '新密码不合要求',
      faults.map(message => ({ message, where: 'next' })),
    )
  await setPassword(db, person, found.login, next, { mustChange: false, now })
  await sql`delete from session where person = ${person}::uuid and token_hash <> ${tokenHash(token)}`.execute(db)
}

/** The people of the sample city who can sign in; empty once the sample was removed. */
export async function sampleSignIns(db: Db): Promise<{ login: string; name: string; unitName: string }[]> {
  const { rows } = await sql<{ login: string; name: string; unitName: string }>`
    select c.login, p.name, coalesce(u.short_name, u.name) as "unitName"
    from credential c join person p on p.id = c.person and p.until is null join unit u on u.id = p.unit and u.until is null
    where c.sample and p.state = 'active' order by c.login`.execute(db)
  return rows
}
