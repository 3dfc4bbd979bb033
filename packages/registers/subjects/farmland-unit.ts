import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { ENDED, KEEPERS, SUBJECT_MOVES, SUBJECT_STATES } from './keeping.ts'

/** 农用地单元: the piece of land a class is decided for; its class and measures stand in lists of their own. */
export const farmlandUnit = defineRegister({
  id: 'farmland-unit',
  name: '农用地评价单元',
  module: 'M05',
  isSubject: true,
  basis: ['农用地土壤环境质量类别划分技术指南（环办土壤〔2019〕53号）'],
  purpose: '农用地土壤环境质量类别划分的评价单元。',
  fields: {
    code: f.text('单元编号', { required: true, secrecy: 'public' }),
    name: f.text('名称'),
    village: f.ref('所在村', 'village', { indexed: true }),
    landUse: f.choice('地类', ['水田', '水浇地', '旱地', '果园', '茶园', '其他园地', '草地', '林地'], {
      required: true,
    }),
    area: f.area('面积', { required: true, indexed: true }),
    crops: f.texts('主要作物'),
    extent: f.polygon('范围'),
    reclaimedFrom: f.choice('新增耕地来源', ['未利用地', '复垦土地'], { hint: '原有耕地不填' }),
    mergedFrom: f.texts('合并或拆分前的编号'),
  },
  key: ['code'],
  states: SUBJECT_STATES,
  initial: 'active',
  ended: ENDED,
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['active'] },
  transitions: SUBJECT_MOVES,
  list: ['code', 'name', 'region', 'village', 'landUse', 'area', 'state'],
  filters: ['landUse', 'village', 'region', 'state'],
  search: ['code', 'name'],
  sort: 'code',
  map: { geometry: 'extent', colourBy: 'landUse' },
})
