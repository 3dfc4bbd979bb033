import type { BatchDetail } from '@jingtu/server/evidence/views.ts'
import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

interface Certified {
  value: string
  unit: string
  uncertainty: string
}

/** What the certificates of the materials say; without it their recovery is open. */
export function CertifiedValues({
  batch,
  report,
}: {
  batch: BatchDetail['batch']
  report: BatchDetail['quality']
}): ReactNode {
  const known = (batch.quality as { certified?: (Certified & { code: string; substance: string })[] } | null)?.certified
  const keyOf = (r: { code: string; substance: string }): string => `${r.code} ${r.substance}`
  const [values, setValues] = useState<Record<string, Certified>>(() =>
    Object.fromEntries(
      (known ?? []).map(k => [keyOf(k), { value: k.value, unit: k.unit, uncertainty: k.uncertainty ?? '' }]),
    ),
  )
  const save = useWrite<unknown, object>(
    (body, key) => api.post(`/api/evidence/batches/${batch.id}/certified`, body, { key }),
    { refresh: ['/api/evidence'], done: t('已登记标准值') },
  )
  const rows = [...new Map(report.certified.map(r => [keyOf(r), r])).values()]
  const of = (key: string): Certified => values[key] ?? { value: '', unit: 'mg/kg', uncertainty: '' }
  const set = (key: string, change: Partial<Certified>): void =>
    setValues(now => ({ ...now, [key]: { ...of(key), ...change } }))
  const certified = rows.flatMap(r => {
    const given = of(keyOf(r))
    return given.value.trim() === ''
      ? []
      : [
          {
            code: r.code,
            substance: r.substance,
            value: given.value.trim(),
            unit: given.unit.trim(),
            uncertainty: given.uncertainty.trim() || null,
          },
        ]
  })
  return (
    <section className="jt-card jt-card-above">
      <h2>{t('有证标准物质的标准值')}</h2>
      <div className="jc-scroll">
        <table className="jc-table">
          <thead>
            <tr>
              <th>{t('样品')}</th>
              <th>{t('项目')}</th>
              <th>{t('测得')}</th>
              <th>{t('标准值')}</th>
              <th>{t('计量单位')}</th>
              <th>{t('不确定度')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(r => {
              const key = keyOf(r)
              return (
                <tr key={key}>
                  <th scope="row">{r.code}</th>
                  <td>{r.name}</td>
                  <td>{r.found}</td>
                  {(['value', 'unit', 'uncertainty'] as const).map(part => (
                    <td key={part}>
                      <Input
                        size="small"
                        aria-label={`${key} ${part}`}
                        value={of(key)[part]}
                        onChange={e => set(key, { [part]: e.target.value })}
                      />
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <Button
        type="primary"
        className="je-save"
        loading={save.isPending}
        disabled={certified.length === 0}
        onClick={() => save.mutate({ version: batch.version, certified })}
      >
        {t('登记标准值')}
      </Button>
    </section>
  )
}
