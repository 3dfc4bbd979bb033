import { describe, expect, it } from 'vitest'
import { showReading } from '../reading.ts'
import type { Grid } from '../screening/grid.ts'
import { convertUnit } from '../units.ts'
import { readTable } from './read-table.ts'
import { findTables } from './tables.ts'
import { FORMS, TRUTH } from './testing.ts'

/** sample → substance → "0.42" or "<0.01" in mg/kg, and pH. */
function said(grids: readonly Grid[]): Record<string, Record<string, string>> {
  const all: Record<string, Record<string, string>> = {}
  for (const t of findTables(grids))
    for (const row of readTable(grids[t.sheet]!, t.layout, { today: '2026-11-22' }, t.dataTo).rows) {
      if (!row.sample) continue
      const one = (all[row.sample.code] ??= {})
      if (row.sample.pH) one.ph = showReading(row.sample.pH)!
      for (const r of row.results) {
        const shown = showReading(r.reading) ?? '?'
        const number = shown.replace(/^[<>]/, '')
        const value = r.substance === 'ph' ? number : convertUnit(number, r.unit, 'mg/kg')
        one[r.substance ?? r.name] = shown.replace(number, String(Number(value)))
      }
    }
  return all
}
const truth = Object.fromEntries(
  TRUTH.map(s => [
    s.sample,
    {
      ph: s.pH,
      ...Object.fromEntries(
        Object.entries(s.results).map(([id, t]) => [id, t.replace(/[\d.]+/, n => String(Number(n)))]),
      ),
    },
  ]),
)

describe('the forms of ten laboratories', () => {
  it.each(FORMS)('%s says the same as all the others', (_, grids) => {
    const read = said(grids)
    for (const sample of Object.values(read)) delete sample['organic-matter']
    expect(read).toEqual(truth)
  })
  it.each(FORMS)('%s has no error', (_, grids) => {
    const faults = findTables(grids).flatMap(t => {
      const { rows, end } = readTable(grids[t.sheet]!, t.layout, { today: '2026-11-22' }, t.dataTo)
      return [...t.faults, ...rows.flatMap(r => r.faults), ...end]
    })
    expect(faults.filter(f => f.grade === 'error')).toEqual([])
  })
  it.each(FORMS)('%s keeps every original cell with its place', (_, grids) => {
    for (const t of findTables(grids))
      for (const row of readTable(grids[t.sheet]!, t.layout, {}, t.dataTo).rows)
        for (const r of row.results) {
          const [, letters, number] = /([A-Z]+)(\d+)$/.exec(r.place)!
          const column = [...letters!].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0)
          expect(grids[t.sheet]!.rows[Number(number) - 1]![column - 1]!.trim()).toBe(r.original)
        }
  })
  it('the same head is known again whatever stands above it and however it is spaced', () => {
    const head = ['样品编号', 'pH', '镉（mg/kg）']
    const [a] = findTables([{ name: '', rows: [head, ['S', '6', '1']] }])
    const [b] = findTables([
      {
        name: '另一张',
        rows: [['标题'], [], head.map(h => ` ${h.replace('（', '(').replace('）', ')')}`), ['T', '7', '2']],
      },
    ])
    const [c] = findTables([
      {
        name: '',
        rows: [
          [...head, '铅（mg/kg）'],
          ['S', '6', '1', '3'],
        ],
      },
    ])
    const [d] = findTables([
      { name: '', rows: [['2026年3月结果', '2026年3月结果', '2026年3月结果'], head, ['S', '6', '1']] },
    ])
    expect(d!.layout.fingerprint).toBe(a!.layout.fingerprint)
    expect(b!.layout.fingerprint).toBe(a!.layout.fingerprint)
    expect(c!.layout.fingerprint).not.toBe(a!.layout.fingerprint)
    expect([a!.layout.headerRow, b!.layout.headerRow]).toEqual([1, 3])
  })
  it('says on what the proposal rests, and is surer of the head it knows', () => {
    const [sure] = findTables([FORMS[0]![1][0]!])
    const [unsure] = findTables([
      {
        name: '',
        rows: [
          ['样品编号', '镉', '神秘', '某物'],
          ['S', '1', '2', '3'],
        ],
      },
    ])
    expect(sure!.confidence).toBeGreaterThan(unsure!.confidence + 0.3)
    expect(sure!.why).toContain('表头在第 7 行，一行一个样品')
    expect(unsure!.why).toEqual(['表头在第 1 行，一行一个样品', '2 列的表头有疑问', '3 列没有单位'])
  })
  it('two tables under one another are two', () => {
    const grid = {
      name: '',
      rows: [
        ['样品编号', '镉(mg/kg)', '铅(mg/kg)'],
        ['S1', '0.1', '20'],
        ['', '', ''],
        ['表2 挥发性有机物', '', ''],
        ['样品编号', '苯(mg/kg)', '甲苯(mg/kg)'],
        ['S1', '<0.002', '<0.002'],
      ],
    }
    const tables = findTables([grid])
    expect(tables.map(t => [t.layout.headerRow, t.dataTo])).toEqual([
      [1, 4],
      [5, 6],
    ])
    expect(Object.keys(said([grid]).S1!)).toEqual(['cadmium', 'lead', 'benzene', 'toluene'])
  })
  it('a hidden sheet is noticed', () => {
    const [t] = findTables([{ ...FORMS[8]![1][0]!, name: '旧数据', hidden: true }])
    expect(t).toMatchObject({
      hidden: true,
      faults: [{ code: 'hidden', grade: 'warning', where: { sheet: '旧数据' } }],
    })
  })
  it('sheets without a table are left out', () => {
    expect(
      findTables([
        { name: '', rows: [] },
        { name: '封面', rows: [['检测报告'], ['某公司']] },
      ]),
    ).toEqual([])
  })
})
