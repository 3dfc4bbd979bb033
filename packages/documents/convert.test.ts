import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findConverters } from './convert.ts'

let bin: string
let temporary: string
const before = { path: process.env.PATH, tmp: process.env.TMPDIR }

beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'programs-'))
  temporary = await mkdtemp(join(tmpdir(), 'work-'))
  process.env.PATH = `${bin}:/usr/bin:/bin`
  process.env.TMPDIR = temporary
})

afterEach(async () => {
  process.env.PATH = before.path
  if (before.tmp === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = before.tmp
  await rm(bin, { recursive: true })
  await rm(temporary, { recursive: true })
})

async function program(name: string, script: string): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`)
  await chmod(join(bin, name), 0o755)
}

const bytes = new TextEncoder().encode('旧文件')

// stand-ins for the programs, so that the tests say the same on every machine
describe('converters of installed programs', () => {
  it('hand the file to soffice and give back what it wrote', async () => {
    await program(
      'soffice',
      'for last; do :; done\n[ "$1" = --version ] || cp "$last" "$(dirname "$last")/source.docx"',
    )
    const converters = await findConverters()
    expect(await converters.toDocx!(bytes, 'doc')).toEqual(bytes)
    expect(await readdir(temporary)).toEqual([])
  })

  it('give nothing, leave nothing behind and say why when a program fails or hangs', async () => {
    await program('soffice', '[ "$1" = --version ] && exit 0\nexec sleep 30')
    const failures: string[] = []
    const converters = await findConverters({ milliseconds: 300, onFailure: what => failures.push(what) })
    expect(await converters.toDocx!(bytes, 'doc')).toBeUndefined()
    expect(failures).toEqual(['soffice'])
    expect(await readdir(temporary)).toEqual([])
  })

  it('recognise pages in order, and only where tesseract knows Chinese', async () => {
    await program(
      'pdftoppm',
      '[ "$1" = -v ] && exit 0\nfor last; do :; done\necho 二 > "$last-2.png"\necho 一 > "$last-1.png"',
    )
    await program(
      'tesseract',
      '[ "$1" = --list-langs ] && { echo eng; echo chi_sim; exit 0; }\necho "第 $(cat "$1") 页"',
    )
    const converters = await findConverters()
    expect(await converters.ocr!(new TextEncoder().encode('%PDF-1.7'))).toBe('第一页\n\n第二页\n')
    await program('tesseract', 'echo eng')
    expect((await findConverters()).ocr).toBeUndefined()
  })
})
