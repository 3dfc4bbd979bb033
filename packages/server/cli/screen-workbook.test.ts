import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCommand } from '../cli.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'screen-workbook-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What a laboratory may send: a title, a head of two merged lines on row 7, all the ways of writing a cell, a hidden sheet. */
async function workbook(): Promise<string> {
  const book = new ExcelJS.Workbook()
  book.properties.date1904 = true
  const sheet = book.addWorksheet('土壤')
  sheet.addRow(['土壤环境检测结果'])
  sheet.mergeCells('A1:G1')
  sheet.addRow(['报告编号：YC-0031'])
  sheet.addRow([])
  sheet.addRow(['样品类型', '土壤'])
  sheet.addRow([])
  sheet.addRow(['样品编号', '采样日期', '土地利用', 'pH', '重金属（mg/kg）', '', ''])
  sheet.addRow(['', '', '', '', '镉', '铅', '铬/六价铬'])
  for (const c of ['A', 'B', 'C', 'D']) sheet.mergeCells(`${c}6:${c}7`)
  sheet.mergeCells('E6:G6')
  const day = new Date('2026-03-05T00:00:00Z')
  sheet.addRow(['Y1', day, '水田', 6, { richText: [{ text: '<' }, { text: '0.01' }] }, '1,234', ''])
  sheet.addRow(['Y2', day, '水田', 6, { formula: 'E20*2', result: 0.42 }, { formula: 'F20' }, ''])
  sheet.addRow(['Y3', day, '水田', 6, { error: '#REF!' }, '０．５', ''])
  sheet.addRow(['Y4', day, '水田', 6, '未检出', '0.01L', '1/2'])
  sheet.addRow(['Y5', day, '水田', 6, '0.05(检出限0.1)', 20, ''])
  sheet.addRow(['检出限', '', '', '', 0.01, 0.005, ''])
  sheet.addRow(['备注：以上结果以干基计'])
  sheet.getRow(12).hidden = true
  sheet.getCell('A60000').border = { top: { style: 'thin' } }
  book.addWorksheet('旧数据', { state: 'hidden' }).addRow(['样品编号', '镉(mg/kg)'])
  const path = join(folder, 'results.xlsx')
  await writeFile(path, new Uint8Array(await book.xlsx.writeBuffer()))
  return path
}

it('judges a laboratory’s workbook and names each cell it cannot use', async () => {
  const lines = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(['screen', await workbook(), '--standard', 'GB 15618-2018', '--json'], {
    out: l => lines.out.push(l),
    err: l => lines.err.push(l),
  })
  expect(code).toBe(0)
  const judged = JSON.parse(lines.out.join('\n')) as {
    sample: string
    verdict: string
    findings: { substance: string | null; value: string | null }[]
  }[]
  const value = (sample: string, substance: string) =>
    judged.find(j => j.sample === sample)!.findings.find(f => f.substance === substance)!.value
  expect(judged.map(j => j.sample)).toEqual(['Y1', 'Y2', 'Y3', 'Y4', 'Y5'])
  expect([value('Y1', 'cadmium'), value('Y1', 'lead'), value('Y2', 'cadmium'), value('Y3', 'lead')]).toEqual([
    '<0.01',
    '1234',
    '0.42',
    '0.5',
  ])
  expect([value('Y4', 'cadmium'), value('Y4', 'lead'), value('Y5', 'cadmium')]).toEqual(['<0.01', '<0.01', '<0.1'])
  // What is missing is never compliant; what exceeds stands whatever is missing.
  expect(judged.map(j => j.verdict)).toEqual(['风险高', '可能存在风险', '证据不足', '证据不足', '证据不足'])
  const said = lines.err.join('\n')
  for (const words of [
    '土壤 第7行 G列：“铬/六价铬”是两个项目（铬、铬（六价））',
    '土壤 第9行 F列：铅：公式“=F20”没有保存结果',
    '土壤 第10行 E列：镉：公式出错（#REF!）',
    '土壤 第11行 G列',
    '土壤 第12行 E列：镉：0.05(检出限0.1) 低于自己的检出限 0.1',
    '土壤 第12行：这一行是隐藏的',
    '土壤 第14行：“备注：以上结果以干基计”行不是样品，已略过',
    '旧数据：隐藏的工作表没有读入',
  ])
    expect(said).toContain(words)
})
