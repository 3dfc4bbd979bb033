import { columnOf } from '../screening/layout.ts'
import type { FileProblem } from '../screening/records.ts'
import { ByteIndex, FIELD_END } from './byte-index.ts'
import { ColumnWriter } from './column-writer.ts'
import { BLANK, type Columns, MISSING } from './columns.ts'
import { CsvCells } from './csv-cells.ts'
import type { CsvLayout } from './csv-layout.ts'
import { ABSENT, CsvRecords } from './csv-records.ts'
import { CsvSamples } from './csv-samples.ts'
import { PlainNumber } from './plain-number.ts'
import { isTrimmed, trimEnd, trimStart } from './white-space.ts'

const QUALIFIED_BELOW = 60
const QUALIFIED_EQUAL = 61
/** Ways of writing a cell that are kept; more of them are read one by one. */
const MOST_KEPT = 200_000
/** What room is made for at first; more is made as it is needed. */
const BYTES_A_ROW = 36
const ROWS_A_SAMPLE = 8
const ENCODER = new TextEncoder()
const DECODER = new TextDecoder()

export interface CsvColumns {
  columns: Columns
  /** What could not be used, each way of writing it once. */
  problems: FileProblem[]
  /** How many records were read, whether they say something or not. */
  records: number
  /** A row without a sample name was found; its name is the number of the row in the whole file. */
  unnamed: boolean
  /** The bytes ended where a record ended. */
  endedWhole: boolean
  /** Two numbers a sample, of the name alone; parts of a file that share none share no sample. */
  nameHashes: Uint32Array
}

/**
 * Long tables in UTF-8, byte by byte, as columns. Plain numbers under names already met are read here; everything else (ND,
 * 1.2e-3, full width, new names) goes through the functions that read small files, once for each way of writing it.
 */
export class CsvEncoder {
  readonly #records: CsvRecords
  readonly #writer: ColumnWriter
  readonly #cells: CsvCells
  readonly #samples: CsvSamples
  readonly #number = new PlainNumber()
  readonly #width: number
  readonly #value: number
  readonly #qualifier: number
  readonly #sample: number
  readonly #site: number
  readonly #pH: number
  readonly #landUse: number
  readonly #use: number
  /** Columns that are told apart by their bytes; that make a word; that an odd cell is read with; that part samples. */
  readonly #trimmed: number[]
  readonly #wordColumns: number[]
  readonly #oddColumns: number[]
  readonly #partColumns: number[]
  readonly #words = new ByteIndex()
  /** By key of a word: its number; −1 where its cells are always read one by one (pH). */
  readonly #wordOfKey: number[] = []
  readonly #odd = new ByteIndex()
  readonly #oddCells: { word: number; kind: number; value: number }[] = []
  readonly #firstRow: number
  #row: number
  #unnamed = false
  #last = -1
  #lastPH = -1
  #lastLandUse = -1
  #lastUse = -1

  /**
   * @param bytes how long the text is, where that is known
   */
  constructor(layout: CsvLayout, bytes = 0) {
    const expected = Math.max(1024, Math.ceil(bytes / BYTES_A_ROW))
    this.#writer = new ColumnWriter(expected)
    const { heads } = layout.header
    const at = (role: Parameters<typeof columnOf>[1]): number => columnOf(heads, role)
    const present = (columns: number[]): number[] => columns.filter(c => c >= 0)
    this.#value = at('value')
    this.#qualifier = at('qualifier')
    this.#sample = at('sample')
    this.#site = at('site')
    this.#pH = at('pH')
    this.#landUse = at('landUse')
    this.#use = at('use')
    this.#width = heads.length
    const [depth, day] = [at('depth'), at('takenOn')]
    const isParted = depth >= 0 || day >= 0 || (this.#sample >= 0 && this.#site >= 0)
    // The first is the sample's own name; a column that is not there is read as empty.
    this.#partColumns = isParted ? [-1, this.#site, depth, day].map(c => (c < 0 ? ABSENT : c)) : []
    this.#wordColumns = present([at('substance'), at('unit'), at('cas'), at('basis')])
    this.#oddColumns = [...this.#wordColumns, ...present([this.#value, this.#qualifier, at('detectionLimit')])]
    this.#trimmed = present([this.#value, this.#qualifier, this.#sample, this.#site, depth, day])
    this.#samples = new CsvSamples(isParted, Math.ceil(expected / ROWS_A_SAMPLE))
    this.#cells = new CsvCells(layout, this.#writer)
    this.#firstRow = layout.bodyRow
    this.#row = layout.bodyRow
    this.#records = new CsvRecords(layout.separator, (bytes, fields) => this.#take(bytes, fields))
  }

  push(bytes: Uint8Array): void {
    this.#records.push(bytes)
  }

  finish(): CsvColumns {
    const endedWhole = this.#records.isWhole
    this.#records.end()
    const nameHashes = this.#samples.nameHashes()
    const { renumber, problems, ...about } = this.#samples.finish()
    const columns = this.#writer.finish(about, renumber)
    return {
      columns,
      problems: [...this.#cells.problems, ...problems],
      records: this.#row - this.#firstRow,
      unnamed: this.#unnamed,
      endedWhole,
      nameHashes,
    }
  }

  #take(bytes: Uint8Array, fields: number): void {
    const { starts, ends } = this.#records
    for (let c = fields; c < this.#width; c++) {
      starts[c] = 0
      ends[c] = 0
    }
    for (const c of this.#trimmed) {
      starts[c] = trimStart(bytes, starts[c]!, ends[c]!)
      ends[c] = trimEnd(bytes, starts[c]!, ends[c]!)
      if (!isTrimmed(bytes, starts[c]!, ends[c]!)) {
        this.#records.takeCells(this.#texts(bytes))
        return
      }
    }
    const row = this.#row++
    const kind = this.#kindOf(bytes)
    const word = kind < 0 ? -1 : this.#wordOf(bytes, row)
    if (word < 0) this.#takeOdd(bytes, row)
    else this.#writer.add(this.#sampleOf(bytes, row), word, kind, this.#number.value)
  }

  /** VALUE or BELOW where the cell is a plain number, else −1. */
  #kindOf(bytes: Uint8Array): number {
    const { starts, ends } = this.#records
    const [start, end] = [starts[this.#value]!, ends[this.#value]!]
    if (this.#qualifier < 0) return this.#number.read(bytes, start, end)
    const mark = starts[this.#qualifier]!
    const length = ends[this.#qualifier]! - mark
    if (length === 0 || (length === 1 && bytes[mark] === QUALIFIED_EQUAL)) return this.#number.read(bytes, start, end)
    if (length === 1 && bytes[mark] === QUALIFIED_BELOW) return this.#number.readBelow(bytes, start, end)
    return -1
  }

  #wordOf(bytes: Uint8Array, row: number): number {
    const n = this.#words.numberOfFields(bytes, this.#records.starts, this.#records.ends, this.#wordColumns)
    if (n < this.#wordOfKey.length) return this.#wordOfKey[n]!
    const cells = this.#texts(bytes)
    cells[this.#value] = '1'
    if (this.#qualifier >= 0) cells[this.#qualifier] = ''
    const read = this.#cells.read(cells, row)
    this.#wordOfKey.push(read?.what === 'result' ? read.word : -1)
    return this.#wordOfKey[n]!
  }

  #sampleOf(bytes: Uint8Array, row: number): number {
    const { starts, ends } = this.#records
    const { keys, pHColumn, landUseColumn, useColumn } = this.#samples
    const own = this.#sample >= 0 && starts[this.#sample]! < ends[this.#sample]! ? this.#sample : this.#site
    const isNamed = own >= 0 && starts[own]! < ends[own]!
    let sample: number
    let isLast = false
    if (!isNamed) sample = this.#unnamedSample(row)
    else if (this.#partColumns.length > 0) {
      this.#partColumns[0] = own
      isLast = this.#last >= 0 && keys.isFields(this.#last, bytes, starts, ends, this.#partColumns)
      sample = isLast ? this.#last : this.#samples.numberOfFields(bytes, starts, ends, this.#partColumns)
    } else {
      isLast = this.#last >= 0 && keys.is(this.#last, bytes, starts[own]!, ends[own]!)
      sample = isLast ? this.#last : this.#samples.numberOf(bytes, starts[own]!, ends[own]!)
    }
    const pH = this.#pH < 0 ? 0 : pHColumn.setOf(bytes, starts[this.#pH]!, ends[this.#pH]!)
    const landUse = this.#landUse < 0 ? 0 : landUseColumn.setOf(bytes, starts[this.#landUse]!, ends[this.#landUse]!)
    const use = this.#use < 0 ? 0 : useColumn.setOf(bytes, starts[this.#use]!, ends[this.#use]!)
    if (isLast && pH === this.#lastPH && landUse === this.#lastLandUse && use === this.#lastUse) return sample
    this.#samples.tell(sample, pH, landUse, use)
    this.#last = sample
    this.#lastPH = pH
    this.#lastLandUse = landUse
    this.#lastUse = use
    return sample
  }

  #unnamedSample(row: number): number {
    this.#unnamed = true
    this.#cells.sayUnnamed(row)
    const name = `第${row + 1}行`
    const parts = this.#partColumns.length > 0 ? [name, '', '', '', ''] : [name]
    const key = ENCODER.encode(parts.join(String.fromCharCode(FIELD_END)))
    return this.#samples.numberOf(key, 0, key.length)
  }

  /** A cell that is no plain number, or a name that is met for the first time. */
  #takeOdd(bytes: Uint8Array, row: number): void {
    const isKept = this.#odd.size < MOST_KEPT
    const { starts, ends } = this.#records
    const n = isKept ? this.#odd.numberOfFields(bytes, starts, ends, this.#oddColumns) : -1
    const kept = this.#oddCells[n]
    if (kept) {
      this.#writer.add(this.#sampleOf(bytes, row), kept.word, kept.kind, kept.value)
      return
    }
    const read = this.#cells.read(this.#texts(bytes), row)
    if (!read) return
    const sample = this.#sampleOf(bytes, row)
    if (read.what === 'ph') {
      this.#samples.addPHCell(sample, read.cell)
      this.#writer.add(sample, read.word, MISSING, 0)
      return
    }
    if (read.what === 'blank') this.#writer.add(sample, read.word, BLANK, 0)
    else this.#writer.addReading(sample, read.word, read.reading)
    // A repeated head is known by the whole row, so its cells are not kept.
    if (n >= 0 && !this.#cells.isHead(this.#value, read.cell)) {
      const last = this.#writer.last()
      if (!last.isLong) this.#oddCells[n] = last
    }
  }

  #texts(bytes: Uint8Array): string[] {
    const { starts, ends } = this.#records
    return Array.from({ length: this.#width }, (_, c) => DECODER.decode(bytes.subarray(starts[c], ends[c])).trim())
  }
}
