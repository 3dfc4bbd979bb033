import type { RowBlock } from '@jingtu/documents/sheet/csv-stream.ts'
import type { CheckedRow, DoorContext } from '@jingtu/standards/laboratory/checked.ts'
import { openDoor } from '@jingtu/standards/laboratory/door.ts'
import { type Fault, showPlace } from '@jingtu/standards/laboratory/fault.ts'
import { openSampleBook } from '@jingtu/standards/laboratory/sample-book.ts'
import type { Tx } from '@jingtu/store/open.ts'
import type { Source, TablePlan } from './source.ts'
import type { CellFault, CellMend } from './views.ts'

/** What the pass hands on; whoever takes it counts, stores or shows. */
export interface Taker {
  row(row: CheckedRow, originals: Originals): void
  fault(fault: CellFault): void
  /** After every block: the moment to write, to tell how far it is, to let others in. */
  block(rowsDone: number): Promise<void>
}

/** Text of the file where somebody put something else in its stead, by place. */
export type Originals = ReadonlyMap<string, { original: string; mended: string }>

/**
 * One streaming pass through the door over all tables, with the mends put in before it.
 * @param tx reads the file inside a running change, where the engine has no other session
 */
export async function checkSource(
  source: Source,
  plans: readonly TablePlan[],
  context: Omit<DoorContext, 'sheetName'>,
  mends: readonly CellMend[],
  taker: Taker,
  tx?: Tx,
): Promise<void> {
  const slice = new TimeSlice()
  const book = openSampleBook()
  let done = 0
  for (const plan of plans) {
    const hiddenRows = source.hidden(plan)
    const door = openDoor(plan.layout, {
      ...context,
      book,
      sheetName: plan.sheetName,
      ...(hiddenRows ? { hiddenRows } : {}),
    })
    const mending = new Mending(plan, mends)
    const say = (fault: Fault, cells: readonly string[] | undefined): void => {
      const place = showPlace(fault.where)
      const mended = mending.originals.get(place)
      const text = cells?.[(plan.layout.turned ? fault.where.row : fault.where.column) - 1] ?? ''
      taker.fault({ ...fault, place, text: mended?.original ?? text, mended: mended?.mended ?? null })
    }
    for await (const block of source.blocks(plan, tx)) {
      for (let i = 0; i < block.rows.length; i++) {
        if (i % ROWS_BETWEEN_LOOKS === 0) await slice.look()
        const number = block.first + i
        if (number < plan.layout.dataFrom) continue
        if (plan.dataTo !== null && number > plan.dataTo) break
        const cells = mending.put(block.rows[i]!, number)
        const row = door.row(cells, number)
        for (const fault of row.faults) say(fault, cells)
        if (row.kind === 'data') taker.row(row, mending.originals)
      }
      done += block.rows.length
      await taker.block(done)
      if (isPast(plan, block)) break
    }
    for (const fault of door.end()) say(fault, undefined)
  }
}

const ROWS_BETWEEN_LOOKS = 100
const SLICE_MS = 4

/** Lets others in whenever a few milliseconds have gone by: whoever reads meanwhile asks several times for one page. */
class TimeSlice {
  private since = performance.now()

  async look(): Promise<void> {
    if (performance.now() - this.since < SLICE_MS) return
    await new Promise<void>(go => setImmediate(go))
    this.since = performance.now()
  }
}

const isPast = (plan: TablePlan, block: RowBlock): boolean =>
  plan.dataTo !== null && block.first + block.rows.length > plan.dataTo

const PLACE = /^(?:(.*)!)?([A-Z]{1,3})(\d{1,7})$/s

/** 'Sheet1!D12' → sheet, row, column counted from one; undefined where it is no cell. */
export function readPlace(place: string): { sheet: string; row: number; column: number } | undefined {
  const parts = PLACE.exec(place)
  if (!parts) return undefined
  let column = 0
  for (const letter of parts[2]!) column = column * 26 + letter.charCodeAt(0) - 64
  return { sheet: parts[1] ?? '', row: Number(parts[3]), column }
}

/** Puts the mends of one table into its rows and remembers what stood there. */
class Mending {
  readonly originals = new Map<string, { original: string; mended: string }>()
  private readonly byRow = new Map<number, { at: number; place: string; text: string }[]>()

  constructor(plan: TablePlan, mends: readonly CellMend[]) {
    for (const mend of mends) {
      const cell = readPlace(mend.place)
      if (!cell || cell.sheet !== plan.sheetName) continue
      const [row, at] = plan.layout.turned ? [cell.column, cell.row] : [cell.row, cell.column]
      const list = this.byRow.get(row) ?? []
      list.push({ at, place: mend.place, text: mend.text })
      this.byRow.set(row, list)
    }
  }

  put(cells: string[], row: number): string[] {
    const mends = this.byRow.size === 0 ? undefined : this.byRow.get(row)
    if (!mends) return cells
    const after = [...cells]
    for (const { at, place, text } of mends) {
      while (after.length < at) after.push('')
      this.originals.set(place, { original: after[at - 1]!, mended: text })
      after[at - 1] = text
    }
    return after
  }
}
