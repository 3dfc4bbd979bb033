/** What a file is, decided by its first bytes and, for containers, by what is inside; its name is never asked. */
export type Container =
  | { is: 'zip' }
  | { is: 'pdf'; offset: number }
  | { is: 'ole'; holds: 'encrypted' | 'doc' | 'xls' | 'ppt' | 'other' }
  | { is: 'image'; format: string }
  | { is: 'rtf' }
  | { is: 'other'; what: string }
  | { is: 'text' }

const IMAGES: [string, number[], number?][] = [
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['BMP', [0x42, 0x4d]],
  ['TIFF', [0x49, 0x49, 0x2a, 0x00]],
  ['TIFF', [0x4d, 0x4d, 0x00, 0x2a]],
  ['WebP', [0x57, 0x45, 0x42, 0x50], 8],
  ['HEIC', [0x66, 0x74, 0x79, 0x70, 0x68, 0x65, 0x69], 4],
]

const OTHERS: [string, number[]][] = [
  ['RAR 压缩包', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['7z 压缩包', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['gzip 压缩包', [0x1f, 0x8b, 0x08]],
  ['Windows 程序', [0x4d, 0x5a, 0x90, 0x00]],
  ['Linux 程序', [0x7f, 0x45, 0x4c, 0x46]],
]

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

export function sniffContainer(bytes: Uint8Array): Container {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return { is: 'zip' }
  if (startsWith(bytes, OLE)) return { is: 'ole', holds: sniffOle(bytes) }
  // readers allow rubbish before %PDF within the first kilobyte
  const pdf = indexOf(bytes.subarray(0, 1024), [0x25, 0x50, 0x44, 0x46, 0x2d])
  if (pdf >= 0 && (pdf === 0 || !looksLikeText(bytes.subarray(0, pdf)))) return { is: 'pdf', offset: pdf }
  for (const [format, magic, offset = 0] of IMAGES) {
    if (startsWith(bytes, magic, offset) && (format !== 'BMP' || bytes.subarray(0, 64).includes(0))) {
      return { is: 'image', format }
    }
  }
  for (const [what, magic] of OTHERS) if (startsWith(bytes, magic)) return { is: 'other', what }
  if (startsWith(bytes, [0x7b, 0x5c, 0x72, 0x74, 0x66])) return { is: 'rtf' }
  return { is: 'text' }
}

/** OLE streams are named in UTF-16; the names are looked for as they stand, so a broken directory does not matter. */
function sniffOle(bytes: Uint8Array): 'encrypted' | 'doc' | 'xls' | 'ppt' | 'other' {
  const holds = (name: string) =>
    indexOf(
      bytes,
      [...name].flatMap(c => [c.charCodeAt(0), 0]),
    ) >= 0
  if (holds('EncryptedPackage')) return 'encrypted'
  if (holds('WordDocument')) return 'doc'
  if (holds('Workbook')) return 'xls'
  if (holds('PowerPoint Document')) return 'ppt'
  if (holds('Book')) return 'xls'
  return 'other'
}

function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.length > 4 && bytes.every(b => b >= 0x20 || b === 0x09 || b === 0x0a || b === 0x0d)
}

function startsWith(bytes: Uint8Array, magic: number[], offset = 0): boolean {
  return magic.every((b, i) => bytes[offset + i] === b)
}

function indexOf(bytes: Uint8Array, needle: number[]): number {
  const first = needle[0]!
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (needle.every((b, i) => bytes[at + i] === b)) return at
  }
  return -1
}
