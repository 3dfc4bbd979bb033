import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'

const MAX_BYTES = 50 * 1024 * 1024

/** What a file is, by its first bytes; a name is only a claim. */
const SIGNATURES: { type: string; magic: number[]; names: RegExp }[] = [
  { type: 'application/pdf', magic: [0x25, 0x50, 0x44, 0x46], names: /\.pdf$/i },
  { type: 'image/png', magic: [0x89, 0x50, 0x4e, 0x47], names: /\.png$/i },
  { type: 'image/jpeg', magic: [0xff, 0xd8, 0xff], names: /\.jpe?g$/i },
  { type: 'application/zip', magic: [0x50, 0x4b, 0x03, 0x04], names: /\.(docx|xlsx|pptx|zip|wps|et)$/i },
  { type: 'application/x-ole-storage', magic: [0xd0, 0xcf, 0x11, 0xe0], names: /\.(doc|xls|ppt|wps|et|dps)$/i },
]
const OFFICE: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}
const TEXT = /\.(txt|csv|md|json|geojson|html?)$/i

/** A file somebody sent, whole and looked through. */
export interface Upload {
  bytes: Uint8Array
  name: string
  /** Media type by its content. */
  type: string
}

/**
 * What stands in the field of a form as an upload.
 * @param please what should have been sent, for whoever sent something else
 * @throws Refusal where it is no file, not one that is taken, or did not pass the scanner
 */
export async function receiveUpload({ scan }: Services, given: unknown, please: string): Promise<Upload> {
  if (!(given instanceof File)) throw refusal('invalid', '没有收到文件', [please])
  const bytes = new Uint8Array(await given.arrayBuffer())
  const type = checkUpload(bytes, given.name)
  await scan?.(bytes, given.name)
  return { bytes, name: given.name, type }
}

/** Media type of an upload. @throws Refusal where content and name disagree, or the kind is not one of evidence */
function checkUpload(bytes: Uint8Array, name: string): string {
  if (bytes.length === 0) throw refusal('invalid', '文件是空的', [`“${name}”没有内容，请重新选择`])
  if (bytes.length > MAX_BYTES)
    throw refusal('too-large', '文件过大', [
      `“${name}”有 ${(bytes.length / 1048576).toFixed(1)} MB，上限 50 MB，请压缩或拆分后再传`,
    ])
  const found = SIGNATURES.find(s => s.magic.every((b, i) => bytes[i] === b))
  const extension = name.split('.').pop()?.toLowerCase() ?? ''
  if (found) {
    if (!found.names.test(name))
      throw refusal('invalid', '文件内容与扩展名不符', [`“${name}”的内容是 ${found.type}，请用正确的扩展名保存后再传`])
    return OFFICE[extension] ?? found.type
  }
  if (TEXT.test(name) && !bytes.subarray(0, 4096).includes(0)) return extension === 'csv' ? 'text/csv' : 'text/plain'
  throw refusal('invalid', '不支持的文件', [`“${name}”不是可接受的佐证材料，请上传 PDF、图片、Word、Excel、ZIP 或文本`])
}
