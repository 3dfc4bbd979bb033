import { newKey, notReached, readProblem } from '../shell/api.ts'

/** Sends a file with what is said about it; `onProgress` gets the share sent, 0…1. Refusals are thrown like any other. */
export function sendForm<T>(
  path: string,
  fields: { file: File } & Record<string, string | File>,
  onProgress: (share: number) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest()
    sender.open('POST', path)
    sender.setRequestHeader('idempotency-key', newKey())
    sender.setRequestHeader('accept', 'application/json')
    sender.responseType = 'json'
    sender.upload.onprogress = e => e.lengthComputable && onProgress(e.loaded / e.total)
    sender.onload = () => {
      if (sender.status >= 200 && sender.status < 300) resolve(sender.response as T)
      else reject(readProblem(sender.status, sender.response))
    }
    sender.onerror = () => reject(notReached())
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    sender.send(form)
  })
}
