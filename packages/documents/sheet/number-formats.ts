/** Formats of Excel that stand for a number without being written out, as far as they change what a cell shows. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  17: 'mmm-yy',
  27: 'yyyy"年"m"月"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  52: 'yyyy"年"m"月"',
  55: 'yyyy"年"m"月"',
  57: 'yyyy"年"m"月"',
}

/** xl/styles.xml → the number format of each style; undefined where the number shows as it is. */
export function readNumberFormats(xml: string): (string | undefined)[] {
  const own = new Map<number, string>()
  for (const [tag] of xml.matchAll(/<(?:\w+:)?numFmt\b[^>]*>/g)) {
    const code = attribute(tag, 'formatCode')
    if (code !== undefined) own.set(Number(attribute(tag, 'numFmtId')), unescaped(code))
  }
  const styles = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)?.[1] ?? ''
  return [...styles.matchAll(/<(?:\w+:)?xf\b[^>]*>/g)].map(([tag]) => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0)
    const code = own.get(id) ?? BUILT_IN[id]
    return code === 'General' || code === '@' ? undefined : code
  })
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? new RegExp(`\\s${name}='([^']*)'`).exec(tag)?.[1]

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" }
const unescaped = (text: string): string =>
  text
    .replace(/&(quot|amp|lt|gt|apos);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/&#(x?)([0-9a-fA-F]{1,6});/g, (_, hex: string, n: string) =>
      String.fromCodePoint(Number.parseInt(n, hex ? 16 : 10)),
    )

/** The parts of the sheets in the order of the workbook; '' where a sheet names none. */
export function worksheetOrder(workbook: string, relations: string): string[] {
  const targets = new Map<string, string>()
  for (const [tag] of relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const target = attribute(tag, 'Target') ?? ''
    targets.set(attribute(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  }
  return [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(
    ([tag]) => targets.get(/\s\w+:id="([^"]*)"/.exec(tag)?.[1] ?? '') ?? '',
  )
}
