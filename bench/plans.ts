/**
 * Reading a plan's text must cost less than mammoth needs only to get that text out of the same plan's .docx: of the leanest
 * .docx there is (one run a paragraph, no styles) and, where LibreOffice is installed, of one as a word processor saves it.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readPlan } from '@jingtu/plans/index.ts'
import { Document, Packer, Paragraph } from 'docx'
import mammoth from 'mammoth'
import { alternate } from './alternate.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folders = [join(root, '../shared/plans'), join(root, 'packages/plans/fixtures')]
const folder = folders.find(existsSync)
if (!folder) throw new Error('没有可读的计划文本')
const version = (name: string): string => createRequire(import.meta.url)(`${name}/package.json`).version

const texts = readdirSync(folder)
  .filter(f => f.endsWith('.txt'))
  .map(f => ({ name: f, text: readFileSync(join(folder, f), 'utf8') }))
const lean = (text: string): Promise<Buffer> =>
  Packer.toBuffer(new Document({ sections: [{ children: text.split('\n').map(line => new Paragraph(line)) }] }))

/** The same texts saved by a word processor; empty where there is none. */
function saved(): Map<string, Buffer> {
  const place = mkdtempSync(join(tmpdir(), 'jingtu-bench-'))
  try {
    for (const { name } of texts) copyFileSync(join(folder!, name), join(place, name))
    const asked = ['--headless', '--convert-to', 'docx:MS Word 2007 XML', '--infilter=Text (encoded):UTF8']
    spawnSync('soffice', [...asked, ...texts.map(t => t.name)], { cwd: place })
    const made = readdirSync(place).filter(f => f.endsWith('.docx'))
    return new Map(made.map(f => [f.replace(/docx$/, 'txt'), readFileSync(join(place, f))]))
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

const bySoffice = saved()
for (const { name, text } of texts) {
  const reading = readPlan(text)
  const tasks = reading.documents.reduce((n, d) => n + d.tasks.length, 0)
  const targets = reading.documents.reduce((n, d) => n + d.targets.length, 0)
  for (const [kind, buffer] of [
    ['leanest docx', await lean(text)],
    ['docx of a word processor', bySoffice.get(name)],
  ] as const) {
    if (!buffer) continue
    await alternate(
      `${name}, ${kind}`,
      {
        name: 'jingtu readPlan',
        version: '0.1.0',
        command: 'readPlan(text)',
        run: () => {
          readPlan(text)
        },
      },
      {
        name: 'mammoth',
        version: version('mammoth'),
        command: 'mammoth.extractRawText({ buffer })',
        run: async () => {
          await mammoth.extractRawText({ buffer })
        },
      },
      { runs: 21, warmup: 40, facts: { characters: text.length, tasks, targets, 'docx bytes': buffer.length } },
    )
  }
}
