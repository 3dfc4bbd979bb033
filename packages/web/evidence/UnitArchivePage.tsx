import type { UnitArchive } from '@jingtu/server/farmland/archive.ts'
import { Input, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { useGet } from '../shell/query.ts'
import '../charts/charts.css'
import './evidence.css'

interface Unit {
  id: string
  code: string
  landUse: string
  area: { value: string; unit: string }
  state: string
}

/** 单元档案: every farmland unit with its samples, verdicts, classes and lists in the order of time. */
export default function UnitArchivePage(): ReactNode {
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<Unit | null>(null)
  const asked = useGet<{ rows: Unit[]; count: { n: number } }>(
    `/api/registers/farmland-unit/rows?limit=100${search ? `&q=${encodeURIComponent(search)}` : ''}`,
  )
  const columns: Column<Unit>[] = [
    { key: 'code', title: '单元编号', pinned: true, width: 200 },
    { key: 'landUse', title: '地类', width: 140, filter: true },
    { key: 'area', title: '面积', width: 140, value: u => `${u.area.value} ${u.area.unit}` },
  ]
  return (
    <>
      <PageHead title={t('单元档案')} note={t('评价单元的采样、评价、类别和台账，按时间排列。')} />
      <Input.Search
        allowClear
        aria-label={t('查找评价单元')}
        placeholder={t('查找评价单元')}
        onSearch={setSearch}
        style={{ maxWidth: 320, marginBottom: 12 }}
      />
      <DataTable
        id="evidence.unit-archive"
        columns={columns}
        rows={asked.data?.rows}
        search={false}
        exportName={t('单元档案')}
        tools={
          asked.data &&
          asked.data.count.n > asked.data.rows.length && (
            <span className="jt-soft">
              {t('共 {n} 个，只列出前 {shown} 个，请按编号查找', {
                n: asked.data.count.n,
                shown: asked.data.rows.length,
              })}
            </span>
          )
        }
        onOpen={setOpen}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={{ title: t('没有评价单元'), how: t('请在台账“农用地评价单元”里登记。') }}
      />
      <SideSheet open={open !== null} title={open?.code} onClose={() => setOpen(null)}>
        {open && <Archive id={open.id} />}
      </SideSheet>
    </>
  )
}

function Archive({ id }: { id: string }): ReactNode {
  const { data, error } = useGet<UnitArchive>(`/api/farmland/units/${id}/archive`)
  if (error) return <Problem error={error} />
  if (!data) return <Skeleton active title={false} />
  const { unit, classes, events } = data
  return (
    <>
      <p>
        {unit.landUse}　{unit.area.value} {unit.area.unit}
        {unit.from.length > 0 && `　${t('由 {units} 拆分或合并', { units: unit.from.join('、') })}`}
      </p>
      <h3>{t('类别沿革')}</h3>
      {classes.length === 0 && <p className="jt-soft">{t('还没有生效的类别。')}</p>}
      <ul>
        {classes.map(c => (
          <li key={c.from}>
            {c.from}—{c.until ?? t('至今')}　<b>{c.class}</b>　{c.basis}
          </li>
        ))}
      </ul>
      <h3>{t('采样、评价和台账')}</h3>
      {events.length === 0 && <p className="jt-soft">{t('单元范围内还没有样品，也不在任何台账里。')}</p>}
      <div className="jc-scroll">
        <table className="jc-table">
          <thead>
            <tr>
              <th>{t('日期')}</th>
              <th>{t('事项')}</th>
              <th>{t('内容')}</th>
            </tr>
          </thead>
          <tbody>
            {events.map(e => (
              <tr key={`${e.on} ${e.what} ${e.title} ${e.text}`}>
                <td>{e.on}</td>
                <td>{e.what}</td>
                <td>
                  {e.link ? <Link to={e.link}>{e.title}</Link> : e.title}　{e.text}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
