import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'

const BUREAUS = ['生态环境@county', '工业和信息化@county', '生态环境@city'] as const
const CLEARED = ['断水', '断电', '清原料', '清产品', '清设备'] as const
/** With one of these nothing is left to mend. */
const CLOSING: readonly string[] = ['不符合国家产业政策', '不能稳定达标排放', '无证无照']

/** 小型污染企业（散乱污）: what is wrong decides whether it is mended or shut; shut means cut off and cleared, with pictures. */
export const smallPolluter = defineRegister({
  id: 'small-polluter',
  name: '小型工矿企业清理整顿清单',
  module: 'M22',
  basis: ['水污染防治行动计划（取缔“十小”企业）', '县级土壤污染防治工作方案'],
  purpose: '布局分散、装备落后、治污设施差的小型工矿企业：分类取缔或整治，取缔须有两断三清证据，防止反弹。',
  fields: {
    name: f.text('名称', { required: true, indexed: true, secrecy: 'public' }),
    organisation: f.ref('登记的企业', 'organisation', { indexed: true }),
    industry: f.text('行业', { required: true, secrecy: 'public' }),
    address: f.text('地址', { required: true, secrecy: 'public' }),
    location: f.point('位置'),
    problems: f.choices('存在问题', [
      '布局分散',
      '装备水平低',
      '环保治污设施差',
      '不符合国家产业政策',
      '不能稳定达标排放',
      '无证无照',
    ]),
    verdict: f.choice('处置方式', ['依法取缔', '整治提升', '证据不足'], {
      derived: true,
      indexed: true,
      secrecy: 'public',
    }),
    foundOn: f.day('排查日期', { required: true, past: true }),
    decision: f.text('取缔或整治决定文号'),
    due: f.day('完成期限', { secrecy: 'public' }),
    cleared: f.choices('两断三清', CLEARED),
    before: f.files('整治前照片'),
    after: f.files('取缔或整治后照片'),
    monitoring: f.files('达标监测报告'),
    closedOn: f.day('取缔日期', { secrecy: 'public', past: true }),
    rectifiedOn: f.day('整治完成日期', { secrecy: 'public', past: true }),
    finishedOn: f.day('完成日期', { derived: true }),
    lookbacks: f.rows('回头看', {
      on: f.day('日期', { required: true, past: true }),
      rebound: f.boolean('反弹', { required: true }),
      note: f.text('情况'),
    }),
    lookedOn: f.day('最近一次回头看', { derived: true }),
    rebounds: f.integer('反弹次数', { min: 0, unit: '次' }),
    note: f.text('备注', { long: true }),
  },
  key: ['name', 'address'],
  derive: row => ({
    verdict:
      row.problems.length === 0 ? '证据不足' : row.problems.some(p => CLOSING.includes(p)) ? '依法取缔' : '整治提升',
    finishedOn: row.closedOn ?? row.rectifiedOn,
    lookedOn:
      row.lookbacks
        .map(l => l.on)
        .sort()
        .at(-1) ?? null,
  }),
  states: { listed: '已列入', ordered: '已下达决定', closed: '已取缔', rectified: '已整治' },
  initial: 'listed',
  create: { by: ['township', ...BUREAUS] },
  correct: { by: ['township', ...BUREAUS], in: ['listed'] },
  transitions: {
    order: {
      label: '下达决定',
      from: ['listed'],
      to: 'ordered',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['decision', 'due'],
      needs: ['decision', 'due'],
      refuse: row =>
        row.verdict === '证据不足'
          ? [{ where: 'problems', message: '没有查明存在问题（证据不足），不能下达决定' }]
          : [],
    },
    close: {
      label: '取缔完成',
      from: ['ordered'],
      to: 'closed',
      by: BUREAUS,
      duty: 'reviewer',
      single: true,
      asks: ['cleared', 'after', 'closedOn'],
      needs: ['closedOn'],
      evidence: ['after'],
      refuse: row =>
        CLEARED.filter(c => !row.cleared.includes(c)).map(c => ({ where: 'cleared', message: `没有完成“${c}”` })),
    },
    rectify: {
      label: '整治完成',
      from: ['ordered'],
      to: 'rectified',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['after', 'monitoring', 'rectifiedOn'],
      needs: ['rectifiedOn'],
      evidence: ['after', 'monitoring'],
      refuse: row =>
        row.verdict === '依法取缔'
          ? [
              {
                where: 'problems',
                message: `${row.problems.filter(p => CLOSING.includes(p)).join('、')}的应依法取缔，不能按整治办结`,
              },
            ]
          : [],
    },
    lookClosed: {
      label: '回头看：没有反弹',
      from: ['closed'],
      to: 'closed',
      by: BUREAUS,
      asks: ['lookbacks'],
      needs: ['lookbacks'],
    },
    rebound: {
      label: '回头看：死灰复燃',
      from: ['closed', 'rectified'],
      to: 'listed',
      by: BUREAUS,
      reason: 'required',
      sets: (row, { effective }) => ({
        rebounds: (row.rebounds ?? 0) + 1,
        lookbacks: [...row.lookbacks, { on: effective, rebound: true, note: null }],
        closedOn: null,
        rectifiedOn: null,
        cleared: [],
        after: [],
        due: null,
        decision: null,
      }),
    },
  },
  duties: {
    finish: owed(
      '县级人民政府',
      '完成取缔或整治',
      '县级土壤污染防治工作方案',
      ['ordered', 'closed', 'rectified'],
      'due',
      null,
      'finishedOn',
    ),
    look: owed(
      '生态环境部门',
      '取缔后回头看',
      '县级土壤污染防治工作方案',
      ['closed'],
      'closedOn',
      'smallPolluter.lookDays',
      'lookedOn',
    ),
  },
  publish: {
    fields: ['name', 'region', 'industry', 'address', 'verdict', 'due', 'closedOn'],
    in: ['ordered', 'closed'],
  },
  list: ['name', 'region', 'industry', 'verdict', 'due', 'closedOn', 'rectifiedOn', 'rebounds', 'state'],
  filters: ['region', 'state', 'verdict', 'due'],
  search: ['name', 'address'],
  map: { geometry: 'location', colourBy: 'verdict' },
})
