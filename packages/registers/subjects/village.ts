import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { ENDED, KEEPERS, SUBJECT_MOVES, SUBJECT_STATES } from './keeping.ts'

/** 行政村: the lowest place rural lists are about; it lies in a township of the region tree. */
export const village = defineRegister({
  id: 'village',
  name: '行政村',
  module: 'M19',
  isSubject: true,
  basis: ['统计用区划代码和城乡划分代码编制规则'],
  purpose: '农村生活污水、黑臭水体、环境整治等清单所指的行政村（社区）。',
  fields: {
    name: f.text('村名', { required: true, indexed: true, secrecy: 'public' }),
    code: f.text('统计用区划代码', { secrecy: 'public', hint: '12 位' }),
    formerNames: f.texts('曾用名'),
    formerCodes: f.texts('原代码', { hint: '区划代码调整前的代码' }),
    hamlets: f.integer('自然村数', { min: 0, unit: '个' }),
    households: f.integer('常住户数', { indexed: true, min: 0, unit: '户' }),
    population: f.integer('常住人口', { min: 0, unit: '人' }),
    location: f.point('村委会位置'),
  },
  key: ['code'],
  keyScope: 'everywhere',
  check: row =>
    row.code && !/^\d{12}$/.test(row.code)
      ? [{ where: 'code', message: `统计用区划代码应为 12 位数字，现为“${row.code}”` }]
      : [],
  states: SUBJECT_STATES,
  initial: 'active',
  ended: ENDED,
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['active'] },
  transitions: SUBJECT_MOVES,
  list: ['name', 'code', 'region', 'households', 'population', 'state'],
  filters: ['code', 'region', 'state'],
  search: ['name', 'code'],
  map: { geometry: 'location' },
})
