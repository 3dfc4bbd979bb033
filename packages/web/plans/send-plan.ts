import type { ImportAnswer } from '@jingtu/programme/plan-views.ts'
import { notReached, readProblem } from '../shell/api.ts'

/** Sends the file with where it belongs; `onShare` tells how much has gone out (1: the server is reading). */
export function sendPlan(
  file: File,
  fields: { regionId: string; documents?: string },
  key: string,
  signal: AbortSignal,
  onShare: (share: number) => void,
): Promise<ImportAnswer> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest()
    sender.open('POST', '/api/plans/import')
    sender.setRequestHeader('idempotency-key', key)
    sender.setRequestHeader('accept', 'application/json')
    sender.responseType = 'json'
    sender.upload.onprogress = e => e.lengthComputable && onShare(e.loaded / e.total)
    sender.upload.onload = () => onShare(1)
    sender.onload = () =>
      sender.status < 300
        ? resolve(sender.response as ImportAnswer)
        : reject(readProblem(sender.status, sender.response))
    sender.onerror = () => reject(notReached())
    sender.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', () => sender.abort(), { once: true })
    const form = new FormData()
    form.append('file', file, file.name)
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    sender.send(form)
  })
}
