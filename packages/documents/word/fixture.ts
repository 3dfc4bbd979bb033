import { strToU8, zipSync } from 'fflate'

/** A .docx container written by hand for tests: `body` is the inside of w:body, the other parts as they are. */
export function docxOf(
  body: string,
  parts: { numbering?: string; styles?: string; footnotes?: string; endnotes?: string } = {},
): Uint8Array {
  const relations = Object.keys(parts)
    .map((kind, i) => `<Relationship Id="r${i}" Type="${OFFICE}/relationships/${kind}" Target="${kind}.xml"/>`)
    .join('')
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${typeOf('document.main', 'document')}${Object.keys(
      parts,
    )
      .map(kind => typeOf(kind, kind))
      .join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r" Type="${OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${RELATIONS}">${relations}</Relationships>`,
    'word/document.xml': wrap('document', `<w:body>${body}</w:body>`),
  }
  for (const [kind, xml] of Object.entries(parts)) files[`word/${kind}.xml`] = wrap(kind, xml)
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])))
}

function typeOf(type: string, part: string): string {
  return `<Override PartName="/word/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${type}+xml"/>`
}

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'

function wrap(root: string, xml: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:${root} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">${xml}</w:${root}>`
}

/** A paragraph of plain text; `numbered` is [numId, level], `properties` goes into w:pPr. */
export function p(
  text: string,
  options: { numbered?: [number, number]; style?: string; properties?: string } = {},
): string {
  const style = options.style ? `<w:pStyle w:val="${options.style}"/>` : ''
  const numbered = options.numbered
    ? `<w:numPr><w:ilvl w:val="${options.numbered[1]}"/><w:numId w:val="${options.numbered[0]}"/></w:numPr>`
    : ''
  return `<w:p><w:pPr>${style}${numbered}${options.properties ?? ''}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
}

/** Levels of an abstract list: [numFmt, lvlText, more XML]. */
export function abstractList(id: number, levels: [string, string, string?][]): string {
  const xml = levels.map(
    ([format, text, more], i) =>
      `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more ?? ''}<w:lvlText w:val="${text}"/></w:lvl>`,
  )
  return `<w:abstractNum w:abstractNumId="${id}">${xml.join('')}</w:abstractNum>`
}

export function list(id: number, abstract: number, overrides = ''): string {
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${abstract}"/>${overrides}</w:num>`
}
