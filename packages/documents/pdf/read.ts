import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { Limits } from '../limits.ts'
import { type Deadline, type ReadingWarning, Refused, tookTooLong } from '../refusal.ts'
import { PlainCodeTables } from './cmaps.ts'
import { findFurniture } from './furniture.ts'
import { fillGrid, findGrids, type TableBlock } from './grid.ts'
import { groupLines, type Line, type Run } from './lines.ts'
import { type Block, joinParagraphs, linePitch } from './paragraphs.ts'
import { type Rule, readRules } from './rules.ts'
import { uprightRuns } from './runs.ts'
import { inferTabStops, partAtStops } from './tab-stops.ts'

type Page = { height: number; width: number; runs: Run[]; lines: Line[]; tables: TableBlock[]; letters: number }

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>

/**
 * Text of a PDF with a text layer, in reading order: broken lines put together to paragraphs, ruled tables as rows, page
 * numbers and repeated headers left out. Throws `Refused` when there is no usable text layer.
 */
export async function readPdf(
  bytes: Uint8Array,
  limits: Limits,
  deadline: Deadline,
): Promise<{ text: string; warnings: ReadingWarning[] }> {
  // the library takes the buffer over, and the caller may still need it
  const document = await inTime(open(Uint8Array.from(bytes)), limits, deadline)
  try {
    if (document.numPages > limits.pdfPages) {
      throw new Refused(
        'too-many-pages',
        `文件有 ${document.numPages} 页，超过 ${limits.pdfPages} 页的上限`,
        '请只上传计划正文和附表，或分成几个文件',
      )
    }
    const pages: Page[] = []
    for (let number = 1; number <= document.numPages; number++) {
      deadline.check()
      pages.push(await inTime(readPage(document, number), limits, deadline))
    }
    return assemble(pages)
  } finally {
    await document.loadingTask.destroy()
  }
}

async function open(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    return await getDocumentProxy(bytes, {
      verbosity: 0,
      // pictures are never drawn here, so none is worth decoding
      maxImageSize: 1,
      useSystemFonts: false,
      useWorkerFetch: false,
      cMapUrl: 'tables/',
      cMapPacked: false,
      BinaryDataFactory: PlainCodeTables,
    })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'PasswordException') {
      throw new Refused('encrypted', 'PDF 加了打开密码，无法读取', '请用 PDF 阅读器打开，去掉密码后另存再上传')
    }
    throw damagedPdf(error)
  }
}

function damagedPdf(error: unknown): Refused {
  const detail = error instanceof Error ? error.message : String(error)
  return new Refused('damaged-document', `PDF 已损坏，无法打开（${detail}）`, '请重新下载或重新导出 PDF 后再上传')
}

async function inTime<T>(work: Promise<T>, limits: Limits, deadline: Deadline): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tookTooLong(limits.milliseconds)), deadline.remaining())
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function readPage(document: PdfDocument, number: number): Promise<Page> {
  const pdfjs = await getResolvedPDFJS()
  const page = await document.getPage(number).catch(error => {
    throw damagedPdf(error)
  })
  try {
    const viewport = page.getViewport({ scale: 1 })
    const content = await page.getTextContent({ disableNormalization: false }).catch(error => {
      throw damagedPdf(error)
    })
    const upright = uprightRuns(content.items, viewport, pdfjs.Util.transform)
    const { width, height } = upright
    let runs = upright.runs
    let rules: Rule[] = []
    if (runs.length > 0) {
      const list = await page.getOperatorList()
      rules = readRules(list, upright.matrix, pdfjs)
    }
    const letters = runs.reduce((sum, run) => sum + run.text.replace(/\s/g, '').length, 0)
    const tables: TableBlock[] = []
    for (const grid of findGrids(rules)) {
      const filled = fillGrid(grid, runs)
      if (filled.rest.length === runs.length) continue
      tables.push(filled.table)
      runs = filled.rest
    }
    return { width, height, runs, lines: groupLines(runs), tables, letters }
  } finally {
    page.cleanup()
  }
}

function assemble(pages: Page[]): { text: string; warnings: ReadingWarning[] } {
  const letters = pages.reduce((sum, page) => sum + page.letters, 0)
  const stops = inferTabStops(pages.map(page => page.runs))
  if (stops)
    for (const page of pages) {
      page.runs = partAtStops(page.runs, stops)
      page.lines = groupLines(page.runs, stops)
    }
  const furniture = findFurniture(pages)
  const blank = pages.flatMap((page, index) => (page.letters === 0 ? [index + 1] : []))
  // page numbers stamped on scans are a text layer of a few letters
  if (letters < 8 * pages.length || letters === 0) throw imageOnly(pages.length)
  const pitch = linePitch(pages.map(page => page.lines))
  const margins = new Map<number, number>()
  for (const page of pages) {
    const width = Math.round(page.width)
    if (!margins.has(width)) margins.set(width, rightMargin(pages.filter(other => Math.round(other.width) === width)))
  }
  const texts = pages.map((page, index) => page.lines.filter(line => !furniture.isFurniture(index, line)))
  const [highest, lowest] = textLimits(texts)
  const blocks = pages.flatMap((page, index) => {
    const right = margins.get(Math.round(page.width))!
    const before = texts[index - 1]?.at(-1)
    const [first] = texts[index]!
    const overPage = before && first ? lowest - before.y + first.y - highest + pitch * first.size : undefined
    return [
      ...texts[index]!.map(line => ({
        top: line.y - line.size,
        block: { line, right, overPage: line === first ? overPage : undefined } as Block,
      })),
      ...page.tables.map(table => ({ top: table.top, block: { table } as Block })),
    ]
      .sort((a, b) => a.top - b.top)
      .map(({ block }) => block)
  })
  const text = joinParagraphs(blocks, pitch, stops).join('\n').trim()
  refuseGarbled(text)
  const warnings: ReadingWarning[] = []
  for (const header of furniture.headers) warnings.push({ message: `每页重复的页眉或页脚没有读入：${header}` })
  if (blank.length > 0) {
    warnings.push({ message: '这些页没有文字（可能是扫描件或图片），没有读入', where: `第 ${blank.join('、')} 页` })
  }
  return { text, warnings }
}

/** The highest first and the lowest last baseline of all pages. */
function textLimits(pages: Line[][]): [number, number] {
  let highest = Number.POSITIVE_INFINITY
  let lowest = 0
  for (const line of pages.flat()) {
    highest = Math.min(highest, line.y)
    lowest = Math.max(lowest, line.y)
  }
  return [highest, lowest]
}

/**
 * Where full lines end: the rightmost place at which several lines end; a lone longer line does not move it. Infinity, so that
 * nothing counts as full, where all lines are short.
 */
function rightMargin(pages: Page[]): number {
  const common = lastCommonEnd(pages)
  const lone = lonelyFullLine(pages)
  // lines that end together far from there are a column of a table or chance
  const end = lone > 0 && common < 0.9 * lone ? lone : common
  return end < 0.7 * (pages[0]?.width ?? 0) ? Number.POSITIVE_INFINITY : end
}

/** In a short text a single line may be full: it ends where the left margin, mirrored, says that lines end. */
function lonelyFullLine(pages: Page[]): number {
  const lines = pages.flatMap(page => page.lines)
  const width = pages[0]?.width ?? 0
  const left = lines.reduce((least, line) => Math.min(least, line.x), width)
  const mirrored = width - left
  const full = lines.filter(line => line.end > mirrored - line.size && line.end <= mirrored + line.size)
  return full.length > 0 && left > 20 ? Math.max(...full.map(line => line.end)) : 0
}

function lastCommonEnd(pages: Page[]): number {
  const lines = pages.flatMap(page => page.lines)
  // a comma or full stop may hang out over the margin
  const plain = lines.filter(line => !/[，。、；：]$/.test(line.text))
  const ends = (plain.length > 0 ? plain : lines)
    .map(line => ({ end: line.end, size: line.size }))
    .sort((a, b) => b.end - a.end)
  const needed = Math.max(2, Math.round(ends.length * 0.03))
  for (const { end, size } of ends) {
    const near = ends.filter(other => other.end <= end && other.end > end - 1.2 * size).length
    if (near >= needed) return end
  }
  return ends[0]?.end ?? 0
}

function refuseGarbled(text: string): void {
  const signs = text.replace(/\s/g, '')
  const broken = signs.match(/[\ufffd\p{Co}\p{Cc}]/gu)?.length ?? 0
  if (broken * 5 < signs.length) return
  throw new Refused(
    'garbled-pdf',
    'PDF 的文字层是乱码（字体没有带文字编码）',
    '请用原来的 Word 文件重新导出 PDF，或直接上传 Word 文件',
  )
}

function imageOnly(pages: number): Refused {
  return new Refused(
    'image-only-pdf',
    `PDF 共 ${pages} 页，都是图片，没有文字层，读不出文字`,
    '请上传原来的 Word 文件或由 Word 导出的 PDF；只有扫描件的，请先做文字识别并核对',
  )
}
