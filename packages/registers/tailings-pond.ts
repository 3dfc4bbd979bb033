import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const HAZARD = ['汞镉铅砷铬铊锑等重金属或氰化物', '铜锌镍锰等', '其他矿种'] as const
const SENSITIVITY = ['高', '中', '低'] as const
const PROTECTION = ['差', '中', '好'] as const

/** H × S × (4 − P); the default table of procedures §P23, by which a province may set its own. */
const score = (hazard: string | null, sensitivity: string | null, protection: string | null): number | null => {
  if (!hazard || !sensitivity || !protection) return null
  const h = 3 - HAZARD.indexOf(hazard as never)
  const s = 3 - SENSITIVITY.indexOf(sensitivity as never)
  const p = 1 + PROTECTION.indexOf(protection as never)
  return h * s * (4 - p)
}

/** 尾矿库: graded by what is in it, what lies below it and how it is kept; checked before every flood season. */
export const tailingsPond = defineRegister({
  id: 'tailings-pond',
  name: '尾矿库清单',
  module: 'M09',
  subject: 'site',
  basis: [
    '尾矿污染环境防治管理办法（生态环境部令第26号）',
    '尾矿库分类分级环境监管技术指南（环办固体函〔2021〕613号）',
  ],
  purpose: '尾矿库基本信息、环境监管等级、汛期隐患排查与退出。',
  fields: {
    mineral: f.text('主要矿种', { required: true, secrecy: 'public' }),
    useState: f.choice('使用情况', ['在建', '运行', '停用', '闭库', '已复垦'], { required: true, secrecy: 'public' }),
    damHeight: f.decimal('现状坝高', { indexed: true, unit: 'm', min: 0, max: 400, places: 2 }),
    storage: f.decimal('现状库容', { unit: '万m³', min: 0 }),
    area: f.area('占地面积', { unit: '公顷' }),
    hazard: f.choice('矿种类型', HAZARD),
    sensitivity: f.choice('周边环境敏感性', SENSITIVITY),
    protection: f.choice('污染防治水平', PROTECTION),
    areas: f.texts('所在重点区域', { derived: true, secrecy: 'public' }),
    riskScore: f.integer('分级得分', { derived: true }),
    grade: f.choice('环境监管等级', ['一级', '二级', '三级'], { derived: true, secrecy: 'public' }),
    toxic: f.boolean('尾矿含有毒有害水污染物', { hint: '含有的，每月监测外排水、每季监测周边' }),
    dutyPerson: f.text('责任人', { secrecy: 'personal' }),
    dutyPhone: f.text('责任人电话', { secrecy: 'personal' }),
    infoFiledOn: f.day('年度信息填报日期', { past: true }),
    planRevisedOn: f.day('应急预案修订日期', { past: true }),
    drills: f.rows('应急演练', {
      on: f.day('日期', { required: true, past: true }),
      subject: f.text('科目', { required: true }),
      files: f.files('记录'),
    }),
    floodChecks: f.rows('汛期排查', {
      checkedOn: f.day('排查日期', { required: true, past: true }),
      hazard: f.choice(
        '隐患类型',
        ['坝体', '排洪设施', '排渗设施', '滩面', '渗滤液收集处理', '应急物资', '未发现隐患'],
        {
          required: true,
        },
      ),
      found: f.text('排查情况', { required: true }),
      measure: f.text('整改措施'),
      due: f.day('整改期限'),
      fixedOn: f.day('整改完成日期', { past: true }),
      files: f.files('佐证'),
    }),
    openHazards: f.integer('未整改隐患', { derived: true, unit: '处' }),
    closedOn: f.day('闭库日期', { secrecy: 'public', past: true }),
    closureFiles: f.files('闭库验收材料'),
    leachateMetFrom: f.day('渗滤液连续达标起始日', { hint: '闭库后渗滤液未经处理即达标的起始日；期间超标则重新起算' }),
    groundwaterYears: f.integer('地下水连续未超过上游（背景）的年数', { min: 0, max: 99, unit: '年' }),
    exitReason: f.choice('退出理由', ['闭库且无渗滤液排放', '已复垦或改作他用', '不再属于尾矿库']),
    exitFiles: f.files('退出论证材料'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: {
    hazard: ['listed', 'exiting', 'exited'],
    sensitivity: ['listed', 'exiting', 'exited'],
    protection: ['listed', 'exiting', 'exited'],
    dutyPerson: ['listed', 'exiting'],
    exitReason: ['exiting', 'exited'],
  },
  visibleWhen: { closedOn: row => row.useState === '闭库' || row.useState === '已复垦' },
  check: row => [
    ...(row.useState === '闭库' && row.state === 'listed' && !row.closedOn
      ? [{ where: 'closedOn', message: '使用情况为闭库的，须填写闭库日期' }]
      : []),
    ...row.floodChecks.flatMap((c, i) => [
      ...(c.hazard !== '未发现隐患' && !(c.measure && c.due)
        ? [{ where: `floodChecks.${i}.measure`, message: `“汛期排查”第${i + 1}行：有隐患的须写明整改措施和期限` }]
        : []),
      ...(c.fixedOn && c.fixedOn < c.checkedOn
        ? [{ where: `floodChecks.${i}.fixedOn`, message: `“汛期排查”第${i + 1}行：整改完成早于排查` }]
        : []),
    ]),
  ],
  derive: row => {
    const points = score(row.hazard, row.sensitivity, row.protection)
    return {
      riskScore: points,
      grade: points === null ? null : points >= 12 ? '一级' : points >= 6 ? '二级' : '三级',
      openHazards: row.floodChecks.filter(c => c.hazard !== '未发现隐患' && !c.fixedOn).length,
    }
  },
  states: { draft: '草稿', submitted: '待审核', listed: '在册', exiting: '退出审核', exited: '已退出' },
  initial: 'draft',
  ended: ['exited'],
  create: { by: ['operator', '生态环境@county', '生态环境@city'] },
  correct: { by: ['operator', '生态环境@county', '生态环境@city'], in: ['draft', 'listed'] },
  amend: {
    by: ['operator'],
    in: ['listed'],
    review: { by: ['生态环境@county', '生态环境@city'] },
  },
  transitions: {
    submit: { label: '提交', from: ['draft'], to: 'submitted', by: ['operator', '生态环境@county', '生态环境@city'] },
    accept: {
      label: '审核列入',
      from: ['submitted'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      refuse: row => [
        ...(row.grade ? [] : [{ where: 'hazard', message: '尚未划定环境监管等级：请填写矿种类型、敏感性和防治水平' }]),
        ...(row.dutyPerson ? [] : [{ where: 'dutyPerson', message: '尚未明确责任人' }]),
      ],
    },
    sendBack: {
      label: '退回',
      from: ['submitted'],
      to: 'draft',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    recordCheck: {
      label: '登记汛期排查',
      from: ['listed'],
      to: 'listed',
      by: ['operator', '生态环境@county', '生态环境@city'],
      asks: ['floodChecks'],
      needs: ['floodChecks'],
    },
    apply: {
      label: '申请退出',
      from: ['listed'],
      to: 'exiting',
      by: ['operator', '生态环境@county'],
      asks: ['exitReason', 'exitFiles'],
      needs: ['exitReason'],
      evidence: ['exitFiles'],
    },
    exit: {
      label: '核准退出',
      from: ['exiting'],
      to: 'exited',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
      single: true,
      // 办法第二十四条: what runs out of it, and the groundwater under it, have to be clean for two years.
      refuse: (row, { today }) => {
        const reasons: { where: string; message: string }[] = []
        if (row.openHazards) reasons.push({ where: 'floodChecks', message: `还有 ${row.openHazards} 处隐患没有整改` })
        if (row.exitReason === '不再属于尾矿库') return reasons
        if (!row.closedOn) reasons.push({ where: 'closedOn', message: '尚未闭库' })
        const since = row.leachateMetFrom
        if (!since || `${Number(since.slice(0, 4)) + 2}${since.slice(4)}` > today)
          reasons.push({ where: 'leachateMetFrom', message: '渗滤液未经处理即达标尚未连续满两年' })
        if ((row.groundwaterYears ?? 0) < 2)
          reasons.push({ where: 'groundwaterYears', message: '地下水连续两年未超过上游监测值的结论还没有' })
        return reasons
      },
    },
    refuseExit: {
      label: '不同意退出',
      from: ['exiting'],
      to: 'listed',
      by: ['生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    info: {
      label: '填报上一年度尾矿库环境信息',
      clause: '尾矿污染环境防治管理办法第七条',
      by: '运行单位',
      while: ['listed'],
      every: 'year',
      due: '01-31',
      met: { field: 'infoFiledOn' },
    },
    floodCheck: {
      label: '汛前污染隐患排查',
      clause: '尾矿污染环境防治管理办法第二十条',
      by: '运行单位',
      while: ['listed'],
      every: 'year',
      due: '05-31',
      met: { rows: 'floodChecks', on: 'checkedOn' },
    },
    surroundings: {
      label: '周边环境监测',
      clause: '尾矿污染环境防治管理办法第十九条',
      by: '运行单位',
      while: ['listed'],
      when: row => row.toxic === true,
      every: 'quarter',
    },
    plan: {
      label: '修订突发环境事件应急预案',
      clause: '企业事业单位突发环境事件应急预案备案管理办法第十二条',
      by: '运行单位',
      while: ['listed'],
      after: { field: 'planRevisedOn' },
      years: 3,
    },
  },
  publish: { fields: ['subject', 'region', 'mineral', 'grade', 'useState', 'state'], in: ['listed'] },
  list: ['subject', 'region', 'mineral', 'grade', 'useState', 'damHeight', 'openHazards', 'state'],
  filters: ['region', 'state', 'grade', 'useState', 'openHazards', 'areas'],
  search: ['mineral', 'note'],
})
