import { Inflate } from 'fflate'
import { describeBytes, type Limits } from './limits.ts'
import { type Deadline, Refused } from './refusal.ts'

/**
 * A zip container read without trusting it. Sizes in its headers are never believed: every entry is inflated as a stream and
 * counted, and all entries of one container share one byte budget.
 */
export type ZipContainer = {
  names: string[]
  has(name: string): boolean
  /** Streams one entry; the chunk is only valid during the call. Throws `Refused` when it is damaged or beyond the limits. */
  stream(name: string, onChunk: (chunk: Uint8Array) => void): void
  /** One whole entry; only for entries that must be held at once. */
  bytes(name: string): Uint8Array
}

type Entry = { name: string; method: number; compressed: number; offset: number; encrypted: boolean }

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_HEADER = 0x04034b50
// deflate can reach 1032:1, so one push of this size inflates to 4 MB at most before the budget is looked at again
const PUSH_BYTES = 4 * 1024
const RATIO_FROM = 1024 * 1024

export function openZip(bytes: Uint8Array, limits: Limits, deadline: Deadline): ZipContainer {
  const entries = readDirectory(bytes, limits)
  let budget = limits.inflatedBytes
  const spent = new Set<string>()

  function stream(name: string, onChunk: (chunk: Uint8Array) => void): void {
    const entry = entries.get(name)
    if (!entry) throw damagedZip(`容器里没有 ${name}`)
    if (entry.encrypted) throw encryptedZip()
    const data = entryData(bytes, entry)
    let size = 0
    const count = (chunk: Uint8Array, consumed: number) => {
      size += chunk.length
      // an entry read twice is charged once, or a document with many footnotes would pay for its styles again and again
      if (!spent.has(name)) budget -= chunk.length
      if (budget < 0) throw zipBomb(`解压后超过 ${describeBytes(limits.inflatedBytes)} 的上限`)
      if (size > RATIO_FROM && size > consumed * limits.inflateRatio) {
        throw zipBomb(`其中的 ${name} 压缩比超过 ${limits.inflateRatio} 倍`)
      }
      deadline.check()
      if (chunk.length > 0) onChunk(chunk)
    }
    if (entry.method === 0) {
      for (let at = 0; at < data.length; at += PUSH_BYTES) count(data.subarray(at, at + PUSH_BYTES), at + PUSH_BYTES)
    } else {
      inflate(data, count, name)
    }
    spent.add(name)
  }

  return {
    names: [...entries.keys()],
    has: name => entries.has(name),
    stream,
    bytes: name => {
      const chunks: Uint8Array[] = []
      let length = 0
      stream(name, chunk => {
        chunks.push(chunk.slice())
        length += chunk.length
      })
      const whole = new Uint8Array(length)
      let at = 0
      for (const chunk of chunks) {
        whole.set(chunk, at)
        at += chunk.length
      }
      return whole
    },
  }
}

function inflate(data: Uint8Array, count: (chunk: Uint8Array, consumed: number) => void, name: string): void {
  let ended = false
  let consumed = 0
  const inflater = new Inflate((chunk, final) => {
    ended ||= final
    count(chunk, consumed)
  })
  try {
    for (let at = 0; at < data.length; at += PUSH_BYTES) {
      consumed = at + PUSH_BYTES
      inflater.push(data.subarray(at, at + PUSH_BYTES), at + PUSH_BYTES >= data.length)
    }
  } catch (error) {
    if (error instanceof Refused) throw error
    throw damagedZip(`其中的 ${name} 解压到一半出错`)
  }
  if (!ended) throw damagedZip(`其中的 ${name} 不完整`)
}

function readDirectory(bytes: Uint8Array, limits: Limits): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end < 0) throw damagedZip('文件尾部的目录缺失，多半是没有下载或拷贝完整')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > limits.zipEntries || count === 0xffff) throw zipBomb(`内含条目超过 ${limits.zipEntries} 个的上限`)
  const entries = new Map<string, Entry>()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damagedZip('目录残缺')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const entry: Entry = {
      name: name.replaceAll('\\', '/').replace(/^\/+/, ''),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      compressed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    }
    if (!entry.name.endsWith('/')) entries.set(entry.name, entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  if (entries.size === 0) throw damagedZip('里面没有任何文件')
  return entries
}

function findEnd(view: DataView): number {
  const last = view.byteLength - 22
  for (let at = last; at >= 0 && at > last - 65_536; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  return -1
}

function entryData(bytes: Uint8Array, entry: Entry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (entry.method !== 0 && entry.method !== 8) throw damagedZip(`其中的 ${entry.name} 用了不支持的压缩方法`)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== LOCAL_HEADER) {
    throw damagedZip(`其中的 ${entry.name} 位置不对`)
  }
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  if (start + entry.compressed > bytes.length) throw damagedZip(`其中的 ${entry.name} 不完整`)
  return bytes.subarray(start, start + entry.compressed)
}

function damagedZip(detail: string): Refused {
  return new Refused(
    'damaged-zip',
    `文件已损坏：${detail}`,
    '请重新下载或向发件人再要一份；能用 Word 或 Excel 打开的，另存一份再上传',
  )
}

function zipBomb(detail: string): Refused {
  return new Refused(
    'zip-bomb',
    `文件不正常：${detail}，已停止读取`,
    '请确认文件来源；正常的文件请删去多余的图片和附件后另存再上传',
  )
}

export function encryptedZip(): Refused {
  return new Refused('encrypted', '文件加了密码，无法读取', '请用 Word、WPS 或 Excel 打开，取消“打开密码”后另存再上传')
}
