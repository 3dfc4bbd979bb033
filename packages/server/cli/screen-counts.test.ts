import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verdictOfCode } from '@jingtu/standards/columnar/codes.ts'
import { screen } from '@jingtu/standards/screening/screen.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../cli.ts'
import { BulkFile } from '../screening/bulk-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'screen-counts-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(['screen', ...args, '--counts'], {
    out: l => lines.out.push(l),
    err: l => lines.err.push(l),
  })
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') }
}
async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const HEAD = ['sample', 'substance', 'value', 'unit', 'pH', 'landUse', 'use', 'remark']
const ITEMS = ['镉', 'Cd', '汞', '砷', 'Pb', '总铬', '六价铬', '铜', '镍', '锌', '锰', '某某物', 'pH', '苯']
const CELLS = ['0.3', '0.31', '<0.01', 'ND', '1.5e2', '60', '200', '3', '坏', '<500', '900', '']
/** Rows enough for two parts, with every kind of cell, from a number. */
function rowsOf(samples: number, remark: string): string[][] {
  return Array.from({ length: samples }, (_, s) =>
    Array.from({ length: 4 + (s % 5) }, (_, k) => {
      const n = s * 7 + k * 13
      const about = [
        ['5', '6.0', '7.3', '8', ''][s % 5]!,
        ['水田', '旱地', '水旱轮作', ''][s % 4]!,
        ['', '第二类', '1001'][s % 3]!,
      ]
      return [`S${s}`, ITEMS[n % ITEMS.length]!, CELLS[n % CELLS.length]!, n % 11 ? 'mg/kg' : 'μg/kg', ...about, remark]
    }),
  ).flat()
}
const csv = (rows: string[][]): string =>
  [HEAD, ...rows].map(r => r.map(c => (/[",\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join(',')).join('\n')

/** Sample by sample, as small files are judged. */
function expected(rows: string[][], standard: string): Record<string, number> {
  const answer = screen([{ name: '', rows: [HEAD, ...rows] }], standard)
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  const tally: Record<string, number> = {}
  for (const j of answer.value.judgements) tally[j.verdict] = (tally[j.verdict] ?? 0) + 1
  return tally
}

describe('jingtu screen --counts', () => {
  it('counts what the sample-by-sample way says', async () => {
    const rows = rowsOf(300, 'a "b", c')
    const path = await file('small.csv', csv(rows))
    for (const standard of ['GB 15618-2018', 'GB 36600-2018']) {
      const { code, out, err } = await run(path, '--standard', standard, '--json')
      expect(code).toBe(0)
      const answer = JSON.parse(out)
      expect(answer.samples).toEqual({ total: 300, verdicts: expected(rows, standard) })
      expect(answer.results.total).toBe(rows.length)
      const byItem = answer.items.reduce((n: number, i: { results: number }) => n + i.results, 0)
      expect(byItem).toBe(rows.length)
      expect(err).toContain('坏')
    }
    const { out } = await run(path, '--standard', 'GB 15618')
    expect(out).toContain('风险高的样品')
    expect(out).toMatch(/样品 +300 /)
  })

  it.each([
    ['standing together', (rows: string[][]) => rows, 'x'.repeat(50), [2]],
    [
      'scattered over the file',
      (rows: string[][]) => rows.toSorted((a, b) => (a[1]! < b[1]! ? -1 : a[1]! > b[1]! ? 1 : 0)),
      'x'.repeat(50),
      [1],
    ],
    ['with line breaks in quotes', (rows: string[][]) => rows, `${'x'.repeat(50)}\n"${'y'.repeat(50)}`, [1, 2]],
  ])('reads a file in two parts, its samples %s', async (name, arranged, remark, parts) => {
    const rows = arranged(rowsOf(500, remark))
    const path = await file(`${name}.csv`, csv(rows))
    const opened = await BulkFile.open(path, { parts: 2, small: 10_000 })
    try {
      expect(opened.samples).toBe(500)
      const { perSample, codes, results } = await opened.screen('GB 15618')
      expect(codes).toHaveLength(rows.length)
      expect(results.reduce((a, b) => a + b, 0)).toBe(rows.length)
      const tally: Record<string, number> = {}
      for (const code of perSample) {
        const verdict = verdictOfCode('GB 15618', code)!
        tally[verdict] = (tally[verdict] ?? 0) + 1
      }
      expect(tally).toEqual(expected(rows, 'GB 15618'))
      const last = rows.length - 1
      const { finding, judgement } = await opened.explain(last, 'GB 15618')
      expect(judgement.sample).toBe(rows[last]![0])
      expect(finding?.verdict ?? null).toBe(verdictOfCode('GB 15618', codes[last]!))
      expect(await opened.namesOf([0, 499])).toContain(rows[0]![0])
      expect(parts).toContain(opened.parts)
      // Rows of the second part are counted in the whole file; records in quotes take one row.
      const wrong = opened.problems.flatMap(p =>
        p.message.includes('坏') ? (/^第(\d+)行/.exec(p.where)?.[1] ?? []) : [],
      )
      for (const row of wrong) expect(rows[Number(row) - 2]![2]).toBe('坏')
      expect(wrong.length).toBeGreaterThan(0)
    } finally {
      await opened.close()
    }
  })

  it('takes use from the call where the file is silent', async () => {
    const path = await file('lead.csv', 'sample,substance,value,unit\nx,Pb,520,mg/kg')
    const verdicts = async (...args: string[]) =>
      JSON.parse((await run(path, '--standard', 'GB 36600', ...args, '--json')).out).samples.verdicts
    expect(await verdicts()).toEqual({ 超筛选值: 1 })
    expect(await verdicts('--use', '第二类')).toEqual({ 未超筛选值: 1 })
  })

  it('refuses with the reason and the way out', async () => {
    const path = await file('one.csv', 'sample,substance,value,unit\nx,Pb,520,mg/kg')
    expect(await run(path, '--standard', 'GB 2762')).toMatchObject({
      code: 1,
      err: expect.stringContaining('不加 --counts'),
    })
    expect(await run(path, '--standard', 'GB 15618', '--items', '五项重金属和pH')).toMatchObject({ code: 2 })
    expect(await run(path, path, '--standard', 'GB 15618')).toMatchObject({ code: 2 })
    expect(await run(join(folder, 'none.csv'), '--standard', 'GB 15618')).toMatchObject({ code: 1 })
    expect(await run(folder, '--standard', 'GB 15618')).toMatchObject({ code: 1, err: expect.stringContaining('目录') })
    const empty = await file('empty.csv', 'sample,substance,value,unit\n\n')
    expect(await run(empty, '--standard', 'GB 15618')).toMatchObject({
      code: 1,
      err: expect.stringContaining('没有结果'),
    })
    const wide = await file('wide.csv', '样品编号,铅(mg/kg),镉(mg/kg)\nx,1,2')
    expect(await run(wide, '--standard', 'GB 15618')).toMatchObject({ code: 1, err: expect.stringContaining('长表') })
  })
})
