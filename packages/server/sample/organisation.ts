import { personRecord } from '@jingtu/registers/subjects/person.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import { loadRegions } from '@jingtu/store/regions.ts'
import { homeOf } from '../organisation/places.ts'
import { PEOPLE, sampleId, UNITS } from './city.ts'
import type { Scene } from './scene.ts'

/** Places, units and people, in one change. */
export async function makeOrganisation(scene: Scene): Promise<void> {
  const day = `${scene.year - 1}-01-04`
  await scene.step('organisation', day, null, async c => {
    await loadRegions(c, [...scene.places.values()])
    const homes = new Map<string, string>()
    for (const [key, place] of scene.places) homes.set(key, await homeOf(c.tx, place))
    await c.insertMany(
      unitRecord,
      UNITS.map(u => {
        const place = scene.place(u.place)
        return {
          id: sampleId(`unit ${u.key}`),
          home: homes.get(u.place)!,
          region: place.path,
          values: {
            name: u.name,
            shortName: u.short ?? null,
            aliases: u.aliases ?? [],
            kind: u.kind,
            line: u.line,
            level: place.level,
            regionId: place.id,
            contact: PEOPLE.find(p => p.unit === u.key)?.name ?? null,
            phone: u.phone ?? `0000-${scene.random.between(2_000_000, 8_999_999)}`,
            sample: true,
          },
        }
      }),
    )
    await c.insertMany(
      personRecord,
      PEOPLE.map(p => {
        const unit = UNITS.find(u => u.key === p.unit)!
        return {
          id: sampleId(`person ${p.key}`),
          home: homes.get(unit.place)!,
          region: scene.place(unit.place).path,
          values: {
            name: p.name,
            unit: scene.unit(p.unit),
            title: p.title,
            duties: p.duties,
            phone: p.phone ?? `0000${scene.random.between(1_000_000, 9_999_999)}`,
            sample: true,
          },
        }
      }),
    )
  })
}
