import { type CsvStream, openCsv, type RowBlock } from '@jingtu/documents/sheet/csv-stream.ts'
import type { Layout } from '@jingtu/standards/laboratory/layout.ts'
import { type FoundTable, findTables } from '@jingtu/standards/laboratory/tables.ts'
import { turnGrid } from '@jingtu/standards/laboratory/turn.ts'
import { filledRows, type Grid } from '@jingtu/standards/screening/grid.ts'
import { findFile, readFilePieces } from '@jingtu/store/files.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { refusal } from '../problems.ts'
import { gridsOfFile } from './table-reading.ts'

/** A file of results, opened: its tables with a proposed layout each, and its rows block by block. */
export interface Source {
  hash: string
  name: string
  size: number
  tables: FoundTable[]
  /** How many rows there are to read, by the size of the first ones where the file is long. */
  rowsAbout: number
  /** Names of the sheets in which no table was found. */
  without: string[]
  /** Rows (columns of a turned table) that are hidden in the workbook, counted from one. */
  hidden(table: TablePlan): ReadonlySet<number> | undefined
  /** The rows of a table as the door wants them: trimmed, merged cells filled, turned where the layout says so. */
  blocks(table: TablePlan, tx?: Tx): AsyncGenerator<RowBlock>
}

/** A table as it is to be read. */
export interface TablePlan {
  sheet: number
  sheetName: string
  layout: Layout
  /** Last row, counted from one; null: to the end. */
  dataTo: number | null
}

export interface FileSource {
  hash: string
  name: string
  size: number
  open(tx?: Tx): AsyncIterable<Uint8Array>
}

/** A CSV above this is never held whole. */
const STREAMED = 2 * 1024 * 1024
const ROWS_A_BLOCK = 500

/** @throws Refusal */
export async function storedFile(db: Db | Tx, hash: string): Promise<FileSource> {
  const about = /^[0-9a-f]{64}$/.test(hash) ? await findFile(db, hash) : undefined
  if (!about) throw refusal('not-found', '没有这个文件', ['请重新上传检测数据文件'])
  return { hash, name: about.name, size: Number(about.size), open: tx => readFilePieces(tx ?? db, hash) }
}

export async function openSource(file: FileSource): Promise<Source> {
  const first = await firstBytes(file)
  const isCsv = !(first[0] === 0x50 && first[1] === 0x4b) && !(first[0] === 0xd0 && first[1] === 0xcf)
  if (isCsv && file.size > STREAMED) return streamed(file, await openCsv(() => file.open()))
  const parts: Uint8Array[] = []
  for await (const part of file.open()) parts.push(part)
  return gridded(file, await gridsOfFile(Buffer.concat(parts), file.name))
}

async function firstBytes(file: FileSource): Promise<Uint8Array> {
  for await (const part of file.open()) return part
  throw refusal('invalid', '文件是空的', [`“${file.name}”没有内容，请重新选择`])
}

function streamed({ hash, name, size, open }: FileSource, csv: CsvStream): Source {
  const tables = findTables([{ name: '', rows: csv.top }]).slice(0, 1)
  const bytesARow = Buffer.byteLength(csv.top.map(r => r.join(',')).join('\n')) / Math.max(1, csv.top.length)
  const rowsAbout = Math.max(1, Math.round(size / Math.max(1, bytesARow)))
  return {
    hash,
    name,
    size,
    tables,
    rowsAbout,
    without: tables.length ? [] : [''],
    hidden: () => undefined,
    blocks: (_table, tx) => csv.blocks(() => open(tx)),
  }
}

function gridded({ hash, name, size }: FileSource, grids: Grid[]): Source {
  const tables = findTables(grids)
  const used = new Set(tables.map(t => t.sheet))
  return {
    hash,
    name,
    size,
    tables,
    rowsAbout: Math.max(
      1,
      tables.reduce((n, t) => n + t.dataTo, 0),
    ),
    without: grids.filter((g, i) => !used.has(i) && g.rows.some(r => r.some(c => c !== ''))).map(g => g.name),
    hidden(table) {
      const list = table.layout.turned ? grids[table.sheet]?.hiddenColumns : grids[table.sheet]?.hiddenRows
      return list?.length ? new Set(list) : undefined
    },
    async *blocks(table) {
      const grid = grids[table.sheet]
      if (!grid) throw refusal('invalid', '没有这张工作表', [`文件中没有第 ${table.sheet + 1} 张工作表`])
      const rows = filledRows(table.layout.turned ? turnGrid(grid) : grid)
      for (let at = 0; at < rows.length; at += ROWS_A_BLOCK)
        yield { first: at + 1, rows: rows.slice(at, at + ROWS_A_BLOCK) }
    },
  }
}
