import type { Target } from '@jingtu/programme/target.ts'
import type { TargetIndicator as Shown } from '@jingtu/server/indicators/views.ts'
import { Button, Select, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'

/** Which indicator of the registers a target is. A person confirms it once; from then on the figure is computed. */
export function TargetIndicator({ target }: { target: Target }): ReactNode {
  const path = `/api/targets/${target.id}/indicator`
  // A target of last year is worked out for last year, also in January.
  const today = useToday()
  const year = (target.by && target.by < today ? target.by : today).slice(0, 4)
  const asked = useGet<Shown>(path)
  const [picked, setPicked] = useState<string | null>(null)
  const refresh = [path, `/api/targets/${target.id}`, '/api/targets']
  const bind = useWrite((indicator: string, key: string) => api.post(path, { indicator }, { key }), {
    refresh,
    done: t('已确认'),
  })
  const compute = useWrite(
    (period: string, key: string) => api.post(`/api/targets/${target.id}/compute`, { period }, { key }),
    { refresh, done: t('已按台账计算') },
  )
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  const shown = asked.data
  if (!shown) return <Skeleton active paragraph={{ rows: 1 }} />
  if (shown.bound)
    return (
      <div className="jg-head">
        <Link to={`/indicators?open=${shown.bound}`}>{shown.boundName}</Link>
        <Button size="small" loading={compute.isPending} onClick={() => compute.mutate(year)}>
          {t('按台账计算')}
        </Button>
      </div>
    )
  if (!shown.may || shown.proposals.length === 0)
    return <span className="jt-faint">{t('尚未对应台账指标，数值由人工录入')}</span>
  const choice = picked ?? shown.proposals[0]!.indicator
  return (
    <div className="jg-head">
      <Select
        aria-label={t('台账指标')}
        style={{ minWidth: 260 }}
        value={choice}
        onChange={setPicked}
        options={shown.proposals.map(p => ({
          value: p.indicator,
          label: p.sure ? p.name : t('{name}（名称相近，请核对）', { name: p.name }),
        }))}
      />
      <Button size="small" type="primary" loading={bind.isPending} onClick={() => bind.mutate(choice)}>
        {t('确认对应')}
      </Button>
    </div>
  )
}
