import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { CLASSES } from '@jingtu/standards/farmland-classification-2019/point.ts'

const mu = { unit: '亩', min: 0 } as const

/** 高标准农田建设项目: how much of it lies on which class of farmland, measured by laying its boundary over the units. */
export const highStandardFarmland = defineRegister({
  id: 'high-standard-farmland',
  name: '高标准农田建设项目',
  module: 'M06',
  basis: ['土壤污染防治行动计划（七）'],
  purpose: '高标准农田建设向优先保护类耕地集中的地区倾斜：按边界与类别图叠加，计算各类别所占面积和比例。',
  fields: {
    name: f.text('项目名称', { required: true, secrecy: 'public' }),
    year: f.integer('立项年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    extent: f.polygon('项目区范围', { secrecy: 'public' }),
    area: f.decimal('项目区面积', { ...mu, indexed: true, hint: '由边界量算', secrecy: 'public' }),
    byClass: f.rows('各类别面积', {
      class: f.choice('类别', [...CLASSES, '未划分'], { required: true }),
      area: f.decimal('面积', { required: true, ...mu }),
    }),
    priorityArea: f.decimal('优先保护类面积', { derived: true, unit: '亩' }),
    share: f.decimal('优先保护类占比', { derived: true, unit: '%' }),
    grounds: f.text('选在其他类别耕地上的理由', { long: true }),
    reserve: f.boolean('纳入永久基本农田整备区', { secrecy: 'public' }),
    builtOn: f.day('建成日期', { secrecy: 'public' }),
    acceptance: f.files('验收材料'),
    note: f.text('备注', { long: true }),
  },
  key: ['name', 'year'],
  derive: row => {
    const priorityArea = row.byClass.find(c => c.class === '优先保护类')?.area ?? null
    const share = row.area !== null ? percentage(priorityArea ?? '0', row.area) : 'not-applicable'
    return { priorityArea, share: share === 'not-applicable' ? null : share }
  },
  states: { planned: '已立项', building: '建设中', built: '已建成' },
  initial: 'planned',
  create: { by: ['农业农村@county', '自然资源@county', '农业农村@city'] },
  correct: { by: ['农业农村@county', '自然资源@county', '农业农村@city'], in: ['planned'] },
  transitions: {
    start: {
      label: '开工',
      from: ['planned'],
      to: 'building',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['grounds'],
      refuse: row => [
        ...(row.extent ? [] : [{ where: 'extent', message: '没有项目区范围，不能与类别图叠加' }]),
        ...(row.byClass.some(c => c.class === '严格管控类') && !row.grounds
          ? [{ where: 'grounds', message: '项目区内有严格管控类耕地，须说明理由' }]
          : []),
      ],
    },
    build: {
      label: '建成验收',
      from: ['building'],
      to: 'built',
      by: ['农业农村@county', '农业农村@city'],
      duty: 'reviewer',
      asks: ['builtOn', 'acceptance', 'reserve'],
      needs: ['builtOn', 'reserve'],
      evidence: ['acceptance'],
    },
  },
  publish: { fields: ['name', 'region', 'year', 'area', 'reserve', 'builtOn'], in: ['building', 'built'] },
  list: ['name', 'region', 'year', 'area', 'priorityArea', 'share', 'reserve', 'state'],
  filters: ['region', 'state', 'year', 'reserve'],
  search: ['name', 'note'],
  map: { geometry: 'extent', colourBy: 'state' },
})
