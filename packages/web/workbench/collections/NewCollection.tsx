import { DeleteOutlined } from '@ant-design/icons'
import { COLLECTION_KINDS, type CollectionColumn } from '@jingtu/programme/data-collection.ts'
import type { PlanInView } from '@jingtu/server/workbench/answers.ts'
import { Button, Checkbox, DatePicker, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { t } from '../../i18n/language.ts'
import { Labelled } from '../../parts/Labelled.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { UnitsPicker } from '../../parts/UnitPicker.tsx'
import { api, type List } from '../../shell/api.ts'
import { useGet, useWrite } from '../../shell/query.ts'
import { useToday } from '../../shell/session.tsx'

const column = (
  name: string,
  kind: CollectionColumn['kind'],
  more: Partial<CollectionColumn> = {},
): CollectionColumn => ({
  name,
  kind,
  required: true,
  unique: false,
  options: [],
  min: null,
  max: null,
  ...more,
})
/** A list of things with a place is what is asked for most. */
const USUAL = [
  column('编号', '文字', { unique: true }),
  column('名称', '文字'),
  column('经度', '经度'),
  column('纬度', '纬度'),
]

/** Who is asked for what by when. */
export function NewCollection({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }): ReactNode {
  const today = useToday()
  const plans = (useGet<List<PlanInView>>('/api/workbench/plans').data?.rows ?? []).filter(
    p => p.mine && p.state === 'published',
  )
  const [chosen, setPlan] = useState<string | null>(null)
  const plan = chosen ?? plans[0]?.id ?? null
  const [title, setTitle] = useState('')
  const [due, setDue] = useState<string | null>(null)
  const [units, setUnits] = useState<string[]>([])
  const [note, setNote] = useState('')
  const [columns, setColumns] = useState<CollectionColumn[]>(USUAL)
  const save = useWrite((body: object, key) => api.post('/api/collections', body, { key }), {
    refresh: ['/api/collections'],
    done: t('已发起，各单位已收到提醒'),
    quiet: true,
    onDone,
  })
  const put = (i: number, change: Partial<CollectionColumn>): void =>
    setColumns(now => now.map((c, n) => (n === i ? { ...c, ...change } : c)))
  return (
    <Form
      layout="vertical"
      onFinish={() => save.mutate({ plan, title, due: due ?? '', units, note: note.trim() || null, columns })}
    >
      {save.error && <Problem error={save.error} />}
      <Labelled label={t('计划')} required>
        <Select
          value={plan}
          options={plans.map(p => ({ value: p.id, label: p.title }))}
          onChange={(id: string) => setPlan(id)}
        />
      </Labelled>
      <Labelled label={t('名称')} required>
        <Input value={title} placeholder={t('例如 废弃井排查登记')} onChange={e => setTitle(e.target.value)} />
      </Labelled>
      <Labelled label={t('报送截止')} required>
        <DatePicker
          value={due ? dayjs(due) : null}
          minDate={dayjs(today)}
          onChange={day => setDue(day?.format('YYYY-MM-DD') ?? null)}
        />
      </Labelled>
      <Labelled label={t('报送单位')} required>
        <UnitsPicker value={units} onChange={setUnits} />
      </Labelled>
      <Labelled label={t('填报说明')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} value={note} onChange={e => setNote(e.target.value)} />
      </Labelled>
      <Form.Item label={t('列')} required>
        <div className="jt-collect-columns">
          {columns.map((c, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place until it is sent
            <div key={i}>
              <Input
                aria-label={t('第{n}列列名', { n: i + 1 })}
                value={c.name}
                placeholder={t('列名')}
                onChange={e => put(i, { name: e.target.value })}
              />
              <Select
                aria-label={t('第{n}列填什么', { n: i + 1 })}
                value={c.kind}
                options={COLLECTION_KINDS.map(k => ({ value: k, label: t(k) }))}
                onChange={kind => put(i, { kind })}
              />
              {c.kind === '选项' ? (
                <Select
                  aria-label={t('第{n}列选项', { n: i + 1 })}
                  mode="tags"
                  open={false}
                  value={c.options}
                  placeholder={t('选项，逐个回车')}
                  onChange={(options: string[]) => put(i, { options })}
                />
              ) : (
                <span />
              )}
              <Checkbox checked={c.required} onChange={e => put(i, { required: e.target.checked })}>
                {t('必填')}
              </Checkbox>
              <Checkbox checked={c.unique} onChange={e => put(i, { unique: e.target.checked })}>
                {t('不重复')}
              </Checkbox>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('去掉第{n}列', { n: i + 1 })}
                onClick={() => setColumns(columns.filter((_, n) => n !== i))}
              />
            </div>
          ))}
        </div>
        <Button onClick={() => setColumns([...columns, column('', '文字')])}>{t('加一列')}</Button>
      </Form.Item>
      <div className="jt-dialog-end">
        <Button onClick={onCancel}>{t('取消')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('发起')}
        </Button>
      </div>
    </Form>
  )
}
