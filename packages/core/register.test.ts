import { describe, expect, it } from 'vitest'
import { f } from './field.ts'
import { checkRules, checkValues, type Fields } from './record.ts'
import { type Declared, defineRegister, isRegister, type Register } from './register.ts'
import { dutiesOf } from './register-duty.ts'
import { checkReferences } from './register-references.ts'
import { calendarOf } from './working-days.ts'

const shed = defineRegister({
  id: 'tool-shed',
  name: '工具棚',
  module: 'M18',
  basis: ['示例'],
  fields: {
    name: f.text('名称', { required: true }),
    kind: f.choice('类型', ['木', '铁'], { required: true }),
    plot: f.area('占地'),
    builtOn: f.day('建成日期'),
    paintedOn: f.day('刷漆日期'),
    tools: f.rows('工具', { name: f.text('名称', { required: true }), pieces: f.integer('件数', { min: 0 }) }),
    pieces: f.integer('总件数', { derived: true }),
  },
  key: ['name'],
  requiredWhen: { builtOn: ['used'], paintedOn: row => row.kind === '木' && row.state === 'used' },
  visibleWhen: { paintedOn: row => row.kind === '木' },
  check: row =>
    row.paintedOn && row.builtOn && row.paintedOn < row.builtOn
      ? [{ where: 'paintedOn', message: '刷漆早于建成' }]
      : [],
  derive: row => ({ pieces: row.tools.reduce((n, t) => n + (t.pieces ?? 0), 0) }),
  states: { planned: '拟建', used: '在用' },
  initial: 'planned',
  create: { by: ['county'] },
  correct: { by: ['county'], in: ['planned'] },
  transitions: { open: { label: '启用', from: ['planned'], to: 'used', by: ['county'], asks: ['builtOn'] } },
  duties: {
    paint: { label: '刷漆', clause: '一', by: '村', while: ['used'], after: { field: 'paintedOn' }, years: 2 },
    sweep: { label: '清扫', clause: '二', by: '村', while: ['used'], every: 'half-year' },
    check: {
      label: '检查',
      clause: '三',
      by: '村',
      while: ['used'],
      every: 'year',
      due: '05-31',
      met: { field: 'paintedOn' },
    },
    report: {
      label: '报告',
      clause: '四',
      by: '村',
      while: ['used'],
      after: { state: 'used' },
      days: 10,
      working: true,
    },
  },
  list: ['name', 'kind'],
  filters: ['kind', 'plot'],
})

const generic = shed as unknown as Register
const row = (more: object) => ({
  id: 'r',
  home: 'h',
  version: 1,
  region: '/',
  effective: '2026-01-01',
  state: 'used',
  name: '一号',
  kind: '木',
  plot: null,
  builtOn: '2024-02-29',
  paintedOn: '2024-02-29',
  tools: [],
  pieces: 0,
  extra: null,
  ...more,
})

describe('a declared register', () => {
  it('is a record with what the engine adds, and keys and filters have an index', () => {
    expect(isRegister(generic)).toBe(true)
    expect(Object.keys(shed.states)).toEqual(['planned', 'used', 'void'])
    expect(Object.keys(shed.fields)).toEqual([
      'name',
      'kind',
      'plot',
      'builtOn',
      'paintedOn',
      'tools',
      'pieces',
      'extra',
    ])
    expect(
      Object.entries(generic.fields)
        .filter(([, x]) => x.indexed)
        .map(([k]) => k),
    ).toEqual(['name', 'kind', 'plot'])
    expect(generic.register.sorts).toEqual(['id', 'region', 'name', 'kind', 'plot'])
    expect(generic.register.create).toEqual({ by: ['county'], duty: 'reporter' })
  })

  it('knows its columns and states at compile time', () => {
    const declared = { id: 'a', name: '甲', module: 'M01', basis: ['一'], create: { by: ['county' as const] } }
    const make = () =>
      defineRegister({
        ...declared,
        fields: { name: f.text('名称') },
        // @ts-expect-error no such field
        requiredWhen: { nmae: ['one'] },
        states: { one: '一' },
        // @ts-expect-error no such state
        initial: 'two',
        correct: { by: ['county'], in: ['one'] },
        transitions: {
          go: {
            label: '去',
            from: ['one'],
            // @ts-expect-error no such state
            to: 'three',
            by: ['county'],
            refuse: r => (r.name === null ? ['无名'] : []),
          },
        },
        // @ts-expect-error no such column
        list: ['title'],
      })
    expect(make).toThrow(/登记册“a”/)
  })

  it('says every fault with register and field when it is loaded', () => {
    const wrong = (more: object) => () =>
      defineRegister({
        id: 'wrong',
        name: '错',
        module: 'M01',
        basis: ['一'],
        fields: {
          name: f.text('名称'),
          phone: f.text('电话', { secrecy: 'personal' }),
          sum: f.integer('合计', { derived: true }),
        },
        states: { one: '一' },
        initial: 'one',
        derive: () => ({ sum: 1 }),
        create: { by: ['county'] },
        correct: { by: ['county'], in: ['one'] },
        transitions: {},
        list: ['name'],
        ...more,
      } as unknown as Declared<Fields, string, string, string, string>)
    expect(wrong({})).not.toThrow()
    const fault = (more: object, text: RegExp) => expect(wrong(more), JSON.stringify(more)).toThrow(text)
    fault({ list: ['title'] }, /“wrong”.*list.*“title”/)
    fault({ publish: { fields: ['phone'], in: ['one'] } }, /“phone”是个人信息，不能公开/)
    fault({ filters: ['phone'] }, /个人信息“phone”/)
    fault({ sort: '-phone' }, /个人信息“phone”/)
    fault({ derive: undefined }, /“sum”声明为计算得出/)
    fault({ basis: [] }, /依据/)
    fault(
      { fields: { name: f.text('名称'), column: f.text('栏'), sum: f.integer('合计') } },
      /“column”是数据库的保留字/,
    )
    fault({ fields: { subject: f.text('甲') } }, /“subject”由引擎提供/)
    fault({ transitions: { go: { label: '去', from: ['two'], to: 'one', by: ['county'] } } }, /流转“go”.*“two”/)
    fault({ transitions: { go: { label: '去', from: ['one'], to: 'one', by: [] } } }, /没有任何人/)
    fault(
      { transitions: { go: { label: '去', from: ['one'], to: 'one', by: ['county'], evidence: ['name'] } } },
      /“name”不是文件/,
    )
    fault(
      { transitions: { go: { label: '去', from: ['one'], to: 'one', by: ['county'], asks: ['sum'] } } },
      /不能填写计算/,
    )
    fault({ duties: { d: { label: '一', by: '村', clause: '', while: ['one'], every: 'year' } } }, /条款/)
    fault({ duties: { d: { label: '一', by: '村', clause: '一', while: ['one'] } } }, /周期/)
    fault({ party: 'name' }, /party.*不是引用/)
    fault({ map: { geometry: 'name' } }, /没有位置/)
  })

  it('whose references lead nowhere stops the house from starting', () => {
    const lost = defineRegister({
      id: 'lost',
      name: '丢',
      module: 'M01',
      basis: ['一'],
      fields: { name: f.text('名称'), rows: f.rows('行', { to: f.ref('去', 'nowhere') }) },
      states: { one: '一' },
      initial: 'one',
      create: { by: ['county'] },
      correct: { by: ['county'], in: ['one'] },
      transitions: {},
      list: ['name'],
      subject: 'tool-shed',
    })
    expect(() => checkReferences([generic, lost as unknown as Register])).toThrow(
      /“lost”的字段“rows\.to”引用了不存在的“nowhere”.*对象“tool-shed”不是主体/,
    )
    expect(() => checkReferences([generic])).not.toThrow()
  })
})

describe('the rules of a row', () => {
  it('ask for fields by stage, hide others, look across fields and inside embedded rows', () => {
    const faults = (more: object) => checkRules(generic, row(more)).map(r => r.where)
    expect(faults({})).toEqual([])
    expect(faults({ builtOn: null, paintedOn: null })).toEqual(['builtOn', 'paintedOn'])
    expect(faults({ state: 'planned', builtOn: null, paintedOn: null })).toEqual([])
    expect(faults({ kind: '铁' })).toEqual(['paintedOn'])
    expect(faults({ paintedOn: '2024-01-01' })).toEqual(['paintedOn'])
    const inside = checkValues(generic, {
      name: '一',
      kind: '木',
      tools: [
        { name: '锹', pieces: -1 },
        { pieces: 2, size: 3 },
      ],
    })
    expect(inside.map(r => r.where)).toEqual(['tools.0.pieces', 'tools.1.name', 'tools.1.size'])
    expect(checkValues(generic, { name: '一', kind: '木', plot: { value: '3', unit: '里' } })[0]?.where).toBe('plot')
  })
  it('derive what is stored with it', () => {
    const derived = generic.rules?.derive(
      row({
        tools: [
          { name: '锹', pieces: 3 },
          { name: '耙', pieces: null },
        ],
      }),
    )
    expect(derived).toEqual({ pieces: 3 })
  })
})

describe('what a row obliges to', () => {
  const due = (more: object, today = '2026-07-01') =>
    dutiesOf(generic, row(more), {
      from: '2026-01-01',
      to: '2026-12-31',
      today,
      calendar: calendarOf([{ day: '2026-03-10', kind: 'off', name: '节', source: '示例' }]),
      entered: { used: '2026-03-02' },
    }).map(d => [d.duty, d.due, d.status])
  it('follows from its own dates and the day it entered its state', () => {
    expect(due({})).toEqual([
      ['paint', '2026-02-28', 'overdue'],
      ['report', '2026-03-17', 'overdue'],
      ['check', '2026-05-31', 'overdue'],
      ['sweep', '2026-06-30', 'overdue'],
      ['sweep', '2026-12-31', 'open'],
    ])
  })
  it('is met by a date within its period, late after its day, and owed by nobody outside its states', () => {
    const of = (paintedOn: string) => due({ paintedOn }).find(d => d[0] === 'check')?.[2]
    expect([of('2026-05-31'), of('2026-06-01'), of('2025-12-31')]).toEqual(['met', 'late', 'overdue'])
    expect(due({ state: 'planned' })).toEqual([])
  })
})
