import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'

const BUREAUS = ['生态环境@county', '生态环境@city'] as const

/** 补给区调查评估: where the water of a well field comes from, what lies on it, and the area that is protected for it. */
export const rechargeSurvey = defineRegister({
  id: 'recharge-survey',
  name: '地下水型水源补给区调查评估',
  module: 'M16',
  subject: 'water-body',
  basis: ['地下水管理条例第三十九条、第四十条', '地下水污染防治实施方案'],
  purpose: '集中式地下水型饮用水水源补给区及周边的调查评估；完成后列入防治重点区划定。',
  fields: {
    due: f.day('完成期限', { required: true }),
    project: f.ref('所属项目', 'project', { indexed: true }),
    extent: f.polygon('补给区范围'),
    inside: f.refs('补给区内的场所', 'site', { hint: '登记范围时由系统按位置填写' }),
    surveyedOn: f.day('调查完成日期', { past: true }),
    quality: f.choice('补给区地下水质量', ['达到或优于Ⅲ类', 'Ⅳ类', 'Ⅴ类', '证据不足']),
    risk: f.choice('污染风险', ['高', '中', '低']),
    report: f.files('调查评估报告'),
    assessedOn: f.day('评估完成日期', { past: true }),
    keyArea: f.ref('拟划定的重点区', 'groundwater-key-area', { indexed: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { extent: ['surveyed', 'assessed', 'zoned'] },
  states: { planned: '待调查', surveyed: '已调查', assessed: '已评估', zoned: '已列入划定' },
  initial: 'planned',
  create: { by: BUREAUS },
  correct: { by: BUREAUS, in: ['planned', 'surveyed'] },
  transitions: {
    survey: {
      label: '完成调查',
      from: ['planned'],
      to: 'surveyed',
      by: BUREAUS,
      asks: ['extent', 'surveyedOn', 'quality'],
      needs: ['extent', 'surveyedOn', 'quality'],
    },
    assess: {
      label: '完成评估',
      from: ['surveyed'],
      to: 'assessed',
      by: BUREAUS,
      asks: ['risk', 'report', 'quality'],
      needs: ['risk'],
      evidence: ['report'],
      refuse: row =>
        row.quality === '证据不足'
          ? [{ where: 'quality', message: '补给区地下水质量证据不足，应补充监测后再评估' }]
          : [],
      sets: (_, { effective }) => ({ assessedOn: effective }),
    },
    zone: {
      label: '列入重点区划定',
      from: ['assessed'],
      to: 'zoned',
      by: ['生态环境@city'],
      duty: 'reviewer',
    },
  },
  duties: {
    survey: owed(
      '县级生态环境部门',
      '补给区调查评估',
      '地下水污染防治实施方案',
      ['planned', 'surveyed', 'assessed'],
      'due',
      null,
      'assessedOn',
    ),
  },
  list: ['subject', 'region', 'due', 'surveyedOn', 'quality', 'risk', 'state'],
  filters: ['region', 'state', 'quality', 'risk'],
  search: ['note'],
  map: { geometry: 'extent', colourBy: 'risk' },
})
