/**
 * Old Chinese PDFs name a font that is not in the file and one of Adobe's predefined code tables (UniGB-UCS2-H, GBK-EUC-H …).
 * For text alone the tables need not be shipped: the codes are Unicode or GBK already, so a table that numbers each glyph by
 * its Unicode value, and an equally plain one back, give the right characters.
 */
export class PlainCodeTables {
  private used = false

  async fetch(request: { kind: string; filename: string }): Promise<Uint8Array> {
    const table = request.kind === 'cMapUrl' ? this.table(request.filename) : undefined
    if (!table) throw new Error(`No data for ${request.filename}`)
    return new TextEncoder().encode(table)
  }

  private table(name: string): string | undefined {
    if (/^UniGB-(UCS2|UTF16)-[HV]$/.test(name)) {
      this.used = true
      return cmap(name, '<0000> <FFFF>', ['1 begincidrange', '<0000> <FFFF> 0', 'endcidrange'])
    }
    if (/^(GB|GBK|GBKp)-EUC-[HV]$/.test(name)) {
      this.used = true
      return cmap(name, '<00> <80> <8140> <FEFE>', gbkGlyphs())
    }
    // true only for glyph numbers given out above; those of a font with Adobe's own numbers would turn into other hanzi
    if (name === 'Adobe-GB1-UCS2' && this.used) return cmap(name, '<0000> <FFFF>', backToUnicode())
    return undefined
  }
}

function cmap(name: string, space: string, body: string[]): string {
  const count = space.split(' ').length / 2
  return [`/CMapName /${name} def`, `${count} begincodespacerange ${space} endcodespacerange`, ...body, 'endcmap'].join(
    '\n',
  )
}

function gbkGlyphs(): string[] {
  const decoder = new TextDecoder('gbk')
  const lines = ['1 begincidrange', '<00> <7F> 0', 'endcidrange', '100 begincidchar']
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const char = decoder.decode(Uint8Array.of(high, low))
      if (char.length === 1 && char !== '\ufffd') lines.push(`<${hex(high)}${hex(low)}> ${char.charCodeAt(0)}`)
    }
  }
  return [...lines, 'endcidchar']
}

function backToUnicode(): string[] {
  const lines = Array.from({ length: 256 }, (_, high) => `<${hex(high)}00> <${hex(high)}FF> <${hex(high)}00>`)
  return ['256 beginbfrange', ...lines, 'endbfrange']
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
