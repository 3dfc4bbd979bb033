import type { Scene } from '../scene.ts'
import { Desk } from './desk.ts'
import { enterEvidence } from './evidence.ts'
import { enterFarming } from './farming.ts'
import { enterFarmland } from './farmland.ts'
import { enterGroundwater } from './groundwater.ts'
import { enterIndustry } from './industry.ts'
import { enterNetwork } from './network.ts'
import { enterProjects } from './projects.ts'
import { enterRural } from './rural.ts'
import { enterSources } from './sources.ts'
import { enterSubjects } from './subjects.ts'
import { enterSupervision } from './supervision.ts'

/** Everything that stands in the lists of the sample city, theme by theme, each in the order in which it was entered. */
export async function makeLists(scene: Scene): Promise<void> {
  const desk = new Desk(scene)
  const subjects = await enterSubjects(desk)
  const farmland = await enterFarmland(desk, subjects)
  await enterIndustry(desk, subjects)
  await enterSources(desk, subjects, farmland)
  await enterRural(desk, subjects)
  const network = await enterNetwork(desk, subjects, farmland)
  await enterGroundwater(desk, subjects, network.points)
  await enterFarming(desk, subjects)
  await enterProjects(desk, subjects)
  await enterSupervision(desk, subjects)
  await enterEvidence(desk, network, farmland)
}
