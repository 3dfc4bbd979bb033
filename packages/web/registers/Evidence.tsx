import { Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FileList } from '../parts/FileList.tsx'
import { Problem } from '../parts/Problem.tsx'
import { showInstant } from '../parts/show.ts'
import type { StoredFile } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'

/** Files of a row to look at: pictures small, and for a government who has looked at which. */
export function Evidence({ hashes }: { hashes: readonly string[] }): ReactNode {
  const { actor } = useSession()
  return (
    <>
      <Thumbnails hashes={hashes} />
      {hashes.map(hash => (
        <div key={hash} className="jg-evidence">
          <FileList hashes={[hash]} />
          {!actor.party && <WhoLooked hash={hash} />}
        </div>
      ))}
    </>
  )
}

interface Look {
  name: string
  times: number
  at: string
}

function WhoLooked({ hash }: { hash: string }): ReactNode {
  const [open, setOpen] = useState(false)
  const asked = useGet<{ rows: Look[] }>(open ? `/api/files/${hash}/views` : null)
  const rows = asked.data?.rows ?? []
  const content = asked.error ? (
    <Problem error={asked.error} />
  ) : asked.data && rows.length === 0 ? (
    t('还没有人看过')
  ) : (
    <ul className="jg-looks">
      {rows.map(look => (
        <li key={look.name}>
          {look.name}{' '}
          <span className="jt-soft">{t('{n} 次，最近 {at}', { n: look.times, at: showInstant(look.at) })}</span>
        </li>
      ))}
    </ul>
  )
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={content}>
      <button type="button" className="jt-link">
        {t('谁看过')}
      </button>
    </Popover>
  )
}

/** Pictures among the files of a field, small; every look at a file is noted by the server. */
function Thumbnails({ hashes }: { hashes: readonly string[] }): ReactNode {
  return (
    <span className="jg-thumbnails">
      {hashes.map(hash => (
        <Thumbnail key={hash} hash={hash} />
      ))}
    </span>
  )
}

function Thumbnail({ hash }: { hash: string }): ReactNode {
  const { data } = useGet<StoredFile>(`/api/files/${hash}/about`, undefined, { staleTime: Number.POSITIVE_INFINITY })
  if (!data?.type.startsWith('image/')) return null
  return (
    <a href={`/api/files/${hash}`} target="_blank" rel="noreferrer" title={data.name}>
      <img src={`/api/files/${hash}`} alt={data.name} loading="lazy" />
    </a>
  )
}
