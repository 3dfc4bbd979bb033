/**
 * Formulas of report tables, written as in Excel: `C/B*100` takes cells of its own row, `C3` the third row of the table,
 * `SUM(C)` all rows of a column, `SUM(B:D)` its own row from B to D, `SUM(B1:D3)` a block, `[面积]` a column by its name.
 */
export type Expression =
  | { kind: 'number'; value: string }
  /** `row` counts the table's rows from 0; null is the formula's own row. */
  | { kind: 'cell'; column: number; row: number | null }
  | { kind: 'negate'; of: Expression }
  | { kind: 'sum'; op: '+' | '-' | '*' | '/'; left: Expression; right: Expression }
  | { kind: 'round'; of: Expression; places: number }
  | { kind: 'call'; name: Aggregate; ranges: Range[] }

export interface Range {
  from: number
  to: number
  /** All rows of the table, the formula's own, or from one to another. */
  rows: 'all' | 'own' | [number, number]
}

export const AGGREGATES = ['SUM', 'AVERAGE', 'MAX', 'MIN', 'COUNT'] as const
export type Aggregate = (typeof AGGREGATES)[number]

export type ParsedFormula = { expression: Expression } | { faults: string[] }

/** Column A holds the names of the rows; the first figure stands in B. */
export const letterOf = (column: number): string => {
  let name = ''
  for (let rest = column + 2; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}
const columnOfLetters = (letters: string): number => [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 2

export const addressOf = (column: number, row: number): string => `${letterOf(column)}${row + 1}`

export function parseAddress(at: string): { column: number; row: number } | undefined {
  const m = /^([A-Z]{1,3})([1-9]\d{0,4})$/.exec(at.trim().toUpperCase())
  return m ? { column: columnOfLetters(m[1]!), row: Number(m[2]) - 1 } : undefined
}

const FULL_WIDTH: Record<string, string> = {
  '（': '(',
  '）': ')',
  '＋': '+',
  '－': '-',
  '—': '-',
  '×': '*',
  '＊': '*',
  '÷': '/',
  '／': '/',
  '，': ',',
  '：': ':',
  '【': '[',
  '】': ']',
  '＝': '=',
}
const TOKEN = /\s*(?:(\d+(?:\.\d+)?%?)|\[([^\]]+)\]|([A-Za-z]+)(\d*)|([-+*/(),:]))/y

type Token =
  | { is: 'number'; text: string }
  | { is: 'name'; text: string }
  | { is: 'word'; text: string; digits: string }
  | { is: 'sign'; text: string }

class Fault extends Error {}

/** @param names of the columns in their order, for `[name]` */
export function parseFormula(formula: string, names: readonly string[], rows: number): ParsedFormula {
  try {
    const parser = new Parser(tokensOf(formula), names, rows)
    const expression = parser.whole()
    return parser.faults.length ? { faults: parser.faults } : { expression }
  } catch (error) {
    if (error instanceof Fault) return { faults: [error.message] }
    throw error
  }
}

function tokensOf(formula: string): Token[] {
  const text = formula
    .replace(/[（）＋－—×＊÷／，：【】＝]/g, sign => FULL_WIDTH[sign]!)
    .trim()
    .replace(/^=/, '')
  if (!text.trim()) throw new Fault('公式是空的')
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const m = TOKEN.exec(text)
    if (!m)
      throw new Fault(
        `“${text.slice(at, at + 8).trim()}”看不懂；可用加减乘除、括号、列字母（B）、单元格（B3）和 SUM 等函数`,
      )
    if (m[1] !== undefined) tokens.push({ is: 'number', text: m[1] })
    else if (m[2] !== undefined) tokens.push({ is: 'name', text: m[2].trim() })
    else if (m[3] !== undefined) tokens.push({ is: 'word', text: m[3].toUpperCase(), digits: m[4] ?? '' })
    else tokens.push({ is: 'sign', text: m[5]! })
  }
  return tokens
}

class Parser {
  readonly faults: string[] = []
  private readonly tokens: Token[]
  private readonly names: readonly string[]
  private readonly rows: number
  private at = 0
  constructor(tokens: Token[], names: readonly string[], rows: number) {
    this.tokens = tokens
    this.names = names
    this.rows = rows
  }

  whole(): Expression {
    const expression = this.sum()
    const rest = this.tokens[this.at]
    if (rest) throw new Fault(`“${rest.text}”处多余或缺少运算符`)
    return expression
  }

  private sign(...signs: string[]): string | undefined {
    const token = this.tokens[this.at]
    if (token?.is !== 'sign' || !signs.includes(token.text)) return undefined
    this.at++
    return token.text
  }
  private expect(sign: string): void {
    if (!this.sign(sign)) throw new Fault(`缺少“${sign}”`)
  }

  private sum(): Expression {
    let left = this.product()
    for (let op = this.sign('+', '-'); op; op = this.sign('+', '-'))
      left = { kind: 'sum', op: op as '+', left, right: this.product() }
    return left
  }
  private product(): Expression {
    let left = this.factor()
    for (let op = this.sign('*', '/'); op; op = this.sign('*', '/'))
      left = { kind: 'sum', op: op as '*', left, right: this.factor() }
    return left
  }
  private factor(): Expression {
    if (this.sign('-')) return { kind: 'negate', of: this.factor() }
    if (this.sign('+')) return this.factor()
    if (this.sign('(')) {
      const inner = this.sum()
      this.expect(')')
      return inner
    }
    const token = this.tokens[this.at++]
    if (!token) throw new Fault('公式没有写完')
    if (token.is === 'number')
      return token.text.endsWith('%')
        ? {
            kind: 'sum',
            op: '/',
            left: { kind: 'number', value: token.text.slice(0, -1) },
            right: { kind: 'number', value: '100' },
          }
        : { kind: 'number', value: token.text }
    if (token.is === 'name') return { kind: 'cell', column: this.named(token.text), row: null }
    if (token.is === 'sign') throw new Fault(`“${token.text}”处缺少数值`)
    if (this.sign('(')) return this.call(token.text + token.digits)
    return this.cell(token.text, token.digits)
  }

  private call(name: string): Expression {
    if (name === 'ROUND') {
      const of = this.sum()
      this.expect(',')
      const places = this.tokens[this.at++]
      if (places?.is !== 'number' || !/^[0-9]$/.test(places.text)) throw new Fault('ROUND 的第二项应为 0 至 9 的位数')
      this.expect(')')
      return { kind: 'round', of, places: Number(places.text) }
    }
    if (!AGGREGATES.includes(name as Aggregate))
      throw new Fault(`没有函数“${name}”；可用 ${AGGREGATES.join('、')}、ROUND`)
    const ranges: Range[] = []
    do ranges.push(this.range())
    while (this.sign(','))
    this.expect(')')
    return { kind: 'call', name: name as Aggregate, ranges }
  }

  private range(): Range {
    const from = this.corner()
    if (!this.sign(':'))
      return { from: from.column, to: from.column, rows: from.row === null ? 'all' : [from.row, from.row] }
    const to = this.corner()
    if ((from.row === null) !== (to.row === null)) throw new Fault('区域两端要么都写行号，要么都不写')
    const [a, b] = [Math.min(from.column, to.column), Math.max(from.column, to.column)]
    if (from.row === null || to.row === null) return { from: a, to: b, rows: 'own' }
    return { from: a, to: b, rows: [Math.min(from.row, to.row), Math.max(from.row, to.row)] }
  }
  private corner(): { column: number; row: number | null } {
    const token = this.tokens[this.at++]
    if (token?.is === 'name') return { column: this.named(token.text), row: null }
    if (token?.is !== 'word') throw new Fault('函数括号里应为列（B）、单元格（B3）或区域（B1:B8）')
    const { column, row } = this.cell(token.text, token.digits)
    return { column, row }
  }

  private cell(letters: string, digits: string): { kind: 'cell'; column: number; row: number | null } {
    const column = columnOfLetters(letters)
    const last = letterOf(this.names.length - 1)
    if (column === -1) this.faults.push('A 列是行名，不是数值')
    else if (column >= this.names.length) this.faults.push(`没有 ${letters} 列，本表数值列为 B 至 ${last}`)
    const row = digits === '' ? null : Number(digits) - 1
    if (row !== null && (row < 0 || row >= this.rows))
      this.faults.push(`没有单元格 ${letters}${digits}，本表共 ${this.rows} 行`)
    return { kind: 'cell', column, row }
  }
  private named(name: string): number {
    const column = this.names.indexOf(name)
    if (column < 0) this.faults.push(`没有名为“${name}”的列`)
    return column
  }
}
