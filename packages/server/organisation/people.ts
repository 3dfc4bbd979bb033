import { type Actor, DUTIES, type Duty } from '@jingtu/core/access.ts'
import type { ValuesOf } from '@jingtu/core/record.ts'
import { type Person, personRecord } from '@jingtu/registers/subjects/person.ts'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { selection } from '@jingtu/store/columns.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { randomPassword } from '../auth/password.ts'
import { setPassword } from '../auth/sessions.ts'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'
import { withoutPersonal } from './personal.ts'
import { assertAdministers, seesPersonal } from './places.ts'

export type PersonRow = Person & { login: string | null; unitName: string }
export interface PersonQuery {
  search?: string
  unit?: string
  region?: string
  state?: string
  limit: number
  offset: number
}

/** Everybody's name and duty; login and telephone only within the reader's own region. */
export async function listPeople(
  db: Db,
  actor: Actor,
  query: PersonQuery,
): Promise<{ rows: PersonRow[]; total: number }> {
  const like = query.search ? `%${query.search.replace(/[%_\\]/g, c => `\\${c}`)}%` : null
  const { rows } = await sql<
    PersonRow & { total: number }
  >`select ${selection(personRecord)}, c.login, u.name as "unitName", count(*) over () as total
    from person left join unit u on u.id = person.unit and u.until is null left join credential c on c.person = person.id
    where person.until is null
      and (${like}::text is null or person.name like ${like} or u.name like ${like} or u.short_name like ${like} or c.login like ${like})
      and (${query.unit ?? null}::uuid is null or person.unit = ${query.unit ?? null}::uuid)
      and (${query.region ?? null}::uuid is null or person.region like (select path || '%' from region where id = ${query.region ?? null}::uuid))
      and (${query.state ?? null}::text is null or person.state = ${query.state ?? null})
    order by person.region, u.name, person.name limit ${query.limit} offset ${query.offset}`.execute(db)
  return {
    rows: rows.map(({ total: _, ...row }) =>
      seesPersonal(actor, row) ? row : { ...withoutPersonal(personRecord, row), login: null },
    ),
    total: rows[0]?.total ?? 0,
  }
}

/** A person with a sign-in; the first password is random and must be changed at once. */
export async function createPerson(
  change: Change,
  actor: Actor,
  login: string,
  values: Partial<ValuesOf<typeof personRecord>>,
): Promise<{ row: Person; password: string }> {
  const unit = await unitOf(change, values.unit)
  assertAdministers(actor, unit.region, '新建人员')
  const faults = [...dutyFaults(values.duties ?? []), ...(await loginFaults(change.tx, login))]
  if (faults.length) throw refusal('invalid', '人员有误', faults)
  const row = await change.insert(personRecord, { home: unit.home, region: unit.region, values })
  const password = randomPassword()
  await setPassword(change.tx, row.id, login, password, { mustChange: true, now: change.context.now })
  return { row, password }
}

export async function correctPerson(
  change: Change,
  actor: Actor,
  id: string,
  version: number,
  values: Partial<ValuesOf<typeof personRecord>>,
): Promise<Person> {
  const person = await getOwnPerson(change, actor, id, '修改人员')
  if (person.version !== version)
    throw refusal('conflict', '人员已被他人修改', ['您看到的内容已不是最新版本，请刷新后再操作'])
  const unit = values.unit && values.unit !== person.unit ? await unitOf(change, values.unit) : null
  if (unit) assertAdministers(actor, unit.region, '把人员调入该单位')
  const faults = dutyFaults(values.duties ?? [])
  if (id === actor.person && values.duties && !values.duties.includes('admin'))
    faults.push({ message: '不能取消自己的“系统管理”权限，请由其他管理员操作', where: 'duties' })
  if (faults.length) throw refusal('invalid', '人员有误', faults)
  return change.update(personRecord, person, { action: unit ? 'transfer' : 'correct', values, region: unit?.region })
}

export async function movePerson(change: Change, actor: Actor, id: string, transition: string): Promise<Person> {
  const person = await getOwnPerson(change, actor, id, '操作人员')
  const row = await moveRecord(change, personRecord, person, transition as keyof typeof personRecord.transitions, {
    actor,
    relations: new Set(),
    refusals: id === actor.person ? ['不能对自己做这一操作，请由其他管理员操作'] : [],
  })
  if (row.state === 'left') await sql`delete from session where person = ${id}::uuid`.execute(change.tx)
  return row
}

/** A new random password that must be changed; the person's open sessions end. The history shows who did it. */
export async function resetPassword(
  change: Change,
  actor: Actor,
  id: string,
): Promise<{ row: Person; login: string; password: string }> {
  const person = await getOwnPerson(change, actor, id, '重置密码')
  return renewPassword(change, person)
}

export async function renewPassword(
  change: Change,
  person: Person,
): Promise<{ row: Person; login: string; password: string }> {
  const { rows } = await sql<{ login: string }>`select login from credential where person = ${person.id}::uuid`.execute(
    change.tx,
  )
  if (!rows[0]) throw refusal('conflict', '不能重置密码', ['该人员没有登录账号'])
  const password = randomPassword()
  await setPassword(change.tx, person.id, rows[0].login, password, { mustChange: true, now: change.context.now })
  await sql`delete from session where person = ${person.id}::uuid`.execute(change.tx)
  const row = await change.update(personRecord, person, { action: 'resetPassword' })
  return { row, login: rows[0].login, password }
}

async function getOwnPerson(change: Change, actor: Actor, id: string, what: string): Promise<Person> {
  const person = await change.get(personRecord, id)
  assertAdministers(actor, person.region, what)
  return person
}

async function unitOf(change: Change, id: string | undefined): Promise<Unit> {
  const unit = id ? await change.find(unitRecord, id) : undefined
  if (!unit) throw refusal('invalid', '人员有误', [{ message: '请选择一个已登记的单位', where: 'unit' }])
  if (unit.state !== 'active')
    throw refusal('invalid', '人员有误', [{ message: `“${unit.name}”已撤销，请选择在用的单位`, where: 'unit' }])
  return unit
}

const dutyFaults = (duties: string[]): { message: string; where: string }[] =>
  duties
    .filter(d => !(d in DUTIES))
    .map(d => ({
      message: `没有“${d}”这种权限，可选：${Object.keys(DUTIES)
        .map(k => `${k}（${DUTIES[k as Duty]}）`)
        .join('、')}`,
      where: 'duties',
    }))

export async function loginFaults(tx: Tx, login: string): Promise<{ message: string; where: string }[]> {
  const name = login.trim().toLowerCase()
  if (!/^[a-z0-9][a-z0-9._-]{2,39}$/.test(name))
    return [{ message: '登录名用 3–40 个小写字母、数字、点、横线或下划线，以字母或数字开头', where: 'login' }]
  const { rows } = await sql`select 1 from credential where login = ${name}`.execute(tx)
  return rows.length ? [{ message: `登录名“${name}”已被使用，请换一个`, where: 'login' }] : []
}
