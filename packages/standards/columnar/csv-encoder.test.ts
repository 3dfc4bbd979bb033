import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assess, findStandard } from '../index.ts'
import { readSamples } from '../screening/samples.ts'
import { type BulkNumber, verdictOfCode } from './codes.ts'
import { nameOfSample } from './columns.ts'
import { type CsvColumns, CsvEncoder } from './csv-encoder.ts'
import { fieldsOf, layoutOf, recordEnd } from './csv-layout.ts'
import { explain, screenColumns } from './screen-columns.ts'
import { screenCsv } from './screen-csv.ts'

const NUMBERS: BulkNumber[] = ['GB 15618', 'GB 36600']
const ENCODER = new TextEncoder()

function columnsOf(bytes: Uint8Array, step: number): CsvColumns {
  const layout = layoutOf(bytes)
  if (!layout.ok) throw new Error(JSON.stringify(layout.problem))
  const encoder = new CsvEncoder(layout.value)
  for (let at = layout.value.bodyAt; at < bytes.length; at += step) encoder.push(bytes.subarray(at, at + step))
  return encoder.finish()
}

/** As small files are judged: by sample name. */
const byObjects = (rows: string[][], number: BulkNumber): Record<string, string> =>
  Object.fromEntries(
    readSamples([{ name: '', rows }]).samples.map(s => [s.id, assess(findStandard(number)!, s).verdict]),
  )
const inColumns = ({ columns }: CsvColumns, number: BulkNumber): Record<string, string> =>
  Object.fromEntries(
    [...screenColumns(columns, number).perSample].map((c, i) => [nameOfSample(columns, i), verdictOfCode(number, c)!]),
  )

const HEADS = [
  '样品编号',
  '点位',
  '深度',
  '采样日期',
  '检测项目',
  'CAS号',
  '限定符',
  '检测值',
  '单位',
  '检出限',
  'pH',
  '土地利用',
  '规划用途',
  '备注',
]
const value = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '0.3',
      '0.30',
      '0.31',
      '300',
      '20',
      '60',
      '<0.01',
      '<5',
      '1',
      '0.0000',
      '2000',
      '5.',
      '.5',
      '007',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'ND',
      '未检出',
      '0.02L',
      '1.2e-3',
      '1.2×10⁻¹',
      '０.３',
      '1,200',
      '>900',
      '',
      '—',
      '坏',
      '-1',
      ' 0.3 ',
      '0.62 mg/kg',
      '0.30000000000000000001',
      '300000000000000000',
      '.',
      '<',
      '3<',
      '检测值',
      '0.3\u3000',
    ),
  },
)
const SUBSTANCES = [
  '镉',
  'Cd',
  '总铬',
  '六价铬',
  '砷',
  '汞',
  '苯',
  '锰',
  '某某',
  'pH',
  '滴滴涕',
  "p,p'-DDT",
  '检测项目',
  '',
  ' 铅',
  '二噁英类(TEQ)',
]
const row = fc
  .record({
    sample: fc.constantFrom('甲', '甲', '乙', '丙 ', '"丁"', 'S,1', '', '甲\u3000'),
    point: fc.constantFrom('', '', 'P1', 'P2'),
    depth: fc.constantFrom('', '', '0-20', '20-40'),
    day: fc.constantFrom('', '2026-01-01', '2026/1/1', '2026年2月1日'),
    substance: fc.constantFrom(...SUBSTANCES),
    cas: fc.constantFrom('', '', '', '7440-43-9', '没有'),
    qualifier: fc.constantFrom('', '', '', '<', '=', 'J', '>', 'U', '?'),
    value,
    unit: fc.constantFrom('mg/kg', 'mg/kg', 'μg/kg', '%', 'mg/L', '', 'mg/kg（湿重）', 'ng-TEQ/kg', 'mg／kg '),
    limit: fc.constantFrom('', '', '0.01', '500'),
    pH: fc.constantFrom('6', '6', '6.0', '7.6', '', '<5.5', '坏'),
    landUse: fc.constantFrom('水田', '水田', '旱地', '水旱轮作', '', ' 果园'),
    use: fc.constantFrom('第二类', '第二类', '1001', '', '不明'),
    remark: fc.constantFrom('', '有"引号"', '两\n行', 'a,b', '"'),
  })
  .map(r => Object.values(r))
const quoted = (cell: string, always: boolean): string =>
  always || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

describe('CSV in columns', () => {
  const textOf = (rows: string[][], ending: string, always: boolean, last: boolean): Uint8Array =>
    ENCODER.encode(rows.map(r => r.map(c => quoted(c, always)).join(',')).join(ending) + (last ? ending : ''))

  it.each([
    ['every column', HEADS.map((_, i) => i)],
    ['sample, item, value, unit, pH, land use', [0, 4, 7, 8, 10, 11]],
    ['a qualifier and a limit', [0, 4, 6, 7, 8, 9, 12]],
    ['points and depths', [1, 2, 4, 7, 8, 10, 11]],
  ])('is judged as a small file is: %s', (_, keep) => {
    const only = (r: string[]): string[] => keep.map(i => r[i]!)
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 14 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 400 }),
        (body, ending, always, last, step) => {
          const rows = [HEADS, ...body].map(only)
          const found = columnsOf(textOf(rows, ending, always, last), step)
          for (const number of NUMBERS) expect(inColumns(found, number)).toEqual(byObjects(rows, number))
        },
      ),
      { numRuns: 120 },
    )
  })

  it('explains the row it is asked for', () => {
    const text =
      'sample,substance,value,unit,pH,landUse\na,Cd,0.62,mg/kg,5.4,水田\nb,镉,0.1,mg/kg,7,旱地\na,Pb,20,mg/kg,5.4,水田'
    const { columns } = columnsOf(ENCODER.encode(text), 1000)
    expect([...screenColumns(columns, 'GB 15618').codes]).toEqual([1, 0, 0])
    expect(explain(columns, 0, 'GB 15618').finding).toMatchObject({
      name: '镉',
      value: '0.62',
      verdict: '可能存在风险',
    })
    expect(explain(columns, 1, 'GB 15618').judgement).toMatchObject({ sample: 'b', verdict: '风险低' })
    expect(explain(columns, 2, 'GB 15618').finding).toMatchObject({ name: '铅', verdict: '风险低' })
  })

  it('says what cannot be used, once for each way of writing it', () => {
    const rows = Array.from({ length: 50 }, (_, i) => `s${i},镉,坏,mg/kg,6,水田`)
    const { problems } = columnsOf(ENCODER.encode(`sample,substance,value,unit,pH,landUse\n${rows.join('\n')}`), 64)
    expect(problems.filter(p => p.grade === 'error')).toMatchObject([
      { where: '第2行 C列', message: expect.stringContaining('坏') },
    ])
  })

  it('is read from a stream of any pieces', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `样${i},镉,${i / 1000},mg/kg,6,旱地`)
    const bytes = ENCODER.encode(`样品编号,检测项目,检测值,单位,pH,土地利用\n${rows.join('\n')}`)
    for (const step of [777, 70_000, bytes.length]) {
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
      }
      const answer = await screenCsv(pieces(), 'GB 15618')
      if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
      // Up to 0.3 it complies, above 2.0 it is high; what equals a limit does not exceed it.
      expect([...answer.value.screening.sampleCounts].slice(0, 4)).toEqual([301, 1700, 999, 0])
    }
    expect((await screenCsv([], 'GB 15618')).ok).toBe(false)
  })
  it('takes a title above the head, a byte order mark, tabs', () => {
    const text =
      '\ufeff土壤检测结果\n\n样品编号\t检测项目\t检测值（mg/kg）\t规划用途\ns\t铅\t520\t第二类\nt\t铅\t520\t第一类\n'
    const found = columnsOf(ENCODER.encode(text), 7)
    expect(inColumns(found, 'GB 36600')).toEqual({ s: '未超筛选值', t: '超筛选值' })
  })

  it.each([
    ['', '空'],
    ['样品编号,镉(mg/kg)\na,0.3', '长表'],
    ['甲,乙\n1,2', '找不到表头'],
    ['substance,value,unit\nCd,1,mg/kg', '样品编号'],
  ])('refuses %j with the reason', (text, reason) => {
    expect(layoutOf(ENCODER.encode(text))).toMatchObject({
      ok: false,
      problem: { reasons: [{ message: expect.stringContaining(reason) }] },
    })
  })
  it('refuses what is no UTF-8', () => {
    expect(layoutOf(Uint8Array.of(0xd1, 0xf9, 0xc6, 0xb7, 0x2c, 0x0a)).ok).toBe(false)
  })
})

describe('records', () => {
  const COMMA = 44
  it('end outside quotes', () => {
    const bytes = ENCODER.encode('a,"b\n""c",d\r\ne')
    const end = recordEnd(bytes, 0, bytes.length, COMMA)
    expect(fieldsOf(bytes, 0, end, COMMA)).toEqual(['a', 'b\n"c', 'd'])
    expect(recordEnd(bytes, end, bytes.length, COMMA)).toBe(-1)
  })
})
