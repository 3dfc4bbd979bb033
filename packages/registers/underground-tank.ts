import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const
const FACTS = ['substance', 'volume', 'material', 'structure', 'builtYear'] as const

/**
 * 有毒有害物质地下储罐: filed before it is used, and again when it becomes another one. Tanks of filling stations are a list of
 * their own: those are renovated by a day, these are filed.
 */
export const undergroundTank = defineRegister({
  id: 'underground-tank',
  name: '有毒有害物质地下储罐',
  module: 'M10',
  subject: 'site',
  basis: ['工矿用地土壤环境管理办法（试行）第十条'],
  purpose: '地下储罐信息在投用前备案，变更后重新备案。',
  fields: {
    number: f.text('罐号', { required: true }),
    substance: f.text('存放物质', { required: true }),
    volume: f.decimal('容积', { required: true, min: 0, unit: 'm³' }),
    material: f.choice('材质', ['碳钢', '不锈钢', '玻璃钢', '混凝土', '其他'], { required: true }),
    structure: f.choice('结构', ['单层罐', '双层罐', '单层罐加防渗池'], { required: true }),
    builtYear: f.integer('建成年份', { required: true, min: 1950, max: 2200 }),
    useFrom: f.day('投用日期（计划或实际）', { required: true }),
    inUse: f.boolean('已投用'),
    filing: f.files('备案材料'),
    filedOn: f.day('首次备案日期', { past: true }),
    currentOn: f.day('现行信息备案日期', { past: true }),
    changedOn: f.day('最近变更日期', { past: true }),
    changes: f.rows(
      '变更记录',
      { on: f.day('日期', { past: true }), what: f.text('变更前'), filedOn: f.day('重新备案日期', { past: true }) },
      { derived: true },
    ),
    timely: f.choice('备案时间', ['投用前备案', '投用后备案', '未备案'], { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'number'],
  derive: row => ({
    timely: !row.filedOn ? '未备案' : row.filedOn <= row.useFrom ? '投用前备案' : '投用后备案',
  }),
  states: { unfiled: '未备案', submitted: '待备案', filed: '已备案', changed: '已变更待备案', closed: '已停用清空' },
  initial: 'unfiled',
  ended: ['closed'],
  create: { by: ['operator', ...ECOLOGY] },
  correct: { by: ['operator', ...ECOLOGY], in: ['unfiled'] },
  transitions: {
    submit: {
      label: '报送备案',
      from: ['unfiled', 'changed'],
      to: 'submitted',
      by: ['operator', ...ECOLOGY],
      asks: ['filing'],
      evidence: ['filing'],
    },
    file: {
      label: '备案',
      from: ['submitted'],
      to: 'filed',
      by: ECOLOGY,
      duty: 'reviewer',
      sets: (row, { effective }) => ({ filedOn: row.filedOn ?? effective, currentOn: effective }),
    },
    use: {
      label: '投用',
      from: ['filed'],
      to: 'filed',
      by: ['operator', ...ECOLOGY],
      refuse: row => (row.inUse ? [{ where: 'inUse', message: '已经投用' }] : []),
      sets: (_, { effective }) => ({ inUse: true, useFrom: effective }),
    },
    change: {
      label: '登记变更',
      from: ['filed'],
      to: 'changed',
      by: ['operator', ...ECOLOGY],
      reason: 'required',
      asks: FACTS,
      sets: (_, { effective }) => ({ changedOn: effective }),
    },
    close: { label: '停用清空', from: ['unfiled', 'filed', 'changed'], to: 'closed', by: ECOLOGY, reason: 'required' },
  },
  duties: {
    file: {
      label: '有毒有害物质地下储罐备案（投用前）',
      clause: '工矿用地土壤环境管理办法（试行）第十条',
      by: '企业',
      while: ['unfiled', 'submitted', 'filed', 'changed'],
      after: { field: 'useFrom' },
      days: 0,
      met: { field: 'filedOn' },
    },
    refile: {
      label: '地下储罐变更备案',
      clause: '工矿用地土壤环境管理办法（试行）第十条',
      by: '企业',
      while: ['submitted', 'filed', 'changed'],
      when: row => row.changedOn !== null,
      after: { field: 'changedOn' },
      days: row => parameterOn('tank.days', row.effective).value,
      met: { field: 'currentOn' },
    },
  },
  list: ['subject', 'region', 'number', 'substance', 'volume', 'timely', 'inUse', 'state'],
  filters: ['region', 'state', 'timely', 'material'],
  search: ['number', 'substance', 'note'],
})
