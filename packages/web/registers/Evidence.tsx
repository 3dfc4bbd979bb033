import type { ReactNode } from 'react'
import type { StoredFile } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'

/** Pictures among the files of a field, small; every look at a file is noted by the server. */
export function Thumbnails({ hashes }: { hashes: readonly string[] }): ReactNode {
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
