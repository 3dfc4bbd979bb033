import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const EXEMPT = ['育种', '科研'] as const

/** 畜禽养殖场: its size and place decide what it needs; where new ones are forbidden only breeding and research pass. */
export const livestockFarm = defineRegister({
  id: 'livestock-farm',
  name: '畜禽养殖场',
  module: 'M18',
  subject: 'site',
  basis: ['畜禽规模养殖污染防治条例', '土壤污染防治法第二十六条'],
  purpose: '规模养殖场的设施配套、粪污去向、禁养区核查和新改扩建准入。',
  fields: {
    species: f.choice('畜种', ['生猪', '奶牛', '肉牛', '蛋禽', '肉禽', '羊', '其他'], {
      required: true,
      secrecy: 'public',
    }),
    stock: f.integer('存栏', { required: true, min: 0, unit: '头（只）' }),
    scale: f.boolean('规模养殖', { required: true }),
    zone: f.choice('所在区域', ['禁养区', '限养区', '非禁养区', '未核查'], { required: true, secrecy: 'public' }),
    newBuild: f.boolean('新建、改建或扩建'),
    buildingBan: f.boolean('所在地禁止新改扩建'),
    exemption: f.choice('豁免用途', EXEMPT, { hint: '只有育种、科研可以豁免' }),
    exemptionFiles: f.files('豁免依据'),
    facility: f.choice('粪污处理设施', ['已配套', '建设中', '无'], { required: true, secrecy: 'public' }),
    separation: f.boolean('雨污分流'),
    technique: f.choice('清粪工艺', ['干清粪', '水泡粪', '漏缝地板', '发酵床']),
    facilityDue: f.day('配套期限'),
    equippedOn: f.day('配套完成日期', { past: true }),
    manure: f.decimal('粪污产生量', { unit: '吨/年', min: 0 }),
    manureUsed: f.decimal('资源化利用量', { unit: '吨/年', min: 0 }),
    collective: f.text('集中处理点', { hint: '分散养殖集中处理的，写明处理点' }),
    land: f.area('配套消纳土地'),
    drugChecks: f.rows('兽药和饲料添加剂检查', {
      on: f.day('日期', { required: true, past: true }),
      found: f.choice('结果', ['合格', '超量使用', '违禁'], { required: true }),
      note: f.text('说明'),
    }),
    violation: f.text('准入结论', { derived: true }),
    closedOn: f.day('关闭日期', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { exemption: row => row.state === 'allowed' && row.buildingBan === true && row.newBuild === true },
  derive: row => ({
    violation:
      row.zone === '禁养区'
        ? '位于禁养区，应关闭或搬迁'
        : row.newBuild && row.buildingBan && !row.exemption
          ? '所在地禁止新建、改建、扩建规模化养殖场'
          : row.zone === '未核查'
            ? '是否在禁养区证据不足'
            : null,
  }),
  states: { requested: '申请建设', refused: '不予准入', allowed: '准入', operating: '在养', closed: '已关闭' },
  initial: 'requested',
  ended: ['refused', 'closed'],
  create: { by: ['operator', 'township', '农业农村@county', '生态环境@county'] },
  correct: { by: ['operator', '农业农村@county', '生态环境@county'], in: ['requested', 'allowed', 'operating'] },
  transitions: {
    allow: {
      label: '准入',
      from: ['requested'],
      to: 'allowed',
      by: ['农业农村@county', '生态环境@county'],
      duty: 'reviewer',
      asks: ['exemption', 'exemptionFiles'],
      refuse: row => [
        ...(row.violation ? [{ where: 'zone', message: row.violation }] : []),
        ...(row.exemption && row.exemptionFiles.length === 0
          ? [{ where: 'exemptionFiles', message: '豁免须有依据' }]
          : []),
      ],
    },
    refuse: {
      label: '不予准入',
      from: ['requested'],
      to: 'refused',
      by: ['农业农村@county', '生态环境@county'],
      duty: 'reviewer',
      reason: 'required',
    },
    operate: {
      label: '投入养殖',
      from: ['allowed', 'requested'],
      to: 'operating',
      by: ['农业农村@county', '生态环境@county'],
      refuse: row =>
        row.newBuild && row.state === 'requested' ? [{ where: 'newBuild', message: '新建、改建、扩建的须先准入' }] : [],
    },
    close: {
      label: '关闭',
      from: ['operating'],
      to: 'closed',
      by: ['农业农村@county', '生态环境@county'],
      duty: 'reviewer',
      reason: 'required',
      sets: (_, { effective }) => ({ closedOn: effective }),
    },
  },
  duties: {
    facility: {
      label: '配套粪污处理设施（逾期取缔）',
      clause: '畜禽规模养殖污染防治条例第十三条',
      by: '养殖场',
      while: ['operating'],
      when: row => row.scale === true && row.facility !== '已配套',
      after: { field: 'facilityDue' },
      days: 0,
      met: { field: 'equippedOn' },
    },
  },
  publish: { fields: ['subject', 'region', 'species', 'zone', 'facility', 'state'], in: ['operating'] },
  list: ['subject', 'region', 'species', 'stock', 'zone', 'facility', 'violation', 'state'],
  filters: ['region', 'state', 'species', 'zone', 'facility', 'scale'],
  search: ['collective', 'note'],
})
