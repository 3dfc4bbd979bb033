/**
 * Converts plan texts into .docx and .pdf with LibreOffice and reads them back, to measure what reading costs.
 *
 *   node scripts/convert-plans.ts [--plans ../shared/plans] [--out <folder>]
 *
 * Writes `<out>/{docx,pdf}/<name>.txt` (the text as read back) beside the converted files and prints how much of each original
 * text, white space aside, came back. Needs `soffice` on the PATH.
 */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { readDocument } from '@jingtu/documents/read.ts'

const run = promisify(execFile)
const repository = join(dirname(fileURLToPath(import.meta.url)), '..')

const { values } = parseArgs({ options: { plans: { type: 'string' }, out: { type: 'string' } } })
const plans = values.plans ?? join(repository, '../shared/plans')
const out = values.out ?? (await mkdtemp(join(tmpdir(), 'jingtu-plans-')))

const profile = await mkdtemp(join(tmpdir(), 'jingtu-soffice-'))
try {
  const sources = (await readdir(plans)).filter(name => name.endsWith('.txt')).map(name => join(plans, name))
  for (const format of ['docx', 'pdf']) await convert(sources, format, join(out, format))
  console.log('file                              format  lost      added     read in')
  for (const source of sources) {
    for (const format of ['docx', 'pdf']) await compare(source, format)
  }
  console.log(`\nread back into ${out}`)
} finally {
  await rm(profile, { recursive: true, force: true })
}

async function convert(sources: string[], format: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await run(
    'soffice',
    [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--infilter=Text (encoded):UTF8,LF,,,',
      '--convert-to',
      format === 'docx' ? 'docx:MS Word 2007 XML' : 'pdf:writer_pdf_Export',
      '--outdir',
      folder,
      ...sources,
    ],
    { timeout: 300_000 },
  )
}

async function compare(source: string, format: string): Promise<void> {
  const name = basename(source, '.txt')
  const original = squeeze(await readFile(source, 'utf8'))
  const started = performance.now()
  const reading = await readDocument(await readFile(join(out, format, `${name}.${format}`)))
  const elapsed = Math.round(performance.now() - started)
  if ('refused' in reading) {
    console.log(
      `${name.padEnd(34)}${format.padEnd(8)}refused: ${reading.refused.reasons.map(r => r.message).join('; ')}`,
    )
    process.exitCode = 1
    return
  }
  await writeFile(join(out, format, `${name}.txt`), reading.text)
  const back = squeeze(reading.text)
  const common = commonLength(original, back)
  const share = (part: number) => `${((100 * part) / original.length).toFixed(3)}%`.padEnd(10)
  console.log(
    `${name.padEnd(34)}${format.padEnd(8)}${share(original.length - common)}${share(back.length - common)}${elapsed} ms`,
  )
  for (const warning of reading.warnings) console.log(`    ${warning.where ?? ''} ${warning.message}`)
}

function squeeze(text: string): string {
  return text.replace(/[\s\u00a0\ufeff\u00ad]/g, '')
}

/** Length of what two nearly equal texts share in order: equal runs are walked, differences resynchronised on 12 equal characters. */
function commonLength(a: string, b: string): number {
  let i = 0
  let j = 0
  let common = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      common++
      i++
      j++
      continue
    }
    const [skipA, skipB] = resynchronise(a, i, b, j)
    i += skipA
    j += skipB
  }
  return common
}

function resynchronise(a: string, i: number, b: string, j: number): [number, number] {
  for (let distance = 1; distance < 4000; distance++) {
    for (let skipA = 0; skipA <= distance; skipA++) {
      const skipB = distance - skipA
      const probe = a.slice(i + skipA, i + skipA + 12)
      if (probe && b.startsWith(probe, j + skipB)) return [skipA, skipB]
    }
  }
  return [a.length - i, b.length - j]
}
