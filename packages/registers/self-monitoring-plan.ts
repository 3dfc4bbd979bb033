import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { settingsOn } from '@jingtu/standards/dated-parameter.ts'
import { frequencyOf } from '@jingtu/standards/hj1209-2021/frequency.ts'
import { PARAMETERS, STANDARD } from '@jingtu/standards/hj1209-2021/parameters.ts'
import { checkPlan, kindOf, type MonitoringUnit } from '@jingtu/standards/hj1209-2021/plan.ts'

const ECOLOGY = ['生态环境@county', '生态环境@city'] as const
export const OBJECTS_1209 = ['表层土壤', '深层土壤', '地下水'] as const

interface PlanRow {
  effective: string
  units: readonly {
    code: string
    area: string
    hidden: readonly string[]
    deepAt: readonly string[]
    surfacePoints: number
    wells: readonly string[]
  }[]
  wells: readonly { code: string; control: boolean | null; x: string; y: string }[]
  sensitive: string | null
  distance: string | null
}

const settings = (row: PlanRow) =>
  settingsOn(PARAMETERS, { on: row.effective < STANDARD.from ? STANDARD.from : row.effective })

const unitOf = (u: PlanRow['units'][number]): MonitoringUnit => ({
  id: u.code,
  area: u.area,
  hiddenFacilities: u.hidden,
  surfacePoints: u.surfacePoints,
  deepPoints: Object.fromEntries(u.hidden.map(h => [h, u.deepAt.filter(d => d === h).length])),
  wells: u.wells,
})

const faultsOf = (row: PlanRow): string[] =>
  checkPlan(
    row.units.map(unitOf),
    row.wells.map(w => ({ id: w.code, control: w.control === true, x: w.x, y: w.y })),
    settings(row),
  ).map(f => `${f.where}：${f.message}`)

/** What has to be sampled how often; nobody having looked for sensitive areas counts as one nearby. */
function frequencies(row: PlanRow) {
  const at = row.sensitive === '没有' ? null : row.sensitive === '有' ? (row.distance ?? '不明') : '不明'
  return row.units.flatMap(u =>
    OBJECTS_1209.flatMap(object => {
      const f = frequencyOf(object, kindOf(unitOf(u)), at, settings(row))
      return f ? [{ unit: u.code, object, months: f.months, shown: f.shown, why: f.why }] : []
    }),
  )
}

/** 自行监测方案: units, points and wells of a works held against HJ 1209, and the frequencies that follow. */
export const selfMonitoringPlan = defineRegister({
  id: 'self-monitoring-plan',
  name: '土壤和地下水自行监测方案',
  module: 'M10',
  subject: 'organisation',
  basis: ['土壤污染防治法第二十一条第二款第三项', '工业企业土壤和地下水自行监测 技术指南（试行）（HJ 1209-2021）'],
  purpose: '重点监测单元、点位和监测井的布设检查，频次由标准得出，方案备案。',
  fields: {
    title: f.text('方案名称', { required: true, example: '2024年版' }),
    site: f.ref('厂区', 'site', { indexed: true, hint: '监测超标时在该厂区立调查' }),
    units: f.rows('重点监测单元', {
      code: f.text('单元编号', { required: true }),
      area: f.decimal('面积', { required: true, min: 0, unit: 'm²' }),
      hidden: f.texts('隐蔽性重点设施设备'),
      surfacePoints: f.integer('表层土壤点', { required: true, min: 0 }),
      deepAt: f.texts('深层土壤点所在设施'),
      wells: f.texts('监测井编号'),
    }),
    wells: f.rows('监测井', {
      code: f.text('井号', { required: true }),
      control: f.boolean('对照井'),
      x: f.decimal('平面坐标 X', { required: true, unit: 'm' }),
      y: f.decimal('平面坐标 Y', { required: true, unit: 'm' }),
    }),
    sensitive: f.choice('周边地下水环境敏感区', ['有', '没有', '不明'], { required: true }),
    distance: f.decimal('与敏感区的距离', { min: 0, unit: 'm' }),
    concerns: f.texts('关注污染物'),
    faults: f.texts('与标准不符之处', { derived: true }),
    frequencies: f.rows(
      '监测频次',
      {
        unit: f.text('单元'),
        object: f.choice('对象', OBJECTS_1209),
        months: f.integer('间隔', { unit: '月' }),
        shown: f.text('频次'),
        why: f.text('依据'),
      },
      { derived: true },
    ),
    scheme: f.files('方案文本'),
    filedOn: f.day('备案日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'title'],
  derive: row => ({ faults: faultsOf(row), frequencies: frequencies(row) }),
  states: { draft: '编制中', submitted: '待备案', filed: '已备案', replaced: '已被新方案取代' },
  initial: 'draft',
  ended: ['replaced'],
  create: { by: ['operator', ...ECOLOGY] },
  correct: { by: ['operator', ...ECOLOGY], in: ['draft'] },
  transitions: {
    submit: {
      label: '报送备案',
      from: ['draft'],
      to: 'submitted',
      by: ['operator', ...ECOLOGY],
      asks: ['scheme'],
      evidence: ['scheme'],
      refuse: row => row.faults.map(message => ({ where: 'units', message })),
    },
    file: {
      label: '备案',
      from: ['submitted'],
      to: 'filed',
      by: ECOLOGY,
      duty: 'reviewer',
      sets: (_, { effective }) => ({ filedOn: effective }),
    },
    sendBack: {
      label: '退回修改',
      from: ['submitted'],
      to: 'draft',
      by: ECOLOGY,
      duty: 'reviewer',
      reason: 'required',
    },
    replace: { label: '由新方案取代', from: ['filed'], to: 'replaced', by: ECOLOGY, reason: 'required' },
  },
  list: ['subject', 'region', 'title', 'sensitive', 'filedOn', 'state'],
  filters: ['region', 'state', 'sensitive'],
  search: ['title', 'note'],
})
