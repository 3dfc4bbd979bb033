import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { showNumber, showValue } from '../parts/show.ts'
import { api } from '../shell/api.ts'
import { findRegister, REGISTERS, type Values } from './declared.ts'
import '../records/records.css'
import './registers.css'

interface Answer {
  name: string
  basis: string[]
  fields: Record<string, string>
  rows: Record<string, unknown>[]
  next: string | null
  count: { n: number; estimated: boolean }
}

/** What everybody may read of the lists the law has published: no sign-in, and nothing but what is published. */
export default function PublicList(): ReactNode {
  const { register } = useParams()
  if (register) return <OneList key={register} register={register} />
  const open = REGISTERS.filter(kind => kind.register.publish && !kind.register.example)
  return (
    <>
      <PageHead title={t('公开名录')} note={t('依法向社会公开的名录；只公开规定的内容。')} />
      <section className="jg-module">
        <ul>
          {open.map(kind => (
            <li key={kind.id}>
              <div className="jg-card">
                <Link to={`/public-lists/${kind.id}`}>
                  <b>{kind.name}</b>
                </Link>
                <p>{kind.register.basis.join('；')}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function OneList({ register }: { register: string }): ReactNode {
  const path = `/api/public/registers/${register}/rows`
  const kind = findRegister(register)
  const asked = useInfiniteQuery({
    queryKey: [path],
    queryFn: ({ pageParam, signal }) => api.get<Answer>(path, { after: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last: Answer) => last.next,
  })
  const first = asked.data?.pages[0]
  const rows = asked.data?.pages.flatMap(page => page.rows) ?? []
  const keys = ['subject', 'name', 'region'].filter(key => kind?.register.publish?.fields.includes(key as never))
  const rest = (kind?.register.publish?.fields ?? []).filter(key => !keys.includes(key))
  const headOf = (key: string): string =>
    key === 'region'
      ? t('所在区域')
      : key === 'state'
        ? t('状态')
        : key === 'subject'
          ? t('名称')
          : (first?.fields[key] ?? key)
  const cellOf = (key: string, value: unknown): ReactNode => {
    const field = kind?.fields[key]
    // A reader without an account has no session, so rows inside a row are read as lines here.
    if (field?.kind === 'rows' && Array.isArray(value) && value.length > 0)
      return (
        <ul>
          {(value as Values[]).map(inner => (
            <li key={JSON.stringify(inner)}>
              {Object.entries(field.fields ?? {})
                .map(([k, f]) => `${t(f.name)} ${showValue(inner[k])}`)
                .join(t('、'))}
            </li>
          ))}
        </ul>
      )
    // Where somebody has published something, the reader goes there.
    return typeof value === 'string' && /^https?:\/\//.test(value) ? (
      <a href={value} target="_blank" rel="noreferrer">
        {value}
      </a>
    ) : (
      showValue(value)
    )
  }
  return (
    <>
      <PageHead
        title={first?.name ?? kind?.name ?? t('公开名录')}
        trail={[{ label: t('公开名录'), to: '/public-lists' }]}
        note={first?.basis.join('；')}
      />
      {asked.error && <Problem error={asked.error} />}
      {!asked.data && !asked.error && <Skeleton active />}
      {first && rows.length === 0 && <EmptyState title={t('目前没有公开的记录')} />}
      {rows.length > 0 && first && (
        <>
          <p className="jt-soft">{t('共 {total} 条', { total: showNumber(first.count.n) })}</p>
          <table className="jr-rows jg-named jg-public">
            <thead>
              <tr>
                {[...keys, ...rest].map(key => (
                  <th key={key} scope="col">
                    {headOf(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={String(row.id)}>
                  {[...keys, ...rest].map(key => (
                    <td key={key} data-name={headOf(key)}>
                      {cellOf(key, row[key])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {asked.hasNextPage && (
            <Button className="jg-more" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              {t('再看后面的')}
            </Button>
          )}
        </>
      )}
    </>
  )
}
