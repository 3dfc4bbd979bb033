import type { DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type HtmlElement = DefaultTreeAdapterTypes.Element

const DROPPED = new Set(
  'script style noscript nav header footer aside form button select option textarea input svg iframe object head template audio video canvas map'.split(
    ' ',
  ),
)

// how the content systems behind government sites name the box of the article
const ARTICLE =
  /(^|[\s_-])(ucap-?content|trs_editor|trs_preappend|pages?_content|article(-?(con|content|body|text))?|news_?(con|content)|con_?text|zoom|view|content_?(box|body|text)?|main_?(con|text|content)|xxgk_?(con|content)|detail(-?con(tent)?)?|text_?con)([\s_-]|$)/i
const FURNITURE =
  /(^|[\s_-])(nav|menu|breadcrumb|crumbs?|share|foot(er)?|head(er)?|side(bar)?|search|login|pager?|print|related|qrcode|toolbar|copyright)([\s_-]|$)/i

export function isHidden(node: HtmlElement): boolean {
  if (DROPPED.has(node.tagName)) return true
  for (const { name, value } of node.attrs) {
    if (name === 'hidden') return true
    if (name === 'style' && /display:\s*none|visibility:\s*hidden/i.test(value)) return true
  }
  return false
}

/** The part of a page that is the document, and its title. Without a recognisable article the whole page less its furniture. */
export function chooseContent(document: DefaultTreeAdapterTypes.Document): { title: string; content: Node[] } {
  const sizes = new Map<Node, { text: number; links: number }>()
  let heading = ''
  let pageTitle = ''
  const articles: HtmlElement[] = []
  let body: Node = document
  const stack: { node: Node; done: boolean; inLink: boolean }[] = [{ node: document, done: false, inLink: false }]
  for (let step = stack.pop(); step; step = stack.pop()) {
    const { node, done } = step
    if (node.nodeName === '#text') {
      const length = (node as DefaultTreeAdapterTypes.TextNode).value.replace(/\s/g, '').length
      sizes.set(node, { text: length, links: step.inLink ? length : 0 })
      continue
    }
    if (!('childNodes' in node)) continue
    if (done) {
      const size = { text: 0, links: 0 }
      for (const child of node.childNodes) {
        size.text += sizes.get(child)?.text ?? 0
        size.links += sizes.get(child)?.links ?? 0
      }
      sizes.set(node, size)
      continue
    }
    const element = 'tagName' in node ? node : undefined
    if (element?.tagName === 'title' && !pageTitle) pageTitle = textOf(element)
    if (element && isHidden(element) && element.tagName !== 'head') continue
    if (element?.tagName === 'body') body = element
    if (element?.tagName === 'h1' && !heading) heading = textOf(element)
    if (element && (element.tagName === 'article' || ARTICLE.test(naming(element)))) articles.push(element)
    stack.push({ node, done: true, inLink: step.inLink })
    const inLink = step.inLink || element?.tagName === 'a'
    for (const child of node.childNodes) stack.push({ node: child, done: false, inLink })
  }
  const whole = sizes.get(body)?.text ?? 0
  const prose = (node: Node) => (sizes.get(node)?.text ?? 0) - (sizes.get(node)?.links ?? 0)
  // the smallest article box that still holds most of what is said on the page
  const best = articles
    .filter(node => prose(node) >= 100 && prose(node) >= 0.6 * prose(body))
    .sort((a, b) => (sizes.get(a)?.text ?? 0) - (sizes.get(b)?.text ?? 0))[0]
  const title = heading || pageTitle.split(/[_|]|\s[-–—]\s/)[0]!.trim()
  if (best) return { title, content: [best] }
  const content = whole === 0 ? [] : withoutFurniture(body, node => sizes.get(node))
  return { title: articles.length > 0 || heading ? title : '', content }
}

function naming(element: HtmlElement): string {
  return element.attrs
    .filter(({ name }) => name === 'id' || name === 'class')
    .map(({ value }) => value)
    .join(' ')
}

function textOf(element: HtmlElement): string {
  let text = ''
  const stack: Node[] = [element]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.nodeName === '#text') text += (node as DefaultTreeAdapterTypes.TextNode).value
    else if ('childNodes' in node) stack.push(...[...node.childNodes].reverse())
  }
  return text.replace(/\s+/g, ' ').trim()
}

/** Drops boxes that are named as furniture, and lists made almost wholly of links. */
function withoutFurniture(root: Node, sizeOf: (node: Node) => { text: number; links: number } | undefined): Node[] {
  const stack: Node[] = [root]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!('childNodes' in node)) continue
    node.childNodes = node.childNodes.filter(child => {
      if (!('tagName' in child)) return true
      const size = sizeOf(child)
      const links = size && size.text > 0 ? size.links / size.text : 0
      if (['ul', 'div', 'table', 'td'].includes(child.tagName) && links > 0.8) return false
      return !(FURNITURE.test(naming(child)) && (size?.text ?? 0) < 400)
    })
    stack.push(...node.childNodes)
  }
  return 'childNodes' in root ? root.childNodes : [root]
}
