import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'
import type { Deadline } from '../refusal.ts'
import { circled, formatNumber } from '../word/number-format.ts'
import { chooseContent, isHidden } from './html-content.ts'

type Node = DefaultTreeAdapterTypes.Node
type HtmlElement = DefaultTreeAdapterTypes.Element

export function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 4096)
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(head)
}

const BLOCKS = new Set(
  'address article blockquote center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr main p pre section ul ol li table caption thead tbody tfoot tr body'.split(
    ' ',
  ),
)

const LIST_STYLES: Record<string, string> = {
  'cjk-ideographic': 'chineseCountingThousand',
  'simp-chinese-informal': 'chineseCountingThousand',
  'trad-chinese-informal': 'chineseCountingThousand',
  'lower-alpha': 'lowerLetter',
  'upper-alpha': 'upperLetter',
  'lower-roman': 'lowerRoman',
  'upper-roman': 'upperRoman',
}

/** The article of a web page as text: one line a paragraph, one line a table row; menus, scripts and footers are left out. */
export function htmlToText(html: string, deadline: Deadline): string {
  // pictures written into the page are of no use here and cost the parser most
  const source = html.replace(/data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+/g, '')
  let made = 0
  const document = parse(source, {
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (name, namespace, attributes) => {
        if (made++ % 256 === 0) deadline.check()
        return defaultTreeAdapter.createElement(name, namespace, attributes)
      },
    },
  })
  const { title, content } = chooseContent(document)
  const lines = render(content, deadline)
  if (title && !lines.slice(0, 8).join('').replace(/\s/g, '').includes(title.replace(/\s/g, ''))) lines.unshift(title)
  return lines.join('\n').trim()
}

type Step = { node: Node } | { end: HtmlElement }

/** Walks without recursion: pages nest as deeply as their authors liked. */
function render(root: Node[], deadline: Deadline): string[] {
  const lines: string[] = []
  let line = ''
  const lists: { ordered: boolean; next: number; format: string }[] = []
  const breakLine = () => {
    const tidy = line.replace(/[ \t]+/g, ' ').trim()
    if (tidy) lines.push(tidy)
    line = ''
  }
  const stack: Step[] = root.map(node => ({ node })).reverse()
  for (let step = stack.pop(); step; step = stack.pop()) {
    deadline.check()
    if ('end' in step) {
      if (BLOCKS.has(step.end.tagName)) breakLine()
      if (step.end.tagName === 'ol' || step.end.tagName === 'ul') lists.pop()
      continue
    }
    const node = step.node
    if (node.nodeName === '#text') {
      line += cleanText((node as DefaultTreeAdapterTypes.TextNode).value)
      continue
    }
    if (!('tagName' in node) || isHidden(node)) continue
    if (node.tagName === 'br') breakLine()
    else if (node.tagName === 'ol') lists.push({ ordered: true, next: listStart(node), format: listFormat(node) })
    else if (node.tagName === 'ul') lists.push({ ordered: false, next: 1, format: '' })
    else if (node.tagName === 'td' || node.tagName === 'th') line += ' '
    if (BLOCKS.has(node.tagName)) breakLine()
    if (node.tagName === 'li') line += listLabel(lists.at(-1), node)
    if (node.tagName === 'table' && isDataTable(node)) {
      lines.push(...tableLines(node, deadline))
      continue
    }
    stack.push({ end: node })
    for (let i = node.childNodes.length - 1; i >= 0; i--) stack.push({ node: node.childNodes[i]! })
  }
  breakLine()
  return lines
}

function cleanText(text: string): string {
  return text.replace(/[\u00ad\u200b-\u200d\ufeff]/g, '').replace(/[\r\n\t\u00a0 ]+/g, ' ')
}

function listStart(node: HtmlElement): number {
  const start = Number(attribute(node, 'start') ?? 1)
  return Number.isInteger(start) ? start : 1
}

function listFormat(node: HtmlElement): string {
  const style = /list-style(?:-type)?:\s*([\w-]+)/.exec(attribute(node, 'style') ?? '')?.[1] ?? ''
  if (style === 'none') return 'none'
  const byType = { a: 'lowerLetter', A: 'upperLetter', i: 'lowerRoman', I: 'upperRoman' }[attribute(node, 'type') ?? '']
  return LIST_STYLES[style] ?? byType ?? 'decimal'
}

function listLabel(list: { ordered: boolean; next: number; format: string } | undefined, item: HtmlElement): string {
  if (!list?.ordered || list.format === 'none') return ''
  const own = Number(attribute(item, 'value'))
  const number = Number.isInteger(own) && own > 0 ? own : list.next
  list.next = number + 1
  const label = list.format === 'circled' ? circled(number) : formatNumber(number, list.format)
  return list.format === 'chineseCountingThousand' ? `${label}、` : `${label}. `
}

function attribute(node: HtmlElement, name: string): string | undefined {
  return node.attrs.find(attr => attr.name === name)?.value
}

/** Old pages are laid out with tables; those hold other tables, or a single cell a row. */
function isDataTable(table: HtmlElement): boolean {
  const rows = tableRows(table)
  const cells = rows.map(row => cellsOf(row))
  if (cells.every(row => row.length < 2)) return false
  return !cells.flat().some(cell => containsTag(cell, 'table'))
}

function containsTag(root: HtmlElement, tag: string): boolean {
  const stack: Node[] = [...root.childNodes]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!('tagName' in node)) continue
    if (node.tagName === tag) return true
    stack.push(...node.childNodes)
  }
  return false
}

function tableRows(table: HtmlElement): HtmlElement[] {
  const children = table.childNodes.filter(isElement)
  return children.flatMap(child =>
    child.tagName === 'tr'
      ? [child]
      : ['thead', 'tbody', 'tfoot'].includes(child.tagName)
        ? child.childNodes.filter(isElement)
        : [],
  )
}

function cellsOf(row: HtmlElement): HtmlElement[] {
  return row.childNodes.filter(isElement).filter(cell => cell.tagName === 'td' || cell.tagName === 'th')
}

function isElement(node: Node): node is HtmlElement {
  return 'tagName' in node
}

const WIDEST = 256

function tableLines(table: HtmlElement, deadline: Deadline): string[] {
  const lines: string[] = []
  // columns still covered by a cell of an earlier row, with the rows left
  const covered = new Map<number, number>()
  for (const row of tableRows(table)) {
    deadline.check()
    const cells: string[] = []
    const taken = cellsOf(row)
    const fill = () => {
      for (let left = covered.get(cells.length); left && cells.length < WIDEST; left = covered.get(cells.length)) {
        if (left > 1) covered.set(cells.length, left - 1)
        else covered.delete(cells.length)
        cells.push('')
      }
    }
    fill()
    for (const cell of taken) {
      const span = bounded(attribute(cell, 'colspan'))
      const down = bounded(attribute(cell, 'rowspan'))
      for (let i = 0; i < span && cells.length < WIDEST; i++) {
        if (down > 1) covered.set(cells.length, down - 1)
        cells.push(i === 0 ? render(cell.childNodes, deadline).join(' ').replace(/\s+/g, ' ').trim() : '')
      }
      fill()
    }
    if (cells.some(Boolean)) lines.push(taken.length === 1 ? cells.join('') : cells.join('\t'))
  }
  return lines
}

function bounded(span: string | undefined): number {
  const count = Number(span ?? 1)
  return Number.isInteger(count) && count > 0 ? Math.min(count, WIDEST) : 1
}
