import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { KEY_INDUSTRIES, METALS } from './metals.ts'

export const INDUSTRIES = [...KEY_INDUSTRIES, '电解锰', '其他涉重行业'] as const

const PERMIT_TERMS = [
  '污染物种类',
  '许可排放浓度',
  '许可排放量',
  '变更后的总量要求',
  '削减措施',
  '减排量',
  '出让量和出让去向',
] as const
/** What every permit under 重点管理 says, and what it says besides where amounts were reduced or passed on. */
const ALWAYS = PERMIT_TERMS.slice(0, 4)

const THALLIUM = ['已列入', '已改造待监测', '达标', '超标', '证据不足'] as const

/** A workshop outlet that meets the limit counts only after the upgrade; one that exceeds counts always. */
function thalliumOf(row: {
  tags: readonly string[]
  upgradedOn: string | null
  workshopOn: string | null
  workshopVerdict: '达标' | '超标' | '证据不足' | null
}): (typeof THALLIUM)[number] | null {
  if (!row.tags.includes('涉铊')) return null
  if (row.workshopVerdict === '超标' && !(row.upgradedOn && row.workshopOn && row.workshopOn < row.upgradedOn))
    return '超标'
  if (!row.upgradedOn) return '已列入'
  return row.workshopOn && row.workshopOn >= row.upgradedOn ? row.workshopVerdict : '已改造待监测'
}

/** Who is an air key unit and lets out heavy metals measures particulates automatically; what nobody knows is not in order. */
const particulateGap = (row: { airKeyUnit: boolean | null; particulate: string | null }) =>
  row.airKeyUnit === null
    ? '证据不足'
    : !row.airKeyUnit
      ? '不要求'
      : row.particulate === '已联网'
        ? '符合'
        : row.particulate === '已安装'
          ? '已安装未联网'
          : row.particulate === '未安装'
            ? '未安装'
            : '证据不足'

/** 涉重金属重点行业企业全口径清单: every enterprise of the industries, found in whatever source, with its permit and its dues. */
export const heavyMetalEnterprise = defineRegister({
  id: 'heavy-metal-enterprise',
  name: '涉重金属重点行业企业全口径清单',
  module: 'M08',
  subject: 'organisation',
  basis: [
    '关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）',
    '环境监管重点单位名录管理办法（生态环境部令第27号）',
  ],
  purpose: '全口径企业的动态更新、排污许可载明事项、颗粒物在线监测、清洁生产审核和限期整改。',
  fields: {
    industry: f.choice('行业', INDUSTRIES, { required: true, secrecy: 'public' }),
    metals: f.choices('重金属', METALS, { required: true, secrecy: 'public' }),
    found: f.choices('来源', ['环评审批', '排污许可', '污染源普查', '企业申报', '现场检查', '举报']),
    missed: f.boolean('漏报补登', { hint: '早已投产而此前没有列入' }),
    startedOn: f.day('投产日期'),
    discharges: f.rows('年度排放量', {
      year: f.integer('年度', { required: true, min: 2013, max: 2200 }),
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('排放量', { required: true, min: 0, unit: 'kg' }),
    }),
    park: f.ref('所在涉重园区', 'site', { indexed: true }),
    permitChangedOn: f.day('排污许可最近变更'),
    permitChange: f.text('排污许可变更内容'),
    permitTerms: f.choices('许可证已载明', PERMIT_TERMS),
    reduces: f.boolean('有减排任务或已认定减排量'),
    transfers: f.boolean('作为总量替代来源'),
    permitGaps: f.texts('许可证缺项', { derived: true }),
    airKeyUnit: f.boolean('大气重点排污单位'),
    particulate: f.choice('颗粒物自动监测', ['未安装', '已安装', '已联网'], { hint: '大气重点排污单位须安装并联网' }),
    particulateDue: f.day('自动监测联网期限'),
    networkedOn: f.day('联网日期', { past: true }),
    devices: f.texts('自动监测设备（MN）', { derived: true }),
    particulateGap: f.choice('颗粒物自动监测核查', ['未安装', '已安装未联网', '符合', '不要求', '证据不足'], {
      derived: true,
    }),
    tags: f.choices('重点标签', ['涉锰', '涉铊', '电解锰渣库', '涉镉']),
    upgradedOn: f.day('除铊等升级改造完成'),
    workshopOn: f.day('最近一次车间排放口铊监测', { derived: true }),
    workshopVerdict: f.choice('车间排放口铊评价', ['达标', '超标', '证据不足'], { derived: true }),
    thallium: f.choice('除铊改造进展', THALLIUM, { derived: true }),
    permitOut: f.rows('许可证载明的出让', {
      substitution: f.ref('去向项目', 'emission-substitution', { required: true }),
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('出让量', { required: true, min: 0, unit: 'kg' }),
    }),
    permitIn: f.rows('许可证载明的来源', {
      reduction: f.ref('来源减排工程', 'emission-reduction', { required: true }),
      metal: f.choice('重金属', METALS, { required: true }),
      kg: f.decimal('来源量', { required: true, min: 0, unit: 'kg' }),
    }),
    ledgerFaults: f.texts('许可证与替代台账不一致', { derived: true }),
    ledgerAgrees: f.boolean('许可证与替代台账一致', { derived: true }),
    keyLists: f.choices('环境监管重点单位', ['水', '地下水', '大气', '土壤', '噪声', '环境风险']),
    auditRequired: f.boolean('强制性清洁生产审核'),
    auditedOn: f.day('最近一次审核'),
    problems: f.rows('问题台账', {
      foundOn: f.day('发现日期', { required: true, past: true }),
      problem: f.text('问题', { required: true }),
      measure: f.text('整改措施'),
      due: f.day('整改期限'),
      closedOn: f.day('销号日期', { past: true }),
    }),
    openProblems: f.integer('未销号问题', { derived: true, unit: '个' }),
    rectifyDue: f.day('限期整改期限'),
    rectifyFailed: f.boolean('整改后仍不达标'),
    closedOn: f.day('停业关闭日期', { secrecy: 'public' }),
    closureOrder: f.text('停业关闭决定文号', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { closureOrder: ['closed'], rectifyDue: ['rectifying'] },
  derive: row => ({
    permitGaps: [
      ...ALWAYS.filter(t => !row.permitTerms.includes(t)),
      ...(row.reduces ? (['削减措施', '减排量'] as const).filter(t => !row.permitTerms.includes(t)) : []),
      ...(row.transfers && !row.permitTerms.includes('出让量和出让去向') ? ['出让量和出让去向'] : []),
    ],
    openProblems: row.problems.filter(p => !p.closedOn).length,
    particulateGap: particulateGap(row),
    thallium: thalliumOf(row),
  }),
  states: { candidate: '待核实', listed: '在册', rectifying: '限期整改', closed: '已关闭', excluded: '不涉重' },
  initial: 'candidate',
  ended: ['closed', 'excluded'],
  create: { by: ['operator', '生态环境@county', '生态环境@city', '行政审批@city', '行政审批@county'] },
  correct: { by: ['生态环境@county', '生态环境@city'], in: ['candidate', 'listed', 'rectifying'] },
  transitions: {
    list: {
      label: '列入清单',
      from: ['candidate', 'excluded'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
    },
    exclude: {
      label: '核实为不涉重',
      from: ['candidate'],
      to: 'excluded',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    rectify: {
      label: '责令限期整改',
      from: ['listed'],
      to: 'rectifying',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      asks: ['rectifyDue'],
      needs: ['rectifyDue'],
    },
    pass: {
      label: '整改达标',
      from: ['rectifying'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row =>
        row.openProblems ? [{ where: 'problems', message: `还有 ${row.openProblems} 个问题没有销号` }] : [],
      sets: () => ({ rectifyDue: null, rectifyFailed: false }),
    },
    close: {
      label: '停业关闭',
      from: ['listed', 'rectifying'],
      to: 'closed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      asks: ['closureOrder', 'rectifyFailed'],
      needs: ['closureOrder'],
      sets: (_, { effective }) => ({ closedOn: effective }),
    },
    restart: {
      label: '恢复生产',
      from: ['closed'],
      to: 'listed',
      by: ['生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: () => ({ closedOn: null, closureOrder: null }),
    },
  },
  duties: {
    particulate: {
      label: '颗粒物自动监测安装联网',
      clause: '排污许可管理条例第二十条',
      by: '企业',
      while: ['listed', 'rectifying'],
      when: row => row.airKeyUnit === true && row.particulate !== '已联网',
      after: { field: 'particulateDue' },
      days: 0,
      met: { field: 'networkedOn' },
    },
    audit: {
      label: '强制性清洁生产审核（两年一轮）',
      clause: '清洁生产促进法第二十七条；年度计划',
      by: '企业',
      while: ['listed', 'rectifying'],
      when: row => row.auditRequired === true,
      after: { field: 'auditedOn' },
      years: 2,
    },
    rectify: {
      label: '完成限期整改',
      clause: '土壤污染防治行动计划',
      by: '企业',
      while: ['rectifying'],
      after: { field: 'rectifyDue' },
      days: 0,
    },
    update: {
      label: '更新全口径清单',
      clause: '环固体〔2022〕17号',
      by: '市级生态环境部门',
      while: ['candidate'],
      every: 'year',
      due: '12-31',
    },
  },
  publish: { fields: ['subject', 'region', 'industry', 'closedOn', 'closureOrder', 'state'], in: ['closed'] },
  list: ['subject', 'region', 'industry', 'metals', 'permitGaps', 'openProblems', 'state'],
  filters: [
    'region',
    'state',
    'industry',
    'missed',
    'airKeyUnit',
    'particulate',
    'particulateGap',
    'thallium',
    'transfers',
    'ledgerAgrees',
  ],
  search: ['note'],
})
