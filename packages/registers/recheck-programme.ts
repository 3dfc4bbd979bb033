import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { industriesOf } from './key-unit-selection.ts'

const CITY = ['生态环境@city', '生态环境@county'] as const

interface Member {
  batch: string | null
  passedOn: string | null
}

/** Batch by batch, what was to be looked at and what passed so far, against the whole base. */
function batchesOf(base: readonly Member[]) {
  const names = [...new Set(base.map(b => b.batch ?? '未排批次'))].sort()
  let cumulative = 0
  return names.map(batch => {
    const own = base.filter(b => (b.batch ?? '未排批次') === batch)
    const passed = own.filter(b => b.passedOn).length
    cumulative += passed
    return {
      batch,
      planned: own.length,
      passed,
      cumulative,
      share: percentage(String(cumulative), String(base.length)),
    }
  })
}

/** 隐患排查“回头看”方案: which units are looked at again, in what batches, and how many of the base have passed so far. */
export const recheckProgramme = defineRegister({
  id: 'recheck-programme',
  name: '隐患排查“回头看”方案',
  module: 'M10',
  basis: ['重点监管单位土壤污染隐患排查指南（试行）', '年度土壤污染防治工作计划'],
  purpose: '按基准年、行业或具名企业确定对象，分批“回头看”，累计完成比例和市级抽查。',
  fields: {
    title: f.text('名称', { required: true, secrecy: 'public' }),
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    choose: f.choice('对象范围', ['基准年完成排查的单位', '指定行业', '具名企业'], { required: true }),
    baseYear: f.integer('基准年', { min: 2016, max: 2200, hint: '以该年完成隐患排查的在册单位为基数' }),
    industries: f.text('行业代码', { hint: 'GB/T 4754，例如 32、25、26、252、336、191、384、7724' }),
    named: f.refs('具名企业', 'organisation'),
    target: f.decimal('累计完成比例目标', { min: 0, max: 100, unit: '%' }),
    due: f.day('完成期限', { required: true }),
    samplingDue: f.day('市级抽查期限'),
    base: f.rows(
      '对象',
      {
        organisation: f.ref('企业', 'organisation', { required: true }),
        batch: f.text('批次'),
        passedOn: f.day('通过日期', { past: true }),
      },
      { derived: true },
    ),
    baseCount: f.integer('基数', { derived: true, unit: '家' }),
    passed: f.integer('已通过', { derived: true, unit: '家' }),
    share: f.decimal('累计完成比例', { derived: true, unit: '%' }),
    met: f.choice('是否达到目标', ['达到', '未达到', '证据不足'], { derived: true }),
    batches: f.rows(
      '分批进展',
      {
        batch: f.text('批次'),
        planned: f.integer('对象数'),
        passed: f.integer('通过数'),
        cumulative: f.integer('累计通过'),
        share: f.decimal('累计比例', { unit: '%' }),
      },
      { derived: true },
    ),
    finishedOn: f.day('全部通过日期', { derived: true }),
    seed: f.text('抽查种子', { hint: '县级完成后取得的公开数字' }),
    sampleCount: f.integer('抽查数量', { min: 1, max: 10000 }),
    drawnOn: f.day('抽查抽取日期', { past: true }),
    sampled: f.rows('市级抽查', {
      organisation: f.ref('企业', 'organisation', { required: true }),
      checkedOn: f.day('抽查日期', { past: true }),
      result: f.choice('抽查结果', ['合格', '不合格']),
      problem: f.text('发现的问题'),
    }),
    sampledOn: f.day('抽查完成日期', { derived: true }),
    sampleRate: f.decimal('抽查合格率', { derived: true, unit: '%' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'year'],
  requiredWhen: {
    baseYear: row => row.choose === '基准年完成排查的单位',
    industries: row => row.choose === '指定行业',
    named: row => row.choose === '具名企业',
  },
  check: row => [
    ...(row.choose === '指定行业' && row.industries && industriesOf(row.industries).length === 0
      ? [{ where: 'industries', message: '没有读出行业代码：写 GB/T 4754 的两至四位数字' }]
      : []),
    ...row.sampled.flatMap((s, i) =>
      s.result === '不合格' && !s.problem?.trim()
        ? [{ where: `sampled.${i}.problem`, message: `“市级抽查”第${i + 1}行：不合格的须写明问题` }]
        : [],
    ),
  ],
  derive: row => {
    const passed = row.base.filter(b => b.passedOn).length
    const share = row.base.length > 0 ? percentage(String(passed), String(row.base.length)) : null
    const days = row.base.map(b => b.passedOn).filter((d): d is string => d !== null)
    const results = row.sampled.filter(s => s.checkedOn && s.result)
    const whole = row.sampled.length > 0 && results.length === row.sampled.length
    const good = results.filter(s => s.result === '合格').length
    // Without a target of its own a programme is about all of its units.
    const target = row.target ?? '100'
    return {
      baseCount: row.base.length,
      passed,
      share,
      met: share === null ? '证据不足' : Number(share) >= Number(target) ? '达到' : '未达到',
      batches: row.base.length > 0 ? batchesOf(row.base) : [],
      finishedOn: days.length > 0 && days.length === row.base.length ? days.sort().at(-1)! : null,
      sampledOn: whole
        ? results
            .map(s => s.checkedOn!)
            .sort()
            .at(-1)!
        : null,
      sampleRate: whole ? percentage(String(good), String(results.length)) : null,
    }
  },
  states: { draft: '起草', running: '进行中', closed: '已结束' },
  initial: 'draft',
  create: { by: CITY },
  correct: { by: CITY, in: ['draft'] },
  transitions: {
    start: { label: '确定对象并开始', from: ['draft'], to: 'running', by: CITY, duty: 'reviewer', single: true },
    draw: {
      label: '市级抽查抽取',
      from: ['running'],
      to: 'running',
      by: ['生态环境@city'],
      duty: 'reviewer',
      single: true,
      asks: ['seed', 'sampleCount'],
      needs: ['seed', 'sampleCount'],
      refuse: row => [
        ...(row.drawnOn ? [{ where: 'sampled', message: '抽查已经抽取，不能重抽' }] : []),
        ...((row.sampleCount ?? 0) > (row.passed ?? 0)
          ? [{ where: 'sampleCount', message: `抽查 ${row.sampleCount} 家，通过的只有 ${row.passed} 家` }]
          : []),
      ],
      sets: (_, { effective }) => ({ drawnOn: effective }),
    },
    recordSample: {
      label: '登记抽查结果',
      from: ['running'],
      to: 'running',
      by: ['生态环境@city'],
      asks: ['sampled'],
      needs: ['sampled'],
      single: true,
    },
    close: {
      label: '结束',
      from: ['running'],
      to: 'closed',
      by: CITY,
      duty: 'reviewer',
      refuse: row => [
        ...(row.met === '达到'
          ? []
          : [{ where: 'share', message: `累计完成 ${row.share ?? '—'}%，没有达到 ${row.target ?? '100'}%` }]),
        ...(row.samplingDue && !row.sampledOn ? [{ where: 'sampled', message: '市级抽查没有完成' }] : []),
      ],
    },
  },
  duties: {
    finish: {
      label: '完成隐患排查“回头看”',
      clause: '年度土壤污染防治工作计划',
      by: '市、县级生态环境部门',
      while: ['running', 'closed'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'finishedOn' },
    },
    sampling: {
      label: '完成市级抽查',
      clause: '年度土壤污染防治工作计划',
      by: '市级生态环境部门',
      while: ['running', 'closed'],
      after: { field: 'samplingDue' },
      days: 0,
      met: { field: 'sampledOn' },
    },
  },
  list: ['title', 'region', 'year', 'baseCount', 'passed', 'share', 'met', 'due', 'state'],
  filters: ['region', 'state', 'year', 'met'],
  search: ['title', 'note'],
  sort: '-year',
})
