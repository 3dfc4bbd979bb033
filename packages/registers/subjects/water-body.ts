import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { ENDED, KEEPERS, SUBJECT_MOVES, SUBJECT_STATES } from './keeping.ts'

/** 水体: a river reach, lake, reservoir, pond, canal or spring that lists and outlets name. */
export const waterBody = defineRegister({
  id: 'water-body',
  name: '水体',
  module: 'M19',
  isSubject: true,
  basis: ['水污染防治法第三条'],
  purpose: '河段、湖库、沟渠、坑塘和灌溉水源。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    code: f.text('编码', { secrecy: 'public' }),
    kind: f.choice('类型', ['河段', '湖泊', '水库', '沟渠', '坑塘', '灌区水源', '饮用水水源地'], {
      required: true,
      secrecy: 'public',
    }),
    basin: f.text('所属流域', { secrecy: 'public' }),
    length: f.decimal('长度', { unit: 'm', min: 0 }),
    surface: f.area('水域面积', { unit: '平方米' }),
    course: f.line('走向'),
    extent: f.polygon('范围'),
    formerNames: f.texts('别名'),
  },
  key: ['name', 'kind'],
  states: SUBJECT_STATES,
  initial: 'active',
  ended: ENDED,
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['active'] },
  transitions: SUBJECT_MOVES,
  list: ['name', 'kind', 'basin', 'region', 'length', 'state'],
  filters: ['kind', 'region', 'state'],
  search: ['name', 'code', 'basin'],
  map: { geometry: 'course', colourBy: 'kind' },
})
