import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const BY = ['生态环境@county', '农业农村@county', '生态环境@city', '农业农村@city'] as const

/** 污染源排查整治重点区域: where sources are looked for first; the screening of a year lays it over the places it finds. */
export const sourceKeyRegion = defineRegister({
  id: 'source-key-region',
  name: '污染源排查整治重点区域',
  module: 'M07',
  basis: ['土壤污染防治法第四十九条', '涉镉等重金属重点行业企业排查整治工作方案'],
  purpose: '动态查补的重点区域图层；年度排查时落在区内的线索自动标注，并记一次查补。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    reasons: f.choices(
      '划入理由',
      ['安全利用类、严格管控类耕地集中', '农产品超标', '涉重企业集聚', '矿区及下游', '历史遗留废渣集中'],
      { required: true, secrecy: 'public' },
    ),
    extent: f.polygon('范围'),
    units: f.refs('评价单元', 'farmland-unit'),
    listedOn: f.day('划入日期', { secrecy: 'public', past: true }),
    searches: f.rows('查补记录', {
      on: f.day('日期', { required: true, past: true }),
      by: f.text('参加部门', { required: true }),
      added: f.integer('新增线索', { required: true, unit: '条', min: 0 }),
      note: f.text('说明'),
    }),
    added: f.integer('累计新增线索', { derived: true, unit: '条' }),
    note: f.text('备注', { long: true }),
  },
  key: ['name'],
  requiredWhen: { extent: ['listed'], listedOn: ['listed'] },
  derive: row => ({ added: row.searches.reduce((n, s) => n + s.added, 0) }),
  states: { proposed: '拟划入', listed: '重点区域', released: '已调出' },
  initial: 'proposed',
  ended: ['released'],
  create: { by: BY },
  correct: { by: BY, in: ['proposed', 'listed'] },
  transitions: {
    list: {
      label: '划入重点区域',
      from: ['proposed', 'released'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['extent'],
      needs: ['extent'],
      sets: (_, { effective }) => ({ listedOn: effective }),
    },
    release: {
      label: '调出',
      from: ['listed'],
      to: 'released',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      refuse: row =>
        row.searches.length > 0 ? [] : [{ where: 'searches', message: '没有查补记录，不能证明区内已无污染源' }],
    },
  },
  duties: {
    search: {
      label: '年度查补重点区域和污染源',
      clause: '年度计划',
      by: '县级生态环境、农业农村部门',
      while: ['listed'],
      every: 'year',
      met: { rows: 'searches', on: 'on' },
    },
  },
  publish: { fields: ['name', 'region', 'reasons', 'listedOn'], in: ['listed'] },
  list: ['name', 'region', 'reasons', 'listedOn', 'added', 'state'],
  filters: ['region', 'state', 'listedOn'],
  search: ['name', 'note'],
  map: { geometry: 'extent', colourBy: 'state' },
})
