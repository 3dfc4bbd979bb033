import { laboratoryRecord } from '@jingtu/registers/monitoring/laboratory.ts'
import { monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import type { Desk, Known, Position } from './desk.ts'
import type { FarmUnit } from './farmland.ts'
import { CLASSES } from './groundwater.ts'
import type { Subjects } from './subjects.ts'

export interface Network {
  /** Ids of points by their number. */
  points: ReadonlyMap<string, string>
  laboratory: string
}

export const soilPoint = (unit: FarmUnit): string => unit.code.replace('SL-', 'SL-T')

/** The points that are sampled again and again, and who analyses what is taken there. */
export async function enterNetwork(desk: Desk, subjects: Subjects, farmland: readonly FarmUnit[]): Promise<Network> {
  const place = (about: Known, at: Position) => {
    const node = desk.scene.place(desk.placeKey(about.region))
    return { home: about.home, region: about.region, regionId: node.id, ...at }
  }
  const sites = [
    ...farmland.map(unit => ({
      ...place(unit, unit.at),
      code: soilPoint(unit),
      name: `${unit.code} 土壤点`,
      kind: '土壤' as const,
      network: '市控' as const,
      landUse: unit.landUse as '水田' | '旱地',
      crop: unit.crop,
      everyMonths: 36,
    })),
    ...CLASSES.map(([targetClass], i) => ({
      ...place(subjects.wells[i]!, subjects.wells[i]!.at),
      code: `SL-D${i + 1}`,
      name: `考核点位 ${i + 1} 号井`,
      kind: '地下水井' as const,
      network: '省控' as const,
      targetClass,
      tags: ['地下水考核点位'],
      everyMonths: 3,
    })),
  ]
  const city = desk.scene.place('city')
  const made = await desk.on(`${desk.last}-02-10`, 'lin', 'network', async pen => {
    const rows = await pen.change.insertMany(
      monitoringSiteRecord,
      sites.map(({ home, region, longitude, latitude, ...values }) => ({
        home,
        region,
        state: 'active',
        values: {
          ...values,
          longitude: String(longitude),
          latitude: String(latitude),
          department: '生态环境',
          ownerUnit: desk.scene.unit('city-ecology'),
          establishedOn: `${desk.last - 2}-03-01`,
          sample: true,
        },
      })),
    )
    const laboratory = await pen.change.insert(laboratoryRecord, {
      home: city.id,
      region: city.path,
      values: {
        name: '示例市生态环境监测中心',
        kind: '系统内监测站',
        regionId: city.id,
        cmaNumber: 'SL-CMA-001',
        cmaFrom: `${desk.last - 2}-05-01`,
        cmaUntil: `${desk.last + 4}-04-30`,
        sample: true,
      },
    })
    return { points: rows.map(row => row.id), laboratory: laboratory.id }
  })
  return {
    points: new Map(sites.map((site, i) => [site.code, made!.points[i]!])),
    laboratory: made!.laboratory,
  }
}
