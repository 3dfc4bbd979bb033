import { Button, DatePicker, Form, Input, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { DAY_FORMATS } from '../parts/read-figure.ts'
import { REGIONS, type RegionRow } from '../parts/region-tree.ts'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { placedFaults } from './placed-faults.ts'

interface Values {
  /** Asked only under a county; elsewhere what is added is a zone. */
  kind?: 'zone' | 'administrative'
  name: string
  code?: string
  from: Dayjs
}
interface Props {
  parent: RegionRow
  onDone: () => void
  onCancel: () => void
}

/** A development zone (a node without a code of the state) or, under a county, a township; from a day on. */
export function NewRegion({ parent, onDone, onCancel }: Props): ReactNode {
  const today = useToday()
  const create = useWrite(
    (values: Omit<Values, 'from'> & { from: string }, key) =>
      api.post(REGIONS, { parent: parent.id, ...values }, { key }),
    { refresh: [REGIONS], done: t('已新增'), quiet: true, onDone },
  )
  const { fault, above } = placedFaults(create.error, ['name', 'code', 'from'])
  const send = ({ kind = 'zone', name, code, from }: Values): void =>
    create.mutate({
      kind,
      name: name.trim(),
      ...(code?.trim() ? { code: code.trim() } : {}),
      from: from.format('YYYY-MM-DD'),
    })

  return (
    <Form<Values> layout="vertical" initialValues={{ kind: 'zone', from: dayjs(today) }} onFinish={send}>
      {above && <Problem error={above} />}
      {parent.level === 'county' && (
        <Form.Item name="kind" label={t('类型')}>
          <Radio.Group
            options={[
              { value: 'zone', label: t('功能区') },
              { value: 'administrative', label: t('乡镇（街道）') },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item
        name="name"
        label={t('名称')}
        rules={[{ required: true, whitespace: true, message: t('请填写名称') }]}
        {...fault('name')}
      >
        <Input autoFocus placeholder={t('例如：高新技术产业开发区')} />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'administrative' && (
            <Form.Item name="code" label={t('代码')} extra={t('9 位统计用区划代码；没有可不填')} {...fault('code')}>
              <Input inputMode="numeric" />
            </Form.Item>
          )
        }
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
