import type { LocalStandard } from '@jingtu/registers/monitoring/local-standard.ts'
import { STANDARDS } from '@jingtu/standards/index.ts'
import { showPHRange } from '@jingtu/standards/local-tables.ts'
import { Button, Checkbox, DatePicker, Input, Select, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { substanceName } from '../charts/substance-name.ts'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { ReasonDialog } from '../parts/ReasonDialog.tsx'
import { RegionPicker } from '../parts/RegionPicker.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import '../charts/charts.css'
import './evidence.css'

/** 地方标准: stricter limits of a province or city, as data with their dates. */
export default function LocalStandards(): ReactNode {
  const { actor } = useSession()
  const asked = useGet<List<LocalStandard>>('/api/evidence/local-standards')
  const [adding, setAdding] = useState(false)
  const [open, setOpen] = useState<LocalStandard | null>(null)
  const [ending, setEnding] = useState<LocalStandard | null>(null)
  const admin = actor.duties.includes('admin')
  const withdraw = useWrite<unknown, { id: string; reason: string }>(
    ({ id, reason }, key) => api.post(`/api/evidence/local-standards/${id}/moves/withdraw`, { reason }, { key }),
    { refresh: ['/api/evidence'], done: t('已停用'), onDone: () => setEnding(null) },
  )
  const columns: Column<LocalStandard>[] = [
    { key: 'number', title: '编号', pinned: true, width: 180 },
    { key: 'title', title: '名称', width: 320 },
    { key: 'standard', title: '对应的国家标准', width: 160, filter: true },
    { key: 'regionCode', title: '行政区划代码', width: 130 },
    { key: 'validFrom', title: '施行', kind: 'day', width: 110 },
    { key: 'validUntil', title: '至', kind: 'day', width: 110 },
    { key: 'rows', title: '限值行数', kind: 'number', width: 90, value: s => (s.rows ?? []).length },
    {
      key: 'verified',
      title: '核对',
      width: 130,
      filter: true,
      value: s => t(s.verified ? '已核对' : '限值待核'),
      render: s => <StateTag state={s.verified ? 'met' : 'at-risk'} word={t(s.verified ? '已核对' : '限值待核')} />,
    },
    { key: 'state', title: '状态', width: 100, filter: true, value: s => t(s.state === 'in-use' ? '可用' : '已停用') },
  ]
  return (
    <>
      <PageHead
        title={t('地方标准')}
        trail={[{ label: t('评价'), to: '/evidence/verdicts' }]}
        note={t('比国家标准更严或补充的限值，按施行日期和区域叠加；登记后评价时可选。')}
        {...(admin ? { next: { label: t('登记地方标准'), onClick: () => setAdding(true) } } : {})}
      />
      <DataTable
        id="evidence.local-standards"
        columns={columns}
        rows={asked.data?.rows}
        exportName={t('地方标准')}
        onOpen={setOpen}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        empty={{
          title: t('还没有地方标准'),
          how: t('把限值表做成 Excel：物质、单位、类别、pH、筛选值、管制值，一行一个物质。'),
        }}
      />
      <SideSheet open={adding} title={t('登记地方标准')} onClose={() => setAdding(false)}>
        <AddForm onDone={() => setAdding(false)} />
      </SideSheet>
      <SideSheet
        open={open !== null}
        title={open?.number}
        onClose={() => setOpen(null)}
        extra={
          admin &&
          open?.state === 'in-use' && (
            <Button danger onClick={() => setEnding(open)}>
              {t('停用')}
            </Button>
          )
        }
      >
        {open && <Limits standard={open} />}
      </SideSheet>
      {ending && (
        <ReasonDialog
          open
          title={`${t('停用')}　${ending.number}`}
          content={t('停用后不能再用于新的评价，已有结论照旧保留。')}
          ok={t('停用')}
          required
          danger
          busy={withdraw.isPending}
          onOk={reason => withdraw.mutate({ id: ending.id, reason })}
          onCancel={() => setEnding(null)}
        />
      )}
    </>
  )
}

const Limits = ({ standard: s }: { standard: LocalStandard }): ReactNode => (
  <>
    <p>{s.title}</p>
    <div className="jc-scroll">
      <table className="jc-table">
        <thead>
          <tr>
            <th>{t('物质')}</th>
            <th>{t('类别')}</th>
            <th>pH</th>
            <th>{t('筛选值')}</th>
            <th>{t('管制值')}</th>
            <th>{t('计量单位')}</th>
          </tr>
        </thead>
        <tbody>
          {(s.rows ?? []).map(r => (
            <tr key={`${r.substance} ${r.column} ${r.pH ? showPHRange(r.pH) : ''}`}>
              <th scope="row">{substanceName(r.substance, r.substance)}</th>
              <td>{r.column ?? '—'}</td>
              <td>{r.pH ? showPHRange(r.pH) : '—'}</td>
              <td>{r.limits[0] ?? '—'}</td>
              <td>{r.limits[1] ?? '—'}</td>
              <td>{r.unit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
)

function AddForm({ onDone }: { onDone: () => void }): ReactNode {
  const [number, setNumber] = useState('')
  const [title, setTitle] = useState('')
  const [region, setRegion] = useState<{ id: string; name: string } | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  const [standard, setStandard] = useState('GB 36600-2018')
  const [verified, setVerified] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const save = useWrite<LocalStandard, void>(
    (_values, key) =>
      // The table goes as it is; the server reads it and says of each row what is wrong with it.
      api.sendForm(
        '/api/evidence/local-standards',
        {
          file: file!,
          body: JSON.stringify({
            number,
            title,
            regionId: region?.id ?? '',
            validFrom: from ?? '',
            standard,
            verified,
          }),
        },
        { key },
      ),
    { quiet: true, refresh: ['/api/evidence'], done: t('已登记'), onDone },
  )
  const complete = number.trim() && title.trim() && region && from && file
  return (
    <form
      className="je-judge"
      onSubmit={e => {
        e.preventDefault()
        if (complete) save.mutate()
      }}
    >
      <label htmlFor="jl-number">
        {t('编号')}
        <Input id="jl-number" value={number} onChange={e => setNumber(e.target.value)} />
      </label>
      <label htmlFor="jl-title">
        {t('名称')}
        <Input id="jl-title" value={title} onChange={e => setTitle(e.target.value)} />
      </label>
      <label htmlFor="jl-region">
        {t('适用区域')}
        <RegionPicker
          id="jl-region"
          value={region?.id ?? null}
          name={region?.name}
          onChange={(id, r) => setRegion(id && r ? { id, name: r.name } : null)}
        />
      </label>
      <label htmlFor="jl-from">
        {t('施行')}
        <DatePicker id="jl-from" onChange={value => setFrom(value ? value.format('YYYY-MM-DD') : null)} />
      </label>
      <label htmlFor="jl-standard">
        {t('对应的国家标准')}
        <Select
          id="jl-standard"
          value={standard}
          onChange={setStandard}
          options={STANDARDS.map(s => ({ value: s.id, label: s.id }))}
        />
      </label>
      <Checkbox checked={verified} onChange={e => setVerified(e.target.checked)}>
        {t('已与正式文本核对')}
      </Checkbox>
      <Upload
        accept=".xlsx,.csv"
        maxCount={1}
        beforeUpload={next => {
          setFile(next)
          return false
        }}
        onRemove={() => setFile(null)}
      >
        <Button>{t('限值表（Excel 或 CSV）')}</Button>
      </Upload>
      {save.error && <Problem error={save.error} />}
      <Button type="primary" htmlType="submit" disabled={!complete} loading={save.isPending}>
        {t('登记地方标准')}
      </Button>
    </form>
  )
}
