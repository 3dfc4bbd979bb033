import type { GroundwaterYear } from '@jingtu/server/evidence/views.ts'
import { ITEM_SETS } from '@jingtu/standards/required-items.ts'
import { InputNumber, Select, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { substanceName } from '../charts/substance-name.ts'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { StateTag, type Verdict } from '../parts/StateTag.tsx'
import { useAddress } from '../shell/address.ts'
import { useGet } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { MissingList } from '../standards/MissingList.tsx'
import '../charts/charts.css'
import '../screening/screening.css'
import '../standards/standards.css'
import './evidence.css'

type Point = GroundwaterYear['points'][number]

const STATES: Record<string, Verdict> = {
  达标: 'met',
  达到: 'met',
  保持稳定: 'met',
  不达标: 'not-met',
  未达到: 'not-met',
  未保持稳定: 'not-met',
  不适用: 'not-applicable',
}
const stateOf = (word: string): Verdict => STATES[word] ?? 'unknown'

/** 地下水年度: the class of every well over a year, the share of Ⅴ类, and what has become worse since the baseline. */
export default function GroundwaterPage(): ReactNode {
  const today = useToday()
  const [params, put] = useAddress('goes back')
  const year = Number(params.get('year') ?? today.slice(0, 4))
  const baseline = params.get('baseline')
  const items = params.get('items')
  const [open, setOpen] = useState<Point | null>(null)
  const asked = useGet<GroundwaterYear>(`/api/evidence/groundwater/${year}`, { baseline, items }, { keep: true })
  const found = asked.data
  const columns: Column<Point>[] = [
    { key: 'point', title: '点位编码', pinned: true, width: 130 },
    { key: 'name', title: '名称', width: 200 },
    {
      key: 'class',
      title: '年度类别',
      width: 130,
      filter: true,
      render: p => <VerdictTag verdict={p.class} target={p.target} />,
    },
    { key: 'target', title: '目标类别', width: 110 },
    {
      key: 'meets',
      title: '是否达标',
      width: 130,
      filter: true,
      render: p => <StateTag state={stateOf(p.meets)} word={t(p.meets)} />,
    },
    { key: 'decisive', title: '起决定作用的项目', width: 200, value: p => p.decisive.join('、') },
    {
      key: 'campaigns',
      title: '各次类别',
      width: 220,
      value: p => p.campaigns.map(c => `${c.name} ${t(c.class)}`).join('　'),
      deskOnly: true,
    },
    { key: 'missing', title: '缺项', kind: 'number', width: 80, value: p => p.missing.length },
  ]
  return (
    <>
      <PageHead
        title={t('地下水年度评价')}
        note={t('每口井全年各次监测合并定类；Ⅴ类比例、与基准年相比的稳定性和变差的点位。')}
        steps={[{ label: t('变化趋势'), to: '/evidence/trends' }]}
      />
      <div className="jt-card jt-card-above je-about">
        <label htmlFor="je-year">
          {t('年度')}
          <InputNumber
            id="je-year"
            min={1990}
            max={2100}
            value={year}
            onChange={value => value && put({ year: String(value) })}
          />
        </label>
        <label htmlFor="je-baseline">
          {t('基准年')}
          <InputNumber
            id="je-baseline"
            min={1990}
            max={2100}
            placeholder={t('不比较')}
            value={baseline === null ? null : Number(baseline)}
            onChange={value => put({ baseline: value ? String(value) : null })}
          />
        </label>
        <label htmlFor="je-items">
          {t('结论须依据的项目')}
          <Select
            id="je-items"
            allowClear
            placeholder={t('只看已有的项目')}
            value={items}
            onChange={(value: string | null) => put({ items: value ?? null })}
            options={ITEM_SETS.filter(s => s.standard === 'GB/T 14848').map(s => ({ value: s.name, label: t(s.name) }))}
          />
        </label>
      </div>
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {!found && !asked.error && <Skeleton active />}
      {found && (
        <>
          <Summary found={found} />
          <DataTable
            id="evidence.groundwater"
            columns={columns}
            rows={found.points}
            rowKey={p => p.site}
            onOpen={setOpen}
            exportName={`${t('地下水年度评价')} ${found.year}`}
            empty={{
              title: t('没有地下水井'),
              how: t('在“监测点位”登记类型为地下水井的点位，导入检测数据后即可评价。'),
            }}
          />
          {found.notes.length > 0 && (
            <ul className="js-notes jt-soft">
              {found.notes.map(note => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
        </>
      )}
      <SideSheet open={open !== null} title={open && `${open.point} ${open.name}`} onClose={() => setOpen(null)}>
        {open && <Well point={open} />}
      </SideSheet>
    </>
  )
}

function Summary({ found }: { found: GroundwaterYear }): ReactNode {
  const { share, stability } = found
  return (
    <>
      <ul className="jn-counts">
        <li>
          <StateTag
            state={stateOf(share.verdict)}
            word={t('Ⅴ类比例 {share}%，不高于 {limit}%', { share: share.share, limit: share.limit })}
          />
        </li>
        <li>
          {t('Ⅴ类点位')} <b>{share.five.length}</b> / {share.points}
        </li>
        {share.undetermined.length > 0 && (
          <li>
            <StateTag state="unknown" word={t('不能定类')} /> <b>{share.undetermined.length}</b>
          </li>
        )}
        {stability && (
          <li>
            <StateTag state={stateOf(stability.verdict)} word={t(stability.verdict)} />
          </li>
        )}
      </ul>
      {stability && stability.worsened.length > 0 && (
        <ul className="jt-reasons">
          {stability.worsened.map(w => (
            <li key={w.point}>
              <b>{w.point}</b>　{t('由{from}变为{to}', { from: t(w.from), to: t(w.to) })}　{w.items.join('、')}
              {w.excusedBy && <span className="jt-soft">　{t('自然背景：{report}', { report: w.excusedBy })}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const Well = ({ point: p }: { point: Point }): ReactNode => (
  <>
    <p className="js-verdict">
      <VerdictTag verdict={p.class} target={p.target} />
      <span className="jt-soft">{p.rule}</span>
    </p>
    <MissingList missing={p.missing} />
    <div className="jc-scroll">
      <table className="jc-table">
        <thead>
          <tr>
            <th>{t('项目')}</th>
            <th>{t('年度值')}</th>
            <th>{t('计量单位')}</th>
            <th>{t('类别')}</th>
            <th>{t('监测次数')}</th>
          </tr>
        </thead>
        <tbody>
          {p.items.map(i => (
            <tr key={i.substance}>
              <th scope="row">{substanceName(i.substance, i.name)}</th>
              <td>{i.value ?? '—'}</td>
              <td>{i.unit}</td>
              <td>
                <VerdictTag verdict={i.class} target={p.target} />
              </td>
              <td>{i.of}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {p.notes.length > 0 && (
      <ul className="js-notes jt-soft">
        {p.notes.map(note => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    )}
  </>
)
