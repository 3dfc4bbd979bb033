import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageBreak,
  PageNumber,
  PageOrientation,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
} from 'docx'
import { clean, FONTS, type Fonts, fontOf } from './type-setting.ts'
import { drawTable, type WordTable } from './write-table.ts'

/** What a document consists of, from top to bottom. */
export type WordBlock =
  /** level 1 一、 in 黑体, level 2 （一） in 楷体, level 3 1. in bold; the number is part of the text */
  | { heading: string; level: 1 | 2 | 3 }
  | { paragraph: string; align?: 'left' | 'center' | 'right'; bold?: boolean; indent?: boolean }
  | { table: WordTable }
  /** lines to sign on, side by side in pairs: 甲方 and 乙方 */
  | { signatures: Signature[] }
  | { attachments: string[] }
  | { pageBreak: true }

export type Signature = { party: string; role?: string; person?: string; date?: string }

export type WordDocument = {
  title: string
  /** 发文字号 under the title */
  number?: string
  blocks: WordBlock[]
  /** issuing body and date at the end, to the right */
  issued?: { by: string; on: string }
  landscape?: boolean
  fonts?: Partial<Fonts>
}

// half points: 二号 for the title, 三号 for the text, 四号 for page numbers
const TITLE_SIZE = 44
const BODY_SIZE = 32
const PAGE_NUMBER_SIZE = 28
// 22 lines on 225 mm
const LINE = { line: 579, lineRule: LineRuleType.EXACT }
const INDENT = { firstLineChars: 200, firstLine: 640 }

/** Writes a .docx in the style of GB/T 9704-2012: page margins, type sizes, 22 lines a page, page numbers outside. */
export async function writeWord(document: WordDocument): Promise<Uint8Array> {
  const fonts = { ...FONTS, ...document.fonts }
  const children = [
    ...titleOf(document, fonts),
    ...document.blocks.flatMap(block => drawBlock(block, fonts)),
    ...issuedOf(document, fonts),
  ]
  const file = new Document({
    creator: '净土',
    title: document.title,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: { font: fontOf(fonts.body), size: BODY_SIZE, language: { eastAsia: 'zh-CN' } } } },
    },
    sections: [{ properties: pageOf(document), footers: footersOf(fonts), children }],
  })
  return new Uint8Array(await Packer.toArrayBuffer(file))
}

function pageOf(document: WordDocument): ISectionOptions['properties'] {
  const mm = convertMillimetersToTwip
  return {
    page: {
      size: {
        width: mm(210),
        height: mm(297),
        orientation: document.landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
      },
      margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26), footer: mm(28) },
    },
  }
}

function footersOf(fonts: Fonts): ISectionOptions['footers'] {
  const number = (
    alignment: (typeof AlignmentType)['LEFT' | 'RIGHT'],
    indent: { leftChars?: number; rightChars?: number },
  ) =>
    new Footer({
      children: [
        new Paragraph({
          alignment,
          indent: { left: indent.leftChars ? 280 : 0, right: indent.rightChars ? 280 : 0 },
          children: [
            new TextRun({
              font: fontOf(fonts.number),
              size: PAGE_NUMBER_SIZE,
              children: ['— ', PageNumber.CURRENT, ' —'],
            }),
          ],
        }),
      ],
    })
  // odd pages to the right, even pages to the left, one character from the edge of the text
  return { default: number(AlignmentType.RIGHT, { rightChars: 1 }), even: number(AlignmentType.LEFT, { leftChars: 1 }) }
}

function titleOf(document: WordDocument, fonts: Fonts): Paragraph[] {
  const lines = [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 640, lineRule: LineRuleType.EXACT, after: document.number ? 0 : 579 },
      heading: HeadingLevel.TITLE,
      children: [
        new TextRun({ text: clean(document.title), font: fontOf(fonts.title), size: TITLE_SIZE, color: '000000' }),
      ],
    }),
  ]
  if (document.number) {
    lines.push(
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { ...LINE, after: 579 },
        children: [new TextRun({ text: clean(document.number), font: fontOf(fonts.body), size: BODY_SIZE })],
      }),
    )
  }
  return lines
}

const HEADINGS = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const

function drawBlock(block: WordBlock, fonts: Fonts) {
  if ('heading' in block) {
    const font = { 1: fonts.heading, 2: fonts.subheading, 3: fonts.body }[block.level]
    return [
      new Paragraph({
        heading: HEADINGS[block.level],
        spacing: { ...LINE, before: 0, after: 0 },
        indent: INDENT,
        keepNext: true,
        children: [
          new TextRun({
            text: clean(block.heading),
            font: fontOf(font),
            size: BODY_SIZE,
            bold: block.level === 3,
            italics: false,
            color: '000000',
          }),
        ],
      }),
    ]
  }
  if ('paragraph' in block) {
    return block.paragraph.split('\n').map(text => bodyParagraph(text, fonts, block))
  }
  if ('table' in block) return drawTable(block.table, fonts)
  if ('signatures' in block) return drawSignatures(block.signatures, fonts)
  if ('attachments' in block) {
    return block.attachments.map((name, i) => {
      const label = block.attachments.length === 1 ? '附件：' : i === 0 ? '附件：1. ' : `　　　${i + 1}. `
      return bodyParagraph(`${label}${name}`, fonts, {})
    })
  }
  return [new Paragraph({ children: [new PageBreak()] })]
}

function bodyParagraph(
  text: string,
  fonts: Fonts,
  look: { align?: 'left' | 'center' | 'right'; bold?: boolean; indent?: boolean },
): Paragraph {
  const alignment = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT }
  const plain = look.align === undefined
  return new Paragraph({
    spacing: LINE,
    alignment: look.align ? alignment[look.align] : AlignmentType.BOTH,
    indent: (look.indent ?? plain) ? INDENT : undefined,
    children: [new TextRun({ text: clean(text), font: fontOf(fonts.body), size: BODY_SIZE, bold: look.bold })],
  })
}

/** Two parties a line; the place for hand and seal is left free. */
function drawSignatures(signatures: Signature[], fonts: Fonts): Paragraph[] {
  const pairs: Signature[][] = []
  for (let i = 0; i < signatures.length; i += 2) pairs.push(signatures.slice(i, i + 2))
  const line = (texts: string[]) =>
    new Paragraph({
      spacing: LINE,
      keepNext: true,
      keepLines: true,
      tabStops: [{ type: TabStopType.LEFT, position: convertMillimetersToTwip(80) }],
      children: [
        new TextRun({
          children: texts.flatMap((text, i) => (i === 0 ? [clean(text)] : [new Tab(), clean(text)])),
          font: fontOf(fonts.body),
          size: BODY_SIZE,
        }),
      ],
    })
  return pairs.flatMap(pair => [
    line(['']),
    line(pair.map(s => `${s.party}（盖章）`)),
    line(pair.map(s => `${s.role ?? '负责人'}（签字）：${s.person ?? ''}`)),
    line(pair.map(s => s.date ?? '　　　　年　　月　　日')),
  ])
}

function issuedOf(document: WordDocument, fonts: Fonts): Paragraph[] {
  if (!document.issued) return []
  const line = (text: string, right: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: LINE,
      indent: { right },
      children: [new TextRun({ text: clean(text), font: fontOf(fonts.body), size: BODY_SIZE })],
    })
  const { by, on } = document.issued
  return [line('', 0), line(by, 1280), line(on, 1280)]
}
