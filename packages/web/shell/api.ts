import { newId } from '@jingtu/core/id.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { t } from '../i18n/language.ts'
import { setReachable } from './reachable.ts'

export interface List<Row> {
  rows: Row[]
  total: number
}
export interface StoredFile {
  hash: string
  name: string
  size: number
  type: string
}
export type Query = Record<string, string | number | boolean | null | undefined | readonly (string | number)[]>
export interface Sending {
  key?: string
  signal?: AbortSignal
}

/** A refusal of the server (or the lack of an answer: status 0) with all its reasons. `extra` holds the problem's own members. */
export class ApiError extends Error {
  readonly status: number
  readonly title: string
  readonly reasons: Reason[]
  readonly extra: Record<string, unknown>
  constructor(status: number, title: string, reasons: Reason[] = [], extra: Record<string, unknown> = {}) {
    super([title, ...reasons.map(r => r.message)].join('；'))
    this.name = 'ApiError'
    this.status = status
    this.title = title
    this.reasons = reasons
    this.extra = extra
  }
  /** No answer came, so nobody knows whether the write was carried out: sending it again needs the same key. */
  get unanswered(): boolean {
    return this.status === 0 || this.status >= 502
  }
}

/** One key per intention of a user. Not crypto.randomUUID: an intranet address without TLS does not have it. */
export const newKey = (): string => newId()

export function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one))
  }
  const text = params.toString()
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path
}

/** Reads an RFC 9457 answer; anything else (a proxy's page) still becomes a sentence that says what to do. */
export function readProblem(status: number, body: unknown): ApiError {
  if (body && typeof body === 'object' && 'title' in body) {
    const { title, reasons, status: _status, type: _type, ...extra } = body as Record<string, unknown>
    const list = Array.isArray(reasons) ? (reasons as Reason[]).filter(r => r && typeof r.message === 'string') : []
    return new ApiError(status, String(title), list, extra)
  }
  const known: Record<number, string> = {
    401: t('请先登录'),
    403: t('没有办理这件事的权限'),
    404: t('找不到所要的内容'),
    413: t('文件太大，服务器没有接收'),
    429: t('操作过于频繁，请稍候再试'),
    502: t('服务器正在启动或暂时停用，请稍候再试'),
    503: t('服务器正在启动或暂时停用，请稍候再试'),
    504: t('服务器没有及时答复，请稍候再试'),
  }
  return new ApiError(status, known[status] ?? t('服务器出错（{status}），请把情况告诉管理员', { status }))
}

export const notReached = (): ApiError =>
  new ApiError(0, t('连不上服务器'), [{ message: t('请检查网络后再试一次；您填写的内容还在本页。') }])

let signInAgain: (() => Promise<void>) | undefined
/** Set while somebody is signed in: a request that meets an expired session waits for it and is then sent once more. */
export const onExpiredSession = (handler: (() => Promise<void>) | undefined): void => {
  signInAgain = handler
}

async function request(method: string, path: string, init: RequestInit, again = true): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { method, credentials: 'same-origin', ...init })
  } catch (error) {
    if (init.signal?.aborted) throw error
    setReachable(false)
    throw notReached()
  }
  setReachable(true)
  if (response.ok) return response
  if (response.status === 401 && again && signInAgain && !path.startsWith('/api/session')) {
    await signInAgain()
    return request(method, path, init, false)
  }
  const body: unknown = await response.json().catch(() => undefined)
  throw readProblem(response.status, body)
}

async function write<T>(method: string, path: string, body: unknown, sending: Sending = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', 'idempotency-key': sending.key ?? newKey() }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const text = body === undefined ? null : JSON.stringify(body)
  const response = await request(method, path, { headers, body: text, signal: sending.signal ?? null })
  return readBody<T>(response)
}

const readBody = async <T>(response: Response): Promise<T> => {
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

/**
 * Sends files with what is said about them. `onProgress` gets the share sent, 0…1 (1: the server is reading).
 * XMLHttpRequest, because fetch does not tell how much has gone out.
 */
function sendForm<T>(
  path: string,
  fields: Record<string, string | File>,
  sending: Sending & { onProgress?: (share: number) => void } = {},
): Promise<T> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest()
    sender.open('POST', path)
    sender.setRequestHeader('idempotency-key', sending.key ?? newKey())
    sender.setRequestHeader('accept', 'application/json')
    sender.responseType = 'json'
    sender.upload.onprogress = e => e.lengthComputable && sending.onProgress?.(e.loaded / e.total)
    sender.upload.onload = () => sending.onProgress?.(1)
    sender.onload = () => {
      setReachable(true)
      if (sender.status >= 200 && sender.status < 300) resolve(sender.response as T)
      else reject(readProblem(sender.status, sender.response))
    }
    sender.onerror = () => {
      setReachable(false)
      reject(notReached())
    }
    sender.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    sending.signal?.addEventListener('abort', () => sender.abort(), { once: true })
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    sender.send(form)
  })
}

export const api = {
  async get<T>(path: string, query?: Query, options: { signal?: AbortSignal } = {}): Promise<T> {
    const init = { headers: { accept: 'application/json' }, signal: options.signal ?? null }
    return readBody<T>(await request('GET', withQuery(path, query), init))
  },
  post: <T>(path: string, body?: unknown, sending?: Sending): Promise<T> => write<T>('POST', path, body, sending),
  put: <T>(path: string, body?: unknown, sending?: Sending): Promise<T> => write<T>('PUT', path, body, sending),
  patch: <T>(path: string, body?: unknown, sending?: Sending): Promise<T> => write<T>('PATCH', path, body, sending),
  del: <T>(path: string, body?: unknown, sending?: Sending): Promise<T> => write<T>('DELETE', path, body, sending),

  upload: (file: File, onProgress?: (share: number) => void, sending: Sending = {}): Promise<StoredFile> =>
    sendForm<StoredFile>('/api/files', { file }, { ...sending, onProgress }),
  sendForm,

  /** Fetches a file and hands it to the browser under the name the server gives it; refusals are thrown like any other. */
  async download(path: string, query?: Query): Promise<void> {
    const response = await request('GET', withQuery(path, query), {})
    const name = fileNameOf(response.headers.get('content-disposition')) ?? path.split('/').pop() ?? 'file'
    saveAs(await response.blob(), name)
  },
}

export function fileNameOf(disposition: string | null): string | undefined {
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded) return decodeURIComponent(encoded)
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]
}

export function saveAs(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the address after this turn; giving it back at once would leave an empty file.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
