import type { Actor, Duty } from '@jingtu/core/access.ts'
import type { Geometry } from '@jingtu/core/geometry.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import type { Row } from '../../registers/rights.ts'
import { correctRow, createRows, type Moving, moveRow, takeRow } from '../../registers/writing.ts'
import { FIELDS } from '../boundaries.ts'
import { type Random, seeded } from '../random.ts'
import type { Scene } from '../scene.ts'

/** Another than the scene's, so that lists may grow and the rest of the city stays as it is. */
const SEED = 20_260_702

/** A row as others speak of it. */
export interface Known {
  id: string
  home: string
  region: string
}

export interface Position {
  longitude: number
  latitude: number
}

export const positionOf = (point: Geometry): Position => {
  const [longitude, latitude] = point.coordinates as unknown as [number, number]
  return { longitude, latitude }
}

export interface Entry {
  /** The subject it is about; its place becomes that of the row. */
  about?: Known
  /** Where there is no subject: the key of a place. */
  at?: string
  /** Lists that are set up begin in the state in which things stood. */
  state?: string
  values: Record<string, unknown>
}

/** Where the lists are written: the calendar of the scene, a chance of its own, and whoever sits there that day. */
export class Desk {
  readonly scene: Scene
  readonly random: Random
  /** Last year and the year of the plan that runs. */
  readonly last: number
  readonly year: number

  constructor(scene: Scene) {
    this.scene = scene
    this.random = seeded(SEED)
    this.last = scene.year - 1
    this.year = scene.year
  }

  isPast(day: string): boolean {
    return day <= this.scene.today
  }

  /** What somebody enters on one day, as one change. What has not come yet is not entered: undefined. */
  async on<T>(day: string, person: string, name: string, work: (pen: Pen) => Promise<T>): Promise<T | undefined> {
    if (!this.isPast(day)) return undefined
    const actor = await this.scene.actor(person)
    return this.scene.step(`lists-${name}`, day, actor, c => work(new Pen(this, c, actor)), '示例台账（模拟数据）')
  }

  /** Of the bureau of a county, or of the city, in a line. */
  person(unit: string, duty: Duty = 'reporter'): Promise<Actor> {
    return this.scene.actorOf(this.scene.unit(unit), duty)
  }

  /** The key of the place that has this path. */
  placeKey(path: string): string {
    return [...this.scene.places].find(([, node]) => node.path === path)![0]
  }

  /** A point inside the made-up boundary of a place, away from its edge. */
  pointIn(place: string): Geometry {
    const [west, south, east, north] = FIELDS[place]!
    const along = (from: number, to: number): number =>
      Math.round((from + (to - from) * (0.1 + 0.8 * this.random.next())) * 1e5) / 1e5
    return { type: 'Point', coordinates: [along(west, east), along(south, north)] }
  }

  /** A number with so many digits after the point, as text. */
  amount(low: number, high: number, digits = 1): string {
    return (low + (high - low) * this.random.next()).toFixed(digits)
  }
}

/** Whoever writes, inside one change. */
export class Pen {
  readonly change: Change
  readonly actor: Actor
  private readonly desk: Desk
  private readonly files = new Map<string, string>()

  constructor(desk: Desk, change: Change, actor: Actor) {
    this.desk = desk
    this.change = change
    this.actor = actor
  }

  /** Rows of one list. A state other than the first is that of a list that is set up. */
  async enter(kind: Register, entries: readonly Entry[]): Promise<Known[]> {
    const rows = await createRows(
      this.change,
      this.actor,
      kind,
      entries.map(({ about, at, state, values }) => ({
        values: about && kind.register.subject ? { ...values, subject: about.id } : values,
        place: about ?? this.placeOf(at!),
        ...(state ? { state } : {}),
      })),
      entries.some(e => e.state !== undefined && e.state !== kind.initial) ? 'import' : 'create',
    )
    return rows.map(({ id, home, region }) => ({ id, home, region }))
  }

  /** @returns the rows after the move */
  async move(kind: Register, rows: readonly Known[], move: string, values: Moving['values'] = {}): Promise<Row[]> {
    const moved: Row[] = []
    for (const row of rows) moved.push(await moveRow(this.change, this.actor, kind, row.id, move, { values }))
    return moved
  }

  async correct(kind: Register, known: Known, values: Record<string, unknown>): Promise<void> {
    const { row } = await takeRow(this.change, this.actor, kind, known.id)
    await correctRow(this.change, this.actor, kind, known.id, { version: row.version, values })
  }

  /** A file that says no more than what it would be. */
  async proof(name: string): Promise<string[]> {
    const known = this.files.get(name)
    if (known) return [known]
    const { hash } = await storeFile(this.change.tx, Buffer.from(`${name}（模拟数据，示例材料）`), {
      type: 'text/plain',
      name: `${name}.txt`,
      by: this.actor.person,
      now: this.change.context.now,
    })
    this.files.set(name, hash)
    return [hash]
  }

  private placeOf(key: string): { home: string; region: string } {
    const node = this.desk.scene.place(key)
    return { home: node.level === 'township' ? node.parent! : node.id, region: node.path }
  }
}
