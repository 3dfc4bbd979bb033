import { describe, expect, it } from 'vitest'
import type { AssessOptions } from '../options.ts'
import { screen } from '../screening/screen.ts'
import { CONSTRUCTION } from './construction.ts'
import { FARMLAND } from './farmland.ts'
import { FOOD } from './food.ts'
import { GROUNDWATER } from './groundwater.ts'
import { IRRIGATION } from './irrigation.ts'

/**
 * What each sample must be, written from the texts of the standards by somebody who had not read the evaluators. Where the
 * texts leave it open, what docs/standards-check.md decides.
 */
const TABLES = { FARMLAND, CONSTRUCTION, GROUNDWATER, IRRIGATION, FOOD }
const OPTIONS = ['use', 'column', 'crop', 'condition', 'target'] as const

interface Block {
  standard: string
  options: AssessOptions
  lines: string[]
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.trim().split('\n')) {
    if (!line.startsWith('# ')) {
      blocks.at(-1)!.lines.push(line)
      continue
    }
    const words = line.slice(2).split(' ')
    const at = words.findIndex(w => (OPTIONS as readonly string[]).includes(w))
    const said = at < 0 ? [] : words.slice(at)
    const options: AssessOptions = { on: '2026-01-01' }
    for (const o of OPTIONS) if (said.includes(o)) options[o] = said[said.indexOf(o) + 1]!
    blocks.push({ standard: words.slice(0, at < 0 ? undefined : at).join(' '), options, lines: [] })
  }
  return blocks
}

describe.each(Object.entries(TABLES))('%s', (name, text) => {
  const about = name === 'FOOD' ? ['crop', 'date'] : ['pH', 'landUse']
  it.each(blocksOf(text).map(b => [`${b.standard} ${JSON.stringify(b.options)}`, b] as const))('%s', (_, block) => {
    const rows = block.lines.flatMap((line, i) =>
      line
        .slice(0, line.lastIndexOf(' = '))
        .split(' & ')
        .map(r => [`${i}`, ...r.split('|'), '', '', '', ''].slice(0, 6)),
    )
    const heads = ['sample', 'substance', 'value', 'unit', ...about]
    const answer = screen([{ name: '', rows: [heads, ...rows] }], block.standard, block.options)
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
    const found = new Map(answer.value.judgements.map(j => [j.sample, j.verdict]))
    expect(block.lines.map((line, i) => `${line.slice(0, line.lastIndexOf(' = '))} = ${found.get(String(i))}`)).toEqual(
      block.lines,
    )
  })
})
