import type { Actor } from '@jingtu/core/access.ts'
import { addDays, dayInShanghai } from '@jingtu/core/period.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { type Change, type ChangeContext, change } from '@jingtu/store/changes.ts'
import { findActor } from '../auth/sessions.ts'
import type { Services } from '../services.ts'
import { PEOPLE, sampleId } from './city.ts'
import { type Random, seeded } from './random.ts'

const SEED = 20_260_625
/**
 * Until late in March the plan that runs is last year's, all but done; then this year's, with its first reports coming in.
 */
const DAYS_OF_WORK = 80

/** The sample while it is being made: its own calendar, its people as actors, its seeded chance. */
export class Scene {
  readonly services: Services
  readonly year: number
  readonly today: string
  readonly random: Random
  readonly places: Map<string, RegionNode>
  private readonly actors = new Map<string, Actor>()

  constructor(services: Services, places: (scene: Scene) => Map<string, RegionNode>) {
    this.services = services
    this.today = dayInShanghai(services.clock())
    this.year = Number(addDays(this.today, -DAYS_OF_WORK).slice(0, 4))
    this.random = seeded(SEED)
    this.places = places(this)
  }

  place(key: string): RegionNode {
    const node = this.places.get(key)
    if (!node) throw new Error(`sample: no place ${key}`)
    return node
  }
  unit(key: string): string {
    return sampleId(`unit ${key}`)
  }

  /** The person as actor of a service. */
  async actor(key: string): Promise<Actor> {
    const known = this.actors.get(key)
    if (known) return known
    const actor = await findActor(this.services.store.db, sampleId(`person ${key}`))
    if (!actor) throw new Error(`sample: nobody called ${key}`)
    this.actors.set(key, actor)
    return actor
  }

  /** Somebody of the unit who may do it. */
  actorOf(unit: string, duty: Actor['duties'][number]): Promise<Actor> {
    const person = PEOPLE.find(p => this.unit(p.unit) === unit && p.duties.includes(duty))
    if (!person) throw new Error(`sample: nobody of ${unit} has the duty ${duty}`)
    return this.actor(person.key)
  }

  /** A step of the sample's life. Its name is its request id, so that a load that was cut off goes on where it stopped. */
  context(step: string, day: string, actor: Actor | null, reason: string | null = null): ChangeContext {
    const minute = String(this.random.between(0, 59)).padStart(2, '0')
    return {
      actor: actor ? { id: actor.person, name: `${actor.unitName} ${actor.name}` } : { id: null, name: '示例市生成' },
      onBehalfOf: actor?.unit ?? null,
      reason,
      requestId: `sample-${step}`,
      now: new Date(`${day}T${actor ? '15' : '08'}:${minute}:00+08:00`),
    }
  }

  step<T>(
    name: string,
    day: string,
    actor: Actor | null,
    work: (c: Change) => Promise<T>,
    reason: string | null = null,
  ): Promise<T> {
    return change(this.services.store.db, this.context(name, day, actor, reason), name, work)
  }
}
