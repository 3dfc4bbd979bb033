import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 特定农产品严格管控（禁止生产）区域: its boundary, what may not be grown, caught or gathered, its approval and its signs. */
export const bannedZone = defineRegister({
  id: 'banned-zone',
  name: '特定农产品严格管控区域',
  module: 'M06',
  basis: ['农产品质量安全法第二十一条', '土壤污染防治法第五十四条'],
  purpose: '划定、批准、设标识和生效；与评价单元叠加，核对严格管控类耕地是否都在区内。',
  fields: {
    name: f.text('区域名称', { required: true, secrecy: 'public' }),
    extent: f.polygon('边界', { secrecy: 'public' }),
    area: f.area('面积', { indexed: true, secrecy: 'public' }),
    banned: f.texts('禁止的农产品', { secrecy: 'public' }),
    forage: f.boolean('禁止种植饲草', { secrecy: 'public' }),
    acts: f.choices('禁止的行为', ['种植', '捕捞', '采集', '建立生产基地'], { secrecy: 'public' }),
    deadline: f.day('划定期限'),
    approval: f.text('批准文号', { secrecy: 'public' }),
    approvedOn: f.day('批准日期', { secrecy: 'public', past: true }),
    approvalFiles: f.files('批准文件'),
    signs: f.rows('标识', {
      place: f.text('位置', { required: true }),
      on: f.day('设立日期', { required: true, past: true }),
      photos: f.files('照片'),
    }),
    inForceOn: f.day('生效日期', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['name'],
  states: { proposed: '拟划定', approved: '已批准', marked: '已设标识', inForce: '已生效', lifted: '已解除' },
  initial: 'proposed',
  ended: ['lifted'],
  create: { by: ['农业农村@county', '农业农村@city'] },
  correct: { by: ['农业农村@county', '农业农村@city'], in: ['proposed', 'approved', 'marked'] },
  transitions: {
    approve: {
      label: '批准',
      from: ['proposed'],
      to: 'approved',
      by: ['政府@county', '政府@city', '政府@province'],
      duty: 'reviewer',
      asks: ['approval', 'approvedOn', 'approvalFiles'],
      needs: ['approval', 'approvedOn'],
      evidence: ['approvalFiles'],
      refuse: row => [
        ...(row.extent ? [] : [{ where: 'extent', message: '没有边界' }]),
        ...(row.banned.length > 0 ? [] : [{ where: 'banned', message: '没有写明禁止的农产品' }]),
        ...(row.acts.length > 0 ? [] : [{ where: 'acts', message: '没有写明禁止的行为' }]),
      ],
    },
    mark: {
      label: '设立标识',
      from: ['approved'],
      to: 'marked',
      by: ['农业农村@county'],
      asks: ['signs'],
      refuse: row =>
        row.signs.length === 0
          ? [{ where: 'signs', message: '没有设立标识' }]
          : row.signs.flatMap((s, i) =>
              s.photos.length > 0 ? [] : [{ where: `signs.${i}.photos`, message: `标识“${s.place}”没有照片` }],
            ),
    },
    enforce: {
      label: '生效',
      from: ['marked'],
      to: 'inForce',
      by: ['农业农村@county'],
      duty: 'reviewer',
      sets: (_, { effective }) => ({ inForceOn: effective }),
    },
    lift: {
      label: '解除',
      from: ['inForce'],
      to: 'lifted',
      by: ['政府@county', '政府@city', '政府@province'],
      duty: 'reviewer',
      reason: 'required',
      single: true,
    },
  },
  duties: {
    draw: {
      label: '按期划定特定农产品严格管控区域并设立标识',
      clause: '农产品质量安全法第二十一条；年度计划',
      by: '县级人民政府',
      while: ['proposed', 'approved', 'marked'],
      after: { field: 'deadline' },
      days: 0,
    },
  },
  publish: { fields: ['name', 'region', 'area', 'banned', 'forage', 'acts', 'approval', 'inForceOn'], in: ['inForce'] },
  list: ['name', 'region', 'area', 'banned', 'forage', 'deadline', 'inForceOn', 'state'],
  filters: ['region', 'state', 'forage'],
  search: ['name', 'approval', 'note'],
  map: { geometry: 'extent', colourBy: 'state' },
})
