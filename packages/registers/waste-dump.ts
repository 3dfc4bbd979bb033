import { f } from '@jingtu/core/field.ts'
import { compareDecimals, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 非正规垃圾堆放点: one plan for each place, taken off one by one, and looked after when it is gone. */
export const wasteDump = defineRegister({
  id: 'waste-dump',
  name: '非正规垃圾堆放点台账',
  module: 'M19',
  subject: 'site',
  basis: ['固体废物污染环境防治法第四十六条、第五十九条', '非正规垃圾堆放点排查整治工作方案'],
  purpose: '排查、一处一策、整治、滚动销号和后续管理。',
  fields: {
    kind: f.choice('类型', ['生活垃圾', '建筑垃圾', '一般工业固废', '混合', '水面漂浮垃圾'], {
      required: true,
      secrecy: 'public',
    }),
    volume: f.decimal('堆放量', { required: true, unit: 'm³', min: 0 }),
    foundOn: f.day('发现日期', { required: true, past: true }),
    sensitive: f.choices('周边敏感目标', ['水源地', '河湖岸', '农用地', '居民点', '道路两侧']),
    leachate: f.boolean('有渗滤液外流'),
    hazardous: f.boolean('混有危险废物', { hint: '有的，须单独清出并转移联单' }),
    plan: f.files('一处一策整治方案'),
    way: f.choice('整治方式', ['清运处置', '原位封场', '筛分利用', '规范改造']),
    due: f.day('整治期限', { secrecy: 'public' }),
    removed: f.rows('清运去向', {
      on: f.day('日期', { required: true, past: true }),
      volume: f.decimal('数量', { required: true, unit: 'm³', min: 0 }),
      to: f.text('去向', { required: true }),
      manifest: f.text('联单号', { hint: '危险废物须填写' }),
    }),
    remaining: f.decimal('剩余量', { derived: true, unit: 'm³' }),
    acceptedOn: f.day('验收日期', { past: true }),
    acceptance: f.files('验收材料'),
    settledOn: f.day('销号日期', { secrecy: 'public', past: true }),
    follow: f.text('后续管理措施', { long: true }),
    followUps: f.rows('后续管理巡查', {
      on: f.day('日期', { required: true, past: true }),
      found: f.choice('情况', ['无反弹', '有新增堆放', '有渗漏沉降'], { required: true }),
      note: f.text('说明'),
    }),
    rebound: f.boolean('有反弹', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    way: ['rectifying', 'accepted', 'settled'],
    due: ['rectifying'],
    follow: ['settled'],
    settledOn: ['settled'],
  },
  derive: row => ({
    remaining:
      row.way === '原位封场'
        ? null
        : remainder(
            row.volume,
            row.removed.map(r => r.volume),
          ),
    rebound: row.state === 'settled' && row.followUps.some(u => u.found !== '无反弹' && u.on >= (row.settledOn ?? '')),
  }),
  check: row =>
    row.removed.flatMap((r, i) =>
      r.to.includes('危险废物') && !r.manifest
        ? [{ where: `removed.${i}.manifest`, message: `“清运去向”第${i + 1}行：危险废物须填写联单号` }]
        : [],
    ),
  states: { listed: '已建账', rectifying: '整治中', accepted: '已验收', settled: '已销号' },
  initial: 'listed',
  create: { by: ['township', 'county', 'city'] },
  correct: { by: ['township', 'county', 'city'], in: ['listed', 'rectifying', 'settled'] },
  transitions: {
    start: {
      label: '开始整治',
      from: ['listed'],
      to: 'rectifying',
      by: ['county'],
      asks: ['plan', 'way', 'due'],
      needs: ['way', 'due'],
      evidence: ['plan'],
    },
    accept: {
      label: '验收',
      from: ['rectifying'],
      to: 'accepted',
      by: ['county', 'city'],
      duty: 'reviewer',
      asks: ['acceptedOn', 'acceptance'],
      needs: ['acceptedOn'],
      evidence: ['acceptance'],
      refuse: row => [
        ...(row.remaining !== null && Number(row.remaining) > 0
          ? [{ where: 'removed', message: `还有 ${row.remaining} m³ 没有清走或去向不明` }]
          : []),
        ...(row.hazardous && !row.removed.some(r => r.manifest)
          ? [{ where: 'removed', message: '混有危险废物，没有转移联单' }]
          : []),
      ],
    },
    settle: {
      label: '销号',
      from: ['accepted'],
      to: 'settled',
      by: ['city'],
      duty: 'reviewer',
      single: true,
      asks: ['follow'],
      needs: ['follow'],
      sets: (_, { effective }) => ({ settledOn: effective }),
    },
    reopen: {
      label: '反弹，重新整治',
      from: ['settled'],
      to: 'rectifying',
      by: ['county', 'city'],
      reason: 'required',
      asks: ['due', 'volume'],
      needs: ['due'],
      sets: () => ({ settledOn: null, removed: [] }),
    },
  },
  duties: {
    rectify: {
      label: '按期完成整治',
      clause: '年度计划',
      by: '县级人民政府',
      while: ['rectifying'],
      after: { field: 'due' },
      days: 0,
    },
    followUp: {
      label: '销号后每季度巡查',
      clause: '年度计划',
      by: '乡镇人民政府',
      while: ['settled'],
      every: 'quarter',
      met: { rows: 'followUps', on: 'on' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'kind', 'due', 'settledOn', 'state'],
    in: ['listed', 'rectifying', 'accepted', 'settled'],
  },
  list: ['subject', 'region', 'kind', 'volume', 'remaining', 'due', 'rebound', 'state'],
  filters: ['region', 'state', 'kind', 'rebound'],
  search: ['note'],
})

/** What is left of a volume; a dump never holds less than nothing. */
function remainder(volume: string, removed: string[]): string {
  const left = subtract(volume, sum(removed))
  return compareDecimals(left, '0') < 0 ? '0' : left
}
