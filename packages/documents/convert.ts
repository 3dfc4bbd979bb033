import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { sniffContainer } from './format.ts'
import type { ConvertedKind, Converters } from './read.ts'

const run = promisify(execFile)

export type ConverterOptions = {
  /** wall time for one program, milliseconds */
  milliseconds?: number
  /** pages of a scanned PDF that are recognised at most */
  pages?: number
  onFailure?(what: string, error: unknown): void
}

/**
 * Converters made of the programs found on this machine: soffice for old Word files, tesseract with the simplified Chinese data
 * and pdftoppm for scans. Each call works in a folder of its own, which is removed afterwards. A program that fails or takes
 * too long gives undefined, and `onFailure` hears of it.
 */
export async function findConverters(options: ConverterOptions = {}): Promise<Converters> {
  const timeout = options.milliseconds ?? 120_000
  const converters: Converters = {}
  const guard = async <T>(what: string, work: (folder: string) => Promise<T>): Promise<T | undefined> => {
    const folder = await mkdtemp(join(tmpdir(), 'jingtu-convert-'))
    try {
      return await work(folder)
    } catch (error) {
      options.onFailure?.(what, error)
      return undefined
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  if (await answers('soffice', ['--version'])) {
    converters.toDocx = (bytes, kind) => guard('soffice', folder => officeToDocx(bytes, kind, folder, timeout))
  }
  if (await readsChinese()) {
    const drawsPdf = await answers('pdftoppm', ['-v'])
    converters.ocr = bytes =>
      guard('tesseract', async folder => {
        if (sniffContainer(bytes).is !== 'pdf') return recogniseImage(bytes, folder, timeout)
        return drawsPdf ? recognisePdf(bytes, folder, timeout, options.pages ?? 60) : undefined
      })
  }
  return converters
}

async function answers(program: string, args: string[]): Promise<boolean> {
  try {
    await run(program, args, { timeout: 30_000 })
    return true
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

async function readsChinese(): Promise<boolean> {
  try {
    const { stdout } = await run('tesseract', ['--list-langs'], { timeout: 30_000 })
    return /^chi_sim$/m.test(stdout)
  } catch (error) {
    if (error instanceof Error) return false
    throw error
  }
}

const EXTENSIONS: Record<ConvertedKind, string> = { doc: 'doc', rtf: 'rtf', odt: 'odt', wps: 'wps' }

async function officeToDocx(
  bytes: Uint8Array,
  kind: ConvertedKind,
  folder: string,
  timeout: number,
): Promise<Uint8Array> {
  const source = join(folder, `source.${EXTENSIONS[kind]}`)
  await writeFile(source, bytes)
  // a profile of its own: a running LibreOffice would take the job over and answer nothing; macros stay off in a fresh one
  const profile = pathToFileURL(join(folder, 'profile')).href
  await run(
    'soffice',
    [
      `-env:UserInstallation=${profile}`,
      '--headless',
      '--norestore',
      '--convert-to',
      'docx:MS Word 2007 XML',
      '--outdir',
      folder,
      source,
    ],
    { timeout, killSignal: 'SIGKILL' },
  )
  return new Uint8Array(await readFile(join(folder, 'source.docx')))
}

async function recognisePdf(bytes: Uint8Array, folder: string, timeout: number, pages: number): Promise<string> {
  const source = join(folder, 'source.pdf')
  await writeFile(source, bytes)
  await run('pdftoppm', ['-r', '300', '-gray', '-png', '-l', String(pages), source, join(folder, 'page')], {
    timeout,
    killSignal: 'SIGKILL',
  })
  const images = (await readdir(folder)).filter(name => name.endsWith('.png')).sort()
  const texts: string[] = []
  for (const image of images) texts.push(await recogniseFile(join(folder, image), timeout))
  return texts.join('\n')
}

async function recogniseImage(bytes: Uint8Array, folder: string, timeout: number): Promise<string> {
  const source = join(folder, 'source.img')
  await writeFile(source, bytes)
  return recogniseFile(source, timeout)
}

async function recogniseFile(path: string, timeout: number): Promise<string> {
  const { stdout } = await run('tesseract', [path, 'stdout', '-l', 'chi_sim', '--psm', '6'], {
    timeout,
    killSignal: 'SIGKILL',
    maxBuffer: 32 * 1024 * 1024,
  })
  // tesseract sets a space between any two hanzi
  return stdout.replace(/(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]+(?=[\u3000-\u9fff\uff00-\uffef])/g, '')
}
