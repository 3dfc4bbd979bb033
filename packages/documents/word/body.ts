import type { ZipContainer } from '../zip.ts'
import { Fields } from './fields.ts'
import type { Numbering } from './numbering.ts'
import { type Element, parsePart } from './part.ts'
import { type Styles, styleHides } from './styles.ts'
import { symbol } from './symbols.ts'
import { TableBuilder } from './table.ts'
import { emptyTally, type Tally } from './tally.ts'

/** Running text of one story (body, text box, table cell, note). `carry` is text of a paragraph whose end mark was deleted. */
type Flow = { lines: string[]; carry: string; table?: TableBuilder }

type Paragraph = {
  text: string
  style?: string
  numId?: string
  level?: number
  numbered: boolean
  markDeleted: boolean
  boxes: string[]
}

export type Story = {
  lines: string[]
  /** footnotes and endnotes of this part by their id */
  notes: Map<string, string>
  tally: Tally
}

export type StoryContext = {
  styles: Styles
  numbering: Numbering
  /** text put where a note is referenced */
  noteMark(kind: 'footnote' | 'endnote', id: string): string
  /** told of every line as it is finished, so that a caller can stop a document that grows too long */
  onLine(line: string): void
}

// what these hold is not text of the document, or is the old state kept by change tracking
const SKIPPED = new Set([
  'w:pPrChange',
  'w:rPrChange',
  'w:tblPrChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:sectPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:tblPr',
  'w:tblGrid',
  'w:rt',
  'w:customXmlPr',
  'w:smartTagPr',
  'w:moveFrom',
  'w:delInstrText',
  'w:delText',
])

/** Reads one story part as lines: a paragraph is one line (more where it has line breaks), a table row one line. */
export function readStory(zip: ZipContainer, part: string, context: StoryContext): Story {
  const tally: Tally = emptyTally()
  const notes = new Map<string, string>()
  const root: Flow = { lines: [], carry: '' }
  const flows: Flow[] = [root]
  const paragraphs: Paragraph[] = []
  const path: string[] = []
  const fields = new Fields()
  let skipping = 0
  let deleting = 0
  let hiddenRun = false
  let choiceTaken: boolean[] = []
  let noteId: string | undefined

  const flow = () => flows.at(-1)!
  const paragraph = () => paragraphs.at(-1)
  const put = (text: string) => {
    const target = paragraph()
    if (!target || deleting > 0 || fields.hiding) return
    if (hiddenRun) tally.hidden += text.trim().length
    else target.text += text
  }
  const emit = (target: Flow, lines: string[]) => {
    for (const line of lines) {
      target.lines.push(line)
      context.onLine(line)
    }
  }

  function openProperty(element: Element, parent: string | undefined, grand: string | undefined): boolean {
    const target = paragraph()
    const value = () => element.attribute('val')
    const on = () => !['0', 'false', 'off'].includes(value() ?? '1')
    if (parent === 'w:numPr' && target) {
      if (element.name === 'w:numId') target.numId = value()
      else if (element.name === 'w:ilvl') target.level = Number(value())
      return true
    }
    if (parent === 'w:pPr' && target && element.name === 'w:pStyle') target.style = value()
    else if (parent === 'w:rPr' && grand === 'w:pPr') {
      if (target && element.name === 'w:del') target.markDeleted = true
    } else if (parent === 'w:rPr' && element.name === 'w:vanish') hiddenRun = on()
    else if (parent === 'w:rPr' && element.name === 'w:rStyle') hiddenRun ||= styleHides(context.styles, value())
    else if (parent === 'w:trPr') flow().table?.property(element.name, value)
    // the cell has a flow of its own by now; the table belongs to the one around it
    else if (parent === 'w:tcPr') flows.at(-2)?.table?.property(element.name, value)
    else return false
    return true
  }

  function open(element: Element): void {
    const parent = path.at(-1)
    const grand = path.at(-2)
    path.push(element.name)
    if (skipping > 0) {
      skipping++
      return
    }
    if (SKIPPED.has(element.name)) {
      if (element.name === 'w:moveFrom') tally.deletions++
      skipping = 1
      return
    }
    if (openProperty(element, parent, grand)) return
    switch (element.name) {
      case 'w:p':
        paragraphs.push({ text: '', numbered: true, markDeleted: false, boxes: [] })
        break
      case 'w:r':
        hiddenRun = false
        break
      case 'w:tab':
        if (parent === 'w:r') put('\t')
        break
      case 'w:ptab':
        put('\t')
        break
      case 'w:br':
      case 'w:cr':
        put('\n')
        break
      case 'w:noBreakHyphen':
        put('-')
        break
      case 'w:sym':
        put(symbol(element.attribute('char') ?? '', tally))
        break
      case 'w:ins':
      case 'w:moveTo':
        if (!isProperty(parent)) tally.insertions++
        break
      case 'w:del':
        if (isProperty(parent)) break
        tally.deletions++
        deleting++
        break
      case 'w:fldChar':
        fields.mark(element.attribute('fldCharType') ?? '')
        break
      case 'w:fldSimple':
        if (/^\s*TOC\b/i.test(element.attribute('instr') ?? '')) {
          tally.contents++
          skipping = 1
        }
        break
      case 'w:default':
      case 'w:checked':
        if (parent === 'w:checkBox') fields.checkBox(!['0', 'false'].includes(element.attribute('val') ?? '1'))
        break
      case 'w:footnoteReference':
        put(context.noteMark('footnote', element.attribute('id') ?? ''))
        break
      case 'w:endnoteReference':
        put(context.noteMark('endnote', element.attribute('id') ?? ''))
        break
      case 'w:commentReference':
        tally.comments++
        break
      case 'w:altChunk':
        tally.embedded++
        break
      case 'a:blip':
      case 'v:imagedata':
        tally.pictures++
        break
      case 'mc:AlternateContent':
        choiceTaken.push(false)
        break
      case 'mc:Choice':
      case 'mc:Fallback':
        if (choiceTaken.at(-1)) skipping = 1
        else choiceTaken[choiceTaken.length - 1] = true
        break
      case 'w:txbxContent':
        flows.push({ lines: [], carry: '' })
        break
      case 'w:tbl':
        flow().table = new TableBuilder(flow().table)
        break
      case 'w:tr':
        flow().table?.openRow()
        break
      case 'w:tc':
        flow().table?.openCell()
        flows.push({ lines: [], carry: '' })
        break
      case 'w:footnote':
      case 'w:endnote':
        noteId = element.attribute('type') ? undefined : element.attribute('id')
        flows.push({ lines: [], carry: '' })
        break
    }
  }

  function close(name: string): void {
    path.pop()
    if (skipping > 0) {
      skipping--
      return
    }
    switch (name) {
      case 'w:p':
        closeParagraph(paragraphs.pop()!)
        break
      case 'w:r':
        hiddenRun = false
        break
      case 'w:del':
        if (!isProperty(path.at(-1))) deleting--
        break
      case 'w:fldChar':
        if (fields.takeContents()) tally.contents++
        put(fields.takeCheckBox())
        break
      case 'mc:AlternateContent':
        choiceTaken = choiceTaken.slice(0, -1)
        break
      case 'w:txbxContent': {
        const lines = flows.pop()!.lines
        const host = paragraph()
        if (host) host.boxes.push(...lines)
        else emit(flow(), lines)
        break
      }
      case 'w:tc': {
        const lines = flows.pop()!.lines
        flow().table?.closeCell(lines)
        break
      }
      case 'w:tr':
        flow().table?.closeRow()
        break
      case 'w:tbl': {
        const table = flow().table!
        flow().table = table.outer
        emit(flow(), table.lines())
        break
      }
      case 'w:footnote':
      case 'w:endnote': {
        const lines = flows.pop()!.lines
        if (noteId !== undefined) notes.set(noteId, lines.join(' ').replace(/\s+/g, ' ').trim())
        noteId = undefined
        break
      }
    }
  }

  function closeParagraph(done: Paragraph): void {
    const target = flow()
    if (done.markDeleted) {
      target.carry += done.text
      target.lines.push(...done.boxes)
      return
    }
    const label = context.numbering.label({ numId: done.numId, level: done.level, style: done.style })
    const text = target.carry + done.text
    target.carry = ''
    emit(target, [...joinLabel(label, text).split('\n').map(tidyLine), ...done.boxes])
  }

  function text(content: string): void {
    if (skipping > 0) return
    const holder = path.at(-1)
    if (holder === 'w:t' || holder === 'm:t') put(clean(content))
    else if (holder === 'w:instrText' && deleting === 0) fields.instruction(content)
  }

  parsePart(zip, part, { open, close, text })
  if (root.carry) emit(root, [root.carry])
  return { lines: root.lines, notes, tally }
}

/** Inside properties `w:ins` and `w:del` mark a paragraph end, a row or a formula; elsewhere they wrap the changed text. */
function isProperty(parent: string | undefined): boolean {
  return (
    parent === 'w:rPr' || parent === 'w:trPr' || parent === 'w:tcPr' || parent === 'w:ctrlPr' || parent === 'w:numPr'
  )
}

/** Soft hyphens and zero-width signs are layout; a no-break space is a space. */
function clean(text: string): string {
  return text.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '').replace(/[\u00a0\u202f]/g, ' ')
}

/** "1." before "2024年" would read 1.2024. */
function joinLabel(label: string, text: string): string {
  return /\d\.?$/.test(label) && /^\d/.test(text) ? `${label} ${text}` : label + text
}

function tidyLine(line: string): string {
  return line.replace(/[ \u3000]+$/, '')
}
