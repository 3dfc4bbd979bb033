import type { LocalStandard } from '@jingtu/registers/monitoring/local-standard.ts'
import { readProblem } from '../shell/api.ts'

/** The table goes as it is; the server reads it and says of each row what is wrong with it. */
export async function sendLocalStandard(file: File, about: object, key: string): Promise<LocalStandard> {
  const form = new FormData()
  form.append('file', file, file.name)
  form.append('body', JSON.stringify(about))
  const response = await fetch('/api/evidence/local-standards', {
    method: 'POST',
    headers: { 'idempotency-key': key, accept: 'application/json' },
    body: form,
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw readProblem(response.status, body)
  return body as LocalStandard
}
