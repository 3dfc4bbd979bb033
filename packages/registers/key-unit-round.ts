import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CRITERIA, LIST_SOURCES } from './key-unit-selection.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

/** 名录年度更新: one round a year and place, from the rules over the lists that are compared to what is published. */
export const keyUnitRound = defineRegister({
  id: 'key-unit-round',
  name: '重点监管单位名录年度更新',
  module: 'M10',
  basis: ['环境监管重点单位名录管理办法（生态环境部令第27号）', '土壤污染防治法第二十一条'],
  purpose: '按规则筛选企业，县级名单（污染源普查等）与市级名录比对，提名，公布。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    due: f.day('公布期限', { derived: true }),
    rules: f.texts('适用规则', { derived: true }),
    screenedOn: f.day('筛选日期', { derived: true }),
    results: f.rows(
      '筛选结果',
      {
        organisation: f.ref('企业', 'organisation', { required: true }),
        outcome: f.choice('结果', ['拟新增', '继续列入', '拟移出', '证据不足'], { required: true }),
        criterion: f.choice('条件类别', CRITERIA),
        why: f.text('依据'),
      },
      { derived: true },
    ),
    additions: f.integer('拟新增', { derived: true, unit: '家' }),
    exits: f.integer('拟移出', { derived: true, unit: '家' }),
    unknown: f.integer('证据不足', { derived: true, unit: '家' }),
    countyList: f.rows('县级名单', {
      name: f.text('企业名称', { required: true }),
      creditCode: f.text('统一社会信用代码'),
      source: f.choice('来源', LIST_SOURCES, { required: true }),
    }),
    comparedOn: f.day('比对日期', { derived: true }),
    differences: f.rows('与市级名录的差异', {
      name: f.text('企业名称', { required: true }),
      creditCode: f.text('统一社会信用代码'),
      kind: f.choice('差异', ['县有市无', '市有县无', '名称不一致', '代码待核'], { required: true }),
      organisation: f.ref('企业', 'organisation'),
      source: f.choice('来源', LIST_SOURCES),
      decision: f.choice('处理', ['报请列入', '报请移出', '更正登记', '维持不变']),
      why: f.text('处理理由'),
    }),
    undecided: f.integer('未处理差异', { derived: true, unit: '家' }),
    nominated: f.refs('提名的单位', 'key-unit', { derived: true }),
    publishedOn: f.day('名录公布日期', { secrecy: 'public', past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['year'],
  derive: row => ({
    // 名录管理办法: the list of the year is fixed and published by the end of March.
    due: `${row.year}-03-31`,
    additions: row.results.filter(r => r.outcome === '拟新增').length,
    exits: row.results.filter(r => r.outcome === '拟移出').length,
    unknown: row.results.filter(r => r.outcome === '证据不足').length,
    undecided: row.differences.filter(d => !d.decision).length,
  }),
  check: row =>
    row.differences.flatMap((d, i) => {
      const fits =
        !d.decision ||
        d.decision === '维持不变' ||
        (d.decision === '报请列入' && d.kind === '县有市无') ||
        (d.decision === '报请移出' && d.kind === '市有县无') ||
        (d.decision === '更正登记' && (d.kind === '名称不一致' || d.kind === '代码待核'))
      return [
        ...(fits
          ? []
          : [{ where: `differences.${i}.decision`, message: `第${i + 1}行：“${d.kind}”不能“${d.decision}”` }]),
        ...(d.decision && !d.why?.trim()
          ? [{ where: `differences.${i}.why`, message: `第${i + 1}行：请写明处理理由` }]
          : []),
      ]
    }),
  states: { open: '进行中', nominated: '已提名', published: '已公布' },
  initial: 'open',
  create: { by: ECOLOGY },
  correct: { by: ECOLOGY, in: ['open'] },
  transitions: {
    screen: { label: '按规则筛选', from: ['open'], to: 'open', by: ECOLOGY, single: true },
    compare: {
      label: '与市级名录比对',
      from: ['open'],
      to: 'open',
      by: ECOLOGY,
      single: true,
      refuse: row => (row.countyList.length > 0 ? [] : [{ where: 'countyList', message: '请先填入县级名单' }]),
    },
    decide: {
      label: '处理差异',
      from: ['open'],
      to: 'open',
      by: ECOLOGY,
      asks: ['differences'],
      needs: ['differences'],
      single: true,
    },
    nominate: {
      label: '提名',
      from: ['open'],
      to: 'nominated',
      by: ECOLOGY,
      duty: 'reviewer',
      single: true,
      refuse: row => [
        ...(row.screenedOn ? [] : [{ where: 'results', message: '还没有按规则筛选' }]),
        ...(row.countyList.length > 0 && !row.comparedOn
          ? [{ where: 'differences', message: '县级名单还没有与市级名录比对' }]
          : []),
        ...(row.undecided ? [{ where: 'differences', message: `还有 ${row.undecided} 处差异没有处理` }] : []),
      ],
    },
    publish: {
      label: '登记公布',
      from: ['nominated'],
      to: 'published',
      by: ['生态环境@city'],
      duty: 'reviewer',
      single: true,
      sets: (_, { effective }) => ({ publishedOn: effective }),
    },
  },
  duties: {
    publish: {
      label: '更新并公布年度名录',
      clause: '环境监管重点单位名录管理办法；年度计划（3月底前）',
      by: '市级生态环境部门',
      while: ['open', 'nominated', 'published'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'publishedOn' },
    },
  },
  publish: { fields: ['year', 'region', 'publishedOn', 'state'], in: ['published'] },
  list: ['year', 'region', 'due', 'additions', 'exits', 'unknown', 'undecided', 'state'],
  filters: ['region', 'state', 'year'],
  sort: '-year',
})
