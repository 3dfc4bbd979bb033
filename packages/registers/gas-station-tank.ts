import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 加油站地下油罐: one row a tank; a station is done when all its tanks are. */
export const gasStationTank = defineRegister({
  id: 'gas-station-tank',
  name: '加油站地下油罐防渗改造',
  module: 'M16',
  subject: 'site',
  basis: ['地下水管理条例第四十一条第三项', '加油站地下水污染防治技术指南（试行）'],
  purpose: '地下油罐双层罐更新或防渗池建设，渗漏检测和地下水监测。',
  fields: {
    tank: f.text('罐号', { required: true }),
    volume: f.decimal('容积', { min: 0, unit: 'm³' }),
    product: f.choice('油品', ['汽油', '柴油', '甲醇汽油'], { required: true }),
    installedOn: f.day('安装日期', { past: true }),
    protection: f.choice('防渗形式', ['单层无防渗', '双层罐', '单层罐加防渗池', '不清楚'], {
      required: true,
      secrecy: 'public',
    }),
    leakDetection: f.boolean('有渗漏检测'),
    renovationDue: f.day('改造期限'),
    renovatedOn: f.day('改造完成日期', { secrecy: 'public', past: true }),
    acceptance: f.files('改造验收材料'),
    detections: f.rows('渗漏检测', {
      on: f.day('检测日期', { required: true, past: true }),
      leaking: f.boolean('渗漏', { hint: '没有结论就空着' }),
      record: f.files('检测记录'),
    }),
    wells: f.refs('地下水监测井', 'well'),
    lastLeak: f.choice('最近检测', ['未渗漏', '渗漏', '证据不足'], { derived: true }),
    proof: f.choice('防渗达标', ['达标', '未达标', '证据不足'], { derived: true, secrecy: 'public' }),
    note: f.text('备注'),
  },
  key: ['subject', 'tank'],
  requiredWhen: { renovatedOn: ['done'] },
  derive: row => {
    const last = [...row.detections].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
    return {
      lastLeak: !last ? null : last.leaking === null ? '证据不足' : last.leaking ? '渗漏' : '未渗漏',
      proof: row.protection === '不清楚' ? '证据不足' : row.protection === '单层无防渗' ? '未达标' : '达标',
    }
  },
  states: { single: '待改造', works: '改造中', done: '已完成', emptied: '已停用清空' },
  initial: 'single',
  ended: ['emptied'],
  create: { by: ['operator', '商务@county', '商务@city', '生态环境@county'] },
  correct: { by: ['operator', '商务@county', '商务@city', '生态环境@county'], in: ['single', 'works', 'done'] },
  transitions: {
    start: {
      label: '开始改造',
      from: ['single'],
      to: 'works',
      by: ['operator', '商务@county'],
      asks: ['renovationDue'],
      needs: ['renovationDue'],
    },
    finish: {
      label: '改造完成',
      from: ['single', 'works'],
      to: 'done',
      by: ['商务@county', '商务@city', '生态环境@county'],
      duty: 'reviewer',
      asks: ['protection', 'renovatedOn', 'acceptance', 'leakDetection'],
      needs: ['renovatedOn'],
      evidence: ['acceptance'],
      refuse: row => [
        ...(row.proof === '达标' ? [] : [{ where: 'protection', message: `防渗形式为“${row.protection}”，不算完成` }]),
        ...(row.leakDetection ? [] : [{ where: 'leakDetection', message: '双层罐、防渗池须有渗漏检测' }]),
      ],
    },
    empty: {
      label: '停用清空',
      from: ['single', 'works', 'done'],
      to: 'emptied',
      by: ['商务@county', '商务@city', '生态环境@county'],
      reason: 'required',
    },
  },
  duties: {
    renovation: {
      label: '完成地下油罐防渗改造',
      clause: '地下水管理条例第四十一条第三项',
      by: '经营单位',
      while: ['single', 'works'],
      after: { field: 'renovationDue' },
      days: 0,
      met: { field: 'renovatedOn' },
    },
    detection: {
      label: '渗漏检测',
      clause: '加油站地下水污染防治技术指南',
      by: '经营单位',
      while: ['done'],
      every: 'month',
      met: { rows: 'detections', on: 'on' },
    },
  },
  publish: { fields: ['subject', 'region', 'tank', 'protection', 'renovatedOn', 'state'], in: ['done'] },
  list: ['subject', 'region', 'tank', 'product', 'protection', 'proof', 'lastLeak', 'state'],
  filters: ['region', 'state', 'protection', 'proof', 'lastLeak', 'product'],
  search: ['tank', 'note'],
})
