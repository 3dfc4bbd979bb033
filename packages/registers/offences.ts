import type { Day } from '@jingtu/core/period.ts'

/** What offences are counted by; the first six are those plans ask to be struck hard. */
export const OFFENCE_KINDS = [
  '非法排放有毒有害污染物',
  '违法违规存放危险化学品',
  '非法运输危险化学品',
  '非法处置危险废物',
  '不正常使用污染治理设施',
  '监测数据弄虚作假',
  '非法倾倒、堆放废物',
  '未履行土壤污染防治义务',
  '从业单位弄虚作假',
  '拒不配合检查',
  '违法生产、销售、使用农业投入品',
  '非法进口、跨境转移废物',
] as const
export type OffenceKind = (typeof OFFENCE_KINDS)[number]

/** 万元, both ends included; `times` of what lawful disposal costs (or of the value of the goods), which counts as `atLeast` where it is less. */
export type FineRange =
  | { from: string; to: string }
  | { times: readonly [string, string]; atLeast: string; of?: '货值金额' }

export interface Offence {
  name: string
  kind: OffenceKind
  law: string
  article: string
  /** V: the article was read; M: from memory, to be checked before it is relied on. */
  mark: 'V' | 'M'
  /** First day of the law; an act before it is not judged by it. */
  since: Day
  /** Null where the law has the offender mend it first and fines only who does not. */
  fine: FineRange | null
  severe: { when: string; fine: FineRange } | null
  /** For a natural person as offender. */
  individual: FineRange | null
  /** For those in charge and directly responsible of a unit. */
  persons: FineRange | null
  /** The file may go to the police for detention. */
  detention: boolean
}

const SOIL = { law: '土壤污染防治法', mark: 'V', since: '2019-01-01' } as const
const WASTE = { law: '固体废物污染环境防治法', mark: 'M', since: '2020-09-01' } as const
const WATER = { law: '水污染防治法', mark: 'M', since: '2018-01-01' } as const
const PESTICIDES = { law: '农药管理条例', mark: 'M', since: '2017-06-01' } as const
const PRODUCTS = { law: '产品质量法', mark: 'M', since: '2018-12-29' } as const
const CHEMICALS = { law: '危险化学品安全管理条例', mark: 'M', since: '2011-12-01' } as const

const range = (from: string, to: string): FineRange => ({ from, to })
const times = (least: string, most: string, atLeast: string): FineRange => ({ times: [least, most], atLeast })
type Law = Pick<Offence, 'law' | 'mark' | 'since'>
function offence<const N extends string>(
  name: N,
  kind: OffenceKind,
  law: Law,
  article: string,
  fine: FineRange | null,
  more: Partial<Pick<Offence, 'severe' | 'individual' | 'persons' | 'detention'>> = {},
): Offence & { name: N } {
  return { name, kind, ...law, article, fine, severe: null, individual: null, persons: null, detention: false, ...more }
}

const DUTY = '未履行土壤污染防治义务'
const INPUTS = '违法生产、销售、使用农业投入品'
const harm = { severe: { when: '造成严重后果', fine: range('20', '200') } }
const grave = (from: string, to: string) => ({ severe: { when: '情节严重', fine: range(from, to) } })
const stubborn = (from: string, to: string) => ({ severe: { when: '拒不改正', fine: range(from, to) } })
const inCharge = { persons: range('0.5', '2') }

/** 违法行为、条款与罚款幅度. Fines in 万元 as the articles print them. */
export const OFFENCES = [
  offence('未制定、实施自行监测方案或未报监测数据', DUTY, SOIL, '第八十六条第一项', range('2', '20')),
  offence('篡改、伪造自行监测数据', '监测数据弄虚作假', SOIL, '第八十六条第二项', range('2', '20'), harm),
  offence('未报有毒有害物质排放情况或未建立隐患排查制度', DUTY, SOIL, '第八十六条第三项', range('2', '20')),
  offence('拆除活动未采取土壤污染防治措施', DUTY, SOIL, '第八十六条第四项', range('2', '20'), harm),
  offence('尾矿库未采取措施防止土壤污染', DUTY, SOIL, '第八十六条第五项', range('2', '20'), harm),
  offence('尾矿库未开展土壤污染状况监测', DUTY, SOIL, '第八十六条第六项', range('2', '20')),
  offence('集中处理处置设施未采取措施防止土壤污染', DUTY, SOIL, '第八十六条第七项', range('2', '20'), harm),
  offence(
    '向农用地排放超标污水、污泥或底泥、尾矿、矿渣',
    '非法排放有毒有害污染物',
    SOIL,
    '第八十七条',
    range('10', '50'),
    {
      ...grave('50', '200'),
      detention: true,
    },
  ),
  offence('未回收农业投入品包装废弃物或农用薄膜', DUTY, SOIL, '第八十八条', range('1', '10'), {
    individual: range('0.02', '0.2'),
  }),
  offence('用超标固体废物或污染土壤复垦土地', '非法倾倒、堆放废物', SOIL, '第八十九条', range('10', '100')),
  offence('出具虚假调查、评估报告', '从业单位弄虚作假', SOIL, '第九十条', range('10', '50'), {
    ...grave('50', '100'),
    persons: range('1', '5'),
  }),
  offence('未单独收集、存放剥离的表土', DUTY, SOIL, '第九十一条第一项', range('10', '50'), {
    ...grave('50', '100'),
    ...inCharge,
  }),
  offence('风险管控、修复活动造成新的污染', DUTY, SOIL, '第九十一条第二项', range('10', '50'), {
    ...grave('50', '100'),
    ...inCharge,
  }),
  offence('转运污染土壤未提前报告', DUTY, SOIL, '第九十一条第三项', range('10', '50'), {
    ...grave('50', '100'),
    ...inCharge,
  }),
  offence('未达管控修复目标即开工无关项目', DUTY, SOIL, '第九十一条第四项', range('10', '50'), {
    ...grave('50', '100'),
    ...inCharge,
  }),
  offence('未按规定实施后期管理', DUTY, SOIL, '第九十二条', range('1', '5'), grave('5', '50')),
  offence('拒不配合检查或在检查时弄虚作假', '拒不配合检查', SOIL, '第九十三条', range('2', '20'), inCharge),
  offence('未开展土壤污染状况调查', DUTY, SOIL, '第九十四条第一项', range('2', '20'), {
    ...stubborn('20', '100'),
    ...inCharge,
  }),
  offence('未开展土壤污染风险评估', DUTY, SOIL, '第九十四条第二项', range('2', '20'), {
    ...stubborn('20', '100'),
    ...inCharge,
  }),
  offence('未采取风险管控措施', DUTY, SOIL, '第九十四条第三项', range('2', '20'), {
    ...stubborn('20', '100'),
    ...inCharge,
    detention: true,
  }),
  offence('未实施修复', DUTY, SOIL, '第九十四条第四项', range('2', '20'), {
    ...stubborn('20', '100'),
    ...inCharge,
    detention: true,
  }),
  offence('未另行委托效果评估', DUTY, SOIL, '第九十四条第五项', range('2', '20'), {
    ...stubborn('20', '100'),
    ...inCharge,
  }),
  offence('拆除活动工作方案未备案', DUTY, SOIL, '第九十五条第一项', null, stubborn('1', '5')),
  offence('修复方案或效果评估报告未备案', DUTY, SOIL, '第九十五条第二项', null, stubborn('1', '5')),
  offence('土壤污染状况调查报告未备案', DUTY, SOIL, '第九十五条第三项', null, stubborn('1', '5')),
  offence('以逃避监管的方式排放水污染物', '非法排放有毒有害污染物', WATER, '第八十三条第三项', range('10', '100')),
  offence('不正常运行水污染防治设施', '不正常使用污染治理设施', WATER, '第八十三条第三项', range('10', '100')),
  offence('篡改、伪造水污染物监测数据', '监测数据弄虚作假', WATER, '第八十三条第三项', range('10', '100')),
  offence('擅自倾倒、堆放工业固体废物', '非法倾倒、堆放废物', WASTE, '第一百零二条第七项', times('1', '3', '10')),
  offence('随意倾倒、堆放生活垃圾', '非法倾倒、堆放废物', WASTE, '第一百一十一条第一项', range('5', '50'), {
    individual: range('0.01', '0.05'),
  }),
  offence('擅自倾倒、堆放危险废物', '非法处置危险废物', WASTE, '第一百一十二条第三项', times('3', '5', '20')),
  offence('将危险废物交给无许可证单位', '非法处置危险废物', WASTE, '第一百一十二条第四项', times('3', '5', '20')),
  offence('无许可证经营危险废物', '非法处置危险废物', WASTE, '第一百一十四条', range('100', '500'), {
    persons: range('10', '100'),
  }),
  offence('未经批准擅自转移危险废物', '非法进口、跨境转移废物', WASTE, '第一百一十二条第五项', range('10', '100')),
  offence('将境外固体废物输入境内', '非法进口、跨境转移废物', WASTE, '第一百一十五条', range('50', '500')),
  offence('未按规定储存危险化学品', '违法违规存放危险化学品', CHEMICALS, '第八十条', range('5', '10')),
  offence('未按规定运输危险化学品', '非法运输危险化学品', CHEMICALS, '第八十六条', range('5', '10')),
  offence('使用禁用的农药', INPUTS, PESTICIDES, '第六十条第三项', range('5', '10'), { individual: range('0', '1') }),
  offence('生产、销售不符合强制性国家标准的农用薄膜', INPUTS, PRODUCTS, '第四十九条', {
    times: ['1', '3'],
    atLeast: '0',
    of: '货值金额',
  }),
  offence(
    '报废井未封井或回填',
    DUTY,
    { law: '地下水管理条例', mark: 'V', since: '2021-12-01' },
    '第五十八条',
    range('10', '50'),
  ),
] as const

export type OffenceName = (typeof OFFENCES)[number]['name']
export const OFFENCE_NAMES = OFFENCES.map(o => o.name) as [OffenceName, ...OffenceName[]]
export const findOffence = (name: string | null): Offence | undefined => OFFENCES.find(o => o.name === name)

export const clauseOf = (o: Offence): string => `${o.law}${o.article}`
