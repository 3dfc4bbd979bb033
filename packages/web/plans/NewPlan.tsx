import type { Plan } from '@jingtu/programme/plan.ts'
import type { PlanRow } from '@jingtu/programme/plan-views.ts'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RegionPicker } from '../parts/RegionPicker.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { useOwnRegion } from './own-region.ts'

/** A plan written here: empty, or with one task for each task of a superior plan, so that none is forgotten. */
export function NewPlan({ onDone, onCancel }: { onDone: (plan: Plan) => void; onCancel: () => void }): ReactNode {
  const today = useToday()
  const own = useOwnRegion()
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null)
  const region = picked ?? own
  const [title, setTitle] = useState('')
  const [year, setYear] = useState<number | null>(Number(today.slice(0, 4)))
  const [basedOn, setBasedOn] = useState<string | null>(null)
  const plans = useGet<List<PlanRow>>('/api/plans', { state: 'published' })
  const create = useWrite((body: object, key) => api.post<Plan>('/api/plans', body, { key }), {
    refresh: ['/api/plans'],
    quiet: true,
    onDone,
  })
  const parents = (plans.data?.rows ?? []).filter(p => p.regionId !== region?.id)
  return (
    <Form
      layout="vertical"
      onFinish={() =>
        create.mutate({ title: title.trim(), year, regionId: region?.id, ...(basedOn ? { basedOn } : {}) })
      }
    >
      <Problem error={create.error} />
      <Labelled label={t('标题')} required>
        <Input
          autoFocus
          value={title}
          onChange={e => setTitle(e.target.value)}
          placeholder={t('例如：柳溪镇2026年度土壤污染防治工作计划')}
        />
      </Labelled>
      <Labelled label={t('年度')} required>
        <InputNumber min={1949} max={2200} value={year} onChange={setYear} />
      </Labelled>
      <Labelled label={t('区域')} required>
        <RegionPicker
          value={region?.id ?? null}
          name={region?.name}
          onChange={(id, r) => setPicked(id && r ? { id, name: r.name } : null)}
        />
      </Labelled>
      <Labelled label={t('对照的上级计划')} extra={t('选了上级计划，就为它的每项任务各建一项，逐项改成本地的做法。')}>
        <Select
          allowClear
          value={basedOn}
          onChange={v => setBasedOn(v ?? null)}
          options={parents.map(p => ({ value: p.id, label: `${p.title}（${p.regionName}）` }))}
          placeholder={t('可不选')}
        />
      </Labelled>
      <div className="jt-dialog-end">
        <Button onClick={onCancel}>{t('取消')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={create.isPending}
          disabled={!title.trim() || !year || !region}
        >
          {t('新建')}
        </Button>
      </div>
    </Form>
  )
}
