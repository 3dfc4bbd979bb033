import type { Target } from '@jingtu/programme/target.ts'
import type { TargetStatus } from '@jingtu/programme/target-status.ts'
import type { RegionCell, TargetRow } from '@jingtu/server/targets/views.ts'
import { expect, test } from 'vitest'
import { cellText } from './cell-text.ts'
import { barsOf, goalOf, paceLine, pointsOf } from './chart-options.ts'
import { commonGoal, countStatuses, filterMatrix, goalAt, groupRows, type MatrixFilter, matrixOf } from './matrix.ts'
import { statusSheet } from './status-sheet.ts'

const CITY = { id: 'city', name: '临溪市' }

const target = (values: Partial<Target>): Target =>
  ({
    id: values.indicator,
    indicator: '',
    op: '>=',
    value: '92',
    unit: '%',
    kind: 'indicator',
    binding: '约束性',
    by: '2026-12-31',
    words: null,
    valueMax: null,
    masked: null,
    pending: null,
    notApplicable: null,
    approx: null,
    comparison: null,
    cumulative: null,
    ...values,
  }) as Target

const cell = (id: string, name: string, status: TargetStatus, value: string | null, more: object = {}): RegionCell => ({
  regionId: id,
  regionName: name,
  measurement:
    value === null && !('words' in more || 'met' in more)
      ? null
      : ({ value, words: null, met: null, notApplicable: false, ...more } as RegionCell['measurement']),
  baseline: null,
  finding: { status, why: '', decidedOn: value, gap: null, expected: null },
  allotted: null,
  formula: null,
  warning: null,
})
const row = (of: Target, overall: RegionCell, regions: RegionCell[]): TargetRow => ({
  target: of,
  planTitle: '计划',
  overall: { ...overall, derivedFrom: null, missing: [] },
  regions,
})

const rate = row(target({ indicator: '受污染耕地安全利用率' }), cell('city', '临溪市', 'at-risk', '91.52'), [
  cell('n', '北岭县', 'met', '93.40'),
  cell('e', '东塘区', 'unknown', null),
])
const land = row(
  target({ indicator: '重点建设用地安全利用', op: 'text', value: null, words: '得到有效保障', unit: null }),
  cell('city', '临溪市', 'unknown', null),
  [cell('n', '北岭县', 'met', null, { met: true }), cell('e', '东塘区', 'not-applicable', null)],
)
const own = row(
  target({ indicator: '完成整治的村', kind: 'workload', value: '12', unit: '个', binding: null, regionId: 'n' }),
  cell('n', '北岭县', 'on-track', '7'),
  [],
)
const matrix = matrixOf([rate, land, own], CITY)
const ALL: MatrixFilter = { kind: 'all', status: null, binding: null, regions: [], search: '' }

test('regions stand across, the whole in front; the target of one county stands in its column', () => {
  expect(matrix.regions.map(r => r.name)).toEqual(['北岭县', '东塘区'])
  expect(matrix.rows.map(r => r.whole?.finding.status)).toEqual(['at-risk', 'unknown', undefined])
  expect(matrix.rows[2]!.cells.get('n')?.finding.status).toBe('on-track')
  expect(countStatuses(matrix.rows)).toMatchObject({ 'at-risk': 1, unknown: 1, 'on-track': 1, met: 0 })
  expect(groupRows(matrix.rows).map(g => [g.heading, g.rows.length])).toEqual([
    ['约束性指标', 2],
    ['数量任务', 1],
  ])
})

test('a reader of one county counts by its own column, where it was given the target', () => {
  expect(countStatuses(matrix.rows, 'n')).toMatchObject({ met: 2, 'on-track': 1, unknown: 0 })
  expect(countStatuses(matrix.rows, 'e')).toMatchObject({ unknown: 1, 'not-applicable': 1, 'on-track': 1 })
})

test('a status finds the rows in which the whole or a shown region has it', () => {
  const names = (filter: Partial<MatrixFilter>): string[] =>
    filterMatrix(matrix, { ...ALL, ...filter }).rows.map(r => r.target.indicator)
  expect(names({ status: 'met' })).toEqual(['受污染耕地安全利用率', '重点建设用地安全利用'])
  expect(names({ status: 'met', regions: ['e'] })).toEqual([])
  expect(names({ kind: 'workload' })).toEqual(['完成整治的村'])
  expect(names({ binding: '约束性', search: '建设' })).toEqual(['重点建设用地安全利用'])
  expect(filterMatrix(matrix, { ...ALL, regions: ['e'] }).regions.map(r => r.id)).toEqual(['e'])
})

test('a cell says a figure, a word, “/” or nothing; missing is never 0', () => {
  expect(cellText(rate.regions[0]!, rate.target)).toBe('93.40')
  expect(cellText(rate.regions[1]!, rate.target)).toBe('')
  expect(cellText(land.regions[0]!, land.target)).toBe('达到')
  expect(cellText(land.regions[1]!, land.target)).toBe('/')
  const summed = { ...cell('city', '', 'met', '18.00'), measurement: null, formula: '11 + 7 = 18' }
  expect(cellText(summed, { unit: '个', comparison: null })).toBe('18')
  expect(cellText(summed, { unit: '%', comparison: null })).toBe('18.00')
})

test('the Excel table has a column pair for every region, figures as figures, “/” where nothing was given', () => {
  const sheet = statusSheet(matrix, '临溪市2026年目标指标完成情况', '2026-07-10')
  const plain = sheet.rows.map(r => r.map(c => (c && typeof c === 'object' && 'value' in c ? c.value : c)))
  expect(plain[2]).toEqual([
    '序号',
    '性质',
    '指标名称',
    '单位',
    '目标值',
    '完成时限',
    '临溪市',
    null,
    '北岭县',
    null,
    '东塘区',
    null,
  ])
  expect(plain[4]).toEqual([
    1,
    '约束性',
    '受污染耕地安全利用率',
    '%',
    '≥92%',
    '2026-12-31',
    91.52,
    '▲ 有风险',
    93.4,
    '● 达到',
    null,
    '◇ 未知',
  ])
  expect(plain[5]!.slice(2)).toEqual([
    '重点建设用地安全利用',
    '—',
    '得到有效保障',
    '2026-12-31',
    null,
    '◇ 未知',
    '达到',
    '● 达到',
    '/',
    '/ 不涉及',
  ])
  expect(plain[6]!.slice(6)).toEqual(['/', '/', 7, '◐ 达序时', '/', '/'])
  expect(new Set(plain.map(r => r.length)).size).toBe(1)
})

test('the curve of time grows from the first day to the target; a share is not filled up over time', () => {
  const village = {
    op: '>=',
    value: '12',
    kind: 'workload',
    cumulative: null,
    by: '2026-12-31',
    comparison: null,
  } as const
  const line = paceLine(village, '2026-01-01')
  expect(line[0]).toEqual(['2026-01-01', expect.closeTo(0, 1)])
  expect(line.at(-1)).toEqual(['2026-12-31', 12])
  expect(line.map(p => p[0])).toContain('2026-06-30')
  expect(paceLine({ ...village, kind: 'indicator' }, '2026-01-01')).toEqual([])
  expect(paceLine({ ...village, op: '<=' }, '2026-01-01')).toEqual([])
  expect(goalOf(village)).toBe(12)
  expect(goalOf({ ...village, comparison: '较基数下降' })).toBeNull()
})

test('withdrawn values and words are no points; regions without a figure are no bars', () => {
  const at = (asOf: string, value: string | null, state = 'recorded', regionId = 'n') =>
    ({ asOf, value, state, regionId }) as never
  expect(
    pointsOf(
      [
        at('2026-06-30', '5'),
        at('2026-03-31', '2'),
        at('2026-05-01', '9', 'withdrawn'),
        at('2026-05-02', null),
        at('2026-05-03', '1', 'recorded', 'e'),
      ],
      'n',
    ),
  ).toEqual([
    ['2026-03-31', 2, '2'],
    ['2026-06-30', 5, '5'],
  ])
  expect(barsOf(rate.regions, rate.target)).toEqual([{ name: '北岭县', value: 93.4, written: '93.40', status: 'met' }])
})

test('a table annexed to the plan is one row across the regions, each with its own goal', () => {
  const of = (regionId: string, name: string, value: string | null, status: TargetStatus, more: Partial<Target> = {}) =>
    row(
      target({ id: `t-${regionId}`, indicator: '农膜回收率', value, regionId, ...more }),
      cell(regionId, name, status, null),
      [],
    )
  const rows = [
    rate,
    of('e', '东塘区', null, 'not-applicable', { notApplicable: true }),
    of('n', '北岭县', '85', 'at-risk'),
    of('s', '南浦县', '84', 'unknown'),
    of('n', '北岭县', '90', 'unknown', { id: 'again' }),
  ]
  const table = matrixOf(rows, CITY)
  expect(table.rows.map(r => [r.target.id, r.whole?.regionName, [...r.cells.keys()]])).toEqual([
    ['受污染耕地安全利用率', '临溪市', ['n', 'e']],
    ['t-n', undefined, ['e', 'n', 's']],
    ['again', undefined, ['n']],
  ])
  expect(['n', 's', 'e'].map(id => goalAt(table.rows[1]!, id).id)).toEqual(['t-n', 't-s', 't-e'])
  expect(table.rows.map(commonGoal)).toEqual(['≥92%', null, '≥90%'])
  expect(countStatuses(table.rows.slice(1, 2))).toMatchObject({ 'at-risk': 1 })
  expect(countStatuses(table.rows.slice(1, 2), 's')).toMatchObject({ unknown: 1 })
  const texts = statusSheet(table, '表', '2026-07-10')
    .rows.flat()
    .map(c => (c && typeof c === 'object' && 'value' in c ? c.value : c))
  expect(texts).toContain('东塘区/；北岭县≥85%；南浦县≥84%')
})
