import { HistoryOutlined } from '@ant-design/icons'
import { Button, DatePicker, Popover } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import type { Put } from '../shell/address.ts'
import { useToday } from '../shell/session.tsx'

interface Props {
  knownOn: string | undefined
  validOn: string | undefined
  put: Put
}

const SWITCHES = [
  { name: 'knownOn', title: '当时所知', how: '那一天系统里记着什么：之后的补登和更正都不算。' },
  { name: 'validOn', title: '当时有效', how: '按今天所知，那一天的实际情况：之后补登的也算。' },
] as const

/** Two questions about the past, and they are not the same: what was known on a day, and what was true on it. */
export function AsOfButton(props: Props): ReactNode {
  const today = useToday()
  const [open, setOpen] = useState(false)
  const content = (
    <div className="jg-asof">
      {SWITCHES.map(({ name, title, how }) => (
        <div key={name}>
          <label htmlFor={`jg-${name}`}>{t(title)}</label>
          <DatePicker
            id={`jg-${name}`}
            className="jt-wide"
            maxDate={dayjs(today)}
            value={props[name] ? dayjs(props[name]) : null}
            onChange={day => props.put({ [name]: day ? day.format('YYYY-MM-DD') : null })}
          />
          <small className="jt-soft">{t(how)}</small>
        </div>
      ))}
      <Button
        size="small"
        onClick={() => {
          props.put({ knownOn: null, validOn: null })
          setOpen(false)
        }}
      >
        {t('回到现在')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={content}>
      <Button icon={<HistoryOutlined />}>{t('看过去')}</Button>
    </Popover>
  )
}

/** Says plainly that this is not the present, and how to come back. */
export function AsOfNote({ knownOn, validOn, put }: Props): ReactNode {
  if (!knownOn && !validOn) return null
  return (
    <div className="jg-past" role="status">
      <HistoryOutlined />
      {knownOn && <span>{t('{day} 当时所知', { day: knownOn })}</span>}
      {validOn && <span>{t('{day} 当时有效', { day: validOn })}</span>}
      <span className="jt-soft">{t('过去的情况只能看，不能办理。')}</span>
      <button type="button" className="jt-link" onClick={() => put({ knownOn: null, validOn: null })}>
        {t('回到现在')}
      </button>
    </div>
  )
}
