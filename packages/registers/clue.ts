import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { owed } from './deadline.ts'
import { OFFENCE_NAMES } from './offences.ts'

const BUREAUS = ['生态环境@county', '生态环境@city'] as const

/** Where an act was committed: unused land, rivers and hills are counted by themselves. */
export const PLACES = ['农用地', '建设用地', '未利用地', '河道', '山区', '饮用水水源保护区', '其他'] as const

/** 线索: whoever saw something, it is looked into, leads to a case or to none, and is answered; hot issues in public. */
export const clue = defineRegister({
  id: 'clue',
  name: '线索与举报台账',
  module: 'M22',
  basis: ['土壤污染防治法第八十四条', '信访工作条例'],
  purpose: '举报、巡查、抽查、监测和土地使用权人报告的线索：受理、核查、立案或答复，热点问题公开回应。',
  fields: {
    title: f.text('线索', { required: true, secrecy: 'public' }),
    source: f.choice(
      '来源',
      [
        '12345热线',
        '12369举报',
        '信访',
        '土地使用权人报告',
        '网格巡查',
        '双随机抽查',
        '专项行动',
        '监测超标',
        '法定义务逾期',
        '企业自查',
        '媒体舆情',
        '上级交办',
        '部门移送',
      ],
      { required: true },
    ),
    receivedOn: f.day('接收日期', { required: true, indexed: true, past: true }),
    what: f.text('反映的情况', { required: true, long: true }),
    place: f.choice('地类', PLACES, { required: true }),
    location: f.point('位置'),
    address: f.text('地点'),
    site: f.ref('所在厂区或地块', 'site', { indexed: true }),
    suspect: f.ref('被反映单位', 'organisation', { indexed: true }),
    offence: f.choice('涉嫌违法行为', OFFENCE_NAMES),
    harm: f.boolean('涉嫌造成人身或财产损害'),
    hot: f.boolean('社会热点问题', { hint: '须开展调查并公开回应' }),
    reportedBy: f.unit('报告单位', { hint: '土地使用权人、管理人或企业自己报告时填写' }),
    measures: f.text('报告人已采取的措施', { long: true }),
    informant: f.text('举报人', { secrecy: 'personal' }),
    informantPhone: f.text('举报人电话', { secrecy: 'personal' }),
    realName: f.boolean('实名举报'),
    photos: f.files('照片和材料'),
    inspectedOn: f.day('核查日期', { past: true }),
    inspectors: f.rows('核查人员', {
      name: f.text('姓名', { required: true }),
      licence: f.text('执法证号', { required: true }),
    }),
    findings: f.text('核查情况', { long: true }),
    record: f.files('现场检查记录'),
    caseOpened: f.ref('所立案件', 'enforcement-case', { indexed: true, hint: '立案时由系统填写' }),
    handedTo: f.unit('转办单位', { indexed: true }),
    handedOn: f.day('转办日期', { past: true }),
    rewardedOn: f.day('奖励日期', { past: true }),
    reply: f.text('答复或回应内容', { long: true, secrecy: 'public' }),
    repliedOn: f.day('答复或回应日期', { secrecy: 'public', past: true }),
    replyAt: f.text('公开地址', { secrecy: 'public' }),
    note: f.text('备注', { long: true }),
  },
  requiredWhen: {
    // Who uses the land answers for it: a report comes with what was done at once.
    measures: row => row.source === '土地使用权人报告',
    informant: row => row.realName === true,
  },
  check: row => [
    ...(row.inspectedOn && row.inspectedOn < row.receivedOn
      ? [{ where: 'inspectedOn', message: '核查日期早于接收日期' }]
      : []),
    ...(row.source === '土地使用权人报告' && !row.reportedBy && !row.informant
      ? [{ where: 'reportedBy', message: '土地使用权人报告须写明报告单位或报告人' }]
      : []),
  ],
  states: {
    received: '已接收',
    inspected: '已核查',
    filed: '属实已立案',
    founded: '属实已处理',
    unfounded: '不属实',
    handed: '已转办',
    settled: '已答复办结',
    answered: '已公开回应',
  },
  initial: 'received',
  create: { by: ['land-holder', 'operator', 'township', ...BUREAUS, '农业农村@county', '自然资源@county'] },
  correct: {
    by: ['land-holder', 'operator', 'township', ...BUREAUS],
    in: ['received', 'handed'],
    partyFields: ['measures', 'photos', 'what'],
  },
  transitions: {
    inspect: {
      label: '登记核查情况',
      from: ['received', 'handed'],
      to: 'inspected',
      by: BUREAUS,
      asks: ['inspectedOn', 'inspectors', 'findings', 'record', 'suspect', 'offence', 'site', 'harm'],
      needs: ['inspectedOn', 'findings'],
      evidence: ['record'],
      refuse: row =>
        row.inspectors.length < 2
          ? [{ where: 'inspectors', message: '现场核查不得少于两名执法人员（行政处罚法第四十二条）' }]
          : [],
    },
    file: {
      label: '属实，转立案',
      from: ['inspected'],
      to: 'filed',
      by: BUREAUS,
      single: true,
      asks: ['suspect', 'offence', 'harm'],
      needs: ['offence'],
    },
    handle: { label: '属实，已当场处理', from: ['inspected'], to: 'founded', by: BUREAUS, reason: 'required' },
    deny: { label: '不属实', from: ['inspected'], to: 'unfounded', by: BUREAUS, reason: 'required' },
    hand: {
      label: '转办',
      from: ['received', 'inspected'],
      to: 'handed',
      by: BUREAUS,
      asks: ['handedTo'],
      needs: ['handedTo'],
      reason: 'required',
      sets: (_, { effective }) => ({ handedOn: effective }),
    },
    settle: {
      label: '答复办结',
      from: ['filed', 'founded', 'unfounded', 'handed'],
      to: 'settled',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['reply', 'rewardedOn'],
      needs: ['reply'],
      refuse: row => [
        ...(row.hot ? [{ where: 'hot', message: '社会热点问题须公开回应，不能只答复举报人' }] : []),
        ...unrewarded(row),
      ],
      sets: (_, { effective }) => ({ repliedOn: effective }),
    },
    answer: {
      label: '公开回应',
      from: ['filed', 'founded', 'unfounded'],
      to: 'answered',
      by: BUREAUS,
      duty: 'reviewer',
      asks: ['reply', 'replyAt', 'rewardedOn'],
      needs: ['reply', 'replyAt'],
      refuse: row => unrewarded(row),
      sets: (_, { effective }) => ({ repliedOn: effective }),
    },
  },
  duties: {
    inspect: owed(
      '县级生态环境部门',
      '核查线索',
      '土壤污染防治法第八十四条',
      ['received', 'handed', 'inspected', 'filed', 'founded', 'unfounded'],
      'receivedOn',
      'clue.inspectDays',
      'inspectedOn',
    ),
    reply: owed(
      '县级生态环境部门',
      '办结并答复',
      '信访工作条例第三十四条',
      ['received', 'handed', 'inspected', 'filed', 'founded', 'unfounded', 'settled', 'answered'],
      'receivedOn',
      'clue.replyDays',
      'repliedOn',
    ),
    hot: {
      ...owed(
        '县级生态环境部门',
        '热点问题公开回应',
        '国办发〔2016〕61号',
        ['received', 'inspected', 'filed', 'founded', 'unfounded', 'answered'],
        'receivedOn',
        'clue.hotDays',
        'repliedOn',
      ),
      when: row => row.hot === true,
    },
  },
  party: 'reportedBy',
  relations: { assignee: 'handedTo' },
  publish: { fields: ['title', 'region', 'reply', 'repliedOn', 'replyAt'], in: ['answered'] },
  list: ['title', 'region', 'source', 'receivedOn', 'place', 'suspect', 'hot', 'state'],
  filters: ['region', 'state', 'source', 'place', 'offence', 'hot', 'receivedOn'],
  search: ['title', 'address', 'note'],
  sort: '-receivedOn',
  map: { geometry: 'location', colourBy: 'state' },
})

/** 土壤污染防治法第八十四条: who reported under his own name and was right is rewarded. */
const unrewarded = (row: { realName: boolean | null; state: string; rewardedOn: string | null }) =>
  row.realName && ['filed', 'founded'].includes(row.state) && !row.rewardedOn
    ? [{ where: 'rewardedOn', message: '实名举报并查证属实的，应给予奖励（土壤污染防治法第八十四条）' }]
    : []
