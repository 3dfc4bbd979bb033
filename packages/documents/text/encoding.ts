import { Refused } from '../refusal.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/**
 * Bytes of a text file → text without BOM, and the encoding it was in. UTF-8 is certain when it decodes; GB18030 accepts
 * nearly any bytes, so it is believed only when the outcome reads like Chinese. Throws `Refused` for binary content.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = detectEncoding(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  const controls = countControls(text)
  if (controls > 0 && (text.includes('\0') || controls > text.length / 200)) throw binaryFile()
  return { text: text.replaceAll('\ufeff', ''), encoding }
}

function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 256 * 1024)
  const wide = detectWide(sample)
  if (wide) return wide
  if (bytes.includes(0)) throw binaryFile()
  if (decodes(bytes, 'utf-8')) return 'utf-8'
  if (decodes(bytes, 'gb18030')) {
    if (readsLikeChinese(new TextDecoder('gb18030').decode(sample))) return 'gb18030'
    throw binaryFile()
  }
  // one broken byte in a long file should not cost the whole file
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = new TextDecoder(encoding).decode(sample)
    const broken = text.split('\ufffd').length - 1
    if (broken * 500 <= text.length && readsLikeChinese(text)) return encoding
  }
  throw new Refused(
    'undecodable-text',
    '文件的文字编码认不出来',
    '请用记事本或 WPS 打开，另存为 UTF-8 编码的文本后再上传',
  )
}

/** UTF-16 without BOM: line ends, spaces and digits put zeros on one side only. */
function detectWide(sample: Uint8Array): Encoding | undefined {
  if (sample.length < 4 || !sample.includes(0)) return undefined
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0 && sample[i + 1] !== 0) even++
    else if (sample[i + 1] === 0 && sample[i] !== 0) odd++
    else if (sample[i] === 0) return undefined
  }
  const encoding = odd > even * 4 ? 'utf-16le' : even > odd * 4 ? 'utf-16be' : undefined
  if (!encoding) return undefined
  const text = new TextDecoder(encoding).decode(sample.subarray(0, sample.length & ~1))
  return readsLikeChinese(text) ? encoding : undefined
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** Most characters are common hanzi, Chinese punctuation or printable ASCII. Random bytes taken as GBK give rare hanzi and controls. */
function readsLikeChinese(text: string): boolean {
  let good = 0
  let all = 0
  for (const char of text) {
    const code = char.codePointAt(0)!
    all++
    if (isPlain(code)) good++
    else if (code >= 0x4e00 && code <= 0x9fff && isCommonHanzi(char)) good++
  }
  return all > 0 && good / all > 0.85
}

function isPlain(code: number): boolean {
  if (code < 0x80) return code >= 0x20 || code === 9 || code === 10 || code === 13 || code === 12
  return (
    (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x2150 && code <= 0x218f) ||
    (code >= 0x2460 && code <= 0x24ff) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xff00 && code <= 0xffef) ||
    [0xa0, 0xb0, 0xb1, 0xb2, 0xb3, 0xb7, 0xd7, 0x2103, 0x2022, 0x25cf, 0x25a0, 0x25a1, 0x2611, 0xfeff].includes(code)
  )
}

let gb2312: Set<string> | undefined

/** The 6763 hanzi of GB2312, made from the decoder's own table. */
function isCommonHanzi(char: string): boolean {
  if (!gb2312) {
    gb2312 = new Set()
    const decoder = new TextDecoder('gb18030')
    for (let high = 0xb0; high <= 0xf7; high++) {
      for (let low = 0xa1; low <= 0xfe; low++) gb2312.add(decoder.decode(Uint8Array.of(high, low)))
    }
  }
  return gb2312.has(char)
}

function countControls(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 12) count++
  }
  return count
}

function binaryFile(): Refused {
  return new Refused(
    'binary-file',
    '这不是文本，也不是可读的文档',
    '请上传 Word（.docx）、PDF、Excel（.xlsx）、网页或纯文本文件',
  )
}
