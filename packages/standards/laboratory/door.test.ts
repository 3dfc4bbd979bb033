import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { showReading } from '../reading.ts'
import type { Grid } from '../screening/grid.ts'
import { screen } from '../screening/screen.ts'
import type { CheckedRow, DoorContext } from './checked.ts'
import { openDoor } from './door.ts'
import { type Fault, showPlace } from './fault.ts'
import type { Layout } from './layout.ts'
import { readTable } from './read-table.ts'
import { openSampleBook } from './sample-book.ts'
import { findTables } from './tables.ts'
import { FORMS } from './testing.ts'

type Context = Omit<DoorContext, 'sheetName'>
const CONTEXT: Context = { today: '2026-11-22' }

function checked(rows: string[][], context: Context = CONTEXT, name = ''): { rows: CheckedRow[]; faults: Fault[] } {
  const grid = { name, rows }
  const [table] = findTables([grid])
  const read = readTable(grid, table!.layout, context, table!.dataTo)
  return { rows: read.rows, faults: [...read.rows.flatMap(r => r.faults), ...read.end] }
}
const lines = (text: string): string[][] => text.split('\n').map(l => l.split('|'))
/** "code@D12", worst first in the order of the file. */
const codes = (text: string, context?: Context): string[] =>
  checked(lines(text), context).faults.map(f => `${f.code}@${showPlace(f.where)}`)

const LONG = '样品编号|检测项目|检测值|单位|检出限'
const ABOUT = '样品编号|采样日期|收样日期|检测日期|样品类型|采样深度|经度|纬度|pH|检测项目|检测值|单位'

describe('each fault at its cell', () => {
  it.each([
    ['an unknown substance', `${LONG}\nS|锅|1|mg/kg|`, 'unknown-substance@B2'],
    ['two substances in one cell', `${LONG}\nS|镉、铅|1|mg/kg|`, 'two-substances@B2'],
    [
      'two substances in one column',
      '样品编号|镉/铅(mg/kg)|砷(mg/kg)\nS|0.1/20|3',
      'not-a-number@B2 two-substances@B1',
    ],
    ['no substance', `${LONG}\nS||1|mg/kg|`, 'no-substance@B2'],
    ['no sample', `${LONG}\n|镉|1|mg/kg|`, 'no-sample@A2'],
    ['no value', `${LONG}\nS|镉||mg/kg|`, 'no-value@C2'],
    ['not measured', `${LONG}\nS|镉|/|mg/kg|`, 'not-measured@C2'],
    ['no number', `${LONG}\nS|镉|约3|mg/kg|`, 'not-a-number@C2'],
    ['two numbers in one cell', `${LONG}\nS|镉|12 13|mg/kg|`, 'not-a-number@C2'],
    ['a day where a number should be', `${LONG}\nS|镉|2026-01-05|mg/kg|`, 'not-a-number@C2'],
    ['a negative', `${LONG}\nS|镉|-0.2|mg/kg|`, 'negative@C2'],
    ['#REF!', `${LONG}\nS|镉|#REF!|mg/kg|`, 'formula-error@C2'],
    ['#DIV/0!', '样品编号|镉(mg/kg)|铅(mg/kg)\nS|1|#DIV/0!', 'formula-error@C2'],
    ['a formula without its result', `${LONG}\nS|镉|=D5/2|mg/kg|`, 'formula-without-value@C2'],
    ['ND without a limit', `${LONG}\nS|镉|ND|mg/kg|`, 'nd-without-limit@C2'],
    ['no unit', `${LONG}\nS|镉|1||`, 'no-unit@C2'],
    ['a unit that proves nothing', `${LONG}\nS|镉|1|mg/亩|`, 'unit-unknown@C2'],
    ['units of head and cell that differ', '样品编号|镉(mg/kg)\nS|5 μg/kg\nT|1', 'unit-contradiction@B2'],
    ['units of column and cell that differ', `${LONG}\nS|镉|5 μg/kg|mg/kg|`, 'unit-contradiction@C2'],
    ['more than the whole', `${LONG}\nS|镉|1000001|mg/kg|`, 'above-whole@C2'],
    ['more than 100 %', `${LONG}\nS|镉|101|%|`, 'above-whole@C2'],
    ['a value below its own limit', `${LONG}\nS|镉|0.05|mg/kg|0.1`, 'below-own-limit@C2'],
    ['a value below the limit in its cell', `${LONG}\nS|镉|0.05(检出限0.1)|mg/kg|`, 'below-own-limit@C2'],
    ['a limit that is none', `${LONG}\nS|镉|1|mg/kg|低`, 'limit-unreadable@C2'],
    ['the same result twice', `${LONG}\nS|镉|1|mg/kg|\nS|Cd|2|mg/kg|`, 'duplicate@C3'],
    ['the same sample twice in a wide table', '样品编号|镉(mg/kg)\nS|1\nT|1\nS|2', 'duplicate@B4'],
    [
      'a name and a CAS number that differ',
      '样品编号|检测项目|CAS|检测值|单位\nS|铅|7440-38-2|1|mg/kg',
      'name-and-cas@B2',
    ],
    [
      'total chromium under the number of Cr(VI)',
      '样品编号|检测项目|CAS|检测值|单位\nS|铬|18540-29-9|1|mg/kg',
      'total-or-valence@B2',
    ],
    [
      'total chromium by a method for Cr(VI)',
      '样品编号|检测项目|检测值|单位|检测方法\nS|总铬|9|mg/kg|HJ 1082-2019',
      'total-or-valence@C2',
    ],
    ['more Cr(VI) than chromium', `${LONG}\nS|六价铬|30|mg/kg|\nS|铬|20000|μg/kg|`, 'part-above-whole@C3'],
    ['more methylmercury than mercury', '样品编号|甲基汞(mg/kg)|汞(mg/kg)\nS|2|1', 'part-above-whole@C2'],
    ['a pH beyond the scale', '样品编号|pH|镉(mg/kg)\nS|65|1', 'pH-range@B2'],
    ['a pH that is none', '样品编号|pH|检测项目|检测值|单位\nS|六|镉|1|mg/kg', 'not-a-number@B2'],
    ['a depth upside down', '样品编号|采样深度(m)|镉(mg/kg)\nS|0.5-0.2|1', 'depth@B2'],
    ['two columns of depth upside down', '样品编号|起始深度|终止深度|镉(mg/kg)\nS|1|0.5|1', 'depth@B2'],
    ['a day in the future', `${ABOUT}\nS|2026-12-01||||||||镉|1|mg/kg`, 'date-future@B2'],
    ['a day that never was', `${ABOUT}\nS|2026-02-30||||||||镉|1|mg/kg`, 'date-impossible@B2'],
    ['a day nobody can read', `${ABOUT}\nS|三月||||||||镉|1|mg/kg`, 'date-unreadable@B2'],
    ['analysed before it was sampled', `${ABOUT}\nS|2026-03-05||2026-03-01||||||镉|1|mg/kg`, 'date-order@D2'],
    ['received before it was sampled', `${ABOUT}\nS|2026-03-05|2026-03-04|||||||镉|1|mg/kg`, 'date-order@C2'],
    ['a day as a serial number', `${ABOUT}\nS|46086||||||||镉|1|mg/kg`, 'date-serial@B2'],
    ['kept too long', `${ABOUT}\nS|2026-03-05||2026-03-20|土壤|||||六价铬|1|mg/kg`, 'holding-time@K2'],
    ['soil in milligrams a litre', `${ABOUT}\nS||||土壤|||||镉|1|mg/L`, 'unit-medium@K2'],
    ['groundwater in milligrams a kilogram', `${ABOUT}\nS||||地下水|||||镉|1|mg/kg`, 'unit-medium@K2'],
    ['coordinates nobody can read', `${ABOUT}\nS||||||东|北||镉|1|mg/kg`, 'coordinates-unreadable@G2'],
    ['longitude and latitude exchanged', `${ABOUT}\nS||||||22.8|108.3||镉|1|mg/kg`, 'coordinates-unreadable@G2'],
    ['projected coordinates', `${ABOUT}\nS||||||36512345|2524567||镉|1|mg/kg`, 'coordinates-unreadable@G2'],
    [
      'a head that names a shifted map',
      '样品编号|经度（GCJ-02）|纬度（GCJ-02）|镉(mg/kg)\nS|108.3|22.8|1',
      'coordinates-shifted@B1 coordinates-shifted@C1',
    ],
    [
      'a line that names a shifted map',
      '坐标系：高德地图|||\n样品编号|经度|纬度|镉(mg/kg)\nS|108.3|22.8|1',
      'coordinates-shifted@B2 coordinates-shifted@C2',
    ],
    [
      'one number for two samples',
      '样品编号|土地利用|检测项目|检测值|单位\nS|水田|镉|1|mg/kg\nS|旱地|铅|1|mg/kg',
      'sample-contradiction@A3',
    ],
    ['a qualifier nobody knows', '样品编号|检测项目|限定符|检测值|单位\nS|镉|Q|1|mg/kg', 'qualifier@D2'],
    ['a column without use', '样品编号|镉(mg/kg)|采样天气\nS|1|晴', 'unknown-column@C1'],
    ['a column of numbers without a head', '样品编号|镉(mg/kg)|\nS|1|2', 'unknown-substance@C1'],
    ['a head and a line of units that differ', '样品编号|镉(mg/kg)\n|μg/kg\nS|1', 'unit-contradiction@B1'],
    ['a row of limits nobody expected', `${LONG}\n检出限|镉|0.1|mg/kg|`, 'late-row@2 no-table@'],
    ['a row of means', '样品编号|镉(mg/kg)\nS|1\n平均值|1', 'row-skipped@3'],
  ])('%s', (_, text, expected) => {
    expect(codes(text).join(' ')).toBe(expected)
  })

  it('each says what and how to mend it, and an error keeps the cell out', () => {
    const { rows, faults } = checked(lines(`${LONG}\nS|锅|1|mg/kg|\nS|隔|1|mg/kg|\nS|铅|5|mg/kg|`))
    expect(faults[1]).toMatchObject({ grade: 'error', message: '不认识项目“隔”' })
    expect(faults.every(f => f.message !== '' && f.mend !== '')).toBe(true)
    expect(rows.map(r => [r.grade, r.results[0]!.grade, r.results[0]!.fault])).toEqual([
      ['error', 'error', 'unknown-substance'],
      ['error', 'error', 'unknown-substance'],
      ['ok', 'ok', null],
    ])
  })
  it('names the nearest of the catalogue', () => {
    const near = (word: string): string => checked(lines(`${LONG}\nS|${word}|1|mg/kg|`)).faults[0]!.message
    expect(near('三氯乙稀')).toContain('三氯乙烯')
    expect(near('Cadmiun')).toContain('镉')
    expect(near('苯并芘')).toContain('苯并[a]芘')
    expect(near('zzzz')).toBe('不认识项目“zzzz”')
  })
})

describe('what only the place can tell', () => {
  const known = { longitude: 108.3665, latitude: 22.817 }
  const at = (longitude: string, latitude: string, context: Context): string[] =>
    codes(`${ABOUT}\nP1||||||${longitude}|${latitude}||镉|1|mg/kg`, { ...CONTEXT, ...context })
  it('refuses a position that is the known point on a shifted map', () => {
    const suspectShift: Context['suspectShift'] = g => (g.longitude > 108.37 ? 'GCJ-02' : null)
    const context = { knownSites: new Map([['P1', known]]), suspectShift }
    expect(at('108.3710', '22.8141', context)).toEqual(['coordinates-shifted@G2'])
    expect(at('108.3665', '22.8170', context)).toEqual([])
  })
  it('refuses a position outside the region', () => {
    const boundary = { name: '南岭县', contains: (x: number) => x < 109 }
    expect(at('109.5', '22.8', { boundary })).toEqual(['outside-region@G2'])
    expect(at('108.5', '22.8', { boundary })).toEqual([])
  })
  it('says once, at the head, that a region without a boundary was not checked', () => {
    const grid: Grid = { name: '土壤', rows: lines('样品编号|经度|纬度|镉(mg/kg)\nS|109.5|22.8|1\nT|108.5|22.8|2') }
    const faultsIn = (context: Context) =>
      readTable(grid, findTables([grid])[0]!.layout, { ...CONTEXT, ...context }).end.map(
        f => `${f.code}@${showPlace(f.where)} ${f.grade}`,
      )
    expect(faultsIn({ boundary: { name: '南岭县' } })).toEqual(['region-unchecked@土壤!B1 warning'])
    expect(faultsIn({})).toEqual([])
  })
  it('doubts a position far from its registered point', () => {
    const distance: Context['distance'] = (a, b) => Math.abs(a.longitude - b.longitude) * 100_000
    const context = { knownSites: new Map([['P1', known]]), distance }
    expect(at('108.38', '22.817', context)).toEqual(['far-from-site@G2'])
    expect(at('108.38', '22.817', { ...context, siteTolerance: 5000 })).toEqual([])
  })
  it('notices a hidden row and takes it all the same', () => {
    const grid: Grid = { name: '土壤', rows: lines('样品编号|镉(mg/kg)\nS|1\nT|2'), hiddenRows: [1, 3] }
    const { rows } = readTable(grid, findTables([grid])[0]!.layout, CONTEXT)
    expect(rows.map(r => [r.grade, r.results.length, ...r.faults.map(f => showPlace(f.where))])).toEqual([
      ['ok', 1],
      ['warning', 1, '土壤!3'],
    ])
  })
  it('finds across the sheets of a file what is said twice, and lets a crop share its soil’s number', () => {
    const sheets = [
      { name: '土壤', rows: lines('样品编号|土地利用|镉(mg/kg)\nS|水田|1') },
      { name: '土壤（补测）', rows: lines('样品编号|土地利用|镉(mg/kg)|铅(mg/kg)\nS|旱地|2|3') },
      { name: '农产品', rows: lines('样品编号|镉(mg/kg)\nS|0.1') },
    ]
    const book = openSampleBook()
    const faults = findTables(sheets).flatMap(t =>
      readTable(sheets[t.sheet]!, t.layout, { ...CONTEXT, book }).rows.flatMap(r => r.faults),
    )
    expect(faults.map(f => [f.code, showPlace(f.where), f.message])).toEqual([
      ['sample-contradiction', '土壤（补测）!A2', '样品“S”与“土壤”第 2 行的说法不同：土地利用“水田”与“旱地”'],
      ['duplicate', '土壤（补测）!C2', '样品“S”的“镉”在前面（自“土壤”第 2 行起）已有结果'],
    ])
  })
  it('keeps all rows of a faulty sample out', () => {
    const { rows } = checked(lines(`${ABOUT}\nS|2026-02-30||||||||镉|1|mg/kg\nS|2026-02-30||||||||铅|1|mg/kg`))
    expect(rows.map(r => [r.grade, r.faults.length])).toEqual([
      ['error', 1],
      ['error', 0],
    ])
  })
})

describe('what laboratories write', () => {
  const one = (value: string, limit = '', unit = 'mg/kg') =>
    checked(lines(`${LONG}\nS|镉|${value}|${unit}|${limit}`)).rows[0]!.results[0]!
  it.each([
    ['0.42', '', '0.42'],
    ['<0.01', '', '<0.01'],
    ['＜0.01', '', '<0.01'],
    ['未检出', '0.01', '<0.01'],
    ['ND', '0.01', '<0.01'],
    ['ND', '<0.01', '<0.01'],
    ['0.01L', '', '<0.01'],
    ['未检出（0.02）', '', '<0.02'],
    ['ND(检出限：0.02 mg/kg)', '', '<0.02'],
    ['1,234', '', '1234'],
    ['１，２３４．５', '', '1234.5'],
    ['０．４２', '', '0.42'],
    ['1.2×10⁻³', '', '0.0012'],
    ['1.2E-03', '', '0.0012'],
    ['>3000', '', '>3000'],
    ['0.42 mg/kg', '', '0.42'],
    ['0.05(检出限0.01)', '', '0.05'],
    ['0.05(检出限0.1)', '', '<0.1'],
    ['=0.5', '', '0.5'],
    ['/', '', null],
    ['未检出', '', null],
  ])('%s with limit %s is %s', (value, limit, shown) => {
    expect(showReading(one(value, limit).reading)).toBe(shown)
  })
  it.each([
    '2026-03-05',
    '2026/3/5',
    '2026.3.5',
    '2026年3月5日',
    '20260305',
    '２０２６年３月５日',
    '2026-03-05 09:30',
    '2026年3月5日-7日',
    '46086',
  ])('%s is the fifth of March', text => {
    expect(checked(lines(`${ABOUT}\nS|${text}||||||||镉|1|mg/kg`)).rows[0]!.sample!.takenOn).toBe('2026-03-05')
  })
  it('a serial number of a 1904 workbook is four years and a day later', () => {
    const grid: Grid = { name: '', rows: lines('样品编号|采样日期|镉(mg/kg)\nS|44624|1'), date1904: true }
    const { rows } = readTable(grid, findTables([grid])[0]!.layout, CONTEXT)
    expect(rows[0]!.sample!.takenOn).toBe('2026-03-05')
  })
  it('degrees, minutes and seconds are degrees', () => {
    const { sample } = checked(lines(`${ABOUT}\nS||||||108°21′59.4″E|北纬22°49'1.2"||镉|1|mg/kg`)).rows[0]!
    expect([sample!.longitude!.toFixed(6), sample!.latitude!.toFixed(6)]).toEqual(['108.366500', '22.817000'])
  })
  it('centimetres of depth are metres, and words are no fault', () => {
    const { rows, faults } = checked(lines('样品编号|采样深度（cm）|镉(mg/kg)\nA|0～20|1\nB|20-50cm|1\nC|表层|1'))
    expect(rows.map(r => [r.sample!.depthFrom, r.sample!.depthTo])).toEqual([
      ['0', '0.2'],
      ['0.2', '0.5'],
      [null, null],
    ])
    expect(faults).toEqual([])
  })
  it.each([
    ['KT-01-P', '平行样', '平行样', 'KT-01'],
    ['KT-01平行', '', '平行样', 'KT-01'],
    ['KT-01', 'Duplicate', '平行样', null],
    ['全程序空白1', '', '空白样', null],
    ['GSS-5', '有证标准物质', '有证标准物质', null],
    ['KT-01-P', '', null, null],
  ])('%s, said to be “%s”, is %s of %s', (code, said, qc, of) => {
    const { sample } = checked(lines(`样品编号|质控类型|镉(mg/kg)\n${code}|${said}|1`)).rows[0]!
    expect([sample!.qc, sample!.pairedWith]).toEqual([qc, of])
  })
  it('the samples of a point without numbers are told apart by depth and day', () => {
    const { rows } = checked(lines('点位|采样深度|采样日期|镉(mg/kg)\nP|0-0.5|2026-03-05|1\nP|0.5-1|2026-03-05|2'))
    expect(rows.map(r => r.sample!.code)).toEqual(['P（0-0.5） 2026-03-05', 'P（0.5-1） 2026-03-05'])
    expect(rows.every(r => r.grade === 'ok')).toBe(true)
  })
})

describe('whatever comes', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      '镉',
      'mg/kg',
      '<0.01',
      'ND',
      '#REF!',
      '样品编号',
      'pH',
      '',
      '1e999',
      '（',
      '=',
      '镉(mg/kg',
      '2026-03-05',
    ),
  )
  it('no sheet crashes it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { maxLength: 6 }), { maxLength: 10 }), rows => {
        const grid = { name: 's', rows }
        for (const t of findTables([grid])) readTable(grid, t.layout, CONTEXT, t.dataTo)
      }),
      { numRuns: 400 },
    )
  })
  it('no row crashes a door whose layout came from elsewhere', () => {
    const layouts: Layout[] = FORMS.flatMap(([, grids]) => findTables(grids).map(t => t.layout))
    fc.assert(
      fc.property(
        fc.constantFrom(...layouts),
        fc.array(fc.array(text, { maxLength: 12 }), { maxLength: 5 }),
        (l, rows) => {
          const door = openDoor(l, { ...CONTEXT, sheetName: 's' })
          rows.forEach((cells, i) => {
            const row = door.row(cells, i + 1)
            for (const f of row.faults) expect(f.where.sheet).toBe('s')
            if (row.faults.some(f => f.grade === 'error')) expect(row.grade).toBe('error')
          })
          door.end()
        },
      ),
      { numRuns: 300 },
    )
  })
  const value = fc.constantFrom(
    '0.1',
    '0.5',
    '<0.2',
    'ND',
    '',
    '/',
    '坏',
    '#REF!',
    '-1',
    '5',
    '=A1',
    '0.05(检出限0.9)',
    '12 13',
  )
  const rows = fc.array(
    fc.tuple(
      fc.constantFrom('S', 'T'),
      fc.constantFrom('镉', '铅', '汞', '某物'),
      value,
      fc.constantFrom('mg/kg', '', 'mg/亩'),
    ),
    { minLength: 2, maxLength: 12 },
  )
  it('the order of the rows changes no kind of fault and no verdict', () => {
    const head = ['样品编号', '检测项目', '检测值', '单位']
    const kinds = (of: string[][]): string[] => [...new Set(checked([head, ...of]).faults.map(f => f.code))].sort()
    const verdicts = (...files: string[][][]): unknown => {
      const answer = screen(
        files.map((of, i) => ({ name: String(i), rows: [head, ...of] })),
        'GB 36600',
      )
      return answer.ok ? Object.fromEntries(answer.value.judgements.map(j => [j.sample, j.verdict])) : null
    }
    fc.assert(
      fc.property(
        rows.chain(r => fc.tuple(fc.constant(r), fc.shuffledSubarray(r, { minLength: r.length }), fc.nat(r.length))),
        ([some, other, cut]) => {
          expect(kinds(other)).toEqual(kinds(some))
          expect(verdicts(other)).toEqual(verdicts(some))
          if (cut > 0 && cut < some.length)
            expect(verdicts(other.slice(cut), other.slice(0, cut))).toEqual(verdicts(some))
        },
      ),
      { numRuns: 150 },
    )
  })
  it('what is missing never becomes compliant', () => {
    const head = ['样品编号', '镉(mg/kg)', '铅(mg/kg)']
    const verdict = (cd: string): string => {
      const answer = screen([{ name: '', rows: [head, ['S', cd, '5']] }], 'GB 36600', { use: '第一类' })
      return answer.ok ? answer.value.judgements[0]!.verdict : '—'
    }
    const compliant = '未超筛选值'
    expect(verdict('1')).toBe(compliant)
    for (const cd of ['', '/', 'ND', '未检出', '坏', '#REF!', '=A1', '-1', '12 13', '<100', '1 mg/L', '1 μg/kg', '约1'])
      expect([cd, verdict(cd)]).toEqual([cd, '证据不足'])
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), cell => {
        const [row] = checked([head, ['S', cell, '5']]).rows
        const cd = row?.results.find(r => r.substance === 'cadmium')
        if (row?.kind === 'data' && (!cd || cd.reading.kind === 'missing')) expect(verdict(cell)).not.toBe(compliant)
      }),
      { numRuns: 300 },
    )
  })
})
