import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { DEMOLITION_DEPARTMENTS } from './key-unit-requirement.ts'
import { parameterOn } from './parameters.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

/** 拆除活动备案: plans filed with every department the place asks for, fifteen workdays ahead, and an order of removal. */
export const demolition = defineRegister({
  id: 'demolition',
  name: '企业拆除活动土壤污染防治备案',
  module: 'M10',
  subject: 'organisation',
  basis: [
    '土壤污染防治法第二十二条',
    '工矿用地土壤环境管理办法（试行）第十四条',
    '企业拆除活动污染防治技术规定（试行）',
  ],
  purpose: '名录单位和不在名录的危险化学品生产企业：方案备案、残留污染物处置、拆除顺序和总结。',
  fields: {
    project: f.text('拆除活动', { required: true }),
    objects: f.choices('拆除对象', ['生产设施设备', '建（构）筑物', '污染治理设施'], { required: true }),
    starts: f.day('计划开工日期', { required: true, indexed: true }),
    owner: f.choice('义务主体', ['重点监管单位', '危险化学品生产企业', '没有法定备案义务'], { derived: true }),
    departments: f.choices('应备案部门', DEMOLITION_DEPARTMENTS, { derived: true }),
    departmentBasis: f.text('备案部门依据', { derived: true }),
    plan: f.files('土壤污染防治工作方案'),
    residual: f.files('残留污染物清理和安全处置方案'),
    emergency: f.files('应急预案'),
    filings: f.rows('备案回执', {
      department: f.choice('部门', DEMOLITION_DEPARTMENTS, { required: true }),
      filedOn: f.day('备案日期', { required: true, past: true }),
      receipt: f.files('回执'),
    }),
    lacking: f.texts('还没有备案的部门', { derived: true }),
    filedOn: f.day('备案完成日期', { derived: true }),
    startedOn: f.day('实际开工日期', { past: true }),
    productionRemovedOn: f.day('生产设施拆除完毕', { past: true }),
    treatmentRemovedOn: f.day('污染治理设施拆除', { past: true }),
    summary: f.files('总结报告'),
    summaryOn: f.day('总结报告报送日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'project'],
  derive: row => {
    const lacking = row.departments.filter(d => !row.filings.some(x => x.department === d))
    const days = row.filings.filter(x => row.departments.includes(x.department)).map(x => x.filedOn)
    return { lacking, filedOn: lacking.length === 0 && days.length > 0 ? days.sort().at(-1)! : null }
  },
  check: row => [
    ...(row.treatmentRemovedOn && (!row.productionRemovedOn || row.treatmentRemovedOn < row.productionRemovedOn)
      ? [{ where: 'treatmentRemovedOn', message: '生产设施拆除完毕后方可拆除污染治理设施' }]
      : []),
    ...(row.productionRemovedOn && row.startedOn && row.productionRemovedOn < row.startedOn
      ? [{ where: 'productionRemovedOn', message: '生产设施拆除早于实际开工' }]
      : []),
  ],
  states: { planned: '拟拆除', filed: '已备案', working: '实施中', closed: '已总结' },
  initial: 'planned',
  create: { by: ['operator', ...ECOLOGY] },
  correct: { by: ['operator', ...ECOLOGY], in: ['planned'] },
  transitions: {
    file: {
      label: '方案备案',
      from: ['planned'],
      to: 'filed',
      by: ['operator', ...ECOLOGY],
      asks: ['plan', 'residual', 'emergency', 'filings'],
      evidence: ['plan', 'residual'],
      refuse: row => row.lacking.map(d => ({ where: 'filings', message: `还没有报${d}部门备案` })),
    },
    start: {
      label: '开工',
      from: ['filed'],
      to: 'working',
      by: ['operator', ...ECOLOGY],
      asks: ['startedOn'],
      needs: ['startedOn'],
    },
    progress: {
      label: '登记拆除进度',
      from: ['working'],
      to: 'working',
      by: ['operator', ...ECOLOGY],
      asks: ['productionRemovedOn', 'treatmentRemovedOn'],
    },
    close: {
      label: '报送总结报告',
      from: ['working'],
      to: 'closed',
      by: ['operator', ...ECOLOGY],
      asks: ['summary'],
      evidence: ['summary'],
      refuse: row => [
        ...(row.objects.includes('生产设施设备') && !row.productionRemovedOn
          ? [{ where: 'productionRemovedOn', message: '生产设施还没有拆除完毕' }]
          : []),
        ...(row.objects.includes('污染治理设施') && !row.treatmentRemovedOn
          ? [{ where: 'treatmentRemovedOn', message: '污染治理设施还没有拆除' }]
          : []),
      ],
      sets: (_, { effective }) => ({ summaryOn: effective }),
    },
  },
  duties: {
    file: {
      label: '拆除前备案土壤污染防治工作方案',
      clause: '土壤污染防治法第二十二条；工矿用地土壤环境管理办法（试行）第十四条',
      by: '企业',
      clue: true,
      while: ['planned', 'filed', 'working', 'closed'],
      when: row => row.owner !== null && row.owner !== '没有法定备案义务',
      after: { field: 'starts' },
      days: row => -parameterOn('demolition.days', row.effective).value,
      working: true,
      met: { field: 'filedOn' },
    },
  },
  list: ['subject', 'region', 'project', 'owner', 'starts', 'lacking', 'filedOn', 'state'],
  filters: ['region', 'state', 'owner', 'starts'],
  search: ['project', 'note'],
})
