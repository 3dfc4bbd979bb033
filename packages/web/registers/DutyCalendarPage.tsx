import { CalendarOutlined, UnorderedListOutlined } from '@ant-design/icons'
import { addDays, type Day, deadlineLight } from '@jingtu/core/period.ts'
import type { Due } from '@jingtu/server/registers/duties.ts'
import { Alert, Button, Input, Modal, Segmented, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { Light } from '../parts/Light.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RegionPicker } from '../parts/RegionPicker.tsx'
import { StateTag, type Verdict } from '../parts/StateTag.tsx'
import { useAddress } from '../shell/address.ts'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { DutyMonth } from './DutyMonth.tsx'
import { REGISTERS } from './declared.ts'
import './registers.css'

/** Soon: within the days a light turns yellow. */
export type Standing = 'overdue' | 'soon' | 'later' | 'late' | 'met'
export const STANDINGS: Record<Standing, { verdict: Verdict; word: string }> = {
  overdue: { verdict: 'not-met', word: '逾期' },
  soon: { verdict: 'at-risk', word: '30天内到期' },
  later: { verdict: 'met', word: '以后到期' },
  late: { verdict: 'unknown', word: '逾期完成' },
  met: { verdict: 'not-applicable', word: '按期完成' },
}
export const standingOfDue = (due: Due, today: Day): Standing =>
  due.status === 'open' ? (deadlineLight(due.due, today, null) === 'yellow' ? 'soon' : 'later') : due.status

const pageOfDue = (due: Due): string => `/registers/${due.register}/${due.row}`

/** What the law asks of every row in sight, by the day it is due: as a list, or as a month on the wall. */
export default function DutyCalendarPage(): ReactNode {
  const today = useToday()
  const [params, put] = useAddress()
  const view = params.get('view') ?? 'list'
  const month = params.get('month') ?? today.slice(0, 7)
  const window =
    view === 'month'
      ? { from: `${month}-01`, to: addDays(nextMonth(month), -1) }
      : { from: `${Number(today.slice(0, 4)) - 1}-01-01`, to: `${Number(today.slice(0, 4)) + 1}-12-31` }
  const status = params.get('status') ?? (view === 'month' ? '' : 'open,overdue')
  const asked = useGet<{ rows: Due[] }>('/api/duties', {
    ...window,
    status,
    register: params.get('register'),
    region: params.get('region'),
  })
  const rows = asked.data?.rows
  const counts = Object.entries(STANDINGS).map(([key, look]) => ({
    key,
    ...look,
    n: (rows ?? []).filter(row => standingOfDue(row, today) === key).length,
  }))
  const registers = REGISTERS.filter(k => Object.keys(k.register.duties).length > 0 && !k.register.example)
  return (
    <>
      <PageHead title={t('法定义务')} note={t('按每条记录自己的情况推算：谁、依哪一条、哪一天之前。')} steps={[]} />
      <div className="jt-table-tools">
        <Segmented
          value={view}
          options={[
            { value: 'list', label: t('清单'), icon: <UnorderedListOutlined /> },
            { value: 'month', label: t('月历'), icon: <CalendarOutlined /> },
          ]}
          onChange={next => put({ view: next === 'list' ? null : next })}
        />
        <Select
          className="jg-filter"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('台账')}
          placeholder={t('台账')}
          value={params.get('register')}
          options={registers.map(k => ({ value: k.id, label: k.name }))}
          popupMatchSelectWidth={false}
          onChange={value => put({ register: value ?? null })}
        />
        <span className="jg-filter jg-filter-region">
          <RegionPicker value={params.get('region')} placeholder={t('所在区域')} onChange={region => put({ region })} />
        </span>
        <Select
          className="jg-filter"
          aria-label={t('情况')}
          value={status}
          options={[
            { value: 'open,overdue', label: t('还没有完成') },
            { value: 'overdue', label: t('已逾期') },
            { value: '', label: t('全部') },
          ]}
          onChange={value => put({ status: value })}
        />
        <Subscribe />
      </div>
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      <p className="jg-duty-counts" role="status">
        {counts
          .filter(count => count.n > 0)
          .map(count => (
            <span key={count.key}>
              <StateTag state={count.verdict} word={t(count.word)} /> {count.n}
            </span>
          ))}
      </p>
      {view === 'month' ? (
        <DutyMonth month={month} today={today} rows={rows ?? []} onMonth={next => put({ month: next })} />
      ) : (
        <DataTable
          id="duties"
          columns={columnsFor(today)}
          rows={rows}
          rowKey={due => `${due.row} ${due.duty} ${due.due}`}
          exportName={t('法定义务')}
          empty={{
            title: t('没有到期的法定义务'),
            how: t('列入台账并在册的对象，会按各自的情况推算出义务和期限。'),
          }}
        />
      )}
    </>
  )
}

export const nextMonth = (month: string, step = 1): Day => {
  const [year, index] = [Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + step]
  const at = new Date(Date.UTC(year, index, 1))
  return at.toISOString().slice(0, 10)
}

const columnsFor = (today: string): Column<Due>[] => [
  {
    key: 'about',
    title: '对象',
    width: 220,
    pinned: true,
    render: due => <Link to={pageOfDue(due)}>{due.about}</Link>,
  },
  { key: 'label', title: '义务', width: 260 },
  { key: 'due', title: '期限', kind: 'day', width: 108 },
  {
    key: 'status',
    title: '情况',
    width: 140,
    value: due => t(STANDINGS[standingOfDue(due, today)].word),
    render: due => <Light due={due.due} today={today} finishedOn={due.metOn} />,
  },
  { key: 'by', title: '由谁履行', width: 140, filter: true },
  { key: 'regionName', title: '所在区域', width: 120, filter: true },
  { key: 'registerName', title: '台账', width: 160, filter: true },
  { key: 'clause', title: '依据', width: 260 },
]

/** An address a calendar program asks by itself; it is shown once, and a new one ends the old. */
function Subscribe(): ReactNode {
  const [url, setUrl] = useState<string | null>(null)
  const make = useWrite((_: undefined, key) => api.post<{ url: string }>('/api/duties/calendar', undefined, { key }), {
    onDone: answer => setUrl(answer.url),
  })
  return (
    <>
      <Button icon={<CalendarOutlined />} loading={make.isPending} onClick={() => make.mutate(undefined)}>
        {t('订阅到日历')}
      </Button>
      <Modal open={url !== null} title={t('订阅到日历')} footer={null} onCancel={() => setUrl(null)}>
        <p>{t('把这个地址加进手机或电脑的日历，义务会随记录更新，到期前一周提醒。')}</p>
        <Input readOnly value={url ?? ''} aria-label={t('日历地址')} />
        <CopyButton text={url ?? ''}>{t('复制地址')}</CopyButton>
        <Alert
          type="warning"
          showIcon
          className="jg-note"
          title={t('知道地址的人都能看到这些义务；重新生成后，旧地址失效。')}
        />
      </Modal>
    </>
  )
}
