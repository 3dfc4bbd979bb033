import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { randomPassword } from '../auth/password.ts'
import { setPassword } from '../auth/sessions.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { makeBoundaries } from './boundaries.ts'
import { SIGN_INS, sampleId, samplePlaces, UNITS } from './city.ts'
import { finishTasks, sayDoneEarly } from './completion.ts'
import { makeLists } from './lists/lists.ts'
import { bindTargets } from './lists/targets.ts'
import { makeMeasurements } from './measurements.ts'
import { makeMeetings } from './meetings.ts'
import { makeOrganisation } from './organisation.ts'
import { closeLastYear, makeLastYear, makeThisYear } from './plans.ts'
import { makeReports } from './reports.ts'
import { Scene } from './scene.ts'
import { keepSignIns, type SignIn, signInsPath } from './sign-ins.ts'

export const SAMPLE_SETTING = 'sample'

/**
 * Makes the sample city through the same services people use. Sample sign-ins get random passwords, told only in the
 * answer and in the file of the data folder.
 */
export async function loadSample(services: Services, file = signInsPath()): Promise<SignIn[]> {
  const { db } = services.store
  const nation = await findRegion(db, { path: '/' })
  if (!nation) throw refusal('conflict', '还没有载入行政区划', ['请先启动一次服务，或运行 serve'])
  const before = await sql`select 1 from setting where key = ${SAMPLE_SETTING}`.execute(db)
  if (before.rows.length)
    throw refusal('conflict', '示例市在这里已经载入过', ['如需重新查看，请用新的数据目录启动（JINGTU_DATA）'])
  const scene = new Scene(services, () => samplePlaces(nation))
  await makeOrganisation(scene)
  await makeBoundaries(scene)
  const last = await makeLastYear(scene)
  await makeReports(scene, last)
  await makeMeasurements(scene, last)
  await finishTasks(scene, last)
  await closeLastYear(scene, last)
  const plan = await makeThisYear(scene, last)
  await makeReports(scene, plan)
  await sayDoneEarly(scene, plan)
  await finishTasks(scene, plan)
  await makeMeasurements(scene, plan)
  await makeMeetings(scene, plan)
  await makeLists(scene)
  await bindTargets(scene, plan)
  const signIns = await giveSignIns(services)
  await keepSignIns(signIns, file)
  await sql`insert into setting (key, value) values (${SAMPLE_SETTING}, ${JSON.stringify({ loaded: services.clock().toISOString() })}::jsonb)`.execute(
    db,
  )
  return signIns
}

/** Random per data folder, and exempt from the change of the first password: they are for looking around. */
async function giveSignIns(services: Services): Promise<SignIn[]> {
  return Promise.all(
    SIGN_INS.map(async person => {
      const password = randomPassword()
      await setPassword(services.store.db, sampleId(`person ${person.key}`), person.login!, password, {
        mustChange: false,
        sample: true,
        now: services.clock(),
      })
      const unit = UNITS.find(u => u.key === person.unit)!
      return { login: person.login!, password, who: `${unit.short ?? unit.name} ${person.name}（${person.title}）` }
    }),
  )
}
