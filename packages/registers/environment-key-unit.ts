import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** The kinds of key units 生态环境部令第27号 knows. */
export const KEY_LISTS = [
  '水环境重点排污单位',
  '地下水污染防治重点排污单位',
  '大气环境重点排污单位',
  '噪声重点排污单位',
  '土壤污染重点监管单位',
  '环境风险重点管控单位',
] as const

/** 环境监管重点单位名录: in which of the six kinds an enterprise stands in a year, beside what the lists of each kind say. */
export const environmentKeyUnit = defineRegister({
  id: 'environment-key-unit',
  name: '环境监管重点单位名录',
  module: 'M08',
  subject: 'organisation',
  basis: ['环境监管重点单位名录管理办法（生态环境部令第27号）'],
  purpose: '一个单位同时属于哪几类重点单位；与土壤、地下水、大气各自的清单互相核对，漏列的列出。',
  fields: {
    year: f.integer('年度', { required: true, min: 2022, max: 2200, secrecy: 'public' }),
    kinds: f.choices('类别', KEY_LISTS, { required: true, secrecy: 'public' }),
    ground: f.text('列入理由', { required: true, long: true }),
    elsewhere: f.choices('其他清单表明应列的类别', KEY_LISTS, { derived: true }),
    gaps: f.choices('漏列的类别', KEY_LISTS, { derived: true }),
    multiple: f.integer('同时属于', { derived: true, unit: '类', secrecy: 'public' }),
    publishedOn: f.day('公布日期', { secrecy: 'public', past: true }),
    removedFor: f.text('移出理由'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  derive: row => ({
    gaps: row.elsewhere.filter(k => !row.kinds.includes(k)),
    multiple: row.kinds.length,
  }),
  states: { proposed: '拟列', published: '已公布', removed: '已移出' },
  initial: 'proposed',
  ended: ['removed'],
  create: { by: ['生态环境@county', '生态环境@city'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['proposed'] },
  transitions: {
    publish: {
      label: '公布',
      from: ['proposed'],
      to: 'published',
      by: ['生态环境@city'],
      duty: 'reviewer',
      refuse: row => row.gaps.map(k => ({ where: 'kinds', message: `另有清单表明应列入“${k}”` })),
      sets: (_, { effective }) => ({ publishedOn: effective }),
    },
    adjust: {
      label: '调整类别',
      from: ['published'],
      to: 'proposed',
      by: ['生态环境@city'],
      reason: 'required',
      sets: () => ({ publishedOn: null }),
    },
    remove: {
      label: '移出',
      from: ['published', 'proposed'],
      to: 'removed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      asks: ['removedFor'],
      needs: ['removedFor'],
    },
  },
  duties: {
    publish: {
      label: '三月底前公布环境监管重点单位名录',
      clause: '环境监管重点单位名录管理办法',
      by: '市级生态环境部门',
      while: ['proposed', 'published'],
      every: 'year',
      due: '03-31',
      met: { field: 'publishedOn' },
    },
  },
  publish: { fields: ['subject', 'region', 'year', 'kinds', 'multiple'], in: ['published'] },
  list: ['subject', 'region', 'year', 'kinds', 'multiple', 'gaps', 'state'],
  filters: ['region', 'state', 'year', 'kinds', 'gaps', 'multiple'],
  search: ['ground', 'note'],
})
