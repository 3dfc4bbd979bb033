import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { TASK_COUNTS, type TableColumn, type TaskCount } from '@jingtu/programme/report-table.ts'
import { letterOf } from '@jingtu/programme/table-formula.ts'
import type { TableList } from '@jingtu/server/workbench/tables/answers.ts'
import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../../i18n/language.ts'
import { withSource } from './drawing.ts'

const KINDS = { typed: '单位填报', formula: '公式', target: '指标', tasks: '任务数' } as const

interface Props {
  column: TableColumn
  index: number
  last: boolean
  sources: TableList['sources']
  onChange: (column: TableColumn) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One column: what it is called, where its figures come from, what stands in the row 合计. */
export function ColumnEditor({ column, index, last, sources, onChange, onMove, onRemove }: Props): ReactNode {
  const letter = letterOf(index)
  const named = (word: string): string => t('{letter} 列 {word}', { letter, word: t(word) })
  return (
    <div className="jt-draw-column">
      <b>{letter}</b>
      <Input
        aria-label={named('列名')}
        placeholder={t('列名')}
        value={column.name}
        onChange={e => onChange({ ...column, name: e.target.value })}
      />
      <Input
        aria-label={named('单位')}
        placeholder={t('计量单位')}
        value={column.unit ?? ''}
        onChange={e => onChange({ ...column, unit: e.target.value || null })}
      />
      <Select
        aria-label={named('来源')}
        value={column.source.kind}
        options={(Object.keys(KINDS) as (keyof typeof KINDS)[]).map(k => ({ value: k, label: t(KINDS[k]) }))}
        onChange={kind => onChange(withSource(column, kind, sources.indicators[0]))}
      />
      <SourceDetail column={column} sources={sources} named={named} onChange={onChange} />
      <InputNumber
        aria-label={named('小数位')}
        min={0}
        max={6}
        value={column.decimals}
        disabled={column.source.kind !== 'formula'}
        suffix={t('位')}
        style={{ width: '100%' }}
        onChange={decimals => onChange({ ...column, decimals: decimals ?? 0 })}
      />
      <Select
        aria-label={named('合计行')}
        value={column.total}
        options={[
          { value: 'sum', label: t('合计：求和') },
          ...(column.source.kind === 'formula' ? [{ value: 'formula', label: t('合计：同公式') }] : []),
          { value: 'none', label: t('合计：不填') },
        ]}
        onChange={total => onChange({ ...column, total })}
      />
      <span>
        <Button
          size="small"
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={named('上移')}
          disabled={index === 0}
          onClick={() => onMove(-1)}
        />
        <Button
          size="small"
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={named('下移')}
          disabled={last}
          onClick={() => onMove(1)}
        />
        <Button size="small" type="text" icon={<DeleteOutlined />} aria-label={named('删除')} onClick={onRemove} />
      </span>
    </div>
  )
}

interface DetailProps {
  column: TableColumn
  sources: TableList['sources']
  named: (word: string) => string
  onChange: (column: TableColumn) => void
}

function SourceDetail({ column, sources, named, onChange }: DetailProps): ReactNode {
  const { source } = column
  if (source.kind === 'typed') return <span className="jt-faint">{t('由填报单位填写')}</span>
  if (source.kind === 'formula')
    return (
      <Input
        aria-label={named('公式')}
        prefix="="
        placeholder="C/B*100"
        value={source.formula}
        onChange={e => onChange({ ...column, source: { ...source, formula: e.target.value } })}
      />
    )
  if (source.kind === 'target')
    return (
      <span className="jt-draw-pair">
        <Select
          aria-label={named('指标')}
          showSearch={{ optionFilterProp: 'label' }}
          value={source.indicator || undefined}
          placeholder={t('选择指标')}
          options={sources.indicators.map(i => ({ value: i, label: i }))}
          onChange={indicator => onChange({ ...column, source: { ...source, indicator } })}
        />
        <Select
          aria-label={named('取值')}
          value={source.what}
          options={[
            { value: 'value', label: t('目标值') },
            { value: 'measured', label: t('实测值') },
          ]}
          onChange={what => onChange({ ...column, source: { ...source, what } })}
        />
      </span>
    )
  return (
    <span className="jt-draw-pair">
      <Select
        aria-label={named('计数')}
        value={source.count}
        options={(Object.keys(TASK_COUNTS) as TaskCount[]).map(k => ({ value: k, label: t(TASK_COUNTS[k]) }))}
        onChange={count => onChange({ ...column, source: { ...source, count } })}
      />
      <Select
        aria-label={named('任务')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={source.task}
        placeholder={t('全部任务')}
        options={sources.tasks.map(task => ({ value: task.id, label: task.title }))}
        onChange={task => onChange({ ...column, source: { ...source, task: task ?? null } })}
      />
    </span>
  )
}
