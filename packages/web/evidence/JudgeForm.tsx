import type { Judging } from '@jingtu/registers/monitoring/judging.ts'
import type { LocalStandard } from '@jingtu/registers/monitoring/local-standard.ts'
import type { JudgingPreview, Page, SampleView } from '@jingtu/server/evidence/views.ts'
import { findStandard } from '@jingtu/standards/index.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import '../screening/screening.css'
import { VerdictTag } from '../charts/VerdictTag.tsx'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import { Progress } from '../parts/Progress.tsx'
import { Conditions } from '../screening/Conditions.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'

export interface JudgeScope {
  batch?: string
  survey?: string
  region?: string
}

/** A judging is looked at before it is written: every verdict that would change, and nothing else. */
export function JudgeForm({ scope, onDone }: { scope: JudgeScope; onDone: () => void }): ReactNode {
  const first = useGet<Page<SampleView>>(scope.batch ? '/api/evidence/samples' : null, { batch: scope.batch, size: 1 })
  const [chosen, setStandard] = useState<string | null>(null)
  const standard = chosen ?? standardFor(first.data?.rows[0])
  const [options, setOptions] = useState<AssessOptions>({})
  const [local, setLocal] = useState<string[]>([])
  const [preview, setPreview] = useState<JudgingPreview | null>(null)
  const locals = useGet<List<LocalStandard>>('/api/evidence/local-standards')
  const number = findStandard(standard)?.number
  const offered = (locals.data?.rows ?? []).filter(
    l => l.state === 'in-use' && findStandard(l.standard)?.number === number,
  )
  const { tables: _tables, on: _on, region: _region, ...asked } = options
  const order = { scope, standard, options: asked, localStandards: local }
  const look = useWrite<JudgingPreview, object>(
    (body, key) => api.post('/api/evidence/judgings/preview', body, { key }),
    {
      quiet: true,
      onDone: setPreview,
    },
  )
  const write = useWrite<Judging, object>((body, key) => api.post('/api/evidence/judgings', body, { key }), {
    quiet: true,
    refresh: ['/api/evidence'],
    done: t('已写入评价结论'),
    onDone,
  })
  // What was looked at holds only for what was asked.
  const ask = (change: () => void): void => {
    change()
    setPreview(null)
  }
  return (
    <div className="je-judge">
      <Conditions
        standard={standard}
        options={options}
        localTables={false}
        onStandard={next =>
          ask(() => {
            setStandard(next)
            setLocal([])
          })
        }
        onOptions={next => ask(() => setOptions(next))}
      />
      {offered.length > 0 && (
        <label htmlFor="je-local">
          {t('叠加的地方标准')}
          <Select
            id="je-local"
            mode="multiple"
            value={local}
            onChange={(next: string[]) => ask(() => setLocal(next))}
            options={offered.map(l => ({ value: l.id, label: `${l.number} ${l.title}` }))}
          />
        </label>
      )}
      <Button type={preview ? 'default' : 'primary'} loading={look.isPending} onClick={() => look.mutate(order)}>
        {t('看会有什么变化')}
      </Button>
      {look.error && <Problem error={look.error} />}
      {preview && (
        <>
          <Flips preview={preview} />
          {write.error && <Problem error={write.error} />}
          {write.isPending ? (
            <Progress title={t('正在写入')} />
          ) : (
            <Button type="primary" onClick={() => write.mutate({ ...order, digest: preview.digest })}>
              {t('写入这 {n} 条结论', { n: preview.samples })}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

/** The standard that is asked of such a sample first; only a proposal. */
function standardFor(sample: SampleView | undefined): string {
  if (sample?.medium === '地下水') return 'GB/T 14848-2017'
  if (sample?.medium === '灌溉水') return 'GB 5084-2021'
  if (sample?.medium === '农产品' || sample?.crop) return 'GB 2762'
  return sample?.plannedUse ? 'GB 36600-2018' : 'GB 15618-2018'
}

/** What would change, before anything is written. */
function Flips({ preview }: { preview: JudgingPreview }): ReactNode {
  return (
    <section aria-label={t('变化清单')}>
      <ul className="jn-counts">
        {Object.entries(preview.counts).map(([verdict, n]) => (
          <li key={verdict}>
            <VerdictTag verdict={verdict} /> <b>{n}</b>
          </li>
        ))}
      </ul>
      <p>
        {t('{samples} 个样品，{flips} 个结论会变', { samples: preview.samples, flips: preview.flipTotal })}　
        <span className="jt-soft">{[...preview.editions, ...preview.tables.map(x => x.id)].join('、')}</span>
      </p>
      {preview.flips.length === 0 ? (
        <EmptyState compact title={t('没有已有的结论会变')} />
      ) : (
        <div className="jc-scroll">
          <table className="jc-table">
            <thead>
              <tr>
                <th>{t('样品')}</th>
                <th>{t('原来')}</th>
                <th>{t('将是')}</th>
                <th>{t('起决定作用的项目')}</th>
                <th>{t('标准')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.flips.map(f => (
                <tr key={`${f.batch} ${f.sample}`}>
                  <th scope="row">{f.code}</th>
                  <td>{f.before ? <VerdictTag verdict={f.before} /> : t('（未评价）')}</td>
                  <td>
                    <VerdictTag verdict={f.after} />
                  </td>
                  <td>{f.decisive || '—'}</td>
                  <td>{f.edition}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.flipTotal > preview.flips.length && (
        <p className="jt-soft">{t('只列出前 {n} 个', { n: preview.flips.length })}</p>
      )}
    </section>
  )
}
