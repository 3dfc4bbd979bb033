import { DeleteOutlined, StarOutlined, TeamOutlined } from '@ant-design/icons'
import type { Register } from '@jingtu/core/register.ts'
import { Button, Checkbox, Input, Popover, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { pathOf } from './declared.ts'
import type { ListAddress } from './list-address.ts'

interface Saved {
  id: string
  name: string
  query: Record<string, string>
  shared: boolean
  own: boolean
}

interface Props {
  kind: Register
  address: ListAddress
  hidden: string[]
  onHidden: (hidden: string[]) => void
}

/** Under this name a view keeps which columns it leaves out, beside the query of the list. */
const HIDDEN = 'hide'

/** Conditions, order and columns under a name, to come back to; one's own, and those colleagues share. */
export function SavedViews({ kind, address, hidden, onHidden }: Props): ReactNode {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [open, setOpen] = useState(false)
  const path = `${pathOf(kind)}/views`
  const asked = useGet<{ rows: Saved[] }>(open ? path : null)
  const save = useWrite(
    (view: { name: string; shared: boolean }, key) =>
      api.post<Saved>(path, { ...view, query: { ...address.query, [HIDDEN]: hidden.join(',') } }, { key }),
    { refresh: [path], done: t('视图已保存'), quiet: true, onDone: () => setName('') },
  )
  const forget = useWrite((id: string, key) => api.del(`${path}/${id}`, undefined, { key }), { refresh: [path] })
  const show = ({ query: { [HIDDEN]: without, ...query } }: Saved): void => {
    const gone = Object.fromEntries(Object.keys(address.query).map(key => [key, null]))
    address.put({ ...gone, ...query })
    if (without !== undefined) onHidden(without.split(',').filter(Boolean))
    setOpen(false)
  }
  const views = asked.data?.rows ?? []
  const content = (
    <div className="jg-views">
      {asked.data && views.length === 0 && (
        <p className="jt-soft">{t('还没有保存的视图：先筛选和排序，再起个名字存下来。')}</p>
      )}
      {asked.error && <Problem error={asked.error} />}
      <ul>
        {views.map(view => (
          <li key={view.id}>
            <button type="button" className="jt-link" onClick={() => show(view)}>
              {view.name}
            </button>
            {view.shared && (
              <Tooltip title={t('本单位共用')}>
                <TeamOutlined aria-label={t('本单位共用')} />
              </Tooltip>
            )}
            {view.own && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('删除视图“{name}”', { name: view.name })}
                onClick={() => forget.mutate(view.id)}
              />
            )}
          </li>
        ))}
      </ul>
      <form
        onSubmit={e => {
          e.preventDefault()
          if (name.trim()) save.mutate({ name: name.trim(), shared })
        }}
      >
        {save.error && <Problem error={save.error} />}
        <Input
          aria-label={t('视图名称')}
          placeholder={t('视图名称')}
          maxLength={40}
          value={name}
          onChange={e => setName(e.target.value)}
        />
        <Checkbox checked={shared} onChange={e => setShared(e.target.checked)}>
          {t('本单位共用')}
        </Checkbox>
        <Button htmlType="submit" disabled={!name.trim()} loading={save.isPending}>
          {t('保存现在的样子')}
        </Button>
      </form>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomLeft" open={open} onOpenChange={setOpen} content={content}>
      <Button icon={<StarOutlined />}>{t('视图')}</Button>
    </Popover>
  )
}
