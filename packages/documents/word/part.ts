import { SaxesParser, type SaxesTagNS } from 'saxes'
import { Refused } from '../refusal.ts'
import type { ZipContainer } from '../zip.ts'

/** An element of an Office part under its customary prefix (`w:p`, `mc:Choice`), whatever prefix the file itself uses. */
export type Element = { name: string; attribute(local: string): string | undefined }

export type PartHandlers = {
  open(element: Element): void
  close(name: string): void
  text?(text: string): void
}

// the second of each pair is the strict form of ISO/IEC 29500
const PREFIXES = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/package/2006/content-types', 'ct'],
  ['urn:schemas-microsoft-com:vml', 'v'],
])

// the parser holds a text, comment or attribute whole before it hands it on
const LONGEST_RUN = 16 * 1024 * 1024

/** Streams one XML part through the handlers; entities are refused, never expanded. */
export function parsePart(zip: ZipContainer, name: string, handlers: PartHandlers): void {
  const parser = new SaxesParser({ xmlns: true })
  const nameOf = (tag: SaxesTagNS) => `${PREFIXES.get(tag.uri) ?? '?'}:${tag.local}`
  parser.on('doctype', () => {
    throw xmlEntities(name)
  })
  parser.on('error', error => {
    throw new Refused(
      'damaged-document',
      `文档内部的 ${name} 格式错误：${error.message.split('\n')[0]}`,
      '请用 Word 或 WPS 打开并另存为 .docx 后再上传',
    )
  })
  let sinceTag = 0
  parser.on('opentag', tag => {
    sinceTag = 0
    handlers.open({
      name: nameOf(tag),
      attribute: local => {
        for (const key in tag.attributes) {
          const attribute = tag.attributes[key]!
          if (attribute.local === local) return attribute.value
        }
        return undefined
      },
    })
  })
  parser.on('closetag', tag => handlers.close(nameOf(tag)))
  if (handlers.text) {
    const text = handlers.text
    parser.on('text', text)
    parser.on('cdata', text)
  }
  let decoder: InstanceType<typeof TextDecoder> | undefined
  zip.stream(name, chunk => {
    decoder ??= new TextDecoder(partEncoding(chunk))
    const xml = decoder.decode(chunk, { stream: true })
    sinceTag += xml.length
    if (sinceTag > LONGEST_RUN) {
      throw new Refused(
        'damaged-document',
        `文档内部的 ${name} 有异常长的内容，正常的 Office 文件没有`,
        '请确认文件来源；可用 Word 或 WPS 打开后另存一份再上传',
      )
    }
    parser.write(xml)
  })
  parser.write(decoder?.decode() ?? '')
  parser.close()
}

function partEncoding(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le'
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function xmlEntities(part: string): Refused {
  return new Refused(
    'xml-entities',
    `文档内部的 ${part} 带有实体定义（DOCTYPE），正常的 Office 文件没有，已拒绝`,
    '请确认文件来源；可用 Word 或 WPS 打开后另存一份再上传',
  )
}

/** Targets of a part's relationships by the last word of their type: `styles` → `word/styles.xml`. The first of a kind wins. */
export function readRelationships(zip: ZipContainer, part: string): Map<string, string> {
  const slash = part.lastIndexOf('/')
  const folder = slash < 0 ? '' : part.slice(0, slash + 1)
  const name = `${folder}_rels/${part.slice(slash + 1)}.rels`
  const targets = new Map<string, string>()
  if (!zip.has(name)) return targets
  parsePart(zip, name, {
    open: element => {
      if (element.name !== 'rel:Relationship' || element.attribute('TargetMode') === 'External') return
      const type = element.attribute('Type')?.split('/').at(-1)
      const target = element.attribute('Target')
      if (type && target && !targets.has(type)) targets.set(type, resolveTarget(folder, target))
    },
    close: () => {},
  })
  return targets
}

function resolveTarget(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const step of target.split('/').filter(Boolean)) {
    if (step === '..') parts.pop()
    else if (step !== '.') parts.push(step)
  }
  return parts.join('/')
}
