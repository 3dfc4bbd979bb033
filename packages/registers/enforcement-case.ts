import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { PLACES } from './clue.ts'
import { owed } from './deadline.ts'
import { clauseOf, findOffence, OFFENCE_KINDS, OFFENCE_NAMES } from './offences.ts'
import { fineRange, penaltyFaults, penaltyOf, surchargeOf } from './penalty.ts'

const ENFORCERS = [
  '生态环境@county',
  '生态环境@city',
  '农业农村@county',
  '农业农村@city',
  '应急管理@county',
  '城市管理@county',
] as const
const BUREAUS = ['生态环境@county', '生态环境@city'] as const

const PUNISHED = ['decided', 'published', 'rectified', 'closed'] as const

/** 环境违法案件: from the filing to the punishment, its publication, the mending and the end, or over to the police. */
export const enforcementCase = defineRegister({
  id: 'enforcement-case',
  name: '环境违法案件台账',
  module: 'M22',
  basis: ['土壤污染防治法第八十六条至第九十五条', '行政处罚法', '生态环境行政处罚办法（生态环境部令第30号）'],
  purpose: '立案、处罚、公开、整改、结案与移送：罚款按条款幅度核对，期限自动计算，移送须有回执。',
  fields: {
    number: f.text('案号', { secrecy: 'public', hint: '立案文号' }),
    clue: f.ref('线索', 'clue', { indexed: true }),
    action: f.ref('执法行动', 'enforcement-action', { indexed: true }),
    offender: f.ref('当事人（单位）', 'organisation', { indexed: true, secrecy: 'public' }),
    person: f.text('当事人（个人）', { secrecy: 'personal' }),
    site: f.ref('所在厂区或地块', 'site', { indexed: true }),
    offence: f.choice('违法行为', OFFENCE_NAMES, { required: true, secrecy: 'public' }),
    kind: f.choice('违法类型', OFFENCE_KINDS, { derived: true, indexed: true, secrecy: 'public' }),
    clause: f.text('处罚依据', { derived: true, secrecy: 'public' }),
    place: f.choice('地类', PLACES, { required: true, secrecy: 'public' }),
    happenedOn: f.day('违法行为发生日期', { required: true, past: true }),
    foundOn: f.day('发现日期', { required: true, past: true }),
    guides: f.refs('适用的工作指引', 'enforcement-guide', { hint: '建案时由系统按违法行为填写' }),
    inspectors: f.rows('执法人员', {
      name: f.text('姓名', { required: true }),
      licence: f.text('执法证号', { required: true }),
    }),
    records: f.files('证据材料'),
    filedOn: f.day('立案日期', { past: true }),
    severe: f.boolean('从重情形', { hint: '造成严重后果、情节严重或拒不改正，以条款为准' }),
    disposalCost: f.money('所需处置费用或货值金额', { hint: '按处置费用或货值金额倍数罚款的填写' }),
    leastFine: f.money('罚款下限', { derived: true }),
    mostFine: f.money('罚款上限', { derived: true }),
    noticeOn: f.day('处罚事先告知日期', { past: true }),
    fine: f.money('罚款', { secrecy: 'public' }),
    personsFine: f.money('对责任人员的罚款'),
    gains: f.money('没收违法所得'),
    decision: f.text('处罚决定书文号', { secrecy: 'public' }),
    decisionFile: f.files('处罚决定书'),
    decidedOn: f.day('处罚决定日期', { secrecy: 'public', past: true }),
    servedOn: f.day('送达日期', { past: true }),
    publishedOn: f.day('公开日期', { secrecy: 'public', past: true }),
    publishedAt: f.text('公开地址', { secrecy: 'public' }),
    rectifyDue: f.day('责令改正期限', { secrecy: 'public' }),
    rectifiedOn: f.day('完成改正日期', { secrecy: 'public', past: true }),
    rectification: f.files('改正材料'),
    recheckedOn: f.day('复查日期', { past: true }),
    paid: f.money('已缴罚款'),
    paidOn: f.day('缴清日期', { past: true }),
    surcharge: f.money('逾期加处', { derived: true }),
    harm: f.boolean('涉嫌造成人身或财产损害'),
    damage: f.choice('生态环境损害', ['造成损害', '未造成损害', '待查']),
    crimeFoundOn: f.day('发现涉嫌犯罪日期', { past: true }),
    transferTo: f.choice('移送机关', ['公安机关（刑事）', '公安机关（行政拘留）', '检察机关', '纪检监察机关']),
    transferredOn: f.day('移送日期', { past: true }),
    transferFile: f.files('移送书和案卷清单'),
    receiptOn: f.day('回执日期', { past: true }),
    receipt: f.text('回执文号'),
    accepted: f.boolean('接收机关已立案'),
    note: f.text('备注', { long: true }),
  },
  requiredWhen: {
    number: ['filed', 'decided', 'published', 'rectified', 'closed', 'transferred'],
    filedOn: ['filed', 'decided', 'published', 'rectified', 'closed', 'transferred'],
    decidedOn: ['decided', 'published', 'rectified', 'closed'],
    rectifyDue: ['decided', 'published', 'rectified', 'closed'],
    publishedOn: ['published', 'rectified', 'closed'],
    transferredOn: ['transferred', 'handed'],
    receiptOn: ['handed'],
  },
  check: row => [
    ...penaltyFaults(penaltyOf(row)),
    ...(row.foundOn < row.happenedOn ? [{ where: 'foundOn', message: '发现日期早于违法行为发生日期' }] : []),
    ...(row.offender && row.person ? [{ where: 'person', message: '当事人是单位的，不填个人' }] : []),
  ],
  derive: row => {
    const o = findOffence(row.offence)
    const ends = fineRange(penaltyOf(row))
    const [leastFine, mostFine] = 'message' in ends ? [null, null] : [ends.from, ends.to]
    return {
      kind: o?.kind ?? null,
      clause: o ? clauseOf(o) : null,
      leastFine,
      mostFine,
      surcharge:
        row.fine !== null && row.servedOn && row.paidOn
          ? surchargeOf(row.fine, row.servedOn, row.paidOn, row.effective)
          : null,
    }
  },
  states: {
    drafted: '立案审批中',
    filed: '已立案',
    decided: '已处罚',
    published: '处罚已公开',
    rectified: '已改正',
    closed: '已结案',
    transferred: '已移送',
    handed: '移送办结',
    dropped: '已撤案',
  },
  initial: 'drafted',
  ended: ['dropped'],
  create: { by: ENFORCERS },
  correct: { by: ENFORCERS, in: ['drafted', 'filed'] },
  transitions: {
    file: {
      label: '立案',
      from: ['drafted'],
      to: 'filed',
      by: ENFORCERS,
      duty: 'reviewer',
      asks: ['number', 'inspectors', 'records'],
      needs: ['number'],
      evidence: ['records'],
      refuse: row => [
        ...(row.inspectors.length < 2
          ? [{ where: 'inspectors', message: '执法人员不得少于两人（行政处罚法第四十二条）' }]
          : []),
        ...(!row.offender && !row.person ? [{ where: 'offender', message: '没有当事人，不能立案' }] : []),
      ],
      sets: (_, { effective }) => ({ filedOn: effective }),
    },
    decide: {
      label: '作出处罚决定',
      from: ['filed'],
      to: 'decided',
      by: ENFORCERS,
      duty: 'reviewer',
      single: true,
      asks: [
        'noticeOn',
        'severe',
        'disposalCost',
        'fine',
        'personsFine',
        'gains',
        'decision',
        'decisionFile',
        'servedOn',
        'rectifyDue',
        'damage',
      ],
      needs: ['noticeOn', 'decision', 'rectifyDue', 'damage'],
      evidence: ['decisionFile'],
      refuse: (row, { effective }) => [
        ...(row.noticeOn && row.noticeOn >= effective
          ? [{ where: 'noticeOn', message: '作出决定前须先告知当事人并听取陈述申辩（行政处罚法第四十四条）' }]
          : []),
        // Where the article has a fine it is no matter of choice; where it first asks to mend, none may be set.
        ...(row.fine === null && row.leastFine !== null
          ? [{ where: 'fine', message: `${row.clause}应处 ${row.leastFine}—${row.mostFine} 万元罚款` }]
          : []),
        ...(row.severe === null ? [{ where: 'severe', message: '请写明有无从重情形' }] : []),
      ],
      sets: (_, { effective }) => ({ decidedOn: effective }),
    },
    publish: {
      label: '公开处罚结果',
      from: ['decided'],
      to: 'published',
      by: ENFORCERS,
      duty: 'reviewer',
      asks: ['publishedAt'],
      needs: ['publishedAt'],
      sets: (_, { effective }) => ({ publishedOn: effective }),
    },
    mend: {
      label: '提交改正情况',
      from: ['published'],
      to: 'rectified',
      by: ENFORCERS,
      asks: ['rectifiedOn', 'rectification'],
      needs: ['rectifiedOn'],
      evidence: ['rectification'],
    },
    fail: {
      label: '复查未改正',
      from: ['rectified'],
      to: 'published',
      by: ENFORCERS,
      duty: 'reviewer',
      reason: 'required',
      asks: ['rectifyDue'],
      sets: (_, { effective }) => ({ recheckedOn: effective, rectifiedOn: null, rectification: [] }),
    },
    pay: {
      label: '登记缴款',
      from: ['published'],
      to: 'published',
      by: ENFORCERS,
      asks: ['paid', 'paidOn', 'servedOn'],
      needs: ['paid', 'paidOn', 'servedOn'],
    },
    close: {
      label: '复查结案',
      from: ['rectified'],
      to: 'closed',
      by: ENFORCERS,
      duty: 'reviewer',
      asks: ['recheckedOn', 'paid', 'paidOn', 'servedOn'],
      needs: ['recheckedOn'],
      refuse: row => {
        const due = row.fine === null ? '0' : add(row.fine, row.surcharge ?? '0')
        return [
          ...(compareDecimals(row.paid ?? '0', due) < 0
            ? [{ where: 'paid', message: `罚款连同逾期加处应缴 ${due} 万元，已缴 ${row.paid ?? '0'} 万元` }]
            : []),
          ...(row.rectifiedOn && row.recheckedOn && row.recheckedOn < row.rectifiedOn
            ? [{ where: 'recheckedOn', message: '复查日期早于完成改正日期' }]
            : []),
          ...(row.harm && !row.transferredOn
            ? [{ where: 'harm', message: '涉嫌造成人身或财产损害的，应先将线索移送司法机关' }]
            : []),
          ...(row.damage === '待查' ? [{ where: 'damage', message: '是否造成生态环境损害尚待查明（证据不足）' }] : []),
        ]
      },
    },
    transfer: {
      label: '移送',
      from: ['filed', 'published'],
      to: 'transferred',
      by: BUREAUS,
      duty: 'reviewer',
      single: true,
      asks: ['crimeFoundOn', 'transferTo', 'transferFile'],
      needs: ['crimeFoundOn', 'transferTo'],
      evidence: ['transferFile'],
      refuse: row => {
        const o = findOffence(row.offence)
        return row.transferTo === '公安机关（行政拘留）' && !o?.detention
          ? [{ where: 'transferTo', message: `${row.clause}没有规定行政拘留` }]
          : []
      },
      sets: (_, { effective }) => ({ transferredOn: effective, receiptOn: null, receipt: null, accepted: null }),
    },
    receive: {
      label: '登记回执',
      from: ['transferred'],
      to: 'transferred',
      by: BUREAUS,
      asks: ['receiptOn', 'receipt', 'accepted'],
      needs: ['receiptOn', 'receipt', 'accepted'],
      refuse: row =>
        row.receiptOn && row.transferredOn && row.receiptOn < row.transferredOn
          ? [{ where: 'receiptOn', message: '回执日期早于移送日期' }]
          : [],
    },
    handOver: {
      label: '移送办结',
      from: ['transferred'],
      to: 'handed',
      by: BUREAUS,
      duty: 'reviewer',
      refuse: row => [
        ...(row.receiptOn ? [] : [{ where: 'receiptOn', message: '没有接收机关的回执，不能办结' }]),
        ...(row.accepted === false ? [{ where: 'accepted', message: '接收机关没有立案，应退回继续行政处罚' }] : []),
      ],
    },
    takeBack: {
      label: '退回继续办理',
      from: ['transferred'],
      to: 'filed',
      by: BUREAUS,
      reason: 'required',
      refuse: row => (row.receiptOn ? [] : [{ where: 'receiptOn', message: '没有接收机关的回执，不能退回' }]),
    },
    drop: {
      label: '撤案',
      from: ['drafted', 'filed'],
      to: 'dropped',
      by: ENFORCERS,
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    file: owed('执法部门', '立案', '生态环境行政处罚办法', ['drafted', 'filed'], 'foundOn', 'case.fileDays', 'filedOn'),
    decide: owed(
      '执法部门',
      '作出处罚决定',
      '行政处罚法第六十条',
      ['filed', 'decided', 'published'],
      'filedOn',
      'case.decideDays',
      'decidedOn',
    ),
    publish: {
      ...owed(
        '执法部门',
        '公开处罚决定',
        '生态环境行政处罚办法',
        ['decided', 'published', 'rectified'],
        'decidedOn',
        'case.publishDays',
        'publishedOn',
      ),
      working: true,
    },
    pay: {
      ...owed('执法部门', '缴纳罚款', '行政处罚法第六十七条', PUNISHED, 'servedOn', 'case.payDays', 'paidOn'),
      by: '当事人',
      when: row => row.fine !== null,
    },
    mend: {
      ...owed(
        '执法部门',
        '完成改正',
        '行政处罚法第二十八条',
        ['decided', 'published', 'rectified'],
        'rectifyDue',
        null,
        'rectifiedOn',
      ),
      by: '当事人',
    },
    recheck: owed(
      '执法部门',
      '复查改正情况',
      '环境保护主管部门实施按日连续处罚办法第十条',
      PUNISHED,
      'servedOn',
      'case.recheckDays',
      'recheckedOn',
    ),
    transfer: owed(
      '执法部门',
      '移送涉嫌犯罪案件',
      '行政执法机关移送涉嫌犯罪案件的规定第五条',
      ['filed', 'published', 'transferred'],
      'crimeFoundOn',
      'case.transferDays',
      'transferredOn',
    ),
    receipt: {
      ...owed(
        '执法部门',
        '取得移送回执',
        '行政执法机关移送涉嫌犯罪案件的规定第八条',
        ['transferred', 'handed'],
        'transferredOn',
        'case.receiptDays',
        'receiptOn',
      ),
      by: '接收机关',
    },
  },
  publish: {
    fields: [
      'number',
      'offender',
      'region',
      'offence',
      'clause',
      'place',
      'fine',
      'decision',
      'decidedOn',
      'publishedOn',
      'state',
    ],
    in: ['published', 'rectified', 'closed'],
  },
  list: ['number', 'offender', 'region', 'offence', 'kind', 'place', 'fine', 'rectifyDue', 'state'],
  filters: ['region', 'state', 'kind', 'offence', 'place', 'transferTo', 'filedOn'],
  search: ['number', 'decision', 'note'],
})
