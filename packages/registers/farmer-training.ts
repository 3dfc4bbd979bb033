import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 农民技术指导和培训: by village and year, part of the safe-use scheme; a plan names the villages that had none. */
export const farmerTraining = defineRegister({
  id: 'farmer-training',
  name: '农民技术指导和培训',
  module: 'M06',
  subject: 'village',
  basis: ['土壤污染防治法第五十三条'],
  purpose: '受污染耕地所在村的技术指导、培训和告知；计划中没有培训的村自动列出。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200 }),
    topic: f.text('内容', { required: true }),
    way: f.choice('方式', ['集中培训', '田间指导', '入户告知'], { required: true }),
    plannedOn: f.day('计划日期', { required: true }),
    teacher: f.text('授课（指导）人'),
    heldOn: f.day('举办日期'),
    farmers: f.integer('参加农户', { min: 0, unit: '户' }),
    cooperatives: f.integer('参加合作社', { min: 0, unit: '个' }),
    samples: f.integer('同期农产品抽检样品', { min: 0, unit: '个' }),
    exceeding: f.integer('其中超标', { min: 0, unit: '个' }),
    files: f.files('签到表与照片'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year', 'topic'],
  check: row =>
    (row.exceeding ?? 0) > (row.samples ?? 0) ? [{ where: 'exceeding', message: '超标样品多于抽检样品' }] : [],
  states: { planned: '已计划', held: '已举办', cancelled: '已取消' },
  initial: 'planned',
  ended: ['cancelled'],
  create: { by: ['township', '农业农村@county'] },
  correct: { by: ['township', '农业农村@county'], in: ['planned'] },
  transitions: {
    hold: {
      label: '登记举办',
      from: ['planned'],
      to: 'held',
      by: ['township', '农业农村@county'],
      asks: ['heldOn', 'teacher', 'farmers', 'cooperatives', 'samples', 'exceeding', 'files'],
      needs: ['heldOn', 'farmers'],
      evidence: ['files'],
      refuse: row => [
        ...((row.farmers ?? 0) + (row.cooperatives ?? 0) === 0 ? [{ where: 'farmers', message: '没有人参加' }] : []),
        ...(row.heldOn && !row.heldOn.startsWith(`${row.year}-`)
          ? [{ where: 'heldOn', message: `举办日期不在 ${row.year} 年` }]
          : []),
      ],
    },
    cancel: {
      label: '取消',
      from: ['planned'],
      to: 'cancelled',
      by: ['township', '农业农村@county'],
      reason: 'required',
    },
  },
  duties: {
    hold: {
      label: '按计划举办培训',
      clause: '土壤污染防治法第五十三条第三项',
      by: '县级农业农村部门、乡镇人民政府',
      while: ['planned', 'held'],
      after: { field: 'plannedOn' },
      days: 0,
      met: { field: 'heldOn' },
    },
  },
  list: ['subject', 'region', 'year', 'topic', 'way', 'plannedOn', 'heldOn', 'farmers', 'samples', 'state'],
  filters: ['region', 'state', 'year', 'way'],
  search: ['topic', 'teacher', 'note'],
})
