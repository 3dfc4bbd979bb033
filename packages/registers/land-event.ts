import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CLASSIFICATION_NAMES, keyLandOf } from '@jingtu/standards/land-use/key-land.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const
const LAND = ['自然资源@county', '自然资源@city'] as const

/**
 * 生产经营用地变更: before the use of a key unit's land changes, or the right to it is taken back or passed on, it is surveyed and the
 * report goes into the register of real estate; whose land ever it is, one that becomes 重点建设用地 is surveyed first, and which that is
 * the code of the planned use says. What follows for the parcel belongs to the module of parcels.
 */
export const landEvent = defineRegister({
  id: 'land-event',
  name: '生产经营用地用途变更、收回、转让',
  module: 'M10',
  subject: 'site',
  basis: ['土壤污染防治法第五十九条、第六十七条'],
  purpose: '变更、收回、转让前的土壤污染状况调查，报告评审和不动产登记；没有登记的不能办理。',
  fields: {
    kind: f.choice('事项', ['用途变更', '使用权收回', '使用权转让'], { required: true, secrecy: 'public' }),
    plannedOn: f.day('拟办理日期', { required: true }),
    newUse: f.text('变更后用途'),
    useClassification: f.choice('用地分类（版本）', CLASSIFICATION_NAMES),
    useCode: f.text('规划用途代码', { hint: '按所选分类填写，混合用途写作 0701+0901' }),
    keyLand: f.choice('重点建设用地', ['是', '不是', '未定'], { derived: true, indexed: true, secrecy: 'public' }),
    keyLandWhy: f.text('判定依据', { derived: true }),
    receiver: f.ref('受让人', 'organisation', { indexed: true }),
    owner: f.choice('土地使用权人', ['重点监管单位', '其他'], { derived: true }),
    parcel: f.ref('地块', 'site', { derived: true }),
    survey: f.files('土壤污染状况调查报告'),
    surveyedOn: f.day('调查完成日期', { past: true }),
    reviewedOn: f.day('评审通过日期', { past: true }),
    review: f.files('评审意见'),
    conclusion: f.choice('调查结论', ['未超过风险管控标准', '超过风险管控标准']),
    registryNumber: f.text('不动产登记编号'),
    registeredOn: f.day('报告纳入不动产登记日期', { past: true }),
    doneOn: f.day('办理日期', { secrecy: 'public', past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'kind', 'plannedOn'],
  requiredWhen: {
    newUse: row => row.kind === '用途变更',
    useClassification: row => Boolean(row.useCode),
    useCode: row => Boolean(row.useClassification),
  },
  visibleWhen: {
    useClassification: row => row.kind === '用途变更',
    useCode: row => row.kind === '用途变更',
  },
  // Whose land it is stands in other lists: server/effects/land-event.ts writes it.
  derive: row => {
    if (row.kind !== '用途变更') return { keyLand: null, keyLandWhy: null }
    if (!row.useClassification || !row.useCode) return { keyLand: '未定', keyLandWhy: '没有用地代码' }
    const { answer, why } = keyLandOf(row.useClassification, row.useCode)
    return { keyLand: answer, keyLandWhy: why }
  },
  states: {
    noticed: '待调查',
    surveyed: '待评审',
    reviewed: '待登记',
    registered: '已纳入不动产登记',
    done: '已办理',
    dropped: '不再办理',
  },
  initial: 'noticed',
  ended: ['dropped'],
  create: { by: ['operator', 'land-holder', ...ECOLOGY, ...LAND] },
  correct: { by: ['operator', 'land-holder', ...ECOLOGY, ...LAND], in: ['noticed'] },
  transitions: {
    survey: {
      label: '报送调查报告',
      from: ['noticed'],
      to: 'surveyed',
      by: ['operator', 'land-holder', ...ECOLOGY],
      asks: ['survey', 'surveyedOn'],
      needs: ['surveyedOn'],
      evidence: ['survey'],
    },
    review: {
      label: '评审通过',
      from: ['surveyed'],
      to: 'reviewed',
      by: ECOLOGY,
      duty: 'reviewer',
      asks: ['conclusion', 'review'],
      needs: ['conclusion'],
      evidence: ['review'],
      sets: (_, { effective }) => ({ reviewedOn: effective }),
    },
    sendBack: {
      label: '评审不通过',
      from: ['surveyed'],
      to: 'noticed',
      by: ECOLOGY,
      duty: 'reviewer',
      reason: 'required',
    },
    register: {
      label: '纳入不动产登记',
      from: ['reviewed'],
      to: 'registered',
      by: LAND,
      duty: 'reviewer',
      asks: ['registryNumber'],
      needs: ['registryNumber'],
      sets: (_, { effective }) => ({ registeredOn: effective }),
    },
    conclude: {
      label: '办理变更、收回或转让',
      from: ['noticed', 'surveyed', 'reviewed', 'registered'],
      to: 'done',
      by: LAND,
      duty: 'reviewer',
      single: true,
      asks: ['useClassification', 'useCode'],
      refuse: row => [
        ...(row.keyLand === '未定'
          ? [{ where: 'useCode', message: `不能判定是不是重点建设用地：${row.keyLandWhy}` }]
          : []),
        // 土壤污染防治法第五十九条: whoever the land belongs to.
        ...(row.keyLand === '是' && !row.reviewedOn
          ? [
              {
                where: 'reviewedOn',
                message: '变更为住宅、公共管理与公共服务用地的，变更前须完成土壤污染状况调查并通过评审',
              },
            ]
          : []),
        ...(row.owner === '重点监管单位' && !row.registeredOn
          ? [{ where: 'registeredOn', message: '重点监管单位用地的调查报告还没有纳入不动产登记，不能办理' }]
          : []),
        ...(row.conclusion === '超过风险管控标准'
          ? [{ where: 'conclusion', message: '调查超过风险管控标准，须先完成风险管控或修复' }]
          : []),
      ],
      sets: (_, { effective }) => ({ doneOn: effective }),
    },
    drop: {
      label: '不再办理',
      from: ['noticed', 'surveyed', 'reviewed', 'registered'],
      to: 'dropped',
      by: [...ECOLOGY, ...LAND],
      reason: 'required',
    },
  },
  duties: {
    useSurvey: {
      label: '变更为住宅、公共管理与公共服务用地前完成土壤污染状况调查',
      clause: '土壤污染防治法第五十九条',
      by: '土地使用权人',
      while: ['noticed', 'surveyed', 'reviewed', 'registered', 'done'],
      when: row => row.keyLand === '是' && row.owner !== '重点监管单位',
      after: { field: 'plannedOn' },
      days: 0,
      met: { field: 'reviewedOn' },
    },
    survey: {
      label: '用途变更、收回、转让前完成土壤污染状况调查',
      clause: '土壤污染防治法第六十七条',
      by: '土地使用权人',
      while: ['noticed', 'surveyed', 'reviewed', 'registered', 'done'],
      when: row => row.owner === '重点监管单位',
      after: { field: 'plannedOn' },
      days: 0,
      met: { field: 'surveyedOn' },
    },
    registry: {
      label: '调查报告作为不动产登记资料送交登记机构',
      clause: '土壤污染防治法第六十七条',
      by: '土地使用权人',
      while: ['noticed', 'surveyed', 'reviewed', 'registered', 'done'],
      when: row => row.owner === '重点监管单位',
      after: { field: 'plannedOn' },
      days: 0,
      met: { field: 'registeredOn' },
    },
  },
  list: [
    'subject',
    'region',
    'kind',
    'plannedOn',
    'useCode',
    'keyLand',
    'owner',
    'conclusion',
    'registeredOn',
    'doneOn',
    'state',
  ],
  filters: ['region', 'state', 'kind', 'keyLand', 'owner', 'plannedOn'],
  search: ['newUse', 'registryNumber', 'note'],
})
