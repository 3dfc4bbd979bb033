import { Button, DatePicker, Form, Input } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { splitReasons } from '../parts/form-values.ts'
import { Problem } from '../parts/Problem.tsx'
import type { RegionRow } from '../parts/RegionPicker.tsx'
import { DAY_FORMATS } from '../parts/read-figure.ts'
import { ApiError, api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'

interface Values {
  name: string
  from: Dayjs
}

/** A development zone: a node without a code of the state, from a day on. */
export function NewZone({
  parent,
  onDone,
  onCancel,
}: {
  parent: RegionRow
  onDone: () => void
  onCancel: () => void
}): ReactNode {
  const today = useToday()
  const create = useWrite(
    ({ name, from }: { name: string; from: string }, key) =>
      api.post('/api/regions', { parent: parent.id, name, kind: 'zone', from }, { key }),
    { refresh: ['/api/regions'], done: t('已新增'), quiet: true, onDone },
  )
  const { placed, rest } = splitReasons(create.error instanceof ApiError ? create.error.reasons : [], ['name', 'from'])
  const above =
    create.error instanceof ApiError ? new ApiError(create.error.status, create.error.title, rest) : create.error
  const fault = (key: string): { validateStatus?: 'error'; help?: string } =>
    placed[key] ? { validateStatus: 'error', help: placed[key] } : {}
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ from: dayjs(today) }}
      onFinish={({ name, from }) => create.mutate({ name: name.trim(), from: from.format('YYYY-MM-DD') })}
    >
      {create.error && <Problem error={above} />}
      <Form.Item
        name="name"
        label={t('名称')}
        rules={[{ required: true, whitespace: true, message: t('请填写名称') }]}
        {...fault('name')}
      >
        <Input autoFocus placeholder={t('例如：高新技术产业开发区')} />
      </Form.Item>
      <Form.Item
        name="from"
        label={t('自何时起')}
        rules={[{ required: true, message: t('请填写日期') }]}
        {...fault('from')}
      >
        <DatePicker format={DAY_FORMATS} className="jt-wide" />
      </Form.Item>
      <div className="jt-dialog-end">
        <Button onClick={onCancel}>{t('取消')}</Button>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('新增')}
        </Button>
      </div>
    </Form>
  )
}
