import { f } from '@jingtu/core/field.ts'

import { defineRegister } from '@jingtu/core/register.ts'
import { creditCodeFault } from './credit-code.ts'
import { ENDED, KEEPERS, SUBJECT_MOVES, SUBJECT_STATES } from './keeping.ts'

/** 组织: an enterprise or other body that lists are about; `unit` is its account in the system where it has one. */
export const organisation = defineRegister({
  id: 'organisation',
  name: '企业事业单位',
  module: 'M10',
  isSubject: true,
  basis: ['法人和其他组织统一社会信用代码编码规则（GB 32100—2015）'],
  purpose: '各类清单所指的企业、事业单位和其他组织，一个组织只登记一次。',
  fields: {
    name: f.text('名称', { required: true, indexed: true, secrecy: 'public' }),
    creditCode: f.text('统一社会信用代码', { secrecy: 'public', hint: '18 位；个体户或历史企业没有的留空' }),
    formerNames: f.texts('曾用名', { secrecy: 'public' }),
    kind: f.choice('类型', ['企业', '事业单位', '个体工商户', '农民专业合作社', '社会团体', '其他组织'], {
      required: true,
      secrecy: 'public',
    }),
    stateOwned: f.boolean('国有企业', { indexed: true, secrecy: 'public' }),
    industry: f.text('行业类别', { secrecy: 'public' }),
    industryCode: f.text('行业代码', { hint: 'GB/T 4754，例如 3211', secrecy: 'public' }),
    permitNumber: f.text('排污许可证编号', { secrecy: 'public' }),
    parent: f.ref('上级组织（分支机构填写）', 'organisation', { indexed: true }),
    unit: f.unit('账号单位'),
    address: f.text('注册地址'),
    legalPerson: f.text('法定代表人', { secrecy: 'personal' }),
    contact: f.text('联系人', { secrecy: 'personal' }),
    phone: f.text('联系电话', { secrecy: 'personal' }),
  },
  key: ['creditCode'],
  keyScope: 'everywhere',
  check: row => {
    const fault = row.creditCode ? creditCodeFault(row.creditCode) : undefined
    return [
      ...(fault ? [{ where: 'creditCode', message: fault }] : []),
      ...(row.industryCode && !/^[A-T]?\d{2,4}$/.test(row.industryCode)
        ? [{ where: 'industryCode', message: `行业代码应为 2 至 4 位数字，现为“${row.industryCode}”` }]
        : []),
      ...(row.parent && row.parent === row.id ? [{ where: 'parent', message: '上级组织不能是它自己' }] : []),
    ]
  },
  states: SUBJECT_STATES,
  initial: 'active',
  ended: ENDED,
  create: { by: KEEPERS },
  correct: { by: [...KEEPERS, 'operator'], in: ['active'] },
  transitions: SUBJECT_MOVES,
  party: 'unit',
  publish: { fields: ['name', 'creditCode', 'region', 'industry'], in: ['active'] },
  list: ['name', 'creditCode', 'region', 'kind', 'industry', 'state'],
  filters: ['kind', 'stateOwned', 'creditCode', 'region', 'state'],
  search: ['name', 'creditCode'],
})
