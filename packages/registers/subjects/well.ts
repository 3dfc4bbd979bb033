import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { ENDED, KEEPERS, SUBJECT_MOVES, SUBJECT_STATES } from './keeping.ts'

/** 井: a well of whatever use, with what one must know to sample or to seal it. */
export const well = defineRegister({
  id: 'well',
  name: '井',
  module: 'M16',
  isSubject: true,
  basis: ['地下水管理条例第四十九条'],
  purpose: '监测井、取水井和需要封井回填的报废井。',
  fields: {
    code: f.text('编号', { required: true, secrecy: 'public' }),
    name: f.text('名称'),
    kind: f.choice('类型', ['监测井', '民井', '机井', '勘探井', '取水井'], { required: true }),
    site: f.ref('所在厂区或地块', 'site', { indexed: true }),
    village: f.ref('所在村', 'village', { indexed: true }),
    department: f.choice('管理部门', ['生态环境', '水利', '自然资源', '其他'], { hint: '由哪个部门建设和监测' }),
    departmentCode: f.text('部门编号', { hint: '该部门台账中的编号' }),
    sameAs: f.ref('同一口井', 'well', { indexed: true, hint: '与其他部门登记的是同一口井的，由同井比对填写' }),
    depth: f.decimal('井深', { unit: 'm', min: 0, max: 6000 }),
    screenFrom: f.decimal('滤水管起', { unit: 'm', min: 0 }),
    screenTo: f.decimal('滤水管止', { unit: 'm', min: 0 }),
    elevation: f.decimal('井口高程', { unit: 'm' }),
    drilledOn: f.day('成井日期', { past: true }),
    location: f.point('点位', { required: true }),
  },
  key: ['code'],
  check: row => {
    const [from, to, depth] = [row.screenFrom, row.screenTo, row.depth].map(x => (x === null ? null : Number(x)))
    return [
      ...(from != null && to != null && from >= to ? [{ where: 'screenTo', message: '滤水管的止深应大于起深' }] : []),
      ...(to != null && depth != null && to > depth ? [{ where: 'screenTo', message: '滤水管不能深过井深' }] : []),
    ]
  },
  states: SUBJECT_STATES,
  initial: 'active',
  ended: ENDED,
  create: { by: [...KEEPERS, 'operator'] },
  correct: { by: [...KEEPERS, 'operator'], in: ['active'] },
  transitions: SUBJECT_MOVES,
  party: 'site',
  list: ['code', 'name', 'kind', 'region', 'depth', 'state'],
  filters: ['kind', 'department', 'site', 'region', 'state'],
  search: ['code', 'name'],
  map: { geometry: 'location', colourBy: 'kind' },
})
