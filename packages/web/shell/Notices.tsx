import { BellOutlined } from '@ant-design/icons'
import type { Day } from '@jingtu/core/period.ts'
import { Badge, Button, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Light } from '../parts/Light.tsx'
import { useNarrow } from '../parts/narrow.ts'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { showInstant } from '../parts/show.ts'
import { api, type List } from './api.ts'
import { useGet, useWrite } from './query.ts'

export interface Notice {
  id: string
  title: string
  body: string
  link: string | null
  due: Day | null
  at: string
  readAt: string | null
}

const PATH = '/api/notices'

export function Notices({ today }: { today: Day }): ReactNode {
  const [open, setOpen] = useState(false)
  const asked = useGet<List<Notice>>(PATH, undefined, { every: 60_000 })
  const navigate = useNavigate()
  const narrow = useNarrow()
  const read = useWrite((notice: Notice, key) => api.post(`${PATH}/${notice.id}/read`, undefined, { key }), {
    refresh: [PATH],
    quiet: true,
  })
  const rows = asked.data?.rows ?? []
  const unread = rows.filter(notice => !notice.readAt)

  const follow = (notice: Notice): void => {
    if (!notice.readAt) read.mutate(notice)
    if (!notice.link) return
    setOpen(false)
    navigate(notice.link)
  }
  const content = (
    <div className="jt-notices">
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {!asked.error && rows.length === 0 && (
        <EmptyState compact title={t('没有提醒')} how={t('任务到期、材料退回、调度开始时会在这里提醒您。')} />
      )}
      {rows.map(notice => (
        <button
          key={notice.id}
          type="button"
          className={notice.readAt ? 'jt-notice' : 'jt-notice jt-notice-new'}
          onClick={() => follow(notice)}
        >
          <b>{notice.title}</b>
          <span>{notice.body}</span>
          <small>
            {showInstant(notice.at)}
            {notice.due && <Light due={notice.due} today={today} />}
          </small>
        </button>
      ))}
    </div>
  )
  const bell = (
    <Badge count={unread.length} size="small" offset={unread.length > 9 ? [-3, 4] : [-7, 7]}>
      <Button
        type="text"
        icon={<BellOutlined />}
        aria-label={t('提醒（{count} 条未读）', { count: unread.length })}
        onClick={narrow ? () => setOpen(true) : undefined}
      />
    </Badge>
  )
  if (narrow) {
    return (
      <>
        {bell}
        <SideSheet open={open} title={t('提醒')} onClose={() => setOpen(false)}>
          {content}
        </SideSheet>
      </>
    )
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={content}
      title={t('提醒')}
    >
      {bell}
    </Popover>
  )
}
