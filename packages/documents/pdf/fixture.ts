/** A page of a hand-made PDF for tests, in points from the top left corner. */
export type FixturePage = {
  width?: number
  height?: number
  texts?: { text: string; x: number; y: number; size?: number }[]
  /** x1, y1, x2, y2 */
  rules?: [number, number, number, number][]
  /** drawn turned by this many degrees, as watermarks are */
  slanted?: { text: string; x: number; y: number; degrees: number }[]
  image?: boolean
}

/**
 * A PDF with a text layer of one font that has no glyphs: hanzi are as wide as the type size, ASCII half as wide. With
 * `encrypt` the file claims a password nobody knows.
 */
export function pdfOf(pages: FixturePage[], options: { encrypt?: boolean; predefined?: string } = {}): Uint8Array {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const stream = (content: string) => `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add('')
  const coding = options.predefined ? `/Encoding /${options.predefined}` : '/Encoding /Identity-H /ToUnicode 5 0 R'
  add(`<< /Type /Font /Subtype /Type0 /BaseFont /Fixture ${coding} /DescendantFonts [4 0 R] >>`)
  add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Fixture /CIDSystemInfo << /Registry (Adobe) /Ordering (${options.predefined ? 'GB1' : 'Identity'}) /Supplement 0 >> /DW 1000 /W [32 126 500] /FontDescriptor 6 0 R >>`,
  )
  add(stream(TO_UNICODE))
  add(
    '<< /Type /FontDescriptor /FontName /Fixture /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>',
  )
  add(
    '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream',
  )
  const kids: number[] = []
  for (const page of pages) {
    const { width = 595, height = 842 } = page
    const content = add(stream(contentOf(page, height)))
    kids.push(
      add(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${content} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 7 0 R >> >> >>`,
      ),
    )
  }
  objects[1] = `<< /Type /Pages /Count ${pages.length} /Kids [${kids.map(kid => `${kid} 0 R`).join(' ')}] >>`
  const lock = options.encrypt
    ? add(`<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`)
    : 0
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`
  const encrypt = lock ? ` /Encrypt ${lock} 0 R /ID [<00><00>]` : ''
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encrypt} >>\nstartxref\n${start}\n%%EOF`
  return new TextEncoder().encode(file)
}

const TO_UNICODE = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
${[0, 100, 200]
  .map(from => {
    const rows = Array.from({ length: Math.min(100, 256 - from) }, (_, i) => {
      const high = (from + i).toString(16).padStart(2, '0')
      return `<${high}00> <${high}FF> <${high}00>`
    })
    return `${rows.length} beginbfrange\n${rows.join('\n')}\nendbfrange`
  })
  .join('\n')}
endcmap end end`

function contentOf(page: FixturePage, height: number): string {
  const parts = (page.rules ?? []).map(([x1, y1, x2, y2]) => `${x1} ${height - y1} m ${x2} ${height - y2} l S`)
  if (page.image) parts.push('q 500 0 0 700 40 40 cm /I Do Q')
  for (const { text, x, y, size = 12 } of page.texts ?? []) {
    parts.push(`BT /F ${size} Tf ${x} ${height - y} Td <${hex(text)}> Tj ET`)
  }
  for (const { text, x, y, degrees } of page.slanted ?? []) {
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)].map(n => n.toFixed(4))
    parts.push(`BT /F 40 Tf ${c} ${s} ${-Number(s)} ${c} ${x} ${height - y} Tm <${hex(text)}> Tj ET`)
  }
  return parts.join('\n')
}

function hex(text: string): string {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('')
}

/** Sets paragraphs as Word does: hanzi in lines of `perLine`, a first line indented by two, 20 points apart. */
export function typeset(
  paragraphs: string[],
  options: { x?: number; top?: number; perLine?: number; size?: number } = {},
) {
  const { x = 90, top = 100, perLine = 30, size = 12 } = options
  const texts: { text: string; x: number; y: number; size: number }[] = []
  let y = top
  for (const paragraph of paragraphs) {
    let rest = paragraph
    for (let first = true; rest !== '' || first; first = false) {
      const room = first ? perLine - 2 : perLine
      texts.push({ text: rest.slice(0, room), x: first ? x + 2 * size : x, y, size })
      rest = rest.slice(room)
      y += 20
    }
  }
  return { texts, bottom: y }
}
