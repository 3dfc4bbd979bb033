import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import type { DispatchDetail } from '@jingtu/server/workbench/answers.ts'
import { Button, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { readFigure } from '../parts/read-figure.ts'
import { UnitsPicker } from '../parts/UnitPicker.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import './reporting.css'

interface Share {
  quantity: string
  objects: string[]
}

/** Deals a task out: to whom, how much, which objects; sums are watched while typing. */
export function SplitDialog({
  open,
  detail,
  onClose,
}: {
  open: boolean
  detail: DispatchDetail
  onClose: () => void
}): ReactNode {
  return (
    <Modal open={open} title={t('分解到单位')} footer={null} onCancel={onClose} destroyOnHidden width={820}>
      <SplitForm detail={detail} onClose={onClose} />
    </Modal>
  )
}

function SplitForm({ detail, onClose }: { detail: DispatchDetail; onClose: () => void }): ReactNode {
  const { dispatch, task, siblings } = detail
  const whole = detail.split?.whole ?? null
  const [units, setUnits] = useState<string[]>([])
  const [names, setNames] = useState<Record<string, string>>({})
  const [shares, setShares] = useState<Record<string, Share>>({})
  const share = (unit: string): Share => shares[unit] ?? { quantity: '', objects: [] }
  const set = (unit: string, more: Partial<Share>): void =>
    setShares(now => ({ ...now, [unit]: { ...share(unit), ...more } }))
  const send = useWrite((body: object, key) => api.post(`/api/dispatches/${dispatch.id}/split`, body, { key }), {
    refresh: ['/api/dispatches', '/api/workbench', '/api/plans'],
    done: t('已分解'),
    quiet: true,
    onDone: onClose,
  })
  const figures = units.flatMap(u => readFigure(share(u).quantity) ?? [])
  const total = sum(figures)
  const given = new Set(units.flatMap(u => share(u).objects))
  const left = detail.objects.filter(o => !given.has(o.id))
  const lacking = whole !== null && figures.length > 0 && compareDecimals(total, whole) < 0
  return (
    <div className="jt-dealing">
      <UnitsPicker
        value={units}
        names={names}
        onChange={(ids, found) => {
          setUnits(ids)
          setNames(now => ({ ...now, ...Object.fromEntries(found.map(u => [u.id, u.shortName ?? u.name])) }))
        }}
        placeholder={t('输入名称添加单位，可多选')}
      />
      {siblings.length > 0 && <p className="jt-soft">{t('已承办的单位也可以选，数量和对象以这次为准。')}</p>}
      {units.length > 0 && (
        <table className="jt-matrix">
          <thead>
            <tr>
              <th>{t('单位')}</th>
              <th style={{ width: 160 }}>
                {t('数量')}
                {task.quantityUnit ? `（${task.quantityUnit}）` : ''}
              </th>
              <th>{t('具名对象')}</th>
            </tr>
          </thead>
          <tbody>
            {units.map(u => (
              <tr key={u}>
                <td>{names[u] ?? t('已选单位')}</td>
                <td>
                  <Input
                    value={share(u).quantity}
                    inputMode="decimal"
                    style={{ textAlign: 'right' }}
                    status={share(u).quantity && readFigure(share(u).quantity) === undefined ? 'error' : undefined}
                    onChange={e => set(u, { quantity: e.target.value })}
                  />
                </td>
                <td>
                  <Select
                    mode="multiple"
                    style={{ width: '100%' }}
                    value={share(u).objects}
                    onChange={objects => set(u, { objects })}
                    options={detail.objects
                      .filter(o => !given.has(o.id) || share(u).objects.includes(o.id))
                      .map(o => ({ value: o.id, label: o.name }))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className={lacking ? 'jt-not-met' : 'jt-soft'}>
        {whole !== null && t('合计 {total} / {whole}{unit}', { total, whole, unit: task.quantityUnit ?? '' })}
        {left.length > 0 &&
          `　${t('还有 {count} 个对象没有分：{names}', {
            count: left.length,
            names: left
              .slice(0, 5)
              .map(o => o.name)
              .join(t('、')),
          })}`}
      </p>
      {send.error ? <Problem error={send.error} /> : null}
      <div className="jt-dialog-end">
        <Button onClick={onClose}>{t('取消')}</Button>
        <Button
          type="primary"
          disabled={units.length === 0}
          loading={send.isPending}
          onClick={() =>
            send.mutate({
              parts: units.map(unit => ({
                unit,
                quantity: readFigure(share(unit).quantity) ?? null,
                objects: share(unit).objects,
              })),
            })
          }
        >
          {t('分解')}
        </Button>
      </div>
    </div>
  )
}
