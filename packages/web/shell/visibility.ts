import type { Actor, Duty, Line, Party } from '@jingtu/core/access.ts'
import type { RegionLevel } from '@jingtu/core/region.ts'

/** Every condition that is given must hold. It only decides what is offered; what is allowed the server decides. */
export interface Visibility {
  /** One of these duties. */
  duties?: readonly Duty[]
  levels?: readonly RegionLevel[]
  lines?: readonly Line[]
  /** People of regulated parties see a page only where it names their party. */
  parties?: readonly Party[]
}

export function maySee(who: Visibility | undefined, actor: Actor): boolean {
  if (!who) return true
  if (actor.party) return who.parties?.includes(actor.party) ?? false
  if (who.duties && !who.duties.some(duty => actor.duties.includes(duty))) return false
  if (who.levels && !who.levels.includes(actor.level)) return false
  return !who.lines || who.lines.includes(actor.line)
}
