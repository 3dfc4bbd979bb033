import { f } from '@jingtu/core/field.ts'
import { addDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const FINDERS = ['生态环境@county', '生态环境@city', '公安@county', '公安@city', '商务@city'] as const

/** 进口固体废物与跨境转移查处: every consignment found, what it was found to be, the case it led to and where it went. */
export const foreignWaste = defineRegister({
  id: 'foreign-waste',
  name: '洋垃圾与危险废物跨境转移查处',
  module: 'M17',
  basis: ['固体废物污染环境防治法第二十三条、第二十四条', '关于全面禁止进口固体废物有关事项的公告'],
  purpose: '联合执法发现的进口固体废物和非法跨境转移危险废物：属性鉴别、立案、退运或无害化处置。',
  fields: {
    goods: f.text('货物', { required: true }),
    kind: f.choice('类型', ['进口固体废物', '危险废物非法跨境转移'], { required: true }),
    foundOn: f.day('查获日期', { required: true, indexed: true, past: true }),
    place: f.text('查获地点', { required: true }),
    origin: f.text('来源国家或地区'),
    declaredAs: f.text('申报名称'),
    tonnes: f.decimal('数量', { unit: '吨', min: 0 }),
    agencies: f.choices('参加执法单位', ['海关', '海警', '公安', '生态环境', '市场监管', '交通运输'], {
      required: true,
    }),
    offender: f.ref('当事人', 'organisation', { indexed: true }),
    identified: f.choice('属性鉴别', ['固体废物', '危险废物', '不属于固体废物']),
    identification: f.files('鉴别报告'),
    identifiedOn: f.day('鉴别日期', { past: true }),
    aboutCase: f.ref('案件', 'enforcement-case', { derived: true, indexed: true }),
    returnBy: f.day('退运或处置期限', { derived: true }),
    outcome: f.choice('处理', ['退运', '无害化处置']),
    outcomeOn: f.day('退运或处置日期', { past: true }),
    outcomeProof: f.files('退运或处置证明'),
    note: f.text('备注', { long: true }),
  },
  derive: row => ({
    returnBy:
      row.identifiedOn && row.identified !== '不属于固体废物'
        ? addDays(row.identifiedOn, parameterOn('foreignWaste.returnDays', row.identifiedOn).value)
        : null,
  }),
  states: { found: '已查获', identified: '已立案', settled: '已处理', released: '不属于固体废物' },
  initial: 'found',
  ended: ['released'],
  create: { by: FINDERS },
  correct: { by: FINDERS, in: ['found'] },
  transitions: {
    identify: {
      label: '鉴别为废物并立案',
      from: ['found'],
      to: 'identified',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      single: true,
      asks: ['identified', 'identification', 'offender'],
      needs: ['identified', 'offender'],
      evidence: ['identification'],
      refuse: row => [
        ...(row.identified === '不属于固体废物' ? [{ where: 'identified', message: '不属于固体废物的，请放行' }] : []),
        ...(row.kind === '危险废物非法跨境转移' && row.identified === '固体废物'
          ? [{ where: 'identified', message: '按危险废物跨境转移查处的，须鉴别为危险废物' }]
          : []),
      ],
      sets: (_, { effective }) => ({ identifiedOn: effective }),
    },
    release: {
      label: '放行',
      from: ['found'],
      to: 'released',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      asks: ['identification'],
      evidence: ['identification'],
      sets: (_, { effective }) => ({ identified: '不属于固体废物' as const, identifiedOn: effective }),
    },
    settle: {
      label: '退运或处置完毕',
      from: ['identified'],
      to: 'settled',
      by: FINDERS,
      asks: ['outcome', 'outcomeOn', 'outcomeProof'],
      needs: ['outcome', 'outcomeOn'],
      evidence: ['outcomeProof'],
    },
  },
  duties: {
    settle: {
      label: '退运或无害化处置',
      clause: '固体废物污染环境防治法第一百一十五条、第一百一十七条',
      by: '当事人；生态环境部门监督',
      while: ['identified', 'settled'],
      after: { field: 'returnBy' },
      days: 0,
      met: { field: 'outcomeOn' },
    },
  },
  list: ['goods', 'kind', 'region', 'foundOn', 'tonnes', 'agencies', 'identified', 'returnBy', 'state'],
  filters: ['region', 'state', 'kind', 'foundOn', 'agencies'],
  search: ['goods', 'place', 'note'],
})
