import type { Geometry } from '@jingtu/core/geometry.ts'
import { defaults as defaultControls, ScaleLine } from 'ol/control'
import type Feature from 'ol/Feature'
import GeoJSON from 'ol/format/GeoJSON'
import type BaseLayer from 'ol/layer/Base'
import Graticule from 'ol/layer/Graticule'
import OlMap from 'ol/Map'
import type VectorSource from 'ol/source/Vector'
import { Fill, Stroke, Style, Text } from 'ol/style'
import View from 'ol/View'
import 'ol/ol.css'

/** Something with a place and a name. */
export interface Drawn {
  id: string
  shape: Geometry
  name: string
}

/**
 * CGCS2000 differs from WGS 84 by centimetres, far below what is drawn here; so degrees go to the screen by the way every
 * map library knows, and come back to seven digits (a centimetre).
 */
const format = new GeoJSON({ dataProjection: 'EPSG:4326', featureProjection: 'EPSG:3857' })

export function featureOf({ id, shape, name }: Drawn): Feature {
  const feature = format.readFeature({ type: 'Feature', id, geometry: shape, properties: { name } }) as Feature
  return feature
}

export const shapeOf = (feature: Feature): Geometry => {
  const written = format.writeGeometryObject(feature.getGeometry()!, { decimals: 7 }) as unknown as Geometry
  return { type: written.type, coordinates: written.coordinates } as Geometry
}

const GRID = '#cfc8ba'

/** A map without tiles: a net of degrees and a scale, and above it what we know ourselves. */
export function openMap(target: HTMLElement, layers: BaseLayer[]): OlMap {
  const label = (where: object): Text =>
    new Text({ font: '11px sans-serif', fill: new Fill({ color: '#8a8478' }), ...where })
  const net = new Graticule({
    strokeStyle: new Stroke({ color: GRID, width: 1, lineDash: [2, 4] }),
    showLabels: true,
    wrapX: false,
    lonLabelStyle: label({ textBaseline: 'bottom' }),
    latLabelStyle: label({ textAlign: 'end' }),
  })
  return new OlMap({
    target,
    layers: [net, ...layers],
    controls: defaultControls({ attribution: false }).extend([new ScaleLine()]),
    view: new View({ center: [12_030_000, 3_000_000], zoom: 5, maxZoom: 20, minZoom: 3 }),
  })
}

/** Shows all of it, not nearer than a village; where there is nothing the view stays. */
export function showAll(map: OlMap, source: VectorSource): void {
  const extent = source.getExtent()
  if (source.getFeatures().length === 0 || !extent?.every(Number.isFinite)) return
  map.getView().fit(extent, { padding: [50, 90, 60, 90], maxZoom: 15 })
}

export const AROUND = new Style({
  stroke: new Stroke({ color: '#8a6a3f', width: 1.5 }),
  fill: new Fill({ color: 'rgba(138, 106, 63, 0.08)' }),
})
