import type { Target } from '@jingtu/programme/target.ts'
import type { KeyLandYear } from '@jingtu/server/key-land/evaluate.ts'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'

/** A target in words about 重点建设用地 is decided by the footnote of its plan. */
export const isKeyLand = (target: Pick<Target, 'op' | 'indicator'>): boolean =>
  target.op === 'text' && /重点建设用地.*安全利用/.test(target.indicator)

const LIGHT: Record<KeyLandYear['answer'], { sign: string; className: string }> = {
  得到有效保障: { sign: '●', className: 'jt-met' },
  未得到有效保障: { sign: '■', className: 'jt-not-met' },
  不明: { sign: '◇', className: 'jt-unknown' },
}

/** Whether it is guaranteed by the lists, the parcels that block it, and the button that writes it down. */
export function KeyLandGuarantee({ target }: { target: Target }): ReactNode {
  const today = useToday()
  const year = (target.by && target.by < today ? target.by : today).slice(0, 4)
  const asked = useGet<KeyLandYear>('/api/key-land', { year, region: target.regionId })
  const judge = useWrite(
    (of: number, key: string) => api.post(`/api/targets/${target.id}/key-land`, { year: of }, { key }),
    { refresh: [`/api/targets/${target.id}`, '/api/targets', '/api/key-land'], done: t('已按台账判定') },
  )
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  const found = asked.data
  if (!found) return <Skeleton active paragraph={{ rows: 1 }} />
  return (
    <>
      <div className="jg-head">
        <span className={`jt-light ${LIGHT[found.answer].className}`}>
          <span aria-hidden="true">{LIGHT[found.answer].sign}</span>
          <span>{t(found.answer)}</span>
        </span>
        <span>{found.why}</span>
        {found.answer !== '不明' && (
          <Button size="small" loading={judge.isPending} onClick={() => judge.mutate(Number(year))}>
            {t('按台账判定')}
          </Button>
        )}
      </div>
      {found.blocking.length > 0 && (
        <ul>
          {found.blocking.map(b => (
            <li key={b.parcel}>
              <Link to={`/registers/site/${b.parcel}`}>{b.name}</Link>：{b.why}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
