import type { DispatchDetail, PeriodEntry } from '@jingtu/server/workbench/answers.ts'
import { expect, test } from 'vitest'
import { bodyOf, type Draft, draftOf, figureFaults } from './report-draft.ts'

const empty: Draft = {
  progress: ' ',
  problems: '',
  nextStep: '',
  figureKind: '累计值',
  quantity: '',
  percent: '',
  fallReason: '',
  values: {},
  evidence: [],
  proofs: {},
  reusedFrom: null,
}

test('an empty field is sent as missing, never as zero, and a kind without a figure is not sent', () => {
  expect(bodyOf(empty)).toMatchObject({
    progress: null,
    quantity: null,
    percent: null,
    figureKind: null,
    values: [],
    proofs: [],
  })
  expect(bodyOf({ ...empty, quantity: '0' })).toMatchObject({ quantity: '0', figureKind: '累计值' })
})

test('figures are taken as people type them and kept to the digit; words are told before sending', () => {
  expect(bodyOf({ ...empty, quantity: '１,２３４．50' })).toMatchObject({ quantity: '1234.50' })
  expect(bodyOf({ ...empty, figureKind: '工程量百分比', quantity: '7', percent: '80' })).toMatchObject({
    quantity: null,
    percent: '80',
  })
  expect(figureFaults({ ...empty, quantity: '约300' })).toEqual({ quantity: '“约300”不是数字，请填写阿拉伯数字' })
  expect(figureFaults({ ...empty, figureKind: '工程量百分比', quantity: '约300', percent: '80' })).toEqual({})
})

test('a draft starts from what was kept; a dealt-out quantity is told as a total unless told otherwise before', () => {
  const detail = (periods: unknown[], quantity: string | null) =>
    ({ dispatch: { quantity }, periods }) as unknown as DispatchDetail
  const period = (report: unknown) => ({ report }) as PeriodEntry
  expect(draftOf(detail([], '100'), period(null)).figureKind).toBe('累计值')
  expect(draftOf(detail([], null), period(null)).figureKind).toBeNull()
  const kept = {
    progress: '完成',
    problems: null,
    nextStep: null,
    figureKind: '本期值',
    quantity: '12.50',
    percent: null,
    evidence: [],
    proofs: [{ name: '台账', files: ['a'] }],
    values: [{ target: 't', value: '93', text: null }],
    fallReason: null,
    reusedFrom: null,
  }
  expect(draftOf(detail([period(kept)], '100'), period(null)).figureKind).toBe('本期值')
  expect(draftOf(detail([], '100'), period(kept))).toMatchObject({
    quantity: '12.50',
    problems: '',
    proofs: { 台账: ['a'] },
    values: { t: '93' },
  })
})
