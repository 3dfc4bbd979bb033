import type { Decimal } from '@jingtu/core/measure.ts'
import { projectLife } from '@jingtu/registers/project-life.ts'
import { project } from '@jingtu/registers/subjects/project.ts'
import type { Change } from '@jingtu/store/changes.ts'

interface Proposal {
  home: string
  region: string
  name: string
  owner: string
  budget: Decimal
  category: '在产企业土壤污染源头管控' | '涉重金属矿区历史遗留固体废物整治' | '农用地安全利用' | '其他'
  site?: string
  source?: string
}

/** A proposal becomes a project with its life at the first stage. @returns the project's id */
export async function openProject(c: Change, p: Proposal): Promise<string> {
  const { home, region } = p
  const made = await c.insert(project, {
    home,
    region,
    values: {
      name: p.name,
      kind: '源头防控',
      owner: p.owner,
      investment: p.budget,
      ...(p.site ? { site: p.site } : {}),
      ...(p.source ? { source: p.source } : {}),
    },
  })
  await c.insert(projectLife, {
    home,
    region,
    values: { subject: made.id, category: p.category, budget: p.budget, pilot: '不是试点' },
  })
  return made.id
}
