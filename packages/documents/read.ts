import { type Container, sniffContainer } from './format.ts'
import { legacyOffice } from './legacy.ts'
import { DEFAULT_LIMITS, describeBytes, type Limits } from './limits.ts'
import { readPdf } from './pdf/read.ts'
import {
  type Deadline,
  type DocumentRefusal,
  type ReadingWarning,
  Refused,
  refusalAsValue,
  startDeadline,
} from './refusal.ts'
import { fileTooLarge, isWorkbook, readWorkbook } from './sheet/read.ts'
import { sheetsToText } from './sheet/to-text.ts'
import { decodeText } from './text/encoding.ts'
import { htmlToText, looksLikeHtml } from './text/html.ts'
import { looksLikeMarkdown, markdownToText } from './text/markdown.ts'
import { tidyPlainText } from './text/plain.ts'
import { findWordDocument, readWord, textTooLarge } from './word/read.ts'
import { openZip, type ZipContainer } from './zip.ts'

export type DocumentKind = 'txt' | 'docx' | 'pdf' | 'html' | 'md' | 'xlsx'

export type DocumentText = {
  kind: DocumentKind
  text: string
  /** the text was made by character recognition and has to be checked against the original */
  recognised: boolean
  /** the file was of another format and was converted before it was read */
  converted: boolean
  warnings: ReadingWarning[]
}

export type DocumentReading = DocumentText | DocumentRefusal

export type ConvertedKind = 'doc' | 'rtf' | 'odt' | 'wps'

/**
 * Programs outside this package, given by the server where they are installed (see convert.ts). Each answers undefined when it
 * cannot do the work.
 */
export type Converters = {
  toDocx?(bytes: Uint8Array, kind: ConvertedKind): Promise<Uint8Array | undefined>
  /** Text of a scanned PDF or a picture, in reading order. */
  ocr?(bytes: Uint8Array): Promise<string | undefined>
}

export type ReadOptions = { name?: string; limits?: Partial<Limits>; converters?: Converters }

/**
 * Any document a bureau sends, as text: paragraphs and table rows one a line, cells separated by tabs. What the file is, is
 * decided by its content; `name` only tells Markdown from plain text. Never throws for a bad file: it is refused with Chinese
 * reasons. Reads at most as far as `limits` allow.
 */
export function readDocument(bytes: Uint8Array, options: ReadOptions = {}): Promise<DocumentReading> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return refusalAsValue(async () => {
    const reading = await read(bytes, options, limits, startDeadline(limits.milliseconds))
    if (reading.text.length > limits.textChars) throw textTooLarge(limits)
    if (!/[\p{L}\p{N}]/u.test(reading.text)) throw noText()
    return reading
  })
}

async function read(
  bytes: Uint8Array,
  options: ReadOptions,
  limits: Limits,
  deadline: Deadline,
): Promise<DocumentText> {
  if (bytes.length === 0) throw new Refused('empty-file', '文件是空的（0 字节）', '请检查原文件，重新选择后上传')
  if (bytes.length > limits.fileBytes) throw fileTooLarge(limits)
  const container = sniffContainer(bytes)
  switch (container.is) {
    case 'zip':
      return readZip(bytes, options, limits, deadline)
    case 'pdf':
      return readPdfOrScan(bytes.subarray(container.offset), options, limits, deadline)
    case 'ole':
      if (container.holds !== 'doc') throw legacyOffice(container.holds)
      return readConverted(bytes, 'doc', () => legacyOffice('doc'), options, limits, deadline)
    case 'rtf':
      return readConverted(bytes, 'rtf', () => unsupported('RTF'), options, limits, deadline)
    case 'image':
      return recognise(bytes, options, () => imageFile(container))
    case 'other':
      throw unsupported(container.what)
    case 'text':
      return readText(bytes, options, limits, deadline)
  }
}

async function readZip(
  bytes: Uint8Array,
  options: ReadOptions,
  limits: Limits,
  deadline: Deadline,
): Promise<DocumentText> {
  const zip = openZip(bytes, limits, deadline)
  const main = findWordDocument(zip)
  if (main) return found('docx', readWord(zip, main, limits, deadline))
  if (isWorkbook(zip)) return found('xlsx', sheetsToText(await readWorkbook(zip, limits, deadline)))
  const what = describeZip(zip)
  if (what === 'OpenDocument 文本（.odt）') {
    return readConverted(bytes, 'odt', () => unsupported(what), options, limits, deadline)
  }
  if (what) throw unsupported(what)
  throw new Refused(
    'not-office-zip',
    '这是普通压缩包，不是 Word 或 Excel 文件',
    '请先解压，再逐个上传其中的 .docx、.xlsx 或 .pdf 文件',
  )
}

function describeZip(zip: ZipContainer): string | undefined {
  if (zip.has('ppt/presentation.xml')) return '演示文稿（.pptx）'
  if (zip.has('OFD.xml')) return 'OFD 版式文件'
  if (zip.has('xl/workbook.bin')) return '二进制 Excel（.xlsb）'
  if (!zip.has('mimetype')) return undefined
  const type = new TextDecoder().decode(zip.bytes('mimetype').subarray(0, 200))
  if (type.startsWith('application/vnd.oasis.opendocument.text')) return 'OpenDocument 文本（.odt）'
  return type.startsWith('application/vnd.oasis.opendocument') ? 'OpenDocument（.ods、.odp）' : undefined
}

function readText(bytes: Uint8Array, options: ReadOptions, limits: Limits, deadline: Deadline): DocumentText {
  if (bytes.length > limits.plainTextBytes) {
    throw new Refused(
      'text-too-large',
      `文本文件有 ${describeBytes(bytes.length)}，超过 ${describeBytes(limits.plainTextBytes)} 的上限`,
      '请只上传计划正文和附表，把其他材料分开',
    )
  }
  const { text: raw } = decodeText(bytes)
  const text = tidyPlainText(raw)
  if (/^\s*MIME-Version:/i.test(text)) throw unsupported('网页归档（.mht，常以 .doc 为名）')
  if (/^\s*<\?xml[\s\S]{0,400}(mso-application|<pkg:package|<w:wordDocument|<Workbook)/.test(text)) {
    throw unsupported('Office 的 XML 单文件')
  }
  if (looksLikeHtml(text)) return found('html', { text: htmlToText(text, deadline), warnings: [] })
  if (looksLikeMarkdown(text) || /\.(md|markdown)$/i.test(options.name ?? '')) {
    return found('md', { text: markdownToText(text), warnings: [] })
  }
  return found('txt', { text, warnings: [] })
}

async function readPdfOrScan(
  bytes: Uint8Array,
  options: ReadOptions,
  limits: Limits,
  deadline: Deadline,
): Promise<DocumentText> {
  try {
    return found('pdf', await readPdf(bytes, limits, deadline))
  } catch (error) {
    const scanned = error instanceof Refused && ['image-only-pdf', 'garbled-pdf'].includes(error.reason.code)
    if (!scanned) throw error
    return await recognise(bytes, options, () => error)
  }
}

/** Recognised text where an ocr converter is given and succeeds, otherwise the refusal. */
async function recognise(bytes: Uint8Array, options: ReadOptions, refusal: () => Refused): Promise<DocumentText> {
  const text = await options.converters?.ocr?.(bytes)
  if (!text?.trim()) throw refusal()
  return {
    kind: 'pdf',
    text: tidyPlainText(text),
    recognised: true,
    converted: false,
    warnings: [{ message: '文字由图像识别得来，可能有错字漏字，请对照原件核对' }],
  }
}

async function readConverted(
  bytes: Uint8Array,
  kind: ConvertedKind,
  refusal: () => Refused,
  options: ReadOptions,
  limits: Limits,
  deadline: Deadline,
): Promise<DocumentText> {
  if (!options.converters?.toDocx) throw refusal()
  const docx = await options.converters.toDocx(bytes, kind)
  const zip = docx && sniffContainer(docx).is === 'zip' ? openZip(docx, limits, deadline) : undefined
  const main = zip && findWordDocument(zip)
  if (!zip || !main) {
    const { message, hint } = refusal().reason
    throw new Refused('conversion-failed', `${message}；自动转换也没有成功`, hint)
  }
  const reading = readWord(zip, main, limits, deadline)
  return {
    ...found('docx', reading),
    converted: true,
    warnings: [{ message: '文件由旧格式自动转换后读入，请核对编号和表格' }, ...reading.warnings],
  }
}

function found(kind: DocumentKind, reading: { text: string; warnings: ReadingWarning[] }): DocumentText {
  return { kind, recognised: false, converted: false, ...reading }
}

function unsupported(what: string): Refused {
  return new Refused(
    'unsupported-format',
    `文件是${what}，系统不能读取`,
    '请用 Word 或 WPS 打开并另存为 .docx，或导出为带文字的 PDF 后再上传',
  )
}

function imageFile(container: Extract<Container, { is: 'image' }>): Refused {
  return new Refused(
    'image-file',
    `文件是 ${container.format} 图片，不是文档，里面没有可读的文字`,
    '请上传原来的 Word 或 PDF 文件；只有纸质件的，请先做文字识别并核对',
  )
}

function noText(): Refused {
  return new Refused(
    'no-text',
    '文件里没有文字',
    '如果内容是粘贴的图片或扫描件，请上传带文字的 Word 或 PDF 文件，或先做文字识别',
  )
}
