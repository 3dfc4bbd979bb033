import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals, percentage, subtract, sum } from '@jingtu/core/measure.ts'
import { addDays, isPeriod, periodDays } from '@jingtu/core/period.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const HARMLESS: readonly string[] = ['园林绿化', '土地改良', '焚烧', '建材利用', '卫生填埋']
const TESTED: readonly string[] = ['园林绿化', '土地改良']
const KEEPERS = ['住房城乡建设@county', '水利@county', '城市管理@county', '生态环境@county', '生态环境@city'] as const

/** 污泥处理处置台账: what a sewage works made in a period and where each tonne went; none of it goes on fields. */
export const sludgeLedger = defineRegister({
  id: 'sludge-ledger',
  name: '污泥处理处置台账',
  module: 'M17',
  subject: 'site',
  basis: ['水污染防治法第五十一条', '土壤污染防治法第二十八条', '城镇排水与污水处理条例第三十条'],
  purpose: '污泥产生、去向与平衡，园林绿化须检测达标，禁止农用；达标改造和非法堆放点清理。',
  fields: {
    period: f.period('时段', { required: true, hint: '月、季或年，例如 2026-07' }),
    dueOn: f.day('填报期限', { derived: true }),
    opening: f.decimal('期初存量', { unit: '吨', min: 0 }),
    produced: f.decimal('产生量', { unit: '吨', min: 0 }),
    moisture: f.decimal('含水率', { unit: '%', min: 0, max: 100 }),
    destinations: f.rows('去向', {
      way: f.choice('方式', ['园林绿化', '土地改良', '焚烧', '建材利用', '卫生填埋', '农田利用', '去向不明'], {
        required: true,
      }),
      receiver: f.text('接收单位', { required: true }),
      on: f.day('日期', { required: true, past: true }),
      tonnes: f.decimal('数量', { required: true, unit: '吨', min: 0 }),
      quality: f.choice('泥质检测', ['达标', '不达标', '未检测']),
      report: f.files('检测报告'),
    }),
    closing: f.decimal('期末存量', { unit: '吨', min: 0 }),
    moved: f.decimal('运出量', { derived: true, unit: '吨' }),
    harmless: f.decimal('无害化处理处置量', { derived: true, unit: '吨' }),
    harmlessRate: f.decimal('无害化处理处置率', { derived: true, unit: '%', secrecy: 'public' }),
    missing: f.decimal('账面差额', { derived: true, unit: '吨' }),
    balance: f.choice('平衡', ['平衡', '不平衡', '证据不足'], { derived: true }),
    compliant: f.choice('设施达标', ['达标', '不达标', '不清楚'], { required: true, secrecy: 'public' }),
    upgradeDue: f.day('达标改造期限', { indexed: true }),
    upgradedOn: f.day('达标改造完成日期', { past: true }),
    heaps: f.rows('非法堆放点', {
      place: f.text('位置', { required: true }),
      foundOn: f.day('发现日期', { required: true, past: true }),
      tonnes: f.decimal('数量', { unit: '吨', min: 0 }),
      due: f.day('取缔期限', { required: true }),
      clearedOn: f.day('取缔日期', { past: true }),
      photos: f.files('取缔照片'),
    }),
    openHeaps: f.integer('没有取缔的堆放点', { derived: true, unit: '处', indexed: true }),
    heapDue: f.day('最近的取缔期限', { derived: true }),
    submittedOn: f.day('提交日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'period'],
  requiredWhen: { upgradeDue: row => row.compliant === '不达标' },
  check: row => [
    ...row.destinations
      .filter(d => d.way === '农田利用')
      .map(d => ({
        where: 'destinations',
        message: `${d.on} 运往“${d.receiver}”的 ${d.tonnes} 吨：禁止将污泥作为肥料用于农田`,
      })),
    ...row.destinations
      .filter(d => TESTED.includes(d.way) && d.quality === '不达标')
      .map(d => ({ where: 'destinations', message: `${d.on} 运往“${d.receiver}”的污泥检测不达标，不能用于${d.way}` })),
    ...row.heaps
      .filter(h => h.clearedOn && h.photos.length === 0)
      .map(h => ({ where: 'heaps', message: `“${h.place}”已取缔，没有照片` })),
  ],
  derive: row => {
    const moved = row.destinations.length > 0 ? sum(row.destinations.map(d => d.tonnes)) : null
    // Sludge for green land counts once a report shows that it may lie there.
    const harmless = sum(
      row.destinations
        .filter(d => HARMLESS.includes(d.way) && (!TESTED.includes(d.way) || d.quality === '达标'))
        .map(d => d.tonnes),
    )
    const known = row.opening !== null && row.produced !== null && row.closing !== null
    const missing = known ? subtract(subtract(add(row.opening!, row.produced!), moved ?? '0'), row.closing!) : null
    const rate = row.produced === null || moved === null ? 'not-applicable' : percentage(harmless, moved)
    const open = row.heaps.filter(h => !h.clearedOn)
    const tolerance = parameterOn('sludge.difference', row.effective).value
    const share = missing === null ? null : percentage(missing.replace('-', ''), add(row.opening!, row.produced!))
    return {
      dueOn: isPeriod(row.period)
        ? addDays(periodDays(row.period).to, parameterOn('sludge.reportDays', row.effective).value)
        : null,
      moved,
      harmless: moved === null ? null : harmless,
      harmlessRate: rate === 'not-applicable' ? null : rate,
      missing,
      balance:
        missing === null
          ? '证据不足'
          : (share === 'not-applicable' ? missing === '0' : compareDecimals(share!, String(tolerance)) <= 0) &&
              !row.destinations.some(d => d.way === '去向不明')
            ? '平衡'
            : '不平衡',
      openHeaps: open.length,
      heapDue: open.map(h => h.due).sort()[0] ?? null,
    }
  },
  states: { draft: '填报中', submitted: '待审核', accepted: '已审核' },
  initial: 'draft',
  create: { by: ['operator', ...KEEPERS] },
  correct: { by: ['operator', ...KEEPERS], in: ['draft'] },
  transitions: {
    submit: {
      label: '提交',
      from: ['draft'],
      to: 'submitted',
      by: ['operator', ...KEEPERS],
      refuse: row => [
        ...(row.balance === '证据不足' ? [{ where: 'produced', message: '存量、产生量没有填全（证据不足）' }] : []),
        ...(row.balance === '不平衡'
          ? [{ where: 'destinations', message: `账面差额 ${row.missing} 吨或有去向不明的污泥，须核实` }]
          : []),
        ...row.destinations
          .filter(d => TESTED.includes(d.way) && (d.quality !== '达标' || d.report.length === 0))
          .map(d => ({ where: 'destinations', message: `用于${d.way}的污泥须有达标的检测报告（${d.receiver}）` })),
      ],
      sets: (_, { effective }) => ({ submittedOn: effective }),
    },
    accept: {
      label: '审核通过',
      from: ['submitted'],
      to: 'accepted',
      by: ['住房城乡建设@county', '城市管理@county', '水利@county', '生态环境@county', '生态环境@city'],
      duty: 'reviewer',
    },
    // What was reported stays; what is done about heaps and works goes on.
    follow: {
      label: '补记取缔和改造',
      from: ['accepted'],
      to: 'accepted',
      by: KEEPERS,
      asks: ['heaps', 'compliant', 'upgradedOn'],
    },
    sendBack: {
      label: '退回',
      from: ['submitted', 'accepted'],
      to: 'draft',
      by: ['住房城乡建设@county', '城市管理@county', '水利@county', '生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ submittedOn: null }),
    },
  },
  duties: {
    report: {
      label: '填报污泥台账',
      clause: '城镇排水与污水处理条例第三十条',
      by: '污水处理运营单位',
      while: ['draft', 'submitted', 'accepted'],
      after: { field: 'dueOn' },
      days: 0,
      met: { field: 'submittedOn' },
    },
    upgrade: {
      label: '污泥处理处置设施达标改造',
      clause: '水污染防治行动计划；年度工作方案',
      by: '污水处理运营单位',
      while: ['draft', 'submitted', 'accepted'],
      when: row => row.compliant !== '达标',
      after: { field: 'upgradeDue' },
      days: 0,
      met: { field: 'upgradedOn' },
    },
    heaps: {
      label: '取缔非法污泥堆放点',
      clause: '水污染防治行动计划；年度工作方案',
      by: '县级人民政府',
      while: ['draft', 'submitted', 'accepted'],
      after: { field: 'heapDue' },
      days: 0,
    },
  },
  publish: { fields: ['subject', 'region', 'period', 'harmlessRate', 'compliant'], in: ['accepted'] },
  list: ['subject', 'region', 'period', 'produced', 'moved', 'harmlessRate', 'balance', 'openHeaps', 'state'],
  filters: ['region', 'state', 'period', 'balance', 'compliant', 'openHeaps'],
  search: ['note'],
})
