import { EnvironmentOutlined } from '@ant-design/icons'
import { type Geometry, type GeometryKind, geometryText } from '@jingtu/core/geometry.ts'
import { Button, Input, Modal, Spin } from 'antd'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { t } from '../i18n/language.ts'
import type { InputProps } from '../parts/field-inputs.tsx'
import { useGet } from '../shell/query.ts'
import { pathOf, type RegisterRow, titleOf } from './declared.ts'
import { useFormPlace } from './field-context.ts'
import type { Drawn } from './map-base.ts'
import { readShape } from './read-shape.ts'

const ShapeMap = lazy(() => import('./ShapeMap.tsx'))

const HOW: Record<GeometryKind, string> = {
  point: '经度, 纬度（CGCS2000），或度分秒；也可以粘贴 GeoJSON、KML',
  line: '每行一个“经度, 纬度”；也可以粘贴 WKT、GeoJSON、KML',
  polygon: '每行一个“经度, 纬度”，首尾自动闭合；也可以粘贴 WKT、GeoJSON、KML',
}

const words = (value: unknown): string =>
  value && typeof value === 'object' ? geometryText(value as Geometry) : typeof value === 'string' ? value : ''

/** A point, line or area: typed, pasted in any usual form, or drawn. What cannot be read stays to be mended. */
export function ShapeInput({ id, field, value, onChange, disabled }: InputProps): ReactNode {
  const kind = field.kind as GeometryKind
  const [typed, setTyped] = useState(words(value))
  const [drawing, setDrawing] = useState(false)
  const [draft, setDraft] = useState<Geometry | null>(null)
  const shape = value && typeof value === 'object' ? (value as Geometry) : null
  useEffect(() => setTyped(now => (now.trim() !== '' && !shape ? now : words(shape))), [shape])
  const write = (text: string): void => {
    setTyped(text)
    onChange(text.trim() === '' ? null : (readShape(kind, text) ?? text))
  }
  const Box = kind === 'point' ? Input : Input.TextArea
  return (
    <>
      <div className="jg-shape">
        <Box
          id={id}
          disabled={disabled}
          value={typed}
          {...(kind === 'point' ? {} : { autoSize: { minRows: 1, maxRows: 5 } })}
          onChange={(e: { target: { value: string } }) => write(e.target.value)}
        />
        <Button
          icon={<EnvironmentOutlined />}
          disabled={disabled}
          onClick={() => {
            setDraft(shape)
            setDrawing(true)
          }}
        >
          {t('在地图上画')}
        </Button>
      </div>
      <small className="jt-faint">{t(HOW[kind])}</small>
      <Modal
        open={drawing}
        title={field.name}
        width={960}
        okText={t('就用它')}
        onOk={() => {
          onChange(draft)
          setTyped(words(draft))
          setDrawing(false)
        }}
        onCancel={() => setDrawing(false)}
        destroyOnHidden
      >
        <Suspense fallback={<Spin className="jg-map" />}>
          {drawing && <Surroundings kind={kind} value={draft} onChange={setDraft} />}
        </Suspense>
      </Modal>
    </>
  )
}

/** What is known around: the places of the other rows of this list, so that nobody draws into the void. */
function Surroundings(props: {
  kind: GeometryKind
  value: Geometry | null
  onChange: (value: Geometry | null) => void
}): ReactNode {
  const { kind } = useFormPlace()
  const key = kind.register.map?.geometry
  const asked = useGet<{ rows: RegisterRow[]; names: Record<string, string> }>(key ? `${pathOf(kind)}/rows` : null, {
    limit: 300,
  })
  const around: Drawn[] = (asked.data?.rows ?? []).flatMap(row =>
    row[key!] ? [{ id: row.id, shape: row[key!] as Geometry, name: titleOf(kind, row, asked.data!.names) }] : [],
  )
  if (key && !asked.data) return <Spin className="jg-map" />
  return <ShapeMap {...props} around={around} />
}
