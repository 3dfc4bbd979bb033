import { UploadOutlined } from '@ant-design/icons'
import { COLUMNS } from '@jingtu/standards/gb5084-2021/table.ts'
import { findStandard } from '@jingtu/standards/index.ts'
import { VERDICTS } from '@jingtu/standards/judgement.ts'
import { plannedUseOf } from '@jingtu/standards/land-use/planned-use.ts'
import { checkLocalTable, type LocalTable } from '@jingtu/standards/local-tables.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import { ITEM_SETS } from '@jingtu/standards/required-items.ts'
import { App, AutoComplete, Button, Input, Select, Upload } from 'antd'
import { type ReactNode, useId } from 'react'
import { t } from '../i18n/language.ts'
import { CHOICES } from './screen-file.ts'

interface Props {
  standard: string
  options: AssessOptions
  onStandard: (standard: string) => void
  onOptions: (options: AssessOptions) => void
  /** false: local tables are chosen elsewhere. */
  localTables?: boolean
}

const USES = [
  '第一类',
  '第二类',
  '0701 居住用地',
  '0804 教育用地',
  '0806 医疗卫生用地',
  '0901 商业用地',
  '1001 工业用地',
  '1401 社区公园',
]
const LAND_USES = ['水田', '旱地', '水旱轮作', '果园', '其他']
const CONDITIONS = ['盐碱土地区', '高氟区', '对硼敏感作物']
const CROPS = ['稻谷', '糙米', '大米', '小麦', '玉米', '叶菜蔬菜', '豆类', '薯类', '茶叶']

/** What the caller knows of all samples alike; what a sample says itself goes first. Each standard asks what it needs. */
export function Conditions({ standard, options, onStandard, onOptions, localTables = true }: Props): ReactNode {
  const number = findStandard(standard)?.number
  const set = (change: AssessOptions): void => {
    const next = { ...options, ...change }
    onOptions(Object.fromEntries(Object.entries(next).filter(([, v]) => v !== undefined && v !== '')) as AssessOptions)
  }
  const sets = ITEM_SETS.filter(s => s.standard === number)
  const use = plannedUseOf(options.use)
  return (
    <div className="jn-conditions">
      <Labelled label={t('标准')}>
        {id => (
          <Select
            id={id}
            value={standard}
            onChange={next => {
              onStandard(next)
              onOptions({})
            }}
            options={CHOICES.map(c => ({ value: c.name, label: `${c.name}　${c.title}` }))}
            popupMatchSelectWidth={false}
          />
        )}
      </Labelled>
      {number === 'GB 36600' && (
        <Labelled label={t('规划用途')} hint={use && `${use.class}：${use.why}`}>
          {id => (
            <AutoComplete
              id={id}
              allowClear
              placeholder={t('以样品自己的为准')}
              value={options.use}
              onChange={value => set({ use: value || undefined })}
              options={USES.map(value => ({ value }))}
            />
          )}
        </Labelled>
      )}
      {number === 'GB 15618' && (
        <Labelled label={t('土地利用类型')}>
          {id => <Choice id={id} value={options.landUse} from={LAND_USES} onChange={landUse => set({ landUse })} />}
        </Labelled>
      )}
      {number === 'GB/T 14848' && (
        <Labelled label={t('目标类别')}>
          {id => (
            <Select
              id={id}
              value={options.target ?? 'Ⅲ类'}
              onChange={target => set({ target })}
              options={VERDICTS['GB/T 14848'].map(value => ({ value, label: t(value) }))}
            />
          )}
        </Labelled>
      )}
      {number === 'GB 5084' && (
        <>
          <Labelled label={t('作物种类')}>
            {id => <Choice id={id} value={options.column} from={COLUMNS} onChange={column => set({ column })} />}
          </Labelled>
          <Labelled label={t('适用条件')}>
            {id => (
              <Choice id={id} value={options.condition} from={CONDITIONS} onChange={condition => set({ condition })} />
            )}
          </Labelled>
        </>
      )}
      {number === 'GB 2762' && (
        <Labelled label={t('农产品')}>
          {id => (
            <AutoComplete
              id={id}
              allowClear
              placeholder={t('以样品自己的为准')}
              value={options.crop}
              onChange={value => set({ crop: value || undefined })}
              options={CROPS.map(value => ({ value }))}
            />
          )}
        </Labelled>
      )}
      {sets.length > 0 && (
        <Labelled label={t('结论须依据的项目')}>
          {id => (
            <Select
              id={id}
              allowClear
              placeholder={t('只看已有的项目')}
              value={options.items ?? null}
              onChange={(items: string | null) => set({ items: items ?? undefined })}
              options={sets.map(s => ({ value: s.name, label: t(s.name) }))}
              popupMatchSelectWidth={false}
            />
          )}
        </Labelled>
      )}
      {localTables && number === 'GB 36600' && <LocalTables options={options} onChange={set} />}
    </div>
  )
}

function Labelled({
  label,
  hint,
  children,
}: {
  label: string
  hint?: ReactNode
  children: (id: string) => ReactNode
}): ReactNode {
  const id = useId()
  return (
    <div className="jn-condition">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint && <small className="jt-soft">{hint}</small>}
    </div>
  )
}

const Choice = ({
  id,
  value,
  from,
  onChange,
}: {
  id: string
  value: string | undefined
  from: readonly string[]
  onChange: (value: string | undefined) => void
}): ReactNode => (
  <Select
    id={id}
    allowClear
    placeholder={t('以样品自己的为准')}
    value={value ?? null}
    onChange={(next: string | null) => onChange(next ?? undefined)}
    options={from.map(option => ({ value: option, label: t(option) }))}
  />
)

/** Stricter limits of a province, as a data file that is read here and sent nowhere either. */
function LocalTables({
  options,
  onChange,
}: {
  options: AssessOptions
  onChange: (change: AssessOptions) => void
}): ReactNode {
  const { message } = App.useApp()
  const tables = options.tables ?? []
  const take = async (file: File): Promise<void> => {
    try {
      const raw: unknown = JSON.parse(await file.text())
      const given = (Array.isArray(raw) ? raw : [raw]) as LocalTable[]
      const faults = given.flatMap(table => checkLocalTable(table).map(f => [table.id, f.where, f.message].join(' ')))
      if (faults.length) throw new Error(faults.join('；'))
      onChange({ tables: given, region: options.region ?? given[0]?.region })
    } catch (error) {
      message.error(t('不能采用这份地方标准：{why}', { why: error instanceof Error ? error.message : String(error) }))
    }
  }
  return (
    <Labelled label={t('地方标准')} hint={tables.map(table => `${table.id} ${table.title}`).join('；')}>
      {id =>
        tables.length === 0 ? (
          <Upload
            accept=".json"
            showUploadList={false}
            beforeUpload={file => {
              void take(file)
              return false
            }}
          >
            <Button id={id} icon={<UploadOutlined />}>
              {t('选择数据文件（.json）')}
            </Button>
          </Upload>
        ) : (
          <span className="jn-local">
            <Input
              id={id}
              addonBefore={t('区划代码')}
              value={options.region ?? ''}
              onChange={e => onChange({ region: e.target.value })}
            />
            <Select
              aria-label={t('叠加方式')}
              value={options.stacking ?? 'strictest'}
              onChange={stacking => onChange({ stacking })}
              options={[
                { value: 'strictest', label: t('逐项取最严') },
                { value: 'first', label: t('地方优先') },
              ]}
            />
            <Button onClick={() => onChange({ tables: undefined, region: undefined, stacking: undefined })}>
              {t('不用')}
            </Button>
          </span>
        )
      }
    </Labelled>
  )
}
