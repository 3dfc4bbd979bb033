import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { periodFaults } from './regulation.ts'

/** What may lie near a project or a list entry: people, water, good soil, bad soil, and areas somebody drew. */
export const PLACE_KINDS = [
  '学校',
  '医疗机构',
  '养老机构',
  '居民区',
  '饮用水水源保护区',
  '优先保护类耕地',
  '永久基本农田集中区域',
  '生态保护红线',
  '重要生态功能区',
  '土壤环境质量超标区域',
  '土壤污染事故频发区域',
  '河湖源头保护区',
  '河湖管理范围',
  '南水北调工程保护区',
  '交通干线两侧',
  '地下水污染防治重点区',
  '畜禽养殖禁养区',
  '工业园区',
  '重点区域',
] as const
export type PlaceKind = (typeof PLACE_KINDS)[number]

/** Areas other lists carry as a tag, worked out from the map. */
export const TAG_KINDS = ['南水北调工程保护区', '饮用水水源保护区', '河湖管理范围', '交通干线两侧', '重点区域'] as const

/** 敏感目标与管控区域: objects and areas with their days, which siting rules are held against and entries of lists are tagged by. */
export const sensitivePlace = defineRegister({
  id: 'sensitive-place',
  name: '敏感目标与管控区域',
  module: 'M25',
  basis: ['土壤污染防治法第三十二条', '土壤污染防治行动计划'],
  purpose: '学校、医院、养老机构、居民区和红线、源头区、园区、重点区域的位置与边界；布局核查和区域标签据此计算。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    kind: f.choice('类别', PLACE_KINDS, { required: true, secrecy: 'public' }),
    location: f.point('位置', { secrecy: 'public' }),
    extent: f.polygon('边界', { secrecy: 'public' }),
    people: f.integer('人数', { min: 0, unit: '人' }),
    document: f.text('划定或批准文件', { secrecy: 'public' }),
    validFrom: f.day('起始日期', { required: true, secrecy: 'public' }),
    validUntil: f.day('截止日期', { secrecy: 'public' }),
    planEia: f.text('规划环评审查文号', { hint: '工业园区填写', secrecy: 'public' }),
    planEiaOn: f.day('规划环评审查日期', { secrecy: 'public', past: true }),
    industries: f.texts('规划环评确定的准入行业代码', { hint: 'GB/T 4754，可写到大类、中类或小类，例如 26、3211' }),
    note: f.text('备注', { long: true }),
  },
  key: ['kind', 'name'],
  visibleWhen: {
    planEia: row => row.kind === '工业园区',
    planEiaOn: row => row.kind === '工业园区',
    industries: row => row.kind === '工业园区',
  },
  check: row => [
    ...periodFaults(row),
    ...row.industries
      .filter(code => !/^\d{2,4}$/.test(code))
      .map(code => ({ where: 'industries', message: `行业代码应为 2 至 4 位数字，现为“${code}”` })),
  ],
  states: { proposed: '待核定', inForce: '有效', lifted: '已取消' },
  initial: 'proposed',
  ended: ['lifted'],
  create: { by: ['township', 'county', 'city'] },
  correct: { by: ['county', 'city'], in: ['proposed'] },
  transitions: {
    enforce: {
      label: '核定生效',
      from: ['proposed'],
      to: 'inForce',
      by: ['county', 'city', 'province'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.location || row.extent ? [] : [{ where: 'extent', message: '没有位置也没有边界，无法核查' }]),
        // What a document draws is an area; a school may stand as a point.
        ...(/区$|红线|范围|两侧/.test(row.kind) && row.kind !== '居民区' && !row.extent
          ? [{ where: 'extent', message: `“${row.kind}”须有边界` }]
          : []),
        ...(/区域$|红线|保护区$|禁养区$/.test(row.kind) && !row.document
          ? [{ where: 'document', message: `“${row.kind}”须写明划定或批准文件` }]
          : []),
      ],
    },
    reopen: {
      label: '退回修改',
      from: ['inForce'],
      to: 'proposed',
      by: ['county', 'city', 'province'],
      duty: 'reviewer',
      reason: 'required',
    },
    lift: {
      label: '取消',
      from: ['proposed', 'inForce'],
      to: 'lifted',
      by: ['county', 'city', 'province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  publish: { fields: ['name', 'kind', 'region', 'document', 'validFrom'], in: ['inForce'] },
  list: ['name', 'kind', 'region', 'document', 'validFrom', 'validUntil', 'state'],
  filters: ['region', 'state', 'kind'],
  search: ['name', 'document', 'note'],
  map: { geometry: 'extent', colourBy: 'kind' },
})
