import type { Register } from '@jingtu/core/register.ts'
import type { ListEdition } from '@jingtu/registers/list-edition.ts'
import type { EditionView } from '@jingtu/server/registers/editions.ts'
import { Button, DatePicker, Form, Input, InputNumber, Modal, Popconfirm, Select, Skeleton } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RegionPicker } from '../parts/RegionPicker.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { pathOf, titleOf } from './declared.ts'
import { sidesOf } from './RowHistory.tsx'

interface Opened extends Omit<EditionView, 'kind'> {
  names: Record<string, string>
  regions: Record<string, string>
}

/** A list as it was on a day, frozen for good: what was published, or what a rate is reckoned from. */
export function Editions({ kind }: { kind: Register }): ReactNode {
  const { actor } = useSession()
  const path = `${pathOf(kind)}/editions`
  const asked = useGet<{ rows: ListEdition[] }>(path)
  const [open, setOpen] = useState<string | null>(null)
  const [freezing, setFreezing] = useState(false)
  const mayFreeze = actor.duties.includes('reviewer') || actor.duties.includes('planner')
  const publish = useWrite((id: string, key) => api.post(`/api/editions/${id}/publish`, undefined, { key }), {
    refresh: [path, '/api/editions'],
    done: t('已向社会公布'),
  })
  if (asked.error) return <Problem error={asked.error} />
  if (!asked.data) return <Skeleton active />
  const freeze = mayFreeze && (
    <Button type="primary" onClick={() => setFreezing(true)}>
      {t('冻结一版')}
    </Button>
  )
  return (
    <>
      {asked.data.rows.length === 0 ? (
        <EmptyState
          title={t('还没有冻结过名录')}
          how={t('冻结后，那一天在册的每一条都永久保留，并与上一版比较：新增、移出、变更。')}
          action={freeze}
        />
      ) : (
        <>
          <div className="jt-table-tools">{freeze}</div>
          <ul className="jg-editions">
            {asked.data.rows.map(edition => (
              <li key={edition.id}>
                <button type="button" className="jt-link" onClick={() => setOpen(edition.id)}>
                  <b>{edition.title}</b>
                </button>
                <span>
                  {edition.year} · {edition.asOf} · {t('{n} 条', { n: edition.count })}
                </span>
                {edition.previous && (
                  <span className="jt-soft">
                    {t('比上一版：新增 {added}，移出 {removed}，变更 {changed}', {
                      added: edition.added ?? 0,
                      removed: edition.removed ?? 0,
                      changed: edition.changed ?? 0,
                    })}
                  </span>
                )}
                <span className="jt-soft">{t(edition.purpose)}</span>
                {edition.state === 'published' ? (
                  <StateTag state="met" word={t('已公布')} />
                ) : (
                  kind.register.publish &&
                  edition.purpose === '名录公布' && (
                    <Popconfirm
                      title={t('向社会公布这一版？')}
                      description={t('公布后不能收回；任何人都能看到其中公开的内容。')}
                      onConfirm={() => publish.mutate(edition.id)}
                    >
                      <Button size="small">{t('向社会公布')}</Button>
                    </Popconfirm>
                  )
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {kind.register.publish && (
        <p>
          <a href={`/public-lists/${kind.id}`}>{t('社会公众看到的名录')}</a>
        </p>
      )}
      <SideSheet wide open={open !== null} title={t('名录版本')} onClose={() => setOpen(null)}>
        {open && <Edition kind={kind} id={open} />}
      </SideSheet>
      {freezing && <Freeze kind={kind} path={path} onClose={() => setFreezing(false)} />}
    </>
  )
}

function Edition({ kind, id }: { kind: Register; id: string }): ReactNode {
  const asked = useGet<Opened>(`/api/editions/${id}`)
  if (asked.error) return <Problem error={asked.error} />
  if (!asked.data) return <Skeleton active />
  const { edition, rows, difference, intact, names, regions } = asked.data
  return (
    <div className="jg-edition">
      <h3>{edition.title}</h3>
      <p>
        {intact ? (
          <StateTag state="met" word={t('与冻结时逐字一致')} />
        ) : (
          <StateTag state="not-met" word={t('与冻结时不一致，请立即核查')} />
        )}{' '}
        <code className="jt-faint" title={edition.digest}>
          {edition.digest.slice(0, 16)}…
        </code>
      </p>
      {difference && (
        <>
          <Group title={t('新增 {n} 条', { n: difference.added.length })}>
            {difference.added.map(row => (
              <li key={row.id}>{titleOf(kind, row, names)}</li>
            ))}
          </Group>
          <Group title={t('移出 {n} 条', { n: difference.removed.length })}>
            {difference.removed.map(row => (
              <li key={row.id}>{titleOf(kind, row, names)}</li>
            ))}
          </Group>
          <Group title={t('变更 {n} 条', { n: difference.changed.length })}>
            {difference.changed.map(({ after, changes }) => (
              <li key={after.id}>
                {titleOf(kind, after, names)}
                <small className="jt-soft">
                  {changes
                    .map(change => {
                      const [was, is] = sidesOf(kind, change, names)
                      return `${change.name} ${was ?? '—'} → ${is ?? '—'}`
                    })
                    .join('；')}
                </small>
              </li>
            ))}
          </Group>
        </>
      )}
      <Group title={t('全部 {n} 条', { n: rows.length })}>
        {rows.map(row => (
          <li key={row.id}>
            {titleOf(kind, row, names)} <span className="jt-faint">{regions[row.region]}</span>
          </li>
        ))}
      </Group>
    </div>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode[] }): ReactNode =>
  children.length === 0 ? null : (
    <section>
      <h4>{title}</h4>
      <ol>{children}</ol>
    </section>
  )

function Freeze({ kind, path, onClose }: { kind: Register; path: string; onClose: () => void }): ReactNode {
  const { today } = useSession()
  const year = Number(today.slice(0, 4))
  const [title, setTitle] = useState(t('{year}年{name}', { year, name: kind.name }))
  const [purpose, setPurpose] = useState<ListEdition['purpose']>('名录公布')
  const [of, setOf] = useState(year)
  const [on, setOn] = useState<string>(today)
  const [scope, setScope] = useState<string | null>(null)
  const [states, setStates] = useState<string[]>([...(kind.register.publish?.in ?? [])])
  const freeze = useWrite((body: object, key) => api.post<ListEdition>(path, body, { key }), {
    refresh: [path],
    done: answer => t('已冻结 {n} 条', { n: answer.count }),
    quiet: true,
    onDone: onClose,
  })
  return (
    <Modal
      open
      title={t('冻结一版')}
      okText={t('冻结')}
      okButtonProps={{ disabled: !scope || !title.trim() || states.length === 0, loading: freeze.isPending }}
      onOk={() => freeze.mutate({ title: title.trim(), purpose, year: of, on, scope, states })}
      onCancel={onClose}
    >
      {freeze.error && <Problem error={freeze.error} />}
      <Form component={false} layout="vertical">
        <Labelled label={t('名称')} required>
          <Input value={title} maxLength={200} onChange={e => setTitle(e.target.value)} />
        </Labelled>
        <Labelled label={t('范围')} required>
          <RegionPicker value={scope} onChange={setScope} />
        </Labelled>
        <div className="jt-fields">
          <Labelled label={t('用途')} className="jt-field">
            <Select
              value={purpose}
              options={(['名录公布', '基数冻结'] as const).map(value => ({ value, label: t(value) }))}
              onChange={setPurpose}
            />
          </Labelled>
          <Labelled label={t('年度')} className="jt-field">
            <InputNumber
              className="jt-wide"
              min={2000}
              max={2200}
              value={of}
              onChange={value => value && setOf(value)}
            />
          </Labelled>
          <Labelled label={t('版本日期')} className="jt-field">
            <DatePicker
              className="jt-wide"
              allowClear={false}
              maxDate={dayjs(today)}
              value={dayjs(on)}
              onChange={day => day && setOn(day.format('YYYY-MM-DD'))}
            />
          </Labelled>
        </div>
        <Labelled label={t('哪些状态列入')} required>
          <Select
            mode="multiple"
            value={states}
            options={Object.entries(kind.states)
              .filter(([value]) => value !== 'void')
              .map(([value, label]) => ({ value, label }))}
            onChange={setStates}
          />
        </Labelled>
      </Form>
    </Modal>
  )
}
