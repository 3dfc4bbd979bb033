import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 生活垃圾处理设施: landfills, incinerators and stations; a landfill without liner or leachate treatment does not comply. */
export const wasteFacility = defineRegister({
  id: 'waste-facility',
  name: '生活垃圾处理设施台账',
  module: 'M19',
  subject: 'site',
  basis: ['固体废物污染环境防治法第五十五条、第五十六条', '生活垃圾填埋场污染控制标准（GB 16889）'],
  purpose: '村镇和城市生活垃圾填埋场、焚烧厂、转运站的防渗、渗滤液处理和达标情况。',
  fields: {
    kind: f.choice('类型', ['卫生填埋场', '简易填埋场', '焚烧厂', '转运站', '收集点'], {
      required: true,
      secrecy: 'public',
    }),
    tier: f.choice('级别', ['市级', '县（区）级', '乡镇级', '村级'], { required: true }),
    capacity: f.decimal('处理能力', { unit: '吨/日', min: 0 }),
    villages: f.refs('服务村庄', 'village'),
    contiguous: f.text('连片整治片区', { hint: '属于同一连片整治片区的设施写同一名称' }),
    liner: f.choice('防渗', ['双层人工衬层', '单层人工衬层', '天然防渗', '无', '不清楚'], { required: true }),
    leachateWay: f.choice('渗滤液处理', ['自建处理', '外运处理', '直排', '无渗滤液', '不清楚'], { required: true }),
    leachateCapacity: f.decimal('渗滤液处理能力', { unit: 'm³/日', min: 0 }),
    leachateYield: f.decimal('渗滤液产生量', { unit: 'm³/日', min: 0 }),
    monitorings: f.rows('渗滤液排放监测', {
      on: f.day('采样日期', { required: true, past: true }),
      met: f.boolean('达标'),
      exceeded: f.texts('超标项目'),
      report: f.files('监测报告'),
    }),
    wells: f.refs('地下水监测井', 'well'),
    compliance: f.choice('合规情况', ['合规', '不合规', '证据不足'], { derived: true, secrecy: 'public' }),
    gaps: f.texts('问题', { derived: true }),
    measure: f.text('整治措施', { long: true }),
    due: f.day('整治期限'),
    closedOn: f.day('停用或封场日期', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { measure: ['rectifying'], due: ['rectifying'] },
  derive: row => {
    const landfill = row.kind.endsWith('填埋场')
    const last = [...row.monitorings].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
    const gaps: string[] = []
    const open: string[] = []
    if (landfill) {
      if (row.liner === '无' || row.liner === '天然防渗') gaps.push('没有人工防渗')
      if (row.liner === '不清楚') open.push('防渗情况不清楚')
    }
    if (row.leachateWay === '直排') gaps.push('渗滤液直排')
    if (row.leachateWay === '不清楚') open.push('渗滤液去向不清楚')
    if (row.leachateWay === '自建处理') {
      if (row.leachateCapacity === null || row.leachateYield === null) open.push('渗滤液处理能力或产生量没有填写')
      else if (Number(row.leachateCapacity) < Number(row.leachateYield))
        gaps.push(`渗滤液处理能力 ${row.leachateCapacity} m³/日不足产生量 ${row.leachateYield} m³/日`)
      if (!last || last.met === null) open.push('没有渗滤液达标的监测结论')
      else if (!last.met) gaps.push(`${last.on} 渗滤液超标：${last.exceeded.join('、') || '项目未注明'}`)
    }
    return { gaps: [...gaps, ...open], compliance: gaps.length > 0 ? '不合规' : open.length > 0 ? '证据不足' : '合规' }
  },
  states: { running: '在用', rectifying: '整治中', closed: '已停用' },
  initial: 'running',
  ended: ['closed'],
  create: { by: ['township', 'county', 'city'] },
  correct: { by: ['township', 'county', 'city'], in: ['running', 'rectifying'] },
  transitions: {
    rectify: {
      label: '限期整治',
      from: ['running'],
      to: 'rectifying',
      by: ['county', 'city'],
      duty: 'reviewer',
      asks: ['measure', 'due'],
      needs: ['measure', 'due'],
      refuse: row => (row.compliance === '合规' ? [{ where: 'compliance', message: '没有需要整治的问题' }] : []),
    },
    finish: {
      label: '整治完成',
      from: ['rectifying'],
      to: 'running',
      by: ['county', 'city'],
      duty: 'reviewer',
      refuse: row => (row.compliance === '合规' ? [] : row.gaps.map(message => ({ where: 'gaps', message }))),
    },
    close: {
      label: '停用封场',
      from: ['running', 'rectifying'],
      to: 'closed',
      by: ['county', 'city'],
      duty: 'reviewer',
      reason: 'required',
      sets: (_, { effective }) => ({ closedOn: effective }),
    },
  },
  duties: {
    rectify: {
      label: '按期完成整治',
      clause: '固体废物污染环境防治法第五十五条',
      by: '运行单位',
      while: ['rectifying'],
      after: { field: 'due' },
      days: 0,
    },
    monitoring: {
      label: '渗滤液排放监测',
      clause: 'GB 16889',
      by: '运行单位',
      while: ['running', 'rectifying'],
      when: row => row.leachateWay === '自建处理',
      every: 'quarter',
      met: { rows: 'monitorings', on: 'on' },
    },
  },
  publish: { fields: ['subject', 'region', 'kind', 'compliance', 'state'], in: ['running', 'rectifying'] },
  list: ['subject', 'region', 'kind', 'tier', 'liner', 'leachateWay', 'compliance', 'state'],
  filters: ['region', 'state', 'kind', 'tier', 'compliance'],
  search: ['contiguous', 'note'],
})
