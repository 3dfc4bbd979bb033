import type { Register } from '@jingtu/core/register.ts'
import { tailingsPond } from '@jingtu/registers/tailings-pond.ts'
import { expect, test } from 'vitest'
import { fieldGroups, grantWords, titleOf } from './declared.ts'
import {
  asShown,
  cellFaults,
  changesOf,
  derivedOf,
  faultsOfForm,
  placed,
  rowFor,
  standsAgainst,
  withWholeRows,
} from './row-faults.ts'

const kind = tailingsPond as unknown as Register
const keys = Object.keys(kind.fields)
const sound = {
  subject: '019f1b30-a280-7acf-8c11-251457adfc3c',
  mineral: '铅锌',
  useState: '运行',
  floodChecks: [],
  drills: [],
}
const row = (values: object, state = 'draft') => rowFor(kind, { ...sound, ...values }, { state })

test('a form tells all faults at once, each at its field or cell', () => {
  const values = {
    mineral: null,
    damHeight: '999',
    floodChecks: [{ checkedOn: '2026-05-01', hazard: '坝体', found: null }],
  }
  expect(faultsOfForm(kind, {}, keys, row(values))).toEqual({
    mineral: '“主要矿种”不能为空',
    damHeight: '“现状坝高”不能大于 400m，现为 999',
    'floodChecks.0.found': '“汛期排查”第1行：“排查情况”不能为空',
  })
  expect(faultsOfForm(kind, {}, keys, row({}))).toEqual({})
  // What has happened has happened by today.
  const planned = { planRevisedOn: '2026-07-02' }
  expect(faultsOfForm(kind, {}, keys, row(planned), '2026-07-01')).toEqual({
    planRevisedOn: '“应急预案修订日期”不能晚于今天（2026-07-01），现为 2026-07-02',
  })
})

test('what a state demands and what rows must agree on is checked as the server checks it', () => {
  expect(Object.keys(faultsOfForm(kind, {}, keys, row({}, 'listed'))).sort()).toEqual([
    'dutyPerson',
    'hazard',
    'protection',
    'sensitivity',
  ])
  const check = { checkedOn: '2026-05-01', hazard: '坝体', found: '裂缝', measure: null, due: null, fixedOn: null }
  expect(faultsOfForm(kind, {}, keys, row({ floodChecks: [check] }))).toEqual({
    'floodChecks.0.measure': '“汛期排查”第1行：有隐患的须写明整改措施和期限',
  })
})

test('blank rows are not sent, and faults stand in the row that is shown', () => {
  const values = {
    ...sound,
    floodChecks: [
      { checkedOn: null, found: '' },
      { checkedOn: '2026-05-01', hazard: '坝体', found: '裂缝' },
    ],
  }
  const sent = withWholeRows(kind, values)
  expect(sent.floodChecks).toEqual([
    { checkedOn: '2026-05-01', hazard: '坝体', found: '裂缝', measure: null, due: null, fixedOn: null, files: [] },
  ])
  const faults = asShown(kind, values, { 'floodChecks.0.measure': '缺' })
  expect(cellFaults(faults, 'floodChecks')).toEqual({ 1: { measure: '缺' } })
})

test('computed values follow what is typed, and wait while it cannot be read', () => {
  const values = { hazard: '汞镉铅砷铬铊锑等重金属或氰化物', sensitivity: '高', protection: '差' }
  expect(derivedOf(kind, row(values))).toEqual({ riskScore: 27, grade: '一级', openHazards: 0 })
  expect(derivedOf(kind, row({ ...values, damHeight: '四十' }))).toEqual({})
})

test('only what differs is written, and an emptied field as its empty value', () => {
  const before = { mineral: '铅锌', damHeight: '46.5', drills: [] }
  expect(changesOf(kind, before, { mineral: '铅锌', damHeight: null, drills: [], riskScore: 3 })).toEqual({
    damHeight: null,
  })
})

test('reasons of the server find their field, or stand above the form', () => {
  const reasons = [
    { where: 'values.damHeight', message: '甲' },
    { where: 'floodChecks.2.due', message: '乙' },
    { where: '第3条', message: '丙' },
  ]
  expect(placed(reasons, keys)).toEqual({
    faults: { damHeight: '甲', 'floodChecks.2.due': '乙' },
    rest: [{ where: '第3条', message: '丙' }],
  })
})

test('a move says beforehand what stands against it, but for what it asks itself', () => {
  expect(standsAgainst(kind, 'accept', row({}, 'submitted'), '2026-07-01')).toEqual([
    '尚未划定环境监管等级：请填写矿种类型、敏感性和防治水平',
    '尚未明确责任人',
  ])
  // 申请退出 asks for the reason and its papers in its own form.
  expect(standsAgainst(kind, 'apply', row({}, 'listed'), '2026-07-01')).toEqual([])
})

test('the fields of a list stand in groups, and who may act is told in words', () => {
  const groups = fieldGroups(kind, { derived: false })
  expect(groups[0]?.title).toBe('基本情况')
  expect(groups.map(g => g.title)).toContain('汛期排查')
  expect(groups.flatMap(g => g.fields)).not.toContain('riskScore')
  expect([grantWords('生态环境@county'), grantWords('operator')]).toEqual(['县级生态环境部门', '企业'])
  expect(titleOf(kind, sound, { [sound.subject]: '石坪尾矿库' })).toBe('石坪尾矿库')
})
