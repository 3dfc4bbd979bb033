import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 化工园区: classed by the risk it is to groundwater; a park of the first class has measures with dates. */
export const chemicalPark = defineRegister({
  id: 'chemical-park',
  name: '化工园区地下水分类',
  module: 'M16',
  subject: 'site',
  basis: ['地下水管理条例', '化工园区地下水污染风险管控工作方案'],
  purpose: '化工园区地下水环境状况调查、类别划分和一类园区的风险管控。',
  fields: {
    founded: f.integer('设立年份', { min: 1950, max: 2200, secrecy: 'public' }),
    enterprises: f.integer('入园企业数', { min: 0, unit: '家' }),
    class: f.choice('类别', ['一类', '二类', '三类'], { secrecy: 'public', hint: '一类须采取风险管控措施' }),
    classBasis: f.text('划分依据', { long: true }),
    classFiles: f.files('划分文件'),
    classedOn: f.day('划分日期', { secrecy: 'public', past: true }),
    areas: f.texts('所在重点区域', { derived: true, secrecy: 'public' }),
    wells: f.refs('监测井', 'well'),
    measures: f.rows('风险管控措施', {
      measure: f.choice('措施', ['查明污染源并断源', '防渗改造', '阻隔或抽出处理', '加密监测', '限制开发利用'], {
        required: true,
      }),
      detail: f.text('说明'),
      due: f.day('期限', { required: true }),
      doneOn: f.day('完成日期', { past: true }),
    }),
    overdueMeasures: f.texts('未完成的措施', { derived: true }),
    controlled: f.choice('管控情况', ['不要求', '未制定措施', '实施中', '已完成'], {
      derived: true,
      secrecy: 'public',
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { class: ['classed'], classedOn: ['classed'] },
  derive: row => ({
    overdueMeasures: row.measures.filter(m => !m.doneOn).map(m => m.measure),
    controlled:
      row.class !== '一类'
        ? '不要求'
        : row.measures.length === 0
          ? '未制定措施'
          : row.measures.every(m => m.doneOn)
            ? '已完成'
            : '实施中',
  }),
  states: { unclassed: '未划分', classed: '已划分', retired: '已撤销园区' },
  initial: 'unclassed',
  ended: ['retired'],
  create: { by: ['生态环境@county', '生态环境@city', '生态环境@province'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['unclassed', 'classed'] },
  transitions: {
    classify: {
      label: '划分类别',
      from: ['unclassed', 'classed'],
      to: 'classed',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['class', 'classBasis', 'classFiles'],
      needs: ['class', 'classBasis'],
      evidence: ['classFiles'],
      sets: (_, { effective }) => ({ classedOn: effective }),
    },
    retire: {
      label: '园区撤销',
      from: ['unclassed', 'classed'],
      to: 'retired',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    measures: {
      label: '一类园区制定风险管控措施',
      clause: '地下水管理条例',
      by: '园区管理机构',
      while: ['classed'],
      when: row => row.controlled === '未制定措施',
      after: { field: 'classedOn' },
      days: 180,
    },
    monitoring: {
      label: '园区地下水监测',
      clause: '地下水管理条例',
      by: '园区管理机构',
      while: ['classed'],
      every: 'half-year',
    },
  },
  publish: { fields: ['subject', 'region', 'class', 'classedOn', 'controlled'], in: ['classed'] },
  list: ['subject', 'region', 'class', 'enterprises', 'controlled', 'state'],
  filters: ['region', 'state', 'class', 'controlled', 'areas'],
  search: ['note'],
})
