import { ITEMS as GB36600 } from '@jingtu/standards/gb36600-2018/assess.ts'
import { assessRisk } from '@jingtu/standards/hj25.3-2019/assess.ts'
import { expect, test } from 'vitest'
import { findSubstances, limitsOf, sumsWith } from './find-substances.ts'
import { isTrap, readingsOf } from './LandUseLookup.tsx'
import { printedTables } from './printed.ts'
import { FIRST_QUESTION } from './RiskForm.tsx'
import { questionOf } from './RiskPage.tsx'
import { sensitivityOption } from './SensitivityChart.tsx'
import { LISTED, lawsOn, stateOn } from './validity.ts'

test('the printed tables have every row and figure of the tables that judge', () => {
  const rows = printedTables('GB 36600-2018').flatMap(t => t.rows)
  expect(rows.map(r => [r.substance, r.cells.slice(3)])).toEqual(
    GB36600.map(i => [i.substance, [i.screening.第一类, i.screening.第二类, i.control.第一类, i.control.第二类]]),
  )
  const [screening, , control] = printedTables('GB 15618-2018')
  expect(screening!.rows.find(r => r.substance === 'cadmium')!.cells).toEqual([
    '1',
    '镉',
    '水田',
    '0.3',
    '0.4',
    '0.6',
    '0.8',
  ])
  expect(control!.rows.find(r => r.substance === 'chromium')!.cells.slice(2)).toEqual(['800', '850', '1000', '1300'])
  const water = printedTables('GB/T 14848-2017')[0]!
  expect(water.rows).toHaveLength(39)
  expect(water.rows.find(r => r.substance === 'anionic-surfactants')!.cells.slice(3)).toEqual([
    '不得检出',
    '≤0.1',
    '≤0.3',
    '≤0.3',
    '＞0.3',
  ])
  for (const { id, rows: n } of LISTED)
    for (const table of printedTables(id))
      expect([id, table.id, n, table.rows.filter(r => r.cells.length !== table.heads.length)]).toEqual([
        id,
        table.id,
        n,
        [],
      ])
})

test('rows that are not verified say so wherever they are read', () => {
  const doubted = printedTables('GB 5084-2021').flatMap(t => t.rows.filter(r => r.doubt))
  expect(doubted.map(r => r.cells[1])).toContain('总镍')
  expect(doubted.map(r => r.cells[1])).not.toContain('总镉')
  expect(LISTED.find(s => s.id === 'GB 5084-2021')!.doubtful).toBe(doubted.length)
})

test('what a laboratory writes finds the substance that is meant, and all its limits side by side', () => {
  for (const word of ['六价铬', 'Cr6+', 'Cr(VI)', '铬（六价）', '18540-29-9', 'hexavalent chromium'])
    expect([word, findSubstances(word)[0]?.id]).toEqual([word, 'chromium-vi'])
  expect(findSubstances('总铬')[0]?.id).toBe('chromium')
  expect(limitsOf('chromium-vi').map(l => [l.standard, l.table.rows[0]!.cells.slice(3)])).toEqual([
    ['GB 36600-2018', ['3.0', '5.7', '30', '78']],
    ['GB/T 14848-2017', ['≤0.005', '≤0.01', '≤0.05', '≤0.10', '＞0.10']],
    ['GB 5084-2021', ['0.1', '0.1', '0.1', '0.1']],
  ])
  expect([...new Set(limitsOf('chromium').map(l => l.standard))]).toEqual([
    'GB 15618-2018',
    'GB 2762-2022',
    'GB 2762-2025',
  ])
  expect(sumsWith(findSubstances('α-六六六')[0]!.id)).toEqual([
    '六六六总量（GB 15618-2018）',
    '六六六总量（GB/T 14848-2017）',
  ])
  expect(findSubstances('  ')).toEqual([])
})

test('the same digits mean different land in two systems, and the page says so', () => {
  expect(readingsOf('08').map(r => r.code?.name)).toEqual([
    '公共管理与公共服务用地',
    '公共管理与公共服务用地',
    undefined,
  ])
  expect(isTrap('10')).toBe(true)
  expect(isTrap('0701')).toBe(true)
  expect(isTrap('R2')).toBe(false)
  expect(isTrap('居住用地')).toBe(false)
})

test('laws and editions by day: a successor that is only reported replaces nothing', () => {
  const soil = (day: string) => lawsOn(day).find(l => l.id === 'soil-pollution-law')!.found
  expect(soil('2018-12-31')).toBeUndefined()
  expect(soil('2026-08-14')?.reported).toBeNull()
  expect(soil('2026-08-15')?.law.id).toBe('soil-pollution-law')
  expect(soil('2026-08-15')?.reported?.id).toBe('environment-code')
  const food = LISTED.filter(s => s.id.startsWith('GB 2762'))
  expect(food.map(s => stateOn(s, '2026-09-01'))).toEqual(['施行中', '尚未施行'])
  expect(food.map(s => stateOn(s, '2026-09-02'))).toEqual(['已停止施行', '施行中'])
})

test('the form asks the model what was typed: a non-detect stays one, an empty medium is not asked about', () => {
  const question = questionOf({ ...FIRST_QUESTION, surfaceSoil: '<0.5', groundwaterTarget: '1.0' }, '2026-07-01')
  expect(question).toMatchObject({ surfaceSoil: { kind: 'below', limit: '0.5' }, groundwaterTarget: 1 })
  expect('groundwater' in question).toBe(false)
  const outcome = assessRisk(
    questionOf({ ...FIRST_QUESTION, without: [{ route: '经口摄入土壤', reason: ' ' }] }, '2026-07-01'),
  )
  expect(outcome).toMatchObject({ ok: false, reasons: [{ where: '经口摄入土壤' }] })
})

test('the strongest parameters are drawn, the strongest on top', () => {
  const of = (key: string, ratio: number) => ({ key: key as 'A', symbol: key, name: key, unit: '', value: 1, ratio })
  const option = sensitivityOption({ ranking: [of('EDc', 1), of('BWc', -0.9)], unverified: [] }) as {
    yAxis: { data: string[] }
  }
  expect(option.yAxis.data).toEqual(['BWc', 'EDc'])
})
