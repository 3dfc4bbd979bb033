import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

export const EXIT_CRITERIA = ['能耗', '环保', '质量', '安全', '产业政策'] as const
const LISTERS = [
  '工业和信息化@county',
  '工业和信息化@city',
  '发展改革@county',
  '发展改革@city',
  '生态环境@city',
] as const

/** 落后产能淘汰与搬迁关闭: by which of five criteria, what equipment by when, seen with one's own eyes; a verified exit may be paid for once. */
export const phaseOut = defineRegister({
  id: 'phase-out',
  name: '落后产能淘汰与搬迁关闭清单',
  module: 'M25',
  subject: 'organisation',
  basis: ['关于利用综合标准依法依规推动落后产能退出的指导意见', '土壤污染防治行动计划'],
  purpose: '按能耗、环保、质量、安全、产业政策五类标准列入，限期退出，现场核查设备拆除。',
  fields: {
    kind: f.choice('类型', ['落后产能', '过剩产能主动退出', '严重污染土壤的企业'], {
      required: true,
      secrecy: 'public',
    }),
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    site: f.ref('厂区', 'site', { indexed: true }),
    processes: f.texts('工艺和设备', { hint: '与淘汰限制目录比对' }),
    matched: f.rows(
      '比中的目录条目',
      {
        document: f.text('目录'),
        number: f.text('条目号'),
        item: f.text('内容'),
        kind: f.text('类别'),
        exitBy: f.day('淘汰期限'),
      },
      { derived: true },
    ),
    criteria: f.rows('五类标准', {
      criterion: f.choice('标准', EXIT_CRITERIA, { required: true }),
      met: f.boolean('达到', { hint: '没有结论就空着' }),
      standard: f.text('执行的标准', { required: true }),
      evidence: f.files('证据'),
    }),
    failed: f.texts('没有达到的标准', { derived: true, secrecy: 'public' }),
    open: f.texts('没有结论的标准', { derived: true }),
    verdict: f.choice('结论', ['应当退出', '暂不列入', '证据不足'], { derived: true }),
    capacity: f.text('退出产能', { secrecy: 'public', hint: '例如：铅冶炼 1 万吨/年' }),
    capacityTonnes: f.decimal('退出产能数量', { min: 0, unit: '吨/年', hint: '用于产能置换的须填写' }),
    way: f.choice('退出方式', ['拆除主体设备', '关闭', '搬迁入园', '转产'], { secrecy: 'public' }),
    equipment: f.rows('须拆除的设备', {
      name: f.text('设备', { required: true }),
      count: f.integer('台套', { min: 1 }),
      dismantledOn: f.day('拆除日期', { past: true }),
      photos: f.files('拆除照片'),
    }),
    standing: f.texts('尚未拆除', { derived: true }),
    newSite: f.ref('搬迁去向', 'site'),
    due: f.day('退出期限', { indexed: true, secrecy: 'public' }),
    exitedOn: f.day('退出日期', { secrecy: 'public' }),
    verifiers: f.texts('核查人员'),
    verification: f.files('核查报告'),
    verifiedOn: f.day('核查日期', { secrecy: 'public', past: true }),
    land: f.ref('遗留地块', 'site', { derived: true, hint: '关闭或搬迁经核查后由系统登记' }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year', 'kind'],
  requiredWhen: { due: ['listed', 'exited', 'verified'], exitedOn: ['exited', 'verified'] },
  check: row =>
    row.criteria
      .filter((c, i) => row.criteria.findIndex(o => o.criterion === c.criterion) < i)
      .map(c => ({ where: 'criteria', message: `“${c.criterion}”写了两行` })),
  derive: row => {
    const failed = row.criteria.filter(c => c.met === false).map(c => c.criterion)
    const open = EXIT_CRITERIA.filter(x => !row.criteria.some(c => c.criterion === x && c.met !== null))
    return {
      failed,
      open,
      verdict: failed.length > 0 ? '应当退出' : open.length > 0 ? '证据不足' : '暂不列入',
      standing: row.equipment.filter(e => !e.dismantledOn).map(e => e.name),
    }
  },
  states: { proposed: '拟列入', listed: '已列入', exited: '已退出', verified: '已核查', removed: '已移出' },
  initial: 'proposed',
  ended: ['removed'],
  create: { by: ['operator', 'township', ...LISTERS] },
  correct: { by: LISTERS, in: ['proposed', 'listed'] },
  transitions: {
    list: {
      label: '列入清单',
      from: ['proposed'],
      to: 'listed',
      by: LISTERS,
      duty: 'reviewer',
      asks: ['due'],
      needs: ['due'],
      refuse: row => [
        ...(row.verdict === '应当退出' || row.kind === '过剩产能主动退出'
          ? []
          : [
              {
                where: 'criteria',
                message:
                  row.verdict === '证据不足'
                    ? `“${row.open.join('、')}”没有结论（证据不足）`
                    : '五类标准都已达到，没有理由列入',
              },
            ]),
        ...row.criteria
          .filter(c => c.met === false && c.evidence.length === 0)
          .map(c => ({ where: 'criteria', message: `“${c.criterion}”没有达到的结论没有证据` })),
        ...(row.equipment.length > 0 ? [] : [{ where: 'equipment', message: '没有写明须拆除的设备' }]),
      ],
    },
    exit: {
      label: '退出',
      from: ['listed'],
      to: 'exited',
      by: ['operator', ...LISTERS],
      asks: ['way', 'equipment', 'exitedOn', 'newSite', 'capacity', 'capacityTonnes'],
      needs: ['way', 'exitedOn'],
      refuse: row => [
        ...(row.way === '转产' ? [] : row.standing.map(e => ({ where: 'equipment', message: `“${e}”还没有拆除` }))),
        ...(row.way === '搬迁入园' && !row.newSite
          ? [{ where: 'newSite', message: '搬迁入园的，请填写搬迁去向' }]
          : []),
      ],
    },
    verify: {
      label: '现场核查通过',
      from: ['exited'],
      to: 'verified',
      by: LISTERS,
      duty: 'reviewer',
      single: true,
      asks: ['verifiers', 'verification'],
      evidence: ['verification'],
      refuse: row => [
        ...(row.verifiers.length >= 2 ? [] : [{ where: 'verifiers', message: '现场核查人员不少于两人' }]),
        ...row.equipment
          .filter(e => e.dismantledOn && e.photos.length === 0)
          .map(e => ({ where: 'equipment', message: `“${e.name}”没有拆除照片` })),
      ],
      sets: (_, { effective }) => ({ verifiedOn: effective }),
    },
    relapse: {
      label: '死灰复燃，重新列入',
      from: ['exited', 'verified'],
      to: 'listed',
      by: LISTERS,
      duty: 'reviewer',
      reason: 'required',
      asks: ['due', 'equipment'],
      needs: ['due'],
      sets: () => ({ exitedOn: null, verifiedOn: null, verifiers: [], verification: [] }),
    },
    remove: {
      label: '移出清单',
      from: ['proposed', 'listed'],
      to: 'removed',
      by: LISTERS,
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    exit: {
      label: '按期退出落后产能或搬迁关闭',
      clause: '年度淘汰落后产能工作计划',
      by: '企业',
      while: ['listed', 'exited', 'verified'],
      after: { field: 'due' },
      days: 0,
      met: { field: 'exitedOn' },
    },
    verify: {
      label: '退出后现场核查',
      clause: '年度淘汰落后产能工作计划',
      by: '工业和信息化部门',
      while: ['exited'],
      after: { field: 'exitedOn' },
      days: 30,
      met: { field: 'verifiedOn' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'kind', 'year', 'failed', 'capacity', 'way', 'due', 'exitedOn', 'verifiedOn'],
    in: ['listed', 'exited', 'verified'],
  },
  list: ['subject', 'region', 'kind', 'year', 'failed', 'due', 'exitedOn', 'verifiedOn', 'state'],
  filters: ['region', 'state', 'kind', 'year'],
  search: ['capacity', 'note'],
})
