import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { type BulkNumber, CODES } from '@jingtu/standards/columnar/codes.ts'
import { type CsvLayout, layoutOf } from '@jingtu/standards/columnar/csv-layout.ts'
import { cutIn, shareSamples } from '@jingtu/standards/columnar/csv-parts.ts'
import type { BulkOptions } from '@jingtu/standards/columnar/screen-columns.ts'
import type { FileProblem } from '@jingtu/standards/screening/records.ts'
import { refusal } from '../problems.ts'
import { BulkPart } from './bulk-part.ts'
import type { Answers, PartRead } from './bulk-worker.ts'

const HEAD = 1 << 16
/** Where a cut is looked for; a sample with more rows than fit is not cut off. */
const WINDOW = 1 << 20
/** Below this a second thread costs more than it saves. */
const SMALL = 8 << 20

/** The verdicts of a file under one standard. */
export interface FileScreening {
  /** A code a result and a code a sample, in the order of the file. */
  codes: Uint8Array
  perSample: Uint8Array
  /** How many of each code. */
  results: number[]
  samples: number[]
  /** The same by item and unit as written. */
  words: { substance: string; unit: string; results: number[] }[]
}

interface Read extends PartRead {
  part: BulkPart
}

/** A large long table in UTF-8: read in parts side by side, kept in columns, judged as often as it is asked. */
export class BulkFile {
  readonly results: number
  readonly samples: number
  readonly problems: FileProblem[]
  readonly #parts: Read[]
  readonly #words: ReturnType<typeof commonWords>

  private constructor(parts: Read[]) {
    this.#parts = parts
    this.#words = commonWords(parts)
    this.results = parts.reduce((n, p) => n + p.results, 0)
    this.samples = parts.reduce((n, p) => n + p.samples, 0)
    let before = 0
    this.problems = parts.flatMap(p => {
      const rows = before
      before += p.records
      return p.problems.map(problem => ({ ...problem, where: furtherDown(problem.where, rows) }))
    })
  }

  /**
   * Reads the file in as many parts as there are cores where samples stand together in it, and in one where they do not.
   * @param options at most how many parts, and below how many bytes there is only one
   * @throws Refusal where the file is not there or is no such table
   */
  static async open(path: string, { parts: most = availableParallelism(), small = SMALL } = {}): Promise<BulkFile> {
    const { layout, cuts } = planOf(path, most, small)
    const parts = await readParts(path, layout, cuts)
    if (areApart(parts)) return new BulkFile(parts)
    await Promise.all(parts.map(p => p.part.close()))
    return new BulkFile(await readParts(path, layout, [cuts[0]!, cuts.at(-1)!]))
  }

  /** In how many parts it was read. */
  get parts(): number {
    return this.#parts.length
  }

  async screen(number: BulkNumber, options: BulkOptions = {}): Promise<FileScreening> {
    const codes = new Uint8Array(new SharedArrayBuffer(this.results))
    const perSample = new Uint8Array(new SharedArrayBuffer(this.samples))
    let [result, sample] = [0, 0]
    const answers = await Promise.all(
      this.#parts.map(p =>
        p.part.ask({
          ask: 'screen',
          number,
          options,
          codes: codes.subarray(result, (result += p.results)),
          perSample: perSample.subarray(sample, (sample += p.samples)),
        }),
      ),
    )
    const { words, places } = this.#words
    const counts = new Uint32Array(words.length * CODES)
    answers.forEach((answer, p) => {
      for (const [w, at] of places[p]!.entries())
        for (let code = 0; code < CODES; code++) counts[at * CODES + code]! += answer.counts[w * CODES + code]!
    })
    const byWord = words.map((word, w) => ({ ...word, results: [...counts.subarray(w * CODES, (w + 1) * CODES)] }))
    return {
      codes,
      perSample,
      results: sum(byWord.map(w => w.results)),
      samples: sum(answers.map(a => a.sampleCounts)),
      words: byWord,
    }
  }

  /** The finding a result's code stands for, with the whole judgement of its sample; by the place of the result in the file. */
  explain(result: number, number: BulkNumber, options: BulkOptions = {}): Promise<Answers['explain']> {
    const { read, within } = this.#partOf(result, 'results')
    return read.part.ask({ ask: 'explain', result: within, number, options })
  }

  /** Names of samples by their place in the file. */
  async namesOf(samples: number[]): Promise<string[]> {
    return Promise.all(
      samples.map(async s => {
        const { read, within } = this.#partOf(s, 'samples')
        return (await read.part.ask({ ask: 'names', samples: [within] }))[0]!
      }),
    )
  }

  #partOf(n: number, of: 'results' | 'samples'): { read: Read; within: number } {
    let within = n
    for (const read of this.#parts) {
      if (within < read[of]) return { read, within }
      within -= read[of]
    }
    throw new Error(`文件没有第 ${n + 1} 个${of === 'results' ? '结果' : '样品'}`)
  }

  async close(): Promise<void> {
    await Promise.all(this.#parts.map(p => p.part.close()))
  }
}

/** Where the parts of a file begin and end. */
function planOf(path: string, most: number, small: number): { layout: CsvLayout; cuts: number[] } {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    throw refusal('not-found', `读不到文件“${path}”`, [
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件，请检查路径' : String(error),
    ])
  }
  try {
    const stat = fstatSync(file)
    if (stat.isDirectory()) throw refusal('not-found', `读不到文件“${path}”`, ['这是一个目录，请给出文件'])
    const bytesAt = (at: number, length: number): Uint8Array => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, stat.size - at)))
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, at))
    }
    const found = layoutOf(bytesAt(0, HEAD))
    if (!found.ok) throw refusal(found.problem.kind, found.problem.title, found.problem.reasons)
    const layout = found.value
    const wanted = stat.size < small ? 1 : Math.max(1, most)
    const cuts = [layout.bodyAt]
    for (let i = 1; i < wanted; i++) {
      const at = Math.floor(layout.bodyAt + ((stat.size - layout.bodyAt) * i) / wanted)
      const cut = cutIn(bytesAt(at, WINDOW), layout)
      if (cut >= 0 && at + cut > cuts.at(-1)!) cuts.push(at + cut)
    }
    return { layout, cuts: [...cuts, stat.size] }
  } finally {
    closeSync(file)
  }
}

async function readParts(path: string, layout: CsvLayout, cuts: number[]): Promise<Read[]> {
  const parts = cuts.slice(1).map(() => new BulkPart())
  try {
    return await Promise.all(
      parts.map(async (part, i) => ({
        part,
        ...(await part.ask({ ask: 'read', path, layout, from: cuts[i]!, to: cuts[i + 1]! })),
      })),
    )
  } catch (error) {
    await Promise.all(parts.map(p => p.close()))
    throw error
  }
}

/** Whether the cuts lay between records and no sample is in two parts; only then are the parts the whole. */
const areApart = (parts: Read[]): boolean =>
  parts.every(
    (p, i) =>
      (i === parts.length - 1 || p.endedWhole) &&
      // Rows without a name are called by their number in the whole file.
      (parts.length === 1 || !p.unnamed) &&
      parts.slice(i + 1).every(later => !shareSamples(p.nameHashes, later.nameHashes)),
  )

/** "第2行 C列" of a part, counted in the whole file. */
const furtherDown = (where: string, rows: number): string =>
  where.replace(/^第(\d+)行(?= |$)/, (_, row: string) => `第${Number(row) + rows}行`)

/** The words of all parts, each once, and by part where its own are among them. */
function commonWords(parts: Read[]): { words: PartRead['words']; places: number[][] } {
  const known = new Map<string, number>()
  const words: PartRead['words'] = []
  const places = parts.map(part =>
    part.words.map(({ substance, unit }) => {
      const key = JSON.stringify([substance, unit])
      const at = known.get(key) ?? words.push({ substance, unit }) - 1
      known.set(key, at)
      return at
    }),
  )
  return { words, places }
}

const sum = (of: ArrayLike<number>[]): number[] =>
  Array.from({ length: CODES }, (_, code) => of.reduce((n, counts) => n + counts[code]!, 0))
