import { Alert, Button, Checkbox, Form, Input, InputNumber, Popconfirm, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Labelled } from '../parts/Labelled.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { showInstant } from '../parts/show.ts'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import './reporting.css'
import './workbench.css'

/** How a unit is reminded: in the app always, in its calendar by subscription, outwards only where an administrator opens the port. */
export default function Reminders(): ReactNode {
  const { actor } = useSession()
  const isAdmin = actor.duties.includes('admin') && !actor.party && actor.level !== 'township'
  return (
    <>
      <PageHead title={t('提醒')} note={t('系统内的提醒始终开启；日历订阅由本单位自己开，对外发送由管理员开。')} />
      <div className="jt-settings">
        <Calendar unitName={actor.unitName} />
        {isAdmin && <ReminderDays />}
        {isAdmin && <Outbound />}
      </div>
    </>
  )
}

function Calendar({ unitName }: { unitName: string }): ReactNode {
  const path = '/api/calendar-subscription'
  const asked = useGet<{ subscription: { createdAt: string; by: string } | null }>(path)
  const [url, setUrl] = useState<string | null>(null)
  const issue = useWrite((_: undefined, key) => api.post<{ url: string }>(path, {}, { key }), {
    refresh: [path],
    onDone: a => setUrl(a.url),
  })
  const revoke = useWrite((_: undefined, key) => api.del(path, undefined, { key }), {
    refresh: [path],
    done: t('已撤销，原地址不再可用'),
    onDone: () => setUrl(null),
  })
  const has = asked.data?.subscription
  return (
    <section className="jt-card">
      <h2>{t('日历订阅')}</h2>
      <p className="jt-soft">
        {t('把{unit}的时限加到手机、Outlook 或钉钉日历里，自动更新。知道地址的人都能看到这些时限，请勿外传。', {
          unit: unitName,
        })}
      </p>
      {url && (
        <Alert
          type="success"
          showIcon
          title={t('订阅地址只显示这一次，请现在复制')}
          description={<code style={{ wordBreak: 'break-all' }}>{url}</code>}
          action={<CopyButton text={url} small />}
          style={{ marginBottom: 12 }}
        />
      )}
      {has && !url && (
        <p>
          {t('{by} 于 {at} 生成过地址。忘记了可以重新生成，旧地址随即失效。', {
            by: has.by,
            at: showInstant(has.createdAt),
          })}
        </p>
      )}
      <div className="jt-tools-line" style={{ margin: 0 }}>
        <Button type={has ? 'default' : 'primary'} loading={issue.isPending} onClick={() => issue.mutate(undefined)}>
          {has ? t('重新生成') : t('生成订阅地址')}
        </Button>
        {has && (
          <Popconfirm
            title={t('撤销后，已订阅的日历不再更新。')}
            okText={t('撤销')}
            cancelText={t('取消')}
            onConfirm={() => revoke.mutate(undefined)}
          >
            <Button danger>{t('撤销')}</Button>
          </Popconfirm>
        )}
      </div>
    </section>
  )
}

interface Days {
  daysBefore: number[]
  overdueEvery: number
  warnDays: number
}

function ReminderDays(): ReactNode {
  const path = '/api/settings/reminders'
  const asked = useGet<Days>(path)
  return (
    <section className="jt-card">
      <h2>{t('提醒的日子')}</h2>
      {asked.error ? <Problem error={asked.error} /> : null}
      {asked.data && <DaysForm key={JSON.stringify(asked.data)} days={asked.data} path={path} />}
    </section>
  )
}

function DaysForm({ days, path }: { days: Days; path: string }): ReactNode {
  const [before, setBefore] = useState(days.daysBefore.join('，'))
  const [overdueEvery, setOverdueEvery] = useState(days.overdueEvery)
  const [warnDays, setWarnDays] = useState(days.warnDays)
  const save = useWrite((body: Days, key) => api.put(path, body, { key }), {
    refresh: [path, '/api/workbench', '/api/dispatches'],
    done: t('已保存'),
  })
  const numbers = before
    .split(/[，,、\s]+/)
    .filter(Boolean)
    .map(Number)
  const wrong = numbers.some(n => !Number.isInteger(n) || n < 0)
  return (
    <Form layout="vertical" onFinish={() => !wrong && save.mutate({ daysBefore: numbers, overdueEvery, warnDays })}>
      <Labelled
        label={t('到期前几天提醒')}
        validateStatus={wrong ? 'error' : undefined}
        help={wrong ? t('请填写天数，用逗号隔开，例如 15，7，3，1，0') : undefined}
      >
        <Input value={before} onChange={e => setBefore(e.target.value)} style={{ width: 260 }} />
      </Labelled>
      <Labelled label={t('逾期后每隔几天再提醒')}>
        <InputNumber min={1} max={90} precision={0} value={overdueEvery} onChange={v => setOverdueEvery(v ?? 7)} />
      </Labelled>
      <Labelled label={t('到期前几天亮黄灯')} extra={t('计划另有规定的，按计划的。')}>
        <InputNumber min={0} max={365} precision={0} value={warnDays} onChange={v => setWarnDays(v ?? 30)} />
      </Labelled>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('保存')}
      </Button>
    </Form>
  )
}

interface Port {
  kind: 'off' | 'smtp' | 'webhook'
  smtp?: { host: string; port: number; secure: boolean; user: string | null; from: string }
  webhook?: { url: string }
}

function Outbound(): ReactNode {
  const path = '/api/settings/outbound'
  const asked = useGet<Port & { secrets: { smtp: boolean; webhook: boolean } }>(path)
  return (
    <section className="jt-card">
      <h2>{t('对外发送')}</h2>
      <p className="jt-soft">{t('默认关闭。开启后，提醒会离开本系统：请先确认符合本单位的信息安全规定。')}</p>
      {asked.error ? <Problem error={asked.error} /> : null}
      {asked.data && (
        <PortForm key={JSON.stringify(asked.data)} port={asked.data} secrets={asked.data.secrets} path={path} />
      )}
    </section>
  )
}

function PortForm({
  port,
  secrets,
  path,
}: {
  port: Port
  secrets: { smtp: boolean; webhook: boolean }
  path: string
}): ReactNode {
  const [kind, setKind] = useState(port.kind)
  const [smtp, setSmtp] = useState(port.smtp ?? { host: '', port: 465, secure: true, user: null, from: '' })
  const [url, setUrl] = useState(port.webhook?.url ?? '')
  const [to, setTo] = useState('')
  const save = useWrite((body: Port, key) => api.put(path, body, { key }), {
    refresh: [path],
    done: t('已保存'),
    quiet: true,
  })
  const test = useWrite((_: undefined, key) => api.post(`${path}/test`, { to: to || null }, { key }), {
    done: t('测试消息已发出'),
    quiet: true,
  })
  const body: Port = kind === 'smtp' ? { kind, smtp } : kind === 'webhook' ? { kind, webhook: { url } } : { kind }
  return (
    <Form layout="vertical" onFinish={() => save.mutate(body)}>
      <Form.Item>
        <Radio.Group
          value={kind}
          onChange={e => setKind(e.target.value)}
          options={[
            { value: 'off', label: t('关闭') },
            { value: 'smtp', label: t('邮件（SMTP）') },
            { value: 'webhook', label: t('接口（Webhook）') },
          ]}
        />
      </Form.Item>
      {kind === 'smtp' && (
        <>
          <div className="jt-figures" style={{ marginBottom: 16 }}>
            <label htmlFor="jt-smtp-host">
              <span className="jt-report-label">{t('邮件服务器')}</span>
              <Input
                id="jt-smtp-host"
                value={smtp.host}
                style={{ width: 240 }}
                onChange={e => setSmtp({ ...smtp, host: e.target.value })}
              />
            </label>
            <label htmlFor="jt-smtp-port">
              <span className="jt-report-label">{t('端口')}</span>
              <InputNumber
                id="jt-smtp-port"
                value={smtp.port}
                min={1}
                max={65_535}
                precision={0}
                onChange={v => setSmtp({ ...smtp, port: v ?? 465 })}
              />
            </label>
            <Checkbox checked={smtp.secure} onChange={e => setSmtp({ ...smtp, secure: e.target.checked })}>
              {t('加密连接（TLS）')}
            </Checkbox>
          </div>
          <Labelled
            label={t('登录名')}
            extra={
              secrets.smtp
                ? t('口令已由环境变量 JINGTU_SMTP_PASSWORD 给出。')
                : t('口令请在服务器上以环境变量 JINGTU_SMTP_PASSWORD 给出，不在这里保存。')
            }
          >
            <Input
              value={smtp.user ?? ''}
              style={{ width: 320 }}
              onChange={e => setSmtp({ ...smtp, user: e.target.value || null })}
            />
          </Labelled>
          <Labelled label={t('发件地址')} required>
            <Input
              value={smtp.from}
              style={{ width: 320 }}
              onChange={e => setSmtp({ ...smtp, from: e.target.value })}
            />
          </Labelled>
        </>
      )}
      {kind === 'webhook' && (
        <Labelled
          label={t('接收地址')}
          required
          extra={
            secrets.webhook
              ? t('消息以环境变量 JINGTU_WEBHOOK_SECRET 签名（x-jingtu-signature）。')
              : t('可在服务器上设置环境变量 JINGTU_WEBHOOK_SECRET，消息即带签名。')
          }
        >
          <Input value={url} placeholder="https://" onChange={e => setUrl(e.target.value)} />
        </Labelled>
      )}
      {save.error ? <Problem error={save.error} title={t('没有保存成')} /> : null}
      {test.error ? <Problem error={test.error} /> : null}
      <div className="jt-tools-line" style={{ margin: 0 }}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('保存')}
        </Button>
        {port.kind !== 'off' && (
          <>
            {port.kind === 'smtp' && (
              <Input
                value={to}
                placeholder={t('收件邮箱')}
                style={{ width: 220 }}
                onChange={e => setTo(e.target.value)}
              />
            )}
            <Button loading={test.isPending} onClick={() => test.mutate(undefined)}>
              {t('发一条测试消息')}
            </Button>
          </>
        )}
      </div>
    </Form>
  )
}
