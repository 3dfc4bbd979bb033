import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { refusal } from '../problems.ts'

/** @throws Refusal 'not-found' */
export async function getRegion(db: Db | Tx, id: string): Promise<RegionNode> {
  const region = await findRegion(db, { id })
  if (!region) throw refusal('not-found', '没有找到这个区域')
  return region
}

/**
 * The node that rows of a region call home: the county-level node they lie in; the region itself where it stands above
 * the counties, and for towns of a city without counties that city.
 */
export async function homeOf(db: Db | Tx, region: RegionNode): Promise<string> {
  let node = region
  while (node.level === 'township' && node.parent) node = await getRegion(db, node.parent)
  return node.id
}

/** Administration is done within one's own region and never above it. @throws Refusal 'forbidden' with what and why */
export function assertAdministers(actor: Actor, path: string, what: string): void {
  const reasons: string[] = []
  if (!actor.duties.includes('admin')) reasons.push('您没有“系统管理”权限，请联系本单位管理员')
  if (actor.party) reasons.push('企业和第三方机构的账号不能管理组织')
  if (!seesRegion(actor, path)) reasons.push('只能管理本区域及其下级区域')
  if (reasons.length) throw refusal('forbidden', `不能${what}`, reasons)
}

/** Whether an actor may read what is personal (telephone numbers, contacts) about somebody of a unit. */
export const seesPersonal = (actor: Actor, of: { unit: string; region: string }): boolean =>
  of.unit === actor.unit || (!actor.party && seesRegion(actor, of.region))
