import { type Geometry, type GeometryKind, geometryFault } from '@jingtu/core/geometry.ts'
import { Button, Space } from 'antd'
import type Feature from 'ol/Feature'
import Draw from 'ol/interaction/Draw'
import Modify from 'ol/interaction/Modify'
import VectorLayer from 'ol/layer/Vector'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { t } from '../i18n/language.ts'
import { AROUND, type Drawn, featureOf, openMap, shapeOf, showAll } from './map-base.ts'

interface Props {
  kind: GeometryKind
  value: Geometry | null
  onChange: (value: Geometry | null) => void
  around: readonly Drawn[]
}

const TYPES = { point: 'Point', line: 'LineString', polygon: 'Polygon' } as const
const OWN = new Style({
  stroke: new Stroke({ color: '#1f6f54', width: 2.5 }),
  fill: new Fill({ color: 'rgba(31, 111, 84, 0.15)' }),
  image: new Circle({
    radius: 7,
    fill: new Fill({ color: '#1f6f54' }),
    stroke: new Stroke({ color: '#fff', width: 2 }),
  }),
})

const aroundStyle = (feature: Feature): Style => {
  const style = AROUND.clone()
  style.setImage(new Circle({ radius: 5, fill: new Fill({ color: '#8a6a3f' }) }))
  style.setText(
    new Text({
      text: String(feature.get('name') ?? ''),
      offsetY: 14,
      font: '12px sans-serif',
      overflow: true,
      fill: new Fill({ color: '#6a665d' }),
    }),
  )
  return style
}

/** Draws one shape, or moves the corners of the one that is there. */
export default function ShapeMap({ kind, value, onChange, around }: Props): ReactNode {
  const target = useRef<HTMLDivElement>(null)
  const own = useRef(new VectorSource())
  const draw = useRef<Draw | null>(null)
  const [first] = useState(value)
  const tell = useRef(onChange)
  tell.current = onChange

  useEffect(() => {
    const source = own.current
    source.clear()
    if (first) source.addFeature(featureOf({ id: 'own', shape: first, name: '' }))
    const known = new VectorSource({ features: around.map(featureOf) })
    const map = openMap(target.current!, [
      new VectorLayer({ source: known, style: f => aroundStyle(f as Feature), declutter: true }),
      new VectorLayer({ source, style: OWN }),
    ])
    const drawing = new Draw({ source, type: TYPES[kind] })
    draw.current = drawing
    drawing.on('drawstart', () => source.clear())
    drawing.on('drawend', ({ feature }) => tell.current(shapeOf(feature)))
    const modify = new Modify({ source })
    modify.on('modifyend', () => {
      const [feature] = source.getFeatures()
      if (feature) tell.current(shapeOf(feature))
    })
    map.addInteraction(modify)
    map.addInteraction(drawing)
    showAll(map, first ? source : known)
    return () => map.setTarget(undefined)
  }, [kind, around, first])

  const fault = value && geometryFault(kind, value)
  return (
    <div>
      <Space className="jg-map-tools">
        {kind !== 'point' && (
          <Button size="small" onClick={() => draw.current?.removeLastPoint()}>
            {t('撤回一个点')}
          </Button>
        )}
        <Button
          size="small"
          onClick={() => {
            own.current.clear()
            draw.current?.abortDrawing()
            onChange(null)
          }}
        >
          {t('重画')}
        </Button>
        <span className="jt-soft">
          {kind === 'point' ? t('点一下就是位置；拖动可以移动。') : t('逐点点击，双击结束；拖动折点可以修改。')}
        </span>
      </Space>
      <div ref={target} className="jg-map" role="application" aria-label={t('地图')} />
      {fault && (
        <p className="jt-not-met" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
