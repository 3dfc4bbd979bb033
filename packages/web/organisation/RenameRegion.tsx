import { Button, DatePicker, Form, Input } from 'antd'
import type { Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { DAY_FORMATS } from '../parts/read-figure.ts'
import { REGIONS, type RegionRow } from '../parts/region-tree.ts'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { placedFaults } from './placed-faults.ts'

interface Values {
  name: string
  code?: string
  from: Dayjs
  reason: string
}
interface Props {
  region: RegionRow
  onDone: () => void
  onCancel: () => void
}

/** The same place under another name or code from a day on (撤县设市 …); all that lies there moves along. */
export function RenameRegion({ region, onDone, onCancel }: Props): ReactNode {
  const rename = useWrite(
    (values: Omit<Values, 'from'> & { from: string }, key) =>
      api.post<{ moved: number }>(`${REGIONS}/${region.id}/succeed`, values, { key }),
    {
      refresh: ['/api'],
      quiet: true,
      done: ({ moved }) => t('已变更，{count} 条记录随之改挂', { count: moved }),
      onDone,
    },
  )
  const { fault, above } = placedFaults(rename.error, ['name', 'code', 'from', 'reason'])
  const send = ({ name, code, from, reason }: Values): void =>
    rename.mutate({
      name: name.trim(),
      ...(code?.trim() ? { code: code.trim() } : {}),
      from: from.format('YYYY-MM-DD'),
      reason: reason.trim(),
    })
  const filled = (message: string) => [{ required: true, message }]

  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ name: region.name, code: region.code ?? undefined }}
      onFinish={send}
    >
      <p className="jt-soft">
        {t('原名称和代码自变更之日起停用但仍可查到；这里的单位、任务和数据都随之改挂，不会丢失。')}
      </p>
      {above && <Problem error={above} />}
      <Form.Item name="name" label={t('新名称')} rules={filled(t('请填写名称'))} {...fault('name')}>
        <Input autoFocus />
      </Form.Item>
      <Form.Item name="code" label={t('新代码')} {...fault('code')}>
        <Input inputMode="numeric" />
      </Form.Item>
      <Form.Item name="from" label={t('自何时起')} rules={filled(t('请填写日期'))} {...fault('from')}>
        <DatePicker format={DAY_FORMATS} className="jt-wide" />
      </Form.Item>
      <Form.Item name="reason" label={t('变更依据')} rules={filled(t('请填写批复文号'))} {...fault('reason')}>
        <Input placeholder={t('批复文号')} />
      </Form.Item>
      <div className="jt-dialog-end">
        <Button onClick={onCancel}>{t('取消')}</Button>
        <Button type="primary" htmlType="submit" loading={rename.isPending}>
          {t('变更')}
        </Button>
      </div>
    </Form>
  )
}
