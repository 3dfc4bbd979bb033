import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../read.ts'
import { cellName } from './cell-name.ts'
import { listCells, readSheet, type Sheet } from './read.ts'
import { writeSheet } from './write.ts'

async function sheetsOf(bytes: Uint8Array): Promise<Sheet[]> {
  const reading = await readSheet(bytes)
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  return reading.sheets
}

const plan = {
  sheets: [
    {
      name: '重点任务清单',
      columns: [
        { width: 6 },
        { width: 40 },
        { width: 12, choices: ['水田', '旱地', '其他'], prompt: '按现状填写' },
        { width: 12, format: '0.00' },
      ],
      headRows: 2,
      freezeColumns: 1,
      rows: [
        ['任务清单', null, null, null],
        ['序号', '任务', '地类', '面积（亩）'],
        [1, '=SUM(A1)不是公式', '水田', 12.5],
        [2, '第二行\n换行', '旱地', { value: 0.9235, format: '0%' }],
        [3, { value: '重点', bold: true, fill: 'FFEEDD' }, null, new Date(Date.UTC(2026, 4, 31))],
      ],
      merges: [{ startRow: 0, startColumn: 0, endRow: 0, endColumn: 3 }],
    },
  ],
  notes: { lines: ['一行一项任务。', '面积保留两位小数。'] },
}

describe('writeSheet', () => {
  it('writes what another library reads: values, merges, widths, frozen panes, number formats, lists', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load((await writeSheet(plan)).buffer as ArrayBuffer)
    const sheet = workbook.getWorksheet('重点任务清单')!
    expect(sheet.getCell('B3').value).toBe('=SUM(A1)不是公式')
    expect(sheet.getCell('D3').value).toBe(12.5)
    expect(sheet.getCell('D3').numFmt).toBe('0.00')
    expect(sheet.getCell('D4').numFmt).toBe('0%')
    expect(sheet.getCell('A1').isMerged && sheet.getCell('D1').isMerged).toBe(true)
    expect(sheet.getCell('A2').font.bold).toBe(true)
    expect(sheet.getCell('B5').font.bold).toBe(true)
    expect(sheet.getColumn(2).width).toBeCloseTo(40, 0)
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 2 })
    expect(sheet.getCell('C3').dataValidation).toMatchObject({ type: 'list', formulae: ['"水田,旱地,其他"'] })
    expect(sheet.getCell('C1002').dataValidation?.type).toBe('list')
    expect(workbook.getWorksheet('填表说明')!.getCell('A2').value).toBe('面积保留两位小数。')
  })

  it('writes a formula only where one was meant, with the result it had', async () => {
    const rows = [[1, 2, { value: 3, formula: 'SUM(A1:B1)' }, { value: '', formula: 'IF(A1>1,A1,"")' }, '=A1+B1']]
    const bytes = await writeSheet({ sheets: [{ name: '表', rows }] })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
    const row = workbook.worksheets[0]!.getRow(1)
    expect(row.getCell(3).value).toEqual({ formula: 'SUM(A1:B1)', result: 3 })
    expect(row.getCell(4).value).toMatchObject({ formula: 'IF(A1>1,A1,"")' })
    expect(row.getCell(5).value).toBe('=A1+B1')
    expect((await sheetsOf(bytes))[0]!.rows[0]!.texts).toEqual(['1', '2', '3', '', '=A1+B1'])
  })

  it('is read back with rows, columns and the text of each cell', async () => {
    const [sheet] = await sheetsOf(await writeSheet(plan))
    expect(sheet!.merges).toEqual(plan.sheets[0]!.merges)
    expect(sheet!.rows[2]!.texts).toEqual(['1', '=SUM(A1)不是公式', '水田', '12.50'])
    // 92% would round the figure away
    expect(sheet!.rows[3]!.texts[3]).toBe('92.35%')
    expect(sheet!.rows[4]!.texts[3]).toBe('2026-05-31')
    const cell = [...listCells(sheet!)].find(cell => cell.text === '旱地')
    expect(cell).toEqual({ row: 4, column: 3, name: 'C4', text: '旱地', value: '旱地' })
  })

  it('refuses plans Excel would not open', async () => {
    const rows = [['一', '二']]
    await expect(writeSheet({ sheets: [] })).rejects.toThrow()
    await expect(
      writeSheet({
        sheets: [
          { name: 'a/b', rows },
          { name: 'A B', rows },
        ],
      }),
    ).rejects.toThrow(/one name/)
    const merge = { startRow: 0, startColumn: 0, endRow: 1, endColumn: 1 }
    await expect(writeSheet({ sheets: [{ name: 'a', rows, merges: [merge, { ...merge }] }] })).rejects.toThrow(
      /overlap/,
    )
  })
})

describe('readSheet', () => {
  it('keeps figures whole and hides values left behind under a merge', async () => {
    const workbook = new ExcelJS.Workbook()
    const written = workbook.addWorksheet('化验')
    written.getCell('A1').value = 0.0487
    written.getCell('A1').numFmt = '0.00'
    written.getCell('B1').value = 0.1 + 0.2
    written.getCell('C1').value = '<0.01'
    written.getCell('D1').value = { formula: '1+1', result: 2 }
    written.getCell('E1').value = { richText: [{ text: '镉' }, { text: '（Cd）' }] }
    written.getCell('F1').value = 1234567.5
    written.getCell('F1').numFmt = '#,##0.00'
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
    const [sheet] = await sheetsOf(bytes)
    expect(sheet!.rows[0]!.texts).toEqual(['0.0487', '0.3', '<0.01', '2', '镉（Cd）', '1234567.50'])
    expect(sheet!.rows[0]!.values[0]).toBe(0.0487)
  })

  it('says a month where the cell says a month', async () => {
    const workbook = new ExcelJS.Workbook()
    const cell = workbook.addWorksheet('期限').getCell('A1')
    cell.value = new Date(Date.UTC(2026, 8, 1))
    cell.numFmt = 'yyyy"年"m"月"'
    const [sheet] = await sheetsOf(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(sheet!.rows[0]!.texts[0]).toBe('2026年9月')
  })

  it('gives task tables as text: several sheets, heads anywhere, merged cells once, hidden sheets reported', async () => {
    const workbook = new ExcelJS.Workbook()
    const tasks = workbook.addWorksheet('任务')
    tasks.getCell('B3').value = '某县年度任务表'
    tasks.mergeCells('B3:D3')
    tasks.getRow(5).values = ['', '序号', '任务', '牵头单位']
    tasks.getRow(6).values = ['', 1, '排查\n整治', '县农业农村局']
    tasks.getRow(7).values = ['', 2, '', '县水利局']
    tasks.mergeCells('C6:C7')
    workbook.addWorksheet('指标').addRow(['受污染耕地安全利用率', 0.93]).getCell(2).numFmt = '0%'
    workbook.addWorksheet('草稿', { state: 'hidden' }).addRow(['不要'])
    const reading = await readDocument(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(reading).toMatchObject({
      kind: 'xlsx',
      text: '任务\n某县年度任务表\n序号\t任务\t牵头单位\n1\t排查 整治\t县农业农村局\n2\t\t县水利局\n\n指标\n受污染耕地安全利用率\t93%',
      warnings: [{ message: '隐藏的工作表没有读入', where: '草稿' }],
    })
  })

  it('refuses a sheet whose last cell stands in the far corner', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('表')
    sheet.getCell('A1').value = 1
    sheet.getCell('XFD1048576').value = 2
    const reading = await readSheet(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(reading).toMatchObject({ refused: { reasons: [{ code: 'too-many-cells' }] } })
  })

  it('names cells as Excel does', () => {
    expect([cellName(1, 1), cellName(7, 26), cellName(3, 27), cellName(2, 703)]).toEqual(['A1', 'Z7', 'AA3', 'AAA2'])
  })
})
