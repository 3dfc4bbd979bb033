/** Reading a plan's text must cost less than mammoth needs only to get that text out of the same plan's .docx. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
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
for (const { name, text } of texts) {
  const buffer = await Packer.toBuffer(
    new Document({ sections: [{ children: text.split('\n').map(line => new Paragraph(line)) }] }),
  )
  const reading = readPlan(text)
  const tasks = reading.documents.reduce((n, d) => n + d.tasks.length, 0)
  const targets = reading.documents.reduce((n, d) => n + d.targets.length, 0)
  await alternate(
    name,
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
    { runs: 11, facts: { characters: text.length, tasks, targets, 'docx bytes': buffer.length } },
  )
}
