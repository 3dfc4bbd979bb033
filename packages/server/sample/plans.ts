import { readFile } from 'node:fs/promises'
import { importPlan } from '../plans/import.ts'
import { compareWithPrevious, confirmLineage } from '../plans/next-year.ts'
import { movePlan, publishPlan } from '../plans/publish.ts'
import { partsOf } from '../plans/reading-plans.ts'
import { decide } from '../plans/review.ts'
import type { Scene } from './scene.ts'

export interface SamplePlan {
  id: string
  year: number
}

async function textOf(name: string, year: number): Promise<Uint8Array> {
  const text = await readFile(new URL(`./texts/${name}`, import.meta.url), 'utf8')
  return Buffer.from(text.replaceAll('{Y-1}', String(year - 1)).replaceAll('{Y}', String(year)))
}

/** Imports a plan, accepts all that was read, and publishes it, as the planner of the bureau would. */
async function makePlan(
  scene: Scene,
  file: string,
  year: number,
  days: { imported: string; published: string },
  between?: (plan: string) => Promise<void>,
): Promise<SamplePlan> {
  const planner = await scene.actor('lin')
  const bytes = await textOf(file, scene.year)
  const name = `示例市${year}年度土壤污染防治工作计划.txt`
  const answer = await importPlan(
    scene.services,
    planner,
    bytes,
    name,
    { regionId: scene.place('city').id, sample: true },
    scene.context(`import-${year}`, days.imported, planner),
  )
  const plan = answer.plans[0]!
  const { tasks, targets } = await partsOf(scene.services.store.db, plan.id)
  await scene.step(`accept-${year}`, days.imported, planner, c =>
    decide(c, planner, plan.id, { tasks: tasks.map(t => t.id), targets: targets.map(t => t.id) }, 'accept'),
  )
  await between?.(plan.id)
  await scene.step(`publish-${year}`, days.published, planner, c =>
    publishPlan(c, planner, plan.id, { publishedOn: days.published }).then(() => null),
  )
  return { id: plan.id, year }
}

export const makeLastYear = (scene: Scene): Promise<SamplePlan> => {
  const year = scene.year - 1
  return makePlan(scene, 'plan-before.txt', year, { imported: `${year}-02-17`, published: `${year}-02-26` })
}

export async function closeLastYear(scene: Scene, plan: SamplePlan): Promise<void> {
  const planner = await scene.actor('lin')
  await scene.step(`close-${plan.year}`, `${plan.year + 1}-01-16`, planner, c =>
    movePlan(c, planner, plan.id, 'close').then(() => null),
  )
}

/** This year's plan goes on from last year's: likeness proposes, the planner confirms. */
export async function makeThisYear(scene: Scene, before: SamplePlan): Promise<SamplePlan> {
  const planner = await scene.actor('lin')
  const { year } = scene
  return makePlan(scene, 'plan.txt', year, { imported: `${year}-02-09`, published: `${year}-02-24` }, async id => {
    const lineage = await compareWithPrevious(scene.services.store.db, planner, id, before.id)
    if (!lineage) return
    await scene.step(`lineage-${year}`, `${year}-02-10`, planner, c =>
      confirmLineage(c, planner, id, {
        previousPlan: before.id,
        carry: [],
        pairs: lineage.tasks.map(t => ({ task: t.task, previous: t.previous?.id ?? null })),
        targets: lineage.targets.flatMap(t =>
          t.after ? [{ target: t.after.id, previous: t.before?.id ?? null }] : [],
        ),
      }),
    )
  })
}
