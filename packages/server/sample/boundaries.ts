import type { Position } from '@jingtu/core/geometry.ts'
import { readFeatures, storeBoundaries } from '../evidence/boundaries.ts'
import type { Scene } from './scene.ts'

/** Degrees, west and south end first. The places are no places: a board of fields, each county one of them. */
export const FIELDS: Record<string, [west: number, south: number, east: number, north: number]> = {
  city: [108, 22, 109.5, 23],
  donghu: [108, 22, 108.5, 22.5],
  xiyuan: [108.5, 22, 109, 22.5],
  qingxi: [109, 22, 109.5, 22.5],
  baishi: [108, 22.5, 108.5, 23],
  yunling: [108.5, 22.5, 109, 23],
  luoping: [109, 22.5, 109.5, 23],
  hightech: [108.5, 22, 108.6, 22.1],
  liulin: [109, 22, 109.25, 22.5],
  shiqiao: [109.25, 22, 109.5, 22.5],
  xinglong: [108, 22.5, 108.25, 23],
  hubin: [108, 22, 108.25, 22.25],
}

/** Made-up boundaries; 鹭洲岛 has none, so that what is unknown can be seen too. */
export async function makeBoundaries(scene: Scene): Promise<void> {
  const features = Object.entries(FIELDS).map(([key, [west, south, east, north]]) => {
    const place = scene.place(key)
    const ring: Position[] = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    return {
      type: 'Feature',
      properties: { code: place.code, name: place.name },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }
  })
  const clerk = await scene.actor('lin')
  await scene.step('boundaries', `${scene.year - 1}-01-05`, clerk, c =>
    storeBoundaries(c, clerk, readFeatures(JSON.stringify({ type: 'FeatureCollection', features })), {
      source: '模拟数据',
      file: [],
      sample: true,
    }),
  )
}
