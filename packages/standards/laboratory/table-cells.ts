import { readHead } from '../screening/heads.ts'
import { findSubstance, getSubstance, type Substance } from '../substances.ts'
import type { FaultCode } from './fault.ts'
import { type ColumnRole, type Layout, type LayoutColumn, lastLine } from './layout.ts'
import type { ResultCells } from './result-reader.ts'
import { isAsideWord, type RowKind, rowKind } from './row-kind.ts'
import { describeDoubt, readSubstance } from './substance-word.ts'

/** One column of results of a wide table, with the columns that say more of it. */
export interface Item {
  column: number
  declared: LayoutColumn | null
  substance: Substance | null
  name: string
  unit: number
  detectionLimit: number
  method: number
  qualifier: number
}

/** What is wrong with the name of a substance, at its cell. */
export interface NameDoubt {
  code: FaultCode
  column: number
  message: string
}

/** Which cell of a row says what, by the layout; columns from nought, −1 where there is none. */
export interface TableCells {
  column(role: ColumnRole): number
  at(cells: readonly string[], column: number): string
  /** Of number and site. */
  own: readonly number[]
  items: readonly Item[]
  kindOf(cells: readonly string[]): RowKind | 'head'
  longWords(cells: readonly string[]): { words: ResultCells; doubt: NameDoubt | null }
  /** null where the cell is blank. */
  itemWords(cells: readonly string[], item: Item): ResultCells | null
}

export function tableCells(layout: Layout): TableCells {
  const find = (role: ColumnRole, substance?: string): number =>
    (layout.columns.find(c => c.role === role && c.substance === substance)?.column ?? 0) - 1
  const at = (cells: readonly string[], column: number): string => (column < 0 ? '' : (cells[column] ?? '').trim())
  const long = layout.form === 'long'
  const col = {
    substance: find('substance'),
    cas: find('cas'),
    value: find('value'),
    qualifier: find('qualifier'),
    unit: find('unit'),
    detectionLimit: find('detectionLimit'),
    method: find('method'),
    basis: find('basis'),
  }
  const own = [find('sample'), find('site')].filter(c => c >= 0)
  const ownHeads = own.map(c => layout.columns.find(l => l.column - 1 === c)?.head ?? '')
  const heads = layout.columns.flatMap(c => (c.head === '' ? [] : [{ column: c.column - 1, head: c.head }]))
  const items = long ? [] : itemsOf(layout, find)
  const itemColumns = items.map(i => i.column)
  const valueColumn = layout.columns.find(c => c.role === 'value' && !c.substance)
  const { defaults } = layout

  function kindOf(cells: readonly string[]): RowKind | 'head' {
    const key = own.length > 0 ? at(cells, own[0]!) : ''
    // A number of its own and a result: the usual row of a long table, told without looking at every cell.
    if (long && key !== '' && at(cells, col.value) !== '' && !ownHeads[0]?.endsWith(key) && !isAsideWord(key)) {
      const first = cells[0]?.trim() ?? ''
      if (first === key || first === '' || !isAsideWord(first)) return 'data'
    }
    let repeated = 0
    for (const h of heads) if (isSameHead(cells[h.column], h.head) && ++repeated >= 2) return 'head'
    return rowKind(cells, itemColumns, own, ownHeads)
  }

  function longWords(cells: readonly string[]): ReturnType<TableCells['longWords']> {
    const name = at(cells, col.substance)
    const cas = at(cells, col.cas)
    const { substance, shown, doubt } = nameOf(name, cas, col)
    return {
      words: {
        substance,
        name: shown,
        value: at(cells, col.value),
        qualifier: at(cells, col.qualifier),
        unit: at(cells, col.unit),
        // 镉(mg/kg) as the name of an item.
        headUnit: valueColumn?.unit ?? (name.includes('g/') ? (readHead(name).unit ?? '') : ''),
        defaultUnit: defaults.unit ?? '',
        detectionLimit: at(cells, col.detectionLimit),
        method: at(cells, col.method) || (defaults.method ?? ''),
        basis: at(cells, col.basis) || (defaults.basis ?? ''),
        headBasis: valueColumn?.basis ?? null,
      },
      doubt,
    }
  }

  function itemWords(cells: readonly string[], item: Item): ResultCells | null {
    const value = at(cells, item.column)
    const qualifier = at(cells, item.qualifier)
    if (value === '' && !/^(?:u|nd|l|未检出)$/i.test(qualifier)) return null
    const { declared } = item
    return {
      substance: item.substance,
      name: item.name,
      value,
      qualifier,
      unit: item.unit >= 0 ? at(cells, item.unit) : declared?.unit ? '' : at(cells, col.unit),
      headUnit: declared?.unit ?? '',
      defaultUnit: defaults.unit ?? '',
      detectionLimit:
        at(cells, item.detectionLimit) || (declared?.detectionLimit ?? '') || at(cells, col.detectionLimit),
      method: at(cells, item.method) || (declared?.method ?? '') || at(cells, col.method) || (defaults.method ?? ''),
      basis: at(cells, col.basis) || (defaults.basis ?? ''),
      headBasis: declared?.basis ?? null,
    }
  }

  return { column: find, at, own, items, kindOf, longWords, itemWords }
}

/** The name, or what the CAS number means where the name is unknown; a name and a number that differ are neither. */
function nameOf(
  name: string,
  cas: string,
  col: { substance: number; cas: number },
): { substance: Substance | null; shown: string; doubt: NameDoubt | null } {
  const shown = name || cas
  if (shown === '') {
    const doubt: NameDoubt = { code: 'no-substance', column: col.substance, message: '没有检测项目' }
    return { substance: null, shown: '（没有写检测项目）', doubt }
  }
  const word = readSubstance(shown)
  const byCas = cas === '' ? undefined : findSubstance(cas)
  if (word.substance && byCas && byCas !== word.substance && word.substance.kind === 'substance') {
    const code = isPair(byCas.id, word.substance.id) ? 'total-or-valence' : 'name-and-cas'
    const message = `“${name}”与 CAS 号 ${cas}（${byCas.name}）不是同一物质，不能使用`
    return { substance: null, shown: `${name}（CAS ${cas}）`, doubt: { code, column: col.substance, message } }
  }
  if (word.substance) return { substance: word.substance, shown, doubt: null }
  if (byCas && word.doubt !== 'two-substances') return { substance: byCas, shown: byCas.name, doubt: null }
  const column = col.substance >= 0 ? col.substance : col.cas
  return { substance: null, shown, doubt: { code: word.doubt!, column, message: describeDoubt(shown, word) } }
}

const PAIRS = [
  ['chromium', 'chromium-vi'],
  ['mercury', 'methylmercury'],
  ['arsenic', 'inorganic-arsenic'],
]
const isPair = (a: string, b: string): boolean => PAIRS.some(p => p.includes(a) && p.includes(b))

function itemsOf(layout: Layout, find: (role: ColumnRole, substance?: string) => number): Item[] {
  const items = layout.columns
    .filter(c => c.role === 'item')
    .map((c): Item => {
      const substance = c.substance ? getSubstance(c.substance) : null
      const of = (role: ColumnRole): number => (c.substance ? find(role, c.substance) : -1)
      return {
        column: c.column - 1,
        declared: c,
        substance,
        name: substance?.name ?? lastLine(c.head),
        unit: of('unit'),
        detectionLimit: of('detectionLimit'),
        method: of('method'),
        qualifier: of('qualifier'),
      }
    })
  const pH = find('pH')
  if (pH < 0) return items
  const none = { unit: -1, detectionLimit: -1, method: -1, qualifier: -1 }
  return [...items, { column: pH, declared: null, substance: getSubstance('ph'), name: 'pH', ...none }]
}

const isSameHead = (cell: string | undefined, head: string): boolean =>
  cell !== undefined && cell !== '' && (cell.trim() === head || head.endsWith(`\n${cell.trim()}`))
