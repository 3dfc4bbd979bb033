import type { DeviceStatus } from '@jingtu/server/online/devices.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { showInstant } from '../parts/show.ts'
import { useGet } from '../shell/query.ts'

/** A shape beside the word: a grey print tells a cut line from one that never was. */
const SIGN: Record<DeviceStatus['state'], { sign: string; className: string }> = {
  在线: { sign: '●', className: 'jt-met' },
  中断: { sign: '■', className: 'jt-not-met' },
  未接入: { sign: '◇', className: 'jt-unknown' },
}
const LISTS: Record<string, string> = {
  'rural-sewage-facility': '农村生活污水处理设施',
  outlet: '排放口',
  'hazardous-waste-licence': '危险废物经营许可证',
}

const valuesOf = (device: DeviceStatus): string =>
  device.values.map(v => `${v.name} ${v.value}${v.unit ? ` ${v.unit}` : ''}`).join('；')

const COLUMNS: readonly Column<DeviceStatus>[] = [
  {
    key: 'about',
    title: '对象',
    pinned: true,
    width: 220,
    render: d => <Link to={`/registers/${d.register}/${d.row}`}>{d.about}</Link>,
  },
  { key: 'list', title: '台账', width: 180, value: d => t(LISTS[d.register] ?? d.register) },
  { key: 'place', title: '位置', width: 140 },
  { key: 'number', title: '设备编号', width: 220 },
  {
    key: 'state',
    title: '状态',
    width: 100,
    render: d => (
      <span className={`jt-light ${SIGN[d.state].className}`}>
        <span aria-hidden="true">{SIGN[d.state].sign}</span>
        <span>{t(d.state)}</span>
      </span>
    ),
  },
  { key: 'networkedOn', title: '联网日期', kind: 'day', width: 110 },
  { key: 'lastData', title: '最近数据', width: 150, value: d => d.lastData && showInstant(d.lastData) },
  { key: 'values', title: '最近值', value: valuesOf },
]

/** Every instrument some list has, and whether its data come in. */
export default function OnlinePage(): ReactNode {
  const asked = useGet<{ rows: DeviceStatus[] }>('/api/online/devices')
  return (
    <>
      <PageHead title={t('在线监测')} note={t('接入与否以收到的数据为准；一天没有数据为中断。')} />
      <DataTable
        id="online-devices"
        columns={COLUMNS}
        rows={asked.data?.rows}
        rowKey={d => `${d.row} ${d.number}`}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        exportName={t('在线监测')}
        empty={{
          title: t('没有在线监测设备'),
          how: t('在排放口、污水处理设施或经营许可证中填写设备编号（MN）后，这里就会出现。'),
        }}
      />
    </>
  )
}
