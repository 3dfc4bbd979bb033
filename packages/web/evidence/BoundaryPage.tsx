import { Button, Input, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import './evidence.css'

interface Line {
  id: string
  name: string
  code: string | null
  level: string
  boundary: { source: string; since: string } | null
}

/** 行政区划边界: what positions of samples are held against at the door. */
export default function BoundaryPage(): ReactNode {
  const { actor } = useSession()
  const asked = useGet<{ rows: Line[]; known: number; total: number }>('/api/evidence/boundaries')
  const [adding, setAdding] = useState(false)
  const columns: Column<Line>[] = [
    { key: 'name', title: '区域', pinned: true, width: 200 },
    { key: 'code', title: '行政区划代码', width: 140 },
    {
      key: 'boundary',
      title: '边界',
      width: 120,
      filter: true,
      value: r => t(r.boundary ? '已有' : '未知'),
      render: r => <StateTag state={r.boundary ? 'met' : 'unknown'} word={t(r.boundary ? '已有' : '未知')} />,
    },
    { key: 'source', title: '数据来源', width: 320, value: r => r.boundary?.source ?? '' },
    { key: 'since', title: '导入日期', kind: 'day', width: 120, value: r => r.boundary?.since.slice(0, 10) ?? null },
  ]
  return (
    <>
      <PageHead
        title={t('行政区划边界')}
        trail={[{ label: t('检测数据'), to: '/evidence/batches' }]}
        note={t('导入检测数据时，坐标在所属区域以外的样品按错误提示；没有边界的区域不检查，并注明没有检查。')}
        {...(actor.duties.includes('admin') ? { next: { label: t('导入边界'), onClick: () => setAdding(true) } } : {})}
      />
      <DataTable
        id="evidence.boundaries"
        columns={columns}
        rows={asked.data?.rows}
        exportName={t('行政区划边界')}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={{ title: t('没有可以看到的区域'), how: t('请先载入行政区划。') }}
      />
      <SideSheet open={adding} title={t('导入边界')} onClose={() => setAdding(false)}>
        <ImportForm onDone={() => setAdding(false)} />
      </SideSheet>
    </>
  )
}

function ImportForm({ onDone }: { onDone: () => void }): ReactNode {
  const [source, setSource] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const save = useWrite<unknown, void>(
    (_values, key) => api.sendForm('/api/evidence/boundaries', { file: file!, source }, { key }),
    {
      quiet: true,
      refresh: ['/api/evidence'],
      done: t('已导入'),
      onDone,
    },
  )
  const complete = file !== null && source.trim() !== ''
  return (
    <form
      className="je-judge"
      onSubmit={e => {
        e.preventDefault()
        if (complete) save.mutate()
      }}
    >
      <p className="jt-soft">
        {t(
          'GeoJSON 文件，CGCS2000 经纬度；每个区域一个 Feature，properties 里写 code（行政区划代码）或 name（名称）。',
        )}
      </p>
      <label htmlFor="jb-source">
        {t('数据来源')}
        <Input id="jb-source" value={source} onChange={e => setSource(e.target.value)} />
      </label>
      <Upload
        accept=".geojson,.json"
        maxCount={1}
        beforeUpload={next => {
          setFile(next)
          return false
        }}
        onRemove={() => setFile(null)}
      >
        <Button>{t('边界文件（GeoJSON）')}</Button>
      </Upload>
      {save.error && <Problem error={save.error} />}
      <Button type="primary" htmlType="submit" disabled={!complete} loading={save.isPending}>
        {t('导入边界')}
      </Button>
    </form>
  )
}
