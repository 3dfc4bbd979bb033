import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { draw, withoutInspectors } from './random-draw.ts'

const BY = ['生态环境@county', '生态环境@city'] as const

interface Round {
  pool: readonly { organisation: string; weight: number }[]
  inspectors: readonly { name: string }[]
  avoid: readonly { inspector: string; organisation: string }[]
}
const inputOf = (row: Round) => ({
  pool: row.pool,
  inspectors: row.inspectors.map(i => i.name),
  avoid: row.avoid,
})

/** 双随机抽查: who is inspected and who inspects, drawn by a seed that is given only after the pool was closed. */
export const randomInspection = defineRegister({
  id: 'random-inspection',
  name: '双随机抽查台账',
  module: 'M22',
  basis: ['国务院办公厅关于推广随机抽查规范事中事后监管的通知（国办发〔2015〕58号）'],
  purpose: '抽查对象和执法人员双随机：对象库封存后按种子加权抽取，可复算，回避利害关系，结果公开。',
  fields: {
    title: f.text('抽查批次', { required: true, secrecy: 'public' }),
    period: f.period('抽查周期', { required: true, secrecy: 'public' }),
    plainWeight: f.integer('一般对象权重', { required: true, min: 1, max: 100 }),
    focusWeight: f.integer('重点对象权重', { required: true, min: 1, max: 100, hint: '涉锰、涉铊企业等重点监管对象' }),
    pool: f.rows('抽查对象库', {
      organisation: f.ref('企业', 'organisation', { required: true }),
      weight: f.integer('权重', { required: true, min: 1, max: 100 }),
      tag: f.text('重点标签'),
    }),
    inspectors: f.rows('执法人员库', {
      name: f.text('姓名', { required: true }),
      licence: f.text('执法证号', { required: true }),
    }),
    avoid: f.rows('回避', {
      inspector: f.text('执法人员', { required: true }),
      organisation: f.ref('应回避的企业', 'organisation', { required: true }),
      why: f.text('事由', { required: true }),
    }),
    seed: f.text('随机种子', { hint: '封存后取得的公开数字，例如当日开奖号码', secrecy: 'public' }),
    count: f.integer('抽取数量', { min: 1, max: 10000 }),
    drawnOn: f.day('抽取日期', { secrecy: 'public', past: true }),
    drawn: f.rows('抽取与检查结果', {
      organisation: f.ref('企业', 'organisation', { required: true }),
      first: f.text('执法人员一', { required: true }),
      second: f.text('执法人员二', { required: true }),
      inspectedOn: f.day('检查日期', { past: true }),
      result: f.choice('检查结果', ['未发现问题', '责令改正', '立案查处', '企业已停产']),
      note: f.text('情况'),
    }),
    open: f.integer('尚未检查', { derived: true, unit: '家' }),
    publishedOn: f.day('结果公开日期', { secrecy: 'public', past: true }),
    publishedAt: f.text('公开地址', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['title', 'period'],
  check: row => [
    ...row.avoid
      .filter(a => !row.inspectors.some(i => i.name === a.inspector))
      .map(a => ({ where: 'avoid', message: `“${a.inspector}”不在执法人员库中` })),
    ...(new Set(row.pool.map(p => p.organisation)).size < row.pool.length
      ? [{ where: 'pool', message: '抽查对象库中有重复的企业' }]
      : []),
    ...(new Set(row.inspectors.map(p => p.name)).size < row.inspectors.length
      ? [{ where: 'inspectors', message: '执法人员库中有同名人员，请加注以区分' }]
      : []),
    ...(row.focusWeight < row.plainWeight ? [{ where: 'focusWeight', message: '重点对象权重低于一般对象' }] : []),
    ...row.drawn.flatMap((d, i) =>
      Boolean(d.inspectedOn) !== Boolean(d.result)
        ? [{ where: `drawn.${i}.result`, message: `“抽取与检查结果”第${i + 1}行：检查日期和结果须同时填写` }]
        : [],
    ),
  ],
  derive: row => ({ open: row.drawn.filter(d => !d.inspectedOn).length }),
  states: { preparing: '建库', sealed: '已封存', drawn: '已抽取', published: '结果已公开' },
  initial: 'preparing',
  create: { by: BY },
  correct: { by: BY, in: ['preparing'] },
  transitions: {
    fill: {
      label: '由重点监管单位和涉重清单生成对象库',
      from: ['preparing'],
      to: 'preparing',
      by: BY,
      single: true,
    },
    seal: {
      label: '封存对象库',
      from: ['preparing'],
      to: 'sealed',
      by: BY,
      duty: 'reviewer',
      refuse: row => {
        const alone = withoutInspectors(inputOf(row)).length
        return [
          ...(row.pool.length === 0 ? [{ where: 'pool', message: '抽查对象库是空的' }] : []),
          ...(alone > 0 ? [{ where: 'inspectors', message: `回避后有 ${alone} 家企业不足两名执法人员` }] : []),
        ]
      },
    },
    draw: {
      label: '抽取',
      from: ['sealed'],
      to: 'drawn',
      by: BY,
      single: true,
      asks: ['seed', 'count'],
      needs: ['seed', 'count'],
      refuse: row =>
        (row.count ?? 0) > row.pool.length
          ? [{ where: 'count', message: `抽取 ${row.count} 家，对象库只有 ${row.pool.length} 家` }]
          : [],
      sets: (row, { effective }) => ({
        drawnOn: effective,
        drawn: draw({ ...inputOf(row), seed: row.seed ?? '', count: row.count ?? 0 }).map(d => ({
          ...d,
          inspectedOn: null,
          result: null,
          note: null,
        })),
      }),
    },
    inspect: {
      label: '登记检查结果',
      from: ['drawn'],
      to: 'drawn',
      by: BY,
      asks: ['drawn'],
      needs: ['drawn'],
      refuse: row => {
        const again = draw({ ...inputOf(row), seed: row.seed ?? '', count: row.count ?? 0 })
        const same = again.every((d, i) => {
          const there = row.drawn[i]
          return there?.organisation === d.organisation && there.first === d.first && there.second === d.second
        })
        return same && again.length === row.drawn.length
          ? []
          : [{ where: 'drawn', message: '抽取的企业和执法人员与按种子复算的结果不一致，不能更换' }]
      },
    },
    publish: {
      label: '公开结果',
      from: ['drawn'],
      to: 'published',
      by: BY,
      duty: 'reviewer',
      asks: ['publishedAt'],
      needs: ['publishedAt'],
      refuse: row => (row.open ? [{ where: 'drawn', message: `还有 ${row.open} 家没有检查结果` }] : []),
      sets: (_, { effective }) => ({ publishedOn: effective }),
    },
  },
  publish: {
    fields: ['title', 'period', 'region', 'seed', 'drawnOn', 'publishedOn', 'publishedAt'],
    in: ['published'],
  },
  list: ['title', 'region', 'period', 'drawnOn', 'open', 'publishedOn', 'state'],
  filters: ['region', 'state', 'period'],
  search: ['title', 'note'],
})
