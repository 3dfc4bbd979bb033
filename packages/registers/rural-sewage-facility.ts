import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const REQUIRED = ['自动监测并联网', '流量和视频监控', '无要求'] as const

/** Which devices a plant must have: decided on what it treats, then on what it could treat. Both limits belong to the higher group. */
export function devicesFor(actual: string | null, capacity: string, on: string): (typeof REQUIRED)[number] {
  if (actual !== null && Number(actual) >= parameterOn('ruralSewage.online', on).value) return '自动监测并联网'
  return Number(capacity) >= parameterOn('ruralSewage.flow', on).value ? '流量和视频监控' : '无要求'
}

/** 农村集中式生活污水处理设施: what it can do, whether it runs, who runs it, what comes out of it, and who looked. */
export const ruralSewageFacility = defineRegister({
  id: 'rural-sewage-facility',
  name: '农村生活污水处理设施台账',
  module: 'M19',
  subject: 'site',
  basis: ['水污染防治法第五十六条', '农村生活污水处理设施运行维护管理规定（各地）'],
  purpose: '集中式农村生活污水处理设施的运行、分类整治、运维监管和监测。',
  fields: {
    place: f.choice('类别', ['乡镇政府驻地', '村级'], { required: true, secrecy: 'public' }),
    capacity: f.decimal('设计处理能力', { required: true, unit: '吨/日', min: 0, secrecy: 'public' }),
    actual: f.decimal('实际日处理水量', { unit: '吨/日', min: 0 }),
    load: f.decimal('负荷率', { derived: true, unit: '%' }),
    process: f.text('处理工艺', { required: true }),
    pipeLength: f.decimal('配套管网长度', { unit: 'km', min: 0 }),
    villages: f.refs('服务村庄', 'village'),
    running: f.choice('运行状态', ['正常', '不正常', '停运'], { required: true, secrecy: 'public' }),
    problem: f.choice('问题类别', ['工艺不合理', '管网不配套', '缺少运维', '设备损坏', '进水不足', '其他']),
    measure: f.text('整治措施', { long: true, hint: '工艺不合理的，写明调整后的技术路线' }),
    newProcess: f.text('调整后的工艺'),
    due: f.day('整治期限'),
    rectifiedOn: f.day('整治完成日期', { past: true }),
    operator: f.ref('运维单位', 'organisation', { indexed: true }),
    contractUntil: f.day('运维合同到期日'),
    contract: f.files('运维合同'),
    supervisor: f.unit('监管单位', { hint: '生态环境部门' }),
    assessments: f.rows('运维考核', {
      on: f.day('考核日期', { required: true }),
      score: f.decimal('得分', { required: true, min: 0, max: 100 }),
      result: f.text('考核意见'),
    }),
    device: f.choice('监控设施要求', REQUIRED, { derived: true }),
    deviceState: f.choice('监控设施', ['未安装', '已安装', '已联网'], { required: true }),
    devices: f.rows('监控设备', {
      position: f.choice('位置', ['进水口', '出水口', '厂区'], { required: true }),
      kind: f.choice('类型', ['水质自动监测', '流量计', '视频'], { required: true }),
      number: f.text('设备编号（MN）或视频地址', { required: true }),
      networkedOn: f.day('联网日期', { past: true }),
    }),
    deviceMissing: f.texts('监控设施缺项', { derived: true }),
    monitorings: f.rows('进出水监测', {
      on: f.day('采样日期', { required: true, past: true }),
      position: f.choice('位置', ['进水口', '出水口'], { required: true }),
      met: f.boolean('达标', { hint: '没有结论就空着' }),
      report: f.files('监测报告'),
    }),
    outletMonitoredOn: f.days('进、出口都监测了的日期', { derived: true }),
    patrols: f.rows('巡查', {
      on: f.day('巡查日期', { required: true, past: true }),
      by: f.text('巡查人', { required: true }),
      found: f.text('发现的问题'),
    }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    problem: row => row.running !== '正常',
    measure: ['rectifying'],
    due: ['rectifying'],
    newProcess: row => row.state === 'rectifying' && row.problem === '工艺不合理',
  },
  visibleWhen: { newProcess: row => row.problem === '工艺不合理' },
  derive: row => {
    // The limits are those of the plan in force; facilities carry no year of their own.
    const device = devicesFor(row.actual, row.capacity, row.effective)
    const has = (kind: string, positions: readonly string[]): boolean =>
      positions.every(p => row.devices.some(d => d.kind === kind && d.position === p && d.networkedOn))
    const missing =
      device === '自动监测并联网'
        ? has('水质自动监测', ['进水口', '出水口'])
          ? []
          : ['进、出水口水质自动监测联网']
        : device === '流量和视频监控'
          ? [
              ...(row.devices.some(d => d.kind === '流量计' && d.networkedOn) ? [] : ['流量计接入平台']),
              ...(row.devices.some(d => d.kind === '视频' && d.networkedOn) ? [] : ['视频接入平台']),
            ]
          : []
    const days = new Set(row.monitorings.map(m => m.on))
    return {
      load: row.actual === null ? null : rate(row.actual, row.capacity),
      device,
      deviceMissing: missing,
      outletMonitoredOn: [...days]
        .filter(on => ['进水口', '出水口'].every(p => row.monitorings.some(m => m.on === on && m.position === p)))
        .sort(),
    }
  },
  states: { running: '在用', rectifying: '整治中', retired: '已退出' },
  initial: 'running',
  ended: ['retired'],
  create: { by: ['township', '生态环境@county', '生态环境@city', '住房城乡建设@county'] },
  correct: {
    by: ['township', '生态环境@county', '生态环境@city', '住房城乡建设@county'],
    in: ['running', 'rectifying'],
  },
  transitions: {
    rectify: {
      label: '列入分类整治',
      from: ['running'],
      to: 'rectifying',
      by: ['生态环境@county', '生态环境@city', '住房城乡建设@county'],
      asks: ['problem', 'measure', 'newProcess', 'due'],
      needs: ['problem', 'measure', 'due'],
      refuse: row => (row.running === '正常' ? [{ where: 'running', message: '运行状态为“正常”，无须整治' }] : []),
    },
    finish: {
      label: '整治完成',
      from: ['rectifying'],
      to: 'running',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['rectifiedOn', 'running'],
      needs: ['rectifiedOn'],
      refuse: row => (row.running === '正常' ? [] : [{ where: 'running', message: `运行状态仍为“${row.running}”` }]),
      sets: row => ({ process: row.newProcess ?? row.process, newProcess: null, problem: null }),
    },
    retire: {
      label: '退出',
      from: ['running', 'rectifying'],
      to: 'retired',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    online: {
      label: '安装水质自动监测并联网',
      clause: '年度计划；HJ 978、HJ 1083',
      by: '运维单位',
      while: ['running', 'rectifying'],
      when: row => row.device === '自动监测并联网' && row.deviceMissing.length > 0,
      every: 'year',
      due: '07-31',
    },
    flow: {
      label: '安装出水量和视频监控并接入平台',
      clause: '年度计划',
      by: '运维单位',
      while: ['running', 'rectifying'],
      when: row => row.device === '流量和视频监控' && row.deviceMissing.length > 0,
      every: 'year',
      due: '12-31',
    },
    monitoring: {
      label: '进、出口水质监测（日处理 100 吨及以上）',
      clause: '年度计划',
      by: '县级生态环境部门',
      while: ['running', 'rectifying'],
      when: row => Number(row.capacity) >= parameterOn('ruralSewage.flow', row.effective).value,
      every: 'half-year',
      met: { field: 'outletMonitoredOn' },
    },
    patrol: {
      label: '巡查（日处理 100 吨及以上）',
      clause: '年度计划',
      by: '县级生态环境部门',
      while: ['running', 'rectifying'],
      when: row => Number(row.capacity) >= parameterOn('ruralSewage.flow', row.effective).value,
      every: 'quarter',
      met: { rows: 'patrols', on: 'on' },
    },
    contract: {
      label: '运维合同到期前续签',
      clause: '年度计划',
      by: '县级人民政府',
      while: ['running', 'rectifying'],
      after: { field: 'contractUntil' },
      days: 0,
    },
  },
  publish: { fields: ['subject', 'region', 'capacity', 'running', 'state'], in: ['running', 'rectifying'] },
  list: ['subject', 'region', 'place', 'capacity', 'actual', 'running', 'device', 'deviceState', 'state'],
  filters: ['region', 'state', 'place', 'running', 'device', 'deviceState'],
  search: ['process', 'note'],
})

const rate = (part: string, whole: string): string | null => {
  const share = percentage(part, whole)
  return share === 'not-applicable' ? null : share
}
