import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 总量控制指标: how much a place may let out in a year and by how many per cent it is to fall; new projects have to fit below it. */
export const emissionIndex = defineRegister({
  id: 'emission-index',
  name: '重点重金属排放总量控制指标',
  module: 'M08',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）'],
  purpose: '下达年度总量和下降比例；批准新项目后不得超过总量，逐家核定后得出比基准年的下降比例。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    baseYear: f.integer('基准年', { required: true, min: 2013, max: 2200, secrecy: 'public' }),
    cap: f.decimal('排放总量上限', { required: true, unit: 'kg', min: 0, secrecy: 'public' }),
    goal: f.decimal('比基准年下降', { required: true, unit: '%', min: 0, max: 100, secrecy: 'public' }),
    registered: f.decimal('上年末登记排放量', { required: true, unit: 'kg', min: 0 }),
    document: f.text('下达文件', { secrecy: 'public' }),
    added: f.decimal('当年批准的净增量', { derived: true, unit: 'kg' }),
    room: f.decimal('剩余总量', { derived: true, unit: 'kg' }),
    enterprises: f.integer('核算企业', { derived: true, unit: '家' }),
    pending: f.integer('尚未核定', { derived: true, unit: '家' }),
    base: f.decimal('基准年排放量', { derived: true, unit: 'kg' }),
    emitted: f.decimal('核定排放量', { derived: true, unit: 'kg' }),
    cut: f.decimal('实际下降', { derived: true, unit: '%', secrecy: 'public' }),
    met: f.choice('完成情况', ['完成', '未完成', '证据不足'], { derived: true, secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['year'],
  requiredWhen: { document: ['issued', 'opened', 'closed'] },
  check: row => (row.baseYear >= row.year ? [{ where: 'baseYear', message: '基准年应早于年度' }] : []),
  derive: row => {
    const fall =
      row.pending === 0 && row.base !== null && row.emitted !== null
        ? percentage(subtract(row.base, row.emitted), row.base)
        : 'not-applicable'
    const cut = fall === 'not-applicable' ? null : fall
    return {
      room: subtract(subtract(row.cap, row.registered), row.added ?? '0'),
      cut,
      met: cut === null ? '证据不足' : compareDecimals(cut, row.goal) >= 0 ? '完成' : '未完成',
    }
  },
  states: { draft: '草拟', issued: '已下达', opened: '核算中', closed: '已考核' },
  initial: 'draft',
  ended: ['closed'],
  create: { by: ['生态环境@county', '生态环境@city', '生态环境@province'] },
  correct: { by: ['生态环境@county', '生态环境@city', '生态环境@province'], in: ['draft'] },
  transitions: {
    issue: {
      label: '下达',
      from: ['draft'],
      to: 'issued',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['document'],
      needs: ['document'],
    },
    // The accounts of the enterprises are opened by the effect of this move.
    open: {
      label: '布置年度核算',
      from: ['issued', 'opened'],
      to: 'opened',
      by: ['生态环境@county', '生态环境@city'],
    },
    close: {
      label: '考核完成',
      from: ['opened'],
      to: 'closed',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      refuse: row =>
        row.met === '证据不足'
          ? [{ where: 'pending', message: `还有 ${row.pending ?? 0} 家没有核定，下降比例不知道` }]
          : [],
    },
  },
  duties: {
    account: {
      label: '完成年度排放量核算',
      clause: '环固体〔2022〕17号',
      by: '县级生态环境部门',
      while: ['issued', 'opened'],
      every: 'year',
    },
  },
  publish: { fields: ['region', 'year', 'baseYear', 'cap', 'goal', 'cut', 'met'], in: ['closed'] },
  list: ['region', 'year', 'cap', 'room', 'goal', 'cut', 'pending', 'met', 'state'],
  filters: ['region', 'state', 'year', 'met'],
  search: ['document', 'note'],
})
