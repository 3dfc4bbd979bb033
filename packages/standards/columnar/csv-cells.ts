import type { Reading } from '../judgement.ts'
import { type FileProblem, longEntry, type Table } from '../screening/records.ts'
import { resultsOf } from '../screening/samples.ts'
import { findSubstance } from '../substances.ts'
import type { ColumnWriter } from './column-writer.ts'
import type { CsvLayout } from './csv-layout.ts'
import { MOST_PROBLEMS } from './csv-samples.ts'

/** What a row says of its result, read cell by cell as a small file is. */
export interface CellsRead {
  word: number
  /** 'ph': the cell is the sample's pH. */
  what: 'result' | 'blank' | 'ph'
  cell: string
  reading: Reading
}

/** Reads rows that are not plain numbers under known names, with the same functions that read small files. */
export class CsvCells {
  readonly #table: Table
  readonly #writer: ColumnWriter

  constructor(layout: CsvLayout, writer: ColumnWriter) {
    this.#table = { name: '', header: layout.header, body: [], problems: [] }
    this.#writer = writer
  }

  get problems(): FileProblem[] {
    return this.#table.problems
  }

  sayUnnamed(row: number): void {
    if (this.#table.problems.length < MOST_PROBLEMS)
      this.#table.problems.push({
        grade: 'error',
        where: `第${row + 1}行`,
        message: '没有样品编号，这一行单独作为一个样品，请补上编号',
      })
  }

  isHead(column: number, cell: string): boolean {
    return this.#table.header.heads[column]?.text.trim() === cell
  }

  /** undefined where the row says nothing. */
  read(cells: string[], row: number): CellsRead | undefined {
    // What is wrong is said for each way of writing it; beyond some it is only counted as 证据不足.
    if (this.#table.problems.length > MOST_PROBLEMS) this.#table.problems.length = MOST_PROBLEMS
    const entry = longEntry(this.#table, cells, row)
    if (!entry?.result) return undefined
    const { substance, cell } = entry.result
    if (findSubstance(substance)?.id === 'ph')
      return { word: this.#writer.wordNumber(substance, '', null), what: 'ph', cell, reading: NOTHING }
    const result = resultsOf([entry], this.#table.problems)[0]!
    return {
      word: this.#writer.wordNumber(substance, result.unit, result.basis ?? null),
      what: cell === '' ? 'blank' : 'result',
      cell,
      reading: result.reading,
    }
  }
}

const NOTHING: Reading = { kind: 'missing', why: '' }
