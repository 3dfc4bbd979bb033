import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals, type Decimal, percentage, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

export const PACKAGE_MATERIALS = ['塑料瓶', '塑料袋', '铝箔袋', '玻璃瓶', '纸袋', '水溶性包装', '其他'] as const
const USES = ['再利用', '无害化处置', '资源化利用', '转运'] as const
const BY = ['township', '农业农村@county', '供销@county'] as const

const share = (part: Decimal, whole: Decimal): Decimal | null => {
  const rate = percentage(part, whole)
  return rate === 'not-applicable' ? null : rate
}

/** What was taken in and passed on in each year; the stock left over is in the row itself. */
function years(
  received: readonly { on: string; kg: Decimal }[],
  sent: readonly { on: string; use: string; kg: Decimal }[],
) {
  const all = [...new Set([...received, ...sent].map(r => Number(r.on.slice(0, 4))))].sort()
  const of = (rows: readonly { on: string; kg: Decimal }[], year: number): Decimal =>
    sum(rows.filter(r => r.on.startsWith(`${year}-`)).map(r => r.kg))
  return all.map(year => ({
    year,
    received: of(received, year),
    reused: of(
      sent.filter(s => s.use === '再利用' || s.use === '资源化利用'),
      year,
    ),
    disposed: of(
      sent.filter(s => s.use === '无害化处置'),
      year,
    ),
  }))
}

/** 农业废弃物回收处理点: film, packages or manure of scattered farms taken in, kept, passed on; a deposit is paid back for packages. */
export const recoveryPoint = defineRegister({
  id: 'recovery-point',
  name: '农业废弃物回收处理点',
  module: 'M18',
  basis: ['土壤污染防治法第三十条', '农用薄膜管理办法', '农药包装废弃物回收处理管理办法', '畜禽规模养殖污染防治条例'],
  purpose: '农户收集、网点回收、企业加工三级的收、发、存台账；农药包装按材质统计和押金收退；分散养殖粪污集中处理。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    kind: f.choice('回收对象', ['农用薄膜', '农药包装', '畜禽粪污'], { required: true, secrecy: 'public' }),
    role: f.choice('环节', ['回收网点', '加工处理企业', '集中处理点'], { required: true, secrecy: 'public' }),
    duty: f.choices('回收责任人', ['生产者', '经营者', '使用者', '回收企业'], { hint: '谁生产、谁经营、谁回收' }),
    operator: f.ref('运营单位', 'organisation', { indexed: true }),
    location: f.point('位置', { secrecy: 'public' }),
    next: f.ref('下一环节', 'recovery-point', { indexed: true }),
    capacity: f.decimal('年处理能力', { unit: 'kg', min: 0 }),
    farms: f.refs('服务的分散养殖户', 'livestock-farm'),
    received: f.rows('回收台账', {
      on: f.day('日期', { required: true, past: true }),
      from: f.text('交来人'),
      material: f.choice('包装材质', PACKAGE_MATERIALS, { hint: '农药包装须填写' }),
      nonStandard: f.boolean('小容量或非标准包装'),
      kg: f.decimal('数量', { required: true, min: 0, unit: 'kg' }),
    }),
    sent: f.rows('处理处置台账', {
      on: f.day('日期', { required: true, past: true }),
      use: f.choice('去向', USES, { required: true }),
      to: f.text('接收单位', { required: true }),
      kg: f.decimal('数量', { required: true, min: 0, unit: 'kg' }),
      proof: f.files('凭证'),
    }),
    deposits: f.rows('押金台账', {
      on: f.day('日期', { required: true, past: true }),
      seller: f.text('经营门店', { required: true }),
      taken: f.decimal('收取押金', { min: 0, unit: '元' }),
      returned: f.decimal('退还押金', { min: 0, unit: '元' }),
    }),
    years: f.rows(
      '分年统计',
      {
        year: f.integer('年度'),
        received: f.decimal('回收', { unit: 'kg' }),
        reused: f.decimal('利用', { unit: 'kg' }),
        disposed: f.decimal('无害化处置', { unit: 'kg' }),
      },
      { derived: true },
    ),
    stock: f.decimal('库存', { derived: true, unit: 'kg' }),
    treated: f.decimal('处理处置率', { derived: true, unit: '%', secrecy: 'public' }),
    materials: f.rows(
      '按材质统计',
      {
        material: f.choice('材质', PACKAGE_MATERIALS),
        kg: f.decimal('回收', { unit: 'kg' }),
        share: f.decimal('占比', { unit: '%' }),
      },
      { derived: true },
    ),
    nonStandardShare: f.decimal('小容量或非标准包装占比', { derived: true, unit: '%' }),
    depositHeld: f.decimal('未退押金', { derived: true, unit: '元' }),
    overload: f.texts('超出处理能力的年度', { derived: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['name', 'kind'],
  visibleWhen: {
    deposits: row => row.kind === '农药包装',
    farms: row => row.kind === '畜禽粪污',
  },
  check: row => {
    const held = subtract(sum(row.deposits.map(d => d.taken ?? '0')), sum(row.deposits.map(d => d.returned ?? '0')))
    const stock = subtract(sum(row.received.map(r => r.kg)), sum(row.sent.map(s => s.kg)))
    return [
      ...(compareDecimals(stock, '0') < 0 ? [{ where: 'sent', message: `处理处置多于回收 ${stock.slice(1)} kg` }] : []),
      ...(compareDecimals(held, '0') < 0
        ? [{ where: 'deposits', message: `退还押金多于收取 ${held.slice(1)} 元` }]
        : []),
      ...(row.kind === '农药包装'
        ? row.received.flatMap((r, i) =>
            r.material
              ? []
              : [{ where: `received.${i}.material`, message: `“回收台账”第${i + 1}行：农药包装须填写材质` }],
          )
        : []),
    ]
  },
  derive: row => {
    const received = sum(row.received.map(r => r.kg))
    const sent = sum(row.sent.map(s => s.kg))
    const byYear = years(row.received, row.sent)
    const named = row.received.filter(r => r.material)
    const whole = sum(named.map(r => r.kg))
    return {
      years: byYear,
      stock: subtract(received, sent),
      treated: share(sent, received),
      materials: PACKAGE_MATERIALS.flatMap(material => {
        const kg = named.filter(r => r.material === material).reduce((n, r) => add(n, r.kg), '0')
        return kg === '0' ? [] : [{ material, kg, share: share(kg, whole) }]
      }),
      nonStandardShare: share(sum(named.filter(r => r.nonStandard).map(r => r.kg)), whole),
      depositHeld:
        row.deposits.length > 0
          ? subtract(sum(row.deposits.map(d => d.taken ?? '0')), sum(row.deposits.map(d => d.returned ?? '0')))
          : null,
      overload:
        row.capacity === null
          ? []
          : byYear.filter(y => compareDecimals(y.received, row.capacity!) > 0).map(y => String(y.year)),
    }
  },
  states: { planned: '拟设', open: '运行', closed: '已撤销' },
  initial: 'planned',
  ended: ['closed'],
  create: { by: BY },
  correct: { by: ['operator', ...BY], in: ['planned', 'open'], partyFields: ['received', 'sent', 'deposits', 'note'] },
  party: 'operator',
  transitions: {
    open: {
      label: '投入运行',
      from: ['planned', 'closed'],
      to: 'open',
      by: ['农业农村@county', '供销@county'],
      refuse: row => [
        ...(row.operator ? [] : [{ where: 'operator', message: '没有运营单位' }]),
        ...(row.location ? [] : [{ where: 'location', message: '没有位置' }]),
        ...(row.role === '回收网点' && !row.next
          ? [{ where: 'next', message: '回收网点须写明下一环节（加工处理企业）' }]
          : []),
        ...(row.kind === '畜禽粪污' && row.farms.length === 0
          ? [{ where: 'farms', message: '集中处理点没有服务的养殖户' }]
          : []),
      ],
    },
    close: {
      label: '撤销',
      from: ['open'],
      to: 'closed',
      by: ['农业农村@county', '供销@county'],
      duty: 'reviewer',
      reason: 'required',
      refuse: row => [
        ...(row.stock && compareDecimals(row.stock, '0') > 0
          ? [{ where: 'stock', message: `还有库存 ${row.stock} kg 没有处理处置` }]
          : []),
        ...(row.depositHeld && compareDecimals(row.depositHeld, '0') > 0
          ? [{ where: 'deposits', message: `还有押金 ${row.depositHeld} 元没有退还` }]
          : []),
      ],
    },
  },
  duties: {
    treat: {
      label: '年内将回收物送去处理处置',
      clause: '土壤污染防治法第三十条',
      by: '运营单位',
      while: ['open'],
      every: 'year',
      met: { rows: 'sent', on: 'on' },
    },
  },
  publish: { fields: ['name', 'region', 'kind', 'role', 'location', 'treated'], in: ['open'] },
  list: ['name', 'region', 'kind', 'role', 'operator', 'stock', 'treated', 'nonStandardShare', 'state'],
  filters: ['region', 'state', 'kind', 'role'],
  search: ['name', 'note'],
  map: { geometry: 'location', colourBy: 'kind' },
})
