import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../cli.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'screen-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(['screen', ...args], { out: l => lines.out.push(l), err: l => lines.err.push(l) })
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') }
}
async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
async function verdicts(...args: string[]): Promise<Record<string, string>> {
  const { code, out, err } = await run(...args, '--json')
  if (code !== 0) throw new Error(err)
  return Object.fromEntries((JSON.parse(out) as { sample: string; verdict: string }[]).map(j => [j.sample, j.verdict]))
}

const LONG = [
  'sample,substance,value,unit,pH,landUse',
  'a,Cd,0.62,mg/kg,5.4,水田',
  'b,镉,3200,μg/kg,7.0,旱地',
  'c,Cd,0.1,mg/kg,,水田',
].join('\n')

describe('jingtu screen', () => {
  it('judges a long file, as text and as JSON', async () => {
    const path = await file('long.csv', LONG)
    expect(await verdicts(path, '--standard', 'GB 15618-2018')).toEqual({
      a: '可能存在风险',
      b: '风险高',
      c: '证据不足',
    })
    const { out } = await run(path, '--standard', 'GB 15618-2018')
    expect(out).toContain('3.2 ＞ 管制值 3.0 mg/kg')
    expect(out).toContain('请补测该样品的土壤 pH')
  })
  it('stacks a local table with bands of pH, and says so', async () => {
    const path = await file('local.csv', LONG.replace('0.62', '0.25'))
    const tables = await file(
      'tables.json',
      JSON.stringify({
        id: '地方丙',
        title: '地方标准',
        region: '45',
        from: '2020-01-01',
        until: null,
        standard: 'GB 15618-2018',
        verified: false,
        rows: [
          {
            substance: 'cadmium',
            unit: 'mg/kg',
            column: '水田',
            pH: { above: null, upTo: '5.5' },
            limits: ['0.2', null],
          },
        ],
      }),
    )
    const asked = [path, '--standard', 'GB 15618-2018', '--region', '450100'] as const
    expect((await verdicts(...asked)).a).toBe('风险低')
    expect((await verdicts(...asked, '--local', tables)).a).toBe('可能存在风险')
    const { out } = await run(...asked, '--local', tables, '--stacking', 'first')
    expect(out).toContain('叠加地方标准 地方丙，以最先适用的标准为准（地方优先）')
    expect(out).toContain('限值待核')
  })
  it('judges a wide workbook with a title and two heads', async () => {
    const rows = [
      ['土壤检测结果', '', '', ''],
      ['样品编号', '规划用途', '铅', '六价铬'],
      ['', '', 'mg/kg', 'mg/kg'],
      ['s1', '0701', 520, '<0.5'],
      ['s2', '1001', 520, 'ND'],
      ['检出限', '', '', 0.5],
    ]
    const path = await file('wide.xlsx', await writeSheet({ sheets: [{ name: '土壤', rows }] }))
    expect(await verdicts(path, '--standard', 'GB 36600-2018')).toEqual({ s1: '超筛选值', s2: '未超筛选值' })
  })
  it('takes use, crop and column from the call where the file is silent', async () => {
    const lead = await file('lead.csv', 'sample,Pb(mg/kg)\nx,520')
    expect(await verdicts(lead, '--standard', 'GB 36600-2018')).toEqual({ x: '超筛选值' })
    expect(await verdicts(lead, '--standard', 'GB 36600-2018', '--use', '第二类')).toEqual({ x: '未超筛选值' })
    const rice = await file('rice.csv', 'sample,substance,value,unit\nx,Cd,0.21,mg/kg')
    expect(await verdicts(rice, '--standard', 'GB 2762-2025', '--crop', '水稻')).toEqual({ x: '超标' })
    const water = await file('water.csv', 'sample,As(mg/L)\nx,0.06')
    expect(await verdicts(water, '--standard', 'GB 5084-2021', '--column', '水田')).toEqual({ x: '超标' })
    expect(await verdicts(water, '--standard', 'GB 5084-2021', '--column', '旱地')).toEqual({ x: '达标' })
    expect(await verdicts(water, '--standard', 'GB 5084-2021')).toEqual({ x: '证据不足' })
  })
  it('brings several files together, whatever their order', async () => {
    const metals = await file('metals.csv', '样品编号,pH,土地利用,镉(mg/kg)\nq,6.0,水田,0.1')
    const more = await file('more.csv', '样品编号,铅(mg/kg),砷(mg/kg)\nq,600,3')
    const one = await verdicts(metals, more, '--standard', 'GB 15618')
    expect(one).toEqual({ q: '风险高' })
    expect(await verdicts(more, metals, '--standard', 'GB 15618')).toEqual(one)
  })
  it('lets the verdict rest on a set of items', async () => {
    const path = await file('few.csv', '样品编号,铅(mg/kg)\nq,6')
    const { out } = await run(path, '--standard', 'GB 36600', '--items', '45项基本项目', '--json')
    const [j] = JSON.parse(out) as { verdict: string; missing: unknown[] }[]
    expect(j!.verdict).toBe('证据不足')
    expect(j!.missing).toHaveLength(44)
  })
  it('refuses what it cannot read with a reason, and a wrong call with the usage', async () => {
    const path = await file('long2.csv', LONG)
    expect(await run(path)).toMatchObject({ code: 2, err: expect.stringContaining('--standard') })
    expect(await run(join(folder, 'none.csv'), '--standard', 'GB 15618')).toMatchObject({ code: 1 })
    expect(await run(path, '--standard', 'GB 1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('GB 15618-2018'),
    })
    expect(await run(path, '--standard', 'GB 15618', '--items', '没有')).toMatchObject({ code: 1 })
    const empty = await file('empty.csv', '')
    expect(await run(empty, '--standard', 'GB 15618')).toMatchObject({ code: 1, err: expect.stringContaining('空') })
  })
})
