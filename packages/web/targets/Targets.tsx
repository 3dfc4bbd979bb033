import { EditOutlined, PrinterOutlined } from '@ant-design/icons'
import type { TargetStatus } from '@jingtu/programme/target-status.ts'
import type { TargetRow } from '@jingtu/server/targets/views.ts'
import { Input, Segmented, Select, Skeleton } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { useNarrow } from '../parts/narrow.ts'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { useAddress } from '../shell/address.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { CellSheet } from './CellSheet.tsx'
import { ExportTables } from './ExportTables.tsx'
import { ManySheet } from './ManySheet.tsx'
import { Matrix } from './Matrix.tsx'
import { MatrixCards } from './MatrixCards.tsx'
import { countStatuses, filterMatrix, type MatrixFilter, type MatrixRow, matrixOf } from './matrix.ts'
import { planOptions, usePlans } from './plans-with-targets.ts'
import { RecordSheet } from './RecordSheet.tsx'
import { StatusStrip } from './StatusStrip.tsx'
import { STATUS_ORDER } from './status-look.ts'
import './target.css'
import './targets.css'

/** 指标: every target of a plan in every region, with its light; each figure opens to its rows. */
export default function Targets(): ReactNode {
  const { actor, today } = useSession()
  const [params, put] = useAddress()
  const { plans, plan, choose, error } = usePlans(params.get('plan'))
  const asked = useGet<List<TargetRow>>(plan ? '/api/targets' : null, { plan: plan?.id ?? '' }, { keep: true })
  const [recording, setRecording] = useState(false)
  const [many, setMany] = useState<MatrixRow | null>(null)
  const narrow = useNarrow()

  const rows = asked.data?.rows
  const matrix = useMemo(
    () => (plan && rows ? matrixOf(rows, { id: plan.regionId, name: plan.regionName }) : null),
    [rows, plan],
  )
  const wanted = params.get('status')
  const filter: MatrixFilter = {
    kind: (params.get('kind') as MatrixFilter['kind'] | null) ?? 'indicator',
    status: STATUS_ORDER.includes(wanted as TargetStatus) ? (wanted as TargetStatus) : null,
    binding: params.get('binding'),
    regions: params.get('regions')?.split(',').filter(Boolean) ?? [],
    search: params.get('search') ?? '',
  }
  const shown = matrix && filterMatrix(matrix, filter)
  const ofKind = matrix && filterMatrix(matrix, { ...filter, status: null })
  const target = params.get('target')
  const region = params.get('region')
  const open = target && region ? { target, region } : null
  const onOpen = (to: string, at: string): void => put({ target: to, region: at })
  const own = matrix?.regions.find(r => r.id === actor.home)
  const mayRecord = actor.duties.some(d => d === 'reporter' || d === 'reviewer' || d === 'planner')
  const inForce = rows?.some(r => r.target.state === 'inForce')

  if (error) return <Problem error={error} />
  return (
    <>
      <PageHead
        title={t('指标')}
        note={
          plan && (
            <>
              {t('截至 {day}。点开任一格，查看实测值、依据和判定理由。', { day: today })}
              <Link to={`/plans/${plan.id}`}>{t('查看计划')}</Link>
            </>
          )
        }
        next={
          mayRecord && inForce
            ? { label: t('录入实测值'), icon: <EditOutlined />, onClick: () => setRecording(true) }
            : undefined
        }
        steps={narrow ? [] : [{ label: t('打印'), icon: <PrinterOutlined />, onClick: () => print() }]}
      />
      {plans && plans.length === 0 && (
        <div className="jt-paper">
          <EmptyState
            title={t('还没有已发布的计划')}
            how={t('计划发布后，文中的目标指标会列在这里，按县（市、区）逐项显示实测值和状态。')}
            action={<Link to="/plans">{t('去看计划')}</Link>}
          />
        </div>
      )}
      {plan && (
        <div className="jg-tools">
          <Select
            className="jg-plan"
            aria-label={t('计划')}
            value={plan.id}
            options={planOptions(plans ?? [], t('未写年度'))}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            onChange={id => {
              choose(id)
              put({ plan: id, target: null, region: null, regions: null })
            }}
          />
          <Segmented
            value={filter.kind}
            options={[
              { value: 'indicator', label: t('指标') },
              { value: 'workload', label: t('数量任务') },
              { value: 'all', label: t('全部') },
            ]}
            onChange={kind => put({ kind: kind === 'indicator' ? null : kind })}
          />
          <Select
            className="jg-pick"
            allowClear
            placeholder={t('性质')}
            value={filter.binding}
            options={[
              { value: '约束性', label: t('约束性') },
              { value: '指导性', label: t('指导性') },
            ]}
            onChange={value => put({ binding: value ?? null })}
          />
          <Select
            className="jg-regions"
            mode="multiple"
            maxTagCount="responsive"
            allowClear
            placeholder={t('全部区域')}
            value={[...filter.regions]}
            options={(matrix?.regions ?? []).map(r => ({ value: r.id, label: r.name }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={ids => put({ regions: ids.join(',') || null })}
          />
          <Input.Search
            className="jg-search"
            allowClear
            placeholder={t('查找指标')}
            defaultValue={filter.search}
            onSearch={text => put({ search: text || null })}
          />
          {shown && <ExportTables plan={plan} matrix={shown} />}
        </div>
      )}
      {asked.error ? <Problem error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {plan && !asked.data && !asked.error && <Skeleton active paragraph={{ rows: 8 }} />}
      {shown && ofKind && (
        <>
          <StatusStrip
            of={own?.name ?? plan?.regionName ?? ''}
            counts={countStatuses(ofKind.rows, own?.id)}
            chosen={filter.status}
            onChoose={status => put({ status })}
          />
          {shown.rows.length === 0 ? (
            <div className="jt-paper">
              {rows?.length === 0 ? (
                <EmptyState title={t('这份计划没有目标')} how={t('审核计划时确认的目标会列在这里。')} />
              ) : (
                <EmptyState
                  compact
                  title={t('没有符合条件的指标')}
                  action={
                    <button
                      type="button"
                      className="jt-link"
                      onClick={() => put({ status: null, binding: null, regions: null, search: null, kind: 'all' })}
                    >
                      {t('清除条件')}
                    </button>
                  }
                />
              )}
            </div>
          ) : narrow ? (
            <MatrixCards matrix={shown} own={own?.id} onOpen={onOpen} />
          ) : (
            <Matrix
              matrix={shown}
              status={filter.status}
              open={open}
              onOpen={onOpen}
              onMany={mayRecord ? setMany : null}
            />
          )}
        </>
      )}
      <CellSheet open={open} onClose={() => put({ target: null, region: null })} onOpen={onOpen} />
      <ManySheet row={many} regions={matrix?.regions ?? []} onClose={() => setMany(null)} />
      <RecordSheet
        open={recording}
        rows={rows ?? []}
        onClose={() => setRecording(false)}
        onDone={(to, at) => {
          setRecording(false)
          put({ target: to, region: at })
        }}
      />
    </>
  )
}
