import { DeleteOutlined, PlusOutlined, ScissorOutlined } from '@ant-design/icons'
import type { Task } from '@jingtu/programme/task.ts'
import { Button, DatePicker, Input, Segmented } from 'antd'
import dayjs from 'dayjs'
import { Fragment, type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { UnitsPicker } from '../parts/UnitPicker.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { nameOf } from './roles.tsx'
import { sentencesOf } from './source-spans.ts'
import type { Review } from './use-review.ts'

/** A task cut in two, or broken down into sub-tasks that are tracked one by one. */
export function SplitSheet({
  open,
  review,
  onClose,
}: {
  open: boolean
  review: Review
  onClose: () => void
}): ReactNode {
  return (
    <SideSheet open={open} title={t('拆分')} onClose={onClose} wide>
      {review.task && <Split key={review.task.id} task={review.task} review={review} onClose={onClose} />}
    </SideSheet>
  )
}

function Split({ task, review, onClose }: { task: Task; review: Review; onClose: () => void }): ReactNode {
  const [way, setWay] = useState<'items' | 'cut'>('items')
  return (
    <>
      <Segmented
        value={way}
        onChange={v => setWay(v as 'items' | 'cut')}
        options={[
          { value: 'items', label: t('分解为子任务') },
          { value: 'cut', label: t('从某句起切成两项') },
        ]}
      />
      {way === 'items' ? (
        <Items task={task} review={review} onClose={onClose} />
      ) : (
        <Cut task={task} review={review} onClose={onClose} />
      )}
    </>
  )
}

function Cut({ task, review, onClose }: { task: Task; review: Review; onClose: () => void }): ReactNode {
  const sentences = sentencesOf(task.content ?? '')
  const cut = useWrite(
    (at: number, key) => api.post<Task[]>(`${review.path}/tasks/${task.id}/split`, { at }, { key }),
    {
      refresh: [review.path],
      done: t('已拆成两项，按 Ctrl+Z 可撤销'),
      onDone: onClose,
    },
  )
  if (sentences.length < 2) return <p className="jt-soft">{t('只有一句话，不能再切。')}</p>
  let at = 0
  return (
    <div className="jp-cut">
      <p className="jt-soft">{t('点剪刀：它后面的句子成为新的一项，单位和时限两项都有。')}</p>
      {sentences.map((sentence, i) => {
        const here = at
        at += sentence.length
        return (
          <Fragment key={here}>
            {i > 0 && (
              <Button
                size="small"
                icon={<ScissorOutlined />}
                aria-label={t('从这里切开')}
                loading={cut.isPending}
                onClick={() => cut.mutate(here)}
              />
            )}
            <p>{sentence}</p>
          </Fragment>
        )
      })}
    </div>
  )
}

interface Item {
  title: string
  quantity: string
  quantityUnit: string
  units: string[]
  due: string | null
}
const empty = (task: Task): Item => ({
  title: '',
  quantity: '',
  quantityUnit: task.quantityUnit ?? '',
  units: [],
  due: null,
})

function Items({ task, review, onClose }: { task: Task; review: Review; onClose: () => void }): ReactNode {
  const [items, setItems] = useState<Item[]>([empty(task)])
  const units = review.detail?.units ?? {}
  const names = Object.fromEntries(Object.keys(units).map(id => [id, nameOf(units)(id)]))
  const save = useWrite(
    (rows: Item[], key) =>
      api.post<Task[]>(
        `${review.path}/tasks/${task.id}/subtasks`,
        {
          items: rows.map(r => ({
            title: r.title.trim(),
            ...(r.quantity ? { quantity: r.quantity, quantityUnit: r.quantityUnit || null } : {}),
            ...(r.units.length ? { respUnits: r.units } : {}),
            ...(r.due ? { due: r.due } : {}),
          })),
        },
        { key },
      ),
    { refresh: [review.path], quiet: true, done: a => t('已分解为 {n} 项', { n: a.length }), onDone: onClose },
  )
  const put = (i: number, part: Partial<Item>): void => setItems(items.map((x, k) => (k === i ? { ...x, ...part } : x)))
  const bySentence = (): void =>
    setItems(
      sentencesOf(task.content ?? '')
        .map(s => ({
          ...empty(task),
          title: s
            .replace(/[。；;\s]+$/, '')
            .trim()
            .slice(0, 300),
        }))
        .filter(x => x.title),
    )
  const byUnit = (): void =>
    setItems(
      (task.respUnits.length ? task.respUnits : task.leadUnits).map(id => ({
        ...empty(task),
        title: `${names[id] ?? ''}：${task.title}`,
        units: [id],
      })),
    )
  const filled = items.filter(x => x.title.trim())
  const total = filled.reduce((sum, x) => sum + (Number(x.quantity) || 0), 0)
  return (
    <>
      <p className="jt-soft">
        {t('“{title}”保留为总项，下面各项分别交办、分别填报。', { title: task.title })}
        {task.quantity &&
          t('总数 {n}{unit}，已分 {m}。', { n: task.quantity, unit: task.quantityUnit ?? '', m: total })}
      </p>
      <div className="jp-row-tools">
        <Button size="small" onClick={bySentence}>
          {t('每句一项')}
        </Button>
        <Button size="small" onClick={byUnit}>
          {t('每个责任单位一项')}
        </Button>
      </div>
      <Problem error={save.error} />
      <div className="jp-items">
        {items.map((item, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form, told apart by their place
          <div key={i} className="jp-item">
            <Input.TextArea
              autoFocus={i === 0}
              autoSize
              placeholder={t('子任务')}
              aria-label={t('子任务')}
              value={item.title}
              onChange={e => put(i, { title: e.target.value })}
            />
            <span className="jp-pair">
              <Input
                inputMode="decimal"
                className="jp-narrow"
                placeholder={t('数量')}
                value={item.quantity}
                onChange={e => put(i, { quantity: e.target.value.trim() })}
              />
              <Input
                className="jp-narrow"
                placeholder={t('单位')}
                value={item.quantityUnit}
                onChange={e => put(i, { quantityUnit: e.target.value.trim() })}
              />
              <UnitsPicker
                value={item.units}
                names={names}
                placeholder={t('责任单位（不填则同总项）')}
                onChange={ids => put(i, { units: ids })}
              />
              <DatePicker
                value={item.due ? dayjs(item.due) : null}
                placeholder={task.due ?? t('时限')}
                onChange={d => put(i, { due: d?.format('YYYY-MM-DD') ?? null })}
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('去掉')}
                onClick={() => setItems(items.filter((_, k) => k !== i))}
              />
            </span>
          </div>
        ))}
      </div>
      <Button type="dashed" icon={<PlusOutlined />} onClick={() => setItems([...items, empty(task)])}>
        {t('加一项')}
      </Button>
      <div className="jt-dialog-end">
        <Button onClick={onClose}>{t('取消')}</Button>
        <Button
          type="primary"
          disabled={filled.length === 0}
          loading={save.isPending}
          onClick={() => save.mutate(filled)}
        >
          {t('分解为 {n} 项', { n: filled.length })}
        </Button>
      </div>
    </>
  )
}
