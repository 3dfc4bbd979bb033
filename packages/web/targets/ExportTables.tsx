import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import type { PlanRow } from '@jingtu/programme/plan-views.ts'
import { App, Button, Dropdown, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { showProblem } from '../parts/Problem.tsx'
import { api, saveAs } from '../shell/api.ts'
import { useToday } from '../shell/session.tsx'
import { groupOf, type Matrix } from './matrix.ts'
import { STATUS_NOTES, statusSheet } from './status-sheet.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Two tables for two purposes: how every target stands, and the target table as it is annexed to a plan. */
export function ExportTables({ plan, matrix }: { plan: PlanRow; matrix: Matrix }): ReactNode {
  const today = useToday()
  const { modal } = App.useApp()
  const [annex, setAnnex] = useState(false)
  const status = async (): Promise<void> => {
    const title = t('{region}{year}目标指标完成情况表', {
      region: plan.regionName,
      year: plan.year ? t('{year}年', { year: plan.year }) : '',
    })
    // The writer is fetched when it is needed: most visits export nothing.
    const { writeSheet } = await import('@jingtu/documents/sheet/write.ts')
    const bytes = await writeSheet({
      sheets: [statusSheet(matrix, title, today)],
      notes: { name: t('状态说明'), lines: STATUS_NOTES },
    })
    saveAs(new Blob([Uint8Array.from(bytes)], { type: XLSX }), `${title}.xlsx`)
  }
  const items = [
    {
      key: 'status',
      label: t('完成情况表（各区域实测值和状态）'),
      onClick: () => void status().catch(error => showProblem(modal, error, t('没有导出成'))),
    },
    { key: 'annex', label: t('目标任务附表（计划附件格式）…'), onClick: () => setAnnex(true) },
  ]
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button icon={<DownloadOutlined />}>{t('导出 Excel')}</Button>
      </Dropdown>
      <Modal
        open={annex}
        title={t('目标任务附表')}
        footer={null}
        width={640}
        destroyOnHidden
        onCancel={() => setAnnex(false)}
      >
        <AnnexTables plan={plan} matrix={matrix} onDone={() => setAnnex(false)} />
      </Modal>
    </>
  )
}

interface Annexed {
  title: string
  targets: string[]
}

/** 附表1, 附表2 …: which indicators stand in which table, and what the table is called. */
function AnnexTables({ plan, matrix, onDone }: { plan: PlanRow; matrix: Matrix; onDone: () => void }): ReactNode {
  const { modal } = App.useApp()
  const [busy, setBusy] = useState(false)
  const year = plan.year ? t('{year}年度', { year: plan.year }) : ''
  const all = matrix.rows.filter(r => r.target.kind !== 'frequency')
  const [tables, setTables] = useState<Annexed[]>([
    {
      title: t('{year}土壤及地下水污染防治目标任务', { year }),
      targets: (all.some(r => r.whole) ? all.filter(r => r.whole) : all)
        .filter(r => r.target.kind === 'indicator')
        .map(r => r.target.id),
    },
  ])
  const put = (i: number, change: Partial<Annexed>): void =>
    setTables(now => now.map((table, k) => (k === i ? { ...table, ...change } : table)))
  const options = all.map(r => ({ value: r.target.id, label: r.target.indicator, group: groupOf(r.target) }))
  const ready = tables.length > 0 && tables.every(x => x.title.trim() && x.targets.length > 0)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      const table = tables.map(x => `${x.title.trim().replaceAll('|', '｜')}|${x.targets.join(',')}`)
      await api.download(`/api/plans/${plan.id}/targets.xlsx`, { table })
      onDone()
    } catch (error) {
      showProblem(modal, error, t('没有导出成'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <p className="jt-soft">
        {t(
          '按计划附件的版式：指标横排，上面分“约束性指标”“指导性指标”，没有下达的写“/”，文字目标照写。每张附表一个工作表。',
        )}
      </p>
      {tables.map((table, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the tables are numbered by their place
        <fieldset key={i} className="jg-annex">
          <legend>
            {t('附表{n}', { n: i + 1 })}
            {tables.length > 1 && (
              <button type="button" className="jt-link" onClick={() => setTables(tables.filter((_, k) => k !== i))}>
                {t('去掉')}
              </button>
            )}
          </legend>
          <Input
            value={table.title}
            maxLength={80}
            aria-label={t('表名')}
            onChange={e => put(i, { title: e.target.value })}
          />
          <Select
            mode="multiple"
            className="jt-wide"
            value={table.targets}
            options={options}
            placeholder={t('选择指标')}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={targets => put(i, { targets })}
          />
        </fieldset>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => setTables([...tables, { title: t('{year}农业农村污染治理目标任务', { year }), targets: [] }])}
      >
        {t('再加一张附表')}
      </Button>
      <div className="jt-dialog-end">
        <Button onClick={onDone}>{t('取消')}</Button>
        <Button type="primary" loading={busy} disabled={!ready} onClick={() => void save()}>
          {t('导出')}
        </Button>
      </div>
    </>
  )
}
