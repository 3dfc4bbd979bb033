import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 从切断污染源升级为改变用途: three conditions together, each with its grounds out of other lists, propose another use of the land. */
export const landUseChange = defineRegister({
  id: 'land-use-change',
  name: '种植结构调整或退耕建议',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治行动计划（十）', '土壤污染防治法第五十四条'],
  purpose: '重金属途径难以切断、土壤污染严重、农产品超标突出三个条件同时成立的，建议种植结构调整或退耕。',
  fields: {
    openedOn: f.day('提出日期', { required: true, past: true }),
    hardToCut: f.boolean('难以切断途径', { hint: '由系统从污染源台账判断' }),
    heavy: f.boolean('土壤污染严重', { hint: '由系统从类别清单判断' }),
    exceeding: f.boolean('农产品超标突出', { hint: '由系统从检测结果判断' }),
    grounds: f.texts('依据', { hint: '由系统列出' }),
    measure: f.choice('建议的措施', ['Y01', 'Y03']),
    area: f.decimal('面积', { unit: '亩', min: 0 }),
    year: f.integer('列入年度', { min: 2016, max: 2200 }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'openedOn'],
  states: { assessed: '不具备条件', proposed: '已建议', adopted: '已列入计划', declined: '不采纳' },
  initial: 'assessed',
  ended: ['declined'],
  create: { by: ['农业农村@county', '生态环境@county'] },
  correct: { by: ['农业农村@county', '生态环境@county'], in: ['assessed', 'proposed'] },
  transitions: {
    propose: {
      label: '提出建议',
      from: ['assessed'],
      to: 'proposed',
      by: ['农业农村@county', '生态环境@county'],
      refuse: row => [
        ...(row.hardToCut ? [] : [{ where: 'hardToCut', message: '没有“难以切断途径”的依据' }]),
        ...(row.heavy ? [] : [{ where: 'heavy', message: '没有“土壤污染严重”的依据' }]),
        ...(row.exceeding ? [] : [{ where: 'exceeding', message: '没有“农产品超标突出”的依据' }]),
      ],
    },
    adopt: {
      label: '列入年度计划',
      from: ['proposed'],
      to: 'adopted',
      by: ['农业农村@county'],
      duty: 'reviewer',
      single: true,
      asks: ['measure', 'area', 'year'],
      needs: ['measure', 'area', 'year'],
    },
    decline: {
      label: '不采纳',
      from: ['proposed'],
      to: 'declined',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  list: ['subject', 'region', 'openedOn', 'hardToCut', 'heavy', 'exceeding', 'measure', 'area', 'year', 'state'],
  filters: ['region', 'state', 'year'],
  search: ['note'],
})
