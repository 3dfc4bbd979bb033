import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { f } from './field.ts'
import {
  canonicalJson,
  canonicalRow,
  checkValues,
  columnOf,
  completeValues,
  defineRecord,
  diffRows,
  type RecordKind,
} from './record.ts'

const well = defineRecord({
  id: 'test-well',
  name: '水井',
  fields: {
    name: f.text('井名', { required: true }),
    depth: f.decimal('井深', { unit: 'm', min: 0, max: 400 }),
    floors: f.integer('层数', { min: 1 }),
    kind: f.choice('类型', ['民井', '监测井']),
    drilledOn: f.day('成井日期', { past: true }),
    cleanings: f.rows('洗井', { on: f.day('日期', { past: true }), next: f.day('下次') }),
    measuredAt: f.instant('测量时间'),
    owner: f.ref('权属单位', 'unit'),
    tags: f.texts('标签'),
    photos: f.files('照片'),
    log: f.json<unknown>('柱状'),
    isOpen: f.boolean('开放'),
  },
  states: { draft: '草稿', listed: '在册' },
  initial: 'draft',
}) as unknown as RecordKind

describe('a declaration', () => {
  const declare = (more: object) => () =>
    defineRecord({
      id: 'x',
      name: '某',
      fields: { a: f.text('甲') },
      states: { draft: '草稿' },
      initial: 'draft',
      ...more,
    } as Parameters<typeof defineRecord>[0])
  it('is checked when it is loaded, and the error names record and field', () => {
    expect(declare({ id: 'Not_Good' })).toThrow('记录“Not_Good”')
    expect(declare({ fields: { Bad_name: f.text('乙') } })).toThrow('字段“Bad_name”')
    expect(declare({ fields: { since: f.day('始') } })).toThrow('与公共列重名')
    expect(declare({ fields: { c: f.choice('选', []) } })).toThrow('没有选项')
    expect(declare({ initial: 'nowhere' })).toThrow('初始状态“nowhere”')
    expect(declare({ transitions: { go: { label: '去', from: ['draft'], to: 'gone', by: [] } } })).toThrow(
      '未声明的状态“gone”',
    )
    expect(declare({})()).toMatchObject({ table: 'x', transitions: {} })
  })
  it('names its table and columns for SQL', () => {
    expect(well.table).toBe('test_well')
    expect(columnOf('measuredAt')).toBe('measured_at')
  })
})

describe('values', () => {
  it('are refused with all faults at once, each with its place and how it should be', () => {
    const faults = checkValues(well, {
      name: '',
      depth: '12,5',
      floors: 0,
      kind: '水井',
      drilledOn: '2026-02-30',
      measuredAt: '昨天',
      owner: '7',
      tags: '一',
      photos: ['abc'],
      isOpen: '是',
      surprise: 1,
    })
    expect(faults.map(r => r.where)).toEqual([
      'name',
      'depth',
      'floors',
      'kind',
      'drilledOn',
      'measuredAt',
      'owner',
      'tags',
      'photos',
      'isOpen',
      'surprise',
    ])
    expect(faults[0]!.message).toBe('“井名”不能为空')
    expect(faults[2]!.message).toBe('“层数”不能小于 1，现为 0')
    expect(faults[3]!.message).toContain('民井、监测井')
    expect(checkValues(well, { name: '一号', depth: '400.1' })[0]!.message).toBe('“井深”不能大于 400m，现为 400.1')
    expect(checkValues(well, { name: '一号', depth: '400', kind: '民井', tags: [], log: { 任: ['何'] } })).toEqual([])
  })
  it('of what has happened lie no day ahead, at any depth, where the day is known', () => {
    const ahead = { name: '一号', drilledOn: '2026-07-02', cleanings: [{ on: '2026-07-03', next: '2027-01-01' }] }
    expect(checkValues(well, ahead, '2026-07-01').map(r => [r.where, r.message])).toEqual([
      ['drilledOn', '“成井日期”不能晚于今天（2026-07-01），现为 2026-07-02'],
      ['cleanings.0.on', '“洗井”第1行：“日期”不能晚于今天（2026-07-01），现为 2026-07-03'],
    ])
    expect(checkValues(well, ahead, '2026-07-03')).toEqual([])
    expect(checkValues(well, ahead)).toEqual([])
  })
  it('that were not given are unknown, and lists are empty; never 0', () => {
    expect(completeValues(well, { name: '一号', depth: '', floors: undefined })).toEqual({
      name: '一号',
      depth: null,
      floors: null,
      kind: null,
      drilledOn: null,
      measuredAt: null,
      owner: null,
      tags: [],
      cleanings: [],
      photos: [],
      log: null,
      isOpen: null,
    })
  })
  it('of embedded rows are completed too, so that a rule may read the length of any list', () => {
    const kind = defineRecord({
      id: 'test-log',
      name: '记录',
      fields: { steps: f.rows('步骤', { what: f.text('事项'), proof: f.files('证明') }) },
      states: { open: '办理中' },
      initial: 'open',
    })
    expect(completeValues(kind, { steps: [{ what: '封井' }, null] })).toEqual({
      steps: [{ what: '封井', proof: [] }, null],
    })
  })
  it('that were emptied are a list still', () => {
    const emptied = completeValues(well, { name: '一号', tags: null, photos: null, depth: null })
    expect([emptied.tags, emptied.photos, emptied.depth]).toEqual([[], [], null])
  })
})

describe('the canonical text', () => {
  it('depends on the content, not on the order in which it was written', () => {
    const shuffle = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffle)
      if (value && typeof value === 'object')
        return Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([k, v]) => [k, shuffle(v)]),
        )
      return value
    }
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(canonicalJson(shuffle(value))).toBe(canonicalJson(value))
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      }),
    )
  })
  it('differs when any value differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [one, other] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))]
        expect(canonicalJson(one) === canonicalJson(other)).toBe(
          JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)),
        )
      }),
    )
    function sorted(value: unknown): unknown {
      if (Array.isArray(value)) return value.map(sorted)
      if (value && typeof value === 'object')
        return Object.entries(value)
          .sort(([x], [y]) => (x < y ? -1 : 1))
          .reduce<unknown>((rest, [k, v]) => ({ k, v: sorted(v), rest }), 'object')
      return value
    }
  })
  it('of a row holds what it says and where it belongs, not when it was recorded', () => {
    const row = {
      home: 'h',
      id: 'i',
      version: 2,
      region: '/45/',
      state: 'draft',
      effective: '2026-01-01',
      since: 's',
      until: null,
      name: '一号',
    }
    const text = JSON.parse(canonicalRow(well, row))
    expect(text).toMatchObject({ home: 'h', version: 2, name: '一号', depth: null, tags: [] })
    expect(text).not.toHaveProperty('since')
    expect(canonicalRow(well, { ...row, since: 'later', until: 'now' })).toBe(canonicalRow(well, row))
  })
})

it('the difference of two versions is told field by field', () => {
  const before = { state: 'draft', name: '一号', depth: '10', tags: ['a'] }
  expect(diffRows(well, before, { state: 'listed', name: '一号', depth: '12', tags: ['a'] })).toEqual([
    { key: 'state', name: '状态', before: 'draft', after: 'listed' },
    { key: 'depth', name: '井深', before: '10', after: '12' },
  ])
  expect(diffRows(well, null, { name: '一号' }).map(c => c.key)).toEqual(['name'])
})
