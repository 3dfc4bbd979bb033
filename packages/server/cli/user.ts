import { DUTIES, type Duty, LINES } from '@jingtu/core/access.ts'
import { personRecord } from '@jingtu/registers/subjects/person.ts'
import { UNIT_KINDS, type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import { change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { randomPassword } from '../auth/password.ts'
import { setPassword } from '../auth/sessions.ts'
import { loginFaults, renewPassword } from '../organisation/people.ts'
import { homeOf } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { type Command, option, requireOption, UsageError } from './command.ts'
import { commandContext, withStore } from './with-store.ts'

export const unitAdd: Command = {
  name: 'unit add',
  usage: 'NAME --region CODE --line LINE [--kind KIND] [--short NAME]',
  about: { zh: '登记单位（首个单位由此建立）', en: 'register a unit (the first one starts here)' },
  options: {
    region: { type: 'string' },
    line: { type: 'string' },
    kind: { type: 'string', default: '部门' },
    short: { type: 'string' },
  },
  words: 1,
  async run(input, terminal) {
    const code = requireOption(input, 'region')
    const line = requireOption(input, 'line') as (typeof LINES)[number]
    const kind = requireOption(input, 'kind') as (typeof UNIT_KINDS)[number]
    if (!LINES.includes(line)) throw new UsageError(`--line 可选：${LINES.join('、')}`)
    if (!UNIT_KINDS.includes(kind)) throw new UsageError(`--kind 可选：${UNIT_KINDS.join('、')}`)
    return withStore(async services => {
      const name = input.words[0]!
      const unit = await change(
        services.store.db,
        commandContext(services, '由命令行登记单位'),
        { unit: name, code },
        async c => {
          const region = await findRegion(c.tx, { code })
          if (!region)
            throw refusal('not-found', `没有代码为“${code}”的区域`, ['请用 GB/T 2260 的六位代码，例如 450100'])
          const same =
            await sql`select 1 from unit where until is null and state = 'active' and name = ${name} and region_id = ${region.id}::uuid`.execute(
              c.tx,
            )
          if (same.rows.length) throw refusal('conflict', `${region.name}已登记“${name}”`)
          return c.insert(unitRecord, {
            home: await homeOf(c.tx, region),
            region: region.path,
            values: {
              name,
              shortName: option(input, 'short') ?? null,
              kind,
              level: region.level,
              line,
              regionId: region.id,
            },
          })
        },
      )
      terminal.out(`已登记 ${unit.name}（${unit.id}）`)
      return 0
    })
  },
}

export const userAdd: Command = {
  name: 'user add',
  usage: 'LOGIN --name NAME --unit UNIT [--duties admin,planner]',
  about: { zh: '新建可登录的人员，给出一次性初始密码', en: 'add a person who can sign in; prints a first password' },
  options: { name: { type: 'string' }, unit: { type: 'string' }, duties: { type: 'string', default: 'viewer' } },
  words: 1,
  async run(input, terminal) {
    const login = input.words[0]!
    const name = requireOption(input, 'name')
    const duties = requireOption(input, 'duties')
      .split(',')
      .map(d => d.trim())
    const unknown = duties.filter(d => !(d in DUTIES))
    if (unknown.length)
      throw new UsageError(
        `没有权限“${unknown.join('、')}”；可选：${Object.entries(DUTIES)
          .map(([k, v]) => `${k}（${v}）`)
          .join('、')}`,
      )
    const wanted = requireOption(input, 'unit')
    return withStore(async services => {
      const unit = await unitByName(services, wanted)
      const password = randomPassword()
      await change(
        services.store.db,
        commandContext(services, '由命令行新建人员'),
        { login, name, unit: unit.id },
        async c => {
          const faults = await loginFaults(c.tx, login)
          if (faults.length) throw refusal('invalid', '人员有误', faults)
          const person = await c.insert(personRecord, {
            home: unit.home,
            region: unit.region,
            values: { name, unit: unit.id, duties: duties as Duty[] },
          })
          await setPassword(c.tx, person.id, login, password, { mustChange: true, now: c.context.now })
        },
      )
      terminal.out(`已新建 ${unit.name} ${name}`)
      terminal.out(`登录名 ${login.trim().toLowerCase()}`)
      terminal.out(`初始密码 ${password}（只显示这一次，首次登录须修改）`)
      return 0
    })
  },
}

async function unitByName(services: Services, wanted: string): Promise<Unit> {
  const units = await listRecords(
    services.store.db,
    unitRecord,
    sql`state = 'active' and (id::text = ${wanted} or name = ${wanted} or short_name = ${wanted})`,
  )
  const exact = units.filter(u => u.name === wanted || u.id === wanted)
  const [unit, other] = exact.length ? exact : units
  if (!unit) throw refusal('not-found', `没有登记“${wanted}”`, ['请给出单位全称或编号；可先用 unit add 登记'])
  if (other)
    throw refusal(
      'conflict',
      `不止一个单位叫“${wanted}”`,
      units.map(u => `${u.name}（${u.id}）`),
    )
  return unit
}

export const userResetPassword: Command = {
  name: 'user reset-password',
  usage: 'LOGIN',
  about: { zh: '重置密码并结束其登录', en: 'give a new password and end open sessions' },
  options: {},
  words: 1,
  async run(input, terminal) {
    const login = input.words[0]!.trim().toLowerCase()
    return withStore(async services => {
      let password = ''
      await change(services.store.db, commandContext(services, '由命令行重置密码'), { reset: login }, async c => {
        const { rows } = await sql<{ person: string }>`select person from credential where login = ${login}`.execute(
          c.tx,
        )
        if (!rows[0]) throw refusal('not-found', `没有登录名“${login}”`)
        password = (await renewPassword(c, await c.get(personRecord, rows[0].person))).password
      })
      terminal.out(`登录名 ${login}`)
      terminal.out(`新密码 ${password}（只显示这一次，登录后须修改）`)
      return 0
    })
  },
}
