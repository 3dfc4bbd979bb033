import { describe, expect, it } from 'vitest'
import type { DocumentContext, OutlineNode } from './context.ts'
import { normalise } from './numerals.ts'
import type { PlanTarget, PlanTask } from './programme.ts'
import { findTargets } from './targets.ts'

const task = (text: string, from = 0): PlanTask => ({
  path: [],
  no: '3',
  title: '',
  quote: '',
  span: [from, text.length],
  lead: [],
  coop: [],
  resp: [],
  guide: [],
  open: [],
  inherited: [],
  unitSpans: [],
  parts: [],
  deadlines: [],
  deadlineSpans: [],
  starts: [],
  recurring: [],
  relative: [],
  masked: [],
  objects: [],
}) // prettier-ignore

const node = (text: string, title: string): OutlineNode => ({
  mark: '二、',
  no: '二',
  title,
  heading: `二、${title}`,
  depth: 0,
  parent: null,
  children: [],
  own: [0, text.length],
  span: [0, text.length],
}) // prettier-ignore

function documentOf(text: string, goals: boolean, more: Partial<DocumentContext> = {}): DocumentContext {
  return {
    text,
    clean: { text, toOriginal: span => span, rewriting: () => null },
    normal: normalise(text),
    outline: goals ? [node(text, '工作目标')] : [],
    tasks: goals ? [] : [task(text)],
    tables: [],
    title: '临川县2026年度环境整治方案',
    year: 2026,
    annual: true,
    level: 'county',
    jurisdiction: '临川县',
    ...more,
  }
}

const inTask = (text: string, more: Partial<DocumentContext> = {}) => findTargets(documentOf(text, false, more))
const inGoals = (text: string, more: Partial<DocumentContext> = {}) => findTargets(documentOf(text, true, more))
const short = (targets: PlanTarget[]) => targets.map(t => [t.indicator, t.op, t.value, t.unit])

describe('indicators with a figure', () => {
  const cases: [string, (string | number | null)[][]][] = [
    ['农膜回收率达到86%以上。', [['农膜回收率', '>=', 86, '%']]],
    ['农膜回收率达到86%。', [['农膜回收率', '>=', 86, '%']]],
    ['抽检合格率不低于97.5%。', [['抽检合格率', '>=', 97.5, '%']]],
    ['细颗粒物平均浓度控制在31微克/立方米以内。', [['细颗粒物平均浓度', '<=', 31, '微克/立方米']]],
    ['重污染天数不超过2天。', [['重污染天数', '<=', 2, '天']]],
    ['绿化覆盖率超过40%。', [['绿化覆盖率', '>', 40, '%']]],
    ['户厕普及率达到95%左右。', [['户厕普及率', '=', 95, '%']]],
    ['治理率百分之六十以上。', [['治理率', '>=', 60, '%']]],
    ['灌溉水有效利用系数提高到0.58以上。', [['灌溉水有效利用系数', '>=', 0.58, null]]],
    ['受污染土地管控面积达到1,250亩以上。', [['受污染土地管控面积', '>=', 1250, '亩']]],
    ['粮食产量稳定在12亿斤以上。', [['粮食产量', '>=', 12, '亿斤']]],
    ['清扫率由75%提升至85%。', [['清扫率', '>=', 85, '%']]],
    [
      '污水处理率60%、垃圾清运率80%、饮水达标率100%三项要求。',
      [
        ['污水处理率', '>=', 60, '%'],
        ['垃圾清运率', '>=', 80, '%'],
        ['饮水达标率', '>=', 100, '%'],
      ],
    ],
    [
      '统防统治覆盖率和绿色防控覆盖率达到45%。',
      [
        ['统防统治覆盖率', '>=', 45, '%'],
        ['绿色防控覆盖率', '>=', 45, '%'],
      ],
    ],
    [
      '县城、建制镇污水处理率分别达到96%和70%以上。',
      [
        ['县城污水处理率', '>=', 96, '%'],
        ['建制镇污水处理率', '>=', 70, '%'],
      ],
    ],
    [
      '2024年、2025年安排资金的项目执行率分别达到90%和60%以上。',
      [
        ['2024年安排资金的项目执行率', '>=', 90, '%'],
        ['2025年安排资金的项目执行率', '>=', 60, '%'],
      ],
    ],
    [
      '农药使用量零增长，利用率达到43%。',
      [
        ['农药使用量', 'text', '零增长', null],
        ['农药利用率', '>=', 43, '%'],
      ],
    ],
    ['推进隐患排查，完成率累计达到80%以上。', [['隐患排查完成率', '>=', 80, '%']]],
    ['氮氧化物排放总量比2020年下降12%以上。', [['氮氧化物排放总量下降比例', '>=', 12, '%']]],
    [
      '事故起数和死亡人数同比分别下降10%、8%。',
      [
        ['事故起数下降比例', '>=', 10, '%'],
        ['死亡人数下降比例', '>=', 8, '%'],
      ],
    ],
    ['力争90%以上的行政村污水得到治理。', [['行政村污水得到治理的比例', '>=', 90, '%']]],
    ['河道整治项目年内完成总工程量的80%以上。', [['河道整治项目完成总工程量', '>=', 80, '%']]],
    ['目前处理率达到85%，年内提高到90%。', [['处理率', '>=', 90, '%']]],
    ['2025年，利用率达到92%；2026年达到93%以上。', [['利用率', '>=', 93, '%']]],
  ] // prettier-ignore
  it.each(cases)('%s', (text, expected) => expect(short(inTask(text))).toEqual(expected))

  it('notes what is cumulative, approximate, provisional or measured against a base', () => {
    const [share] = inTask('以2025年底清单为基数，管控地块比例累计不少于75%。')
    expect(share).toMatchObject({ cumulative: true, approx: false, baseline: '2025年底清单' })
    const [rate] = inTask('安全利用率达到91%左右（最终以市下达为准）。')
    expect(rate).toMatchObject({ op: '=', approx: true, pending: '最终以市下达为准' })
    expect(inTask('能耗强度较2020年下降5%。')[0]).toMatchObject({ indicator: '能耗强度下降比例', baseline: '较2020年' })
  })

  it('S027 reads blanked figures as unknown, not as zero', () => {
    const [target] = inTask('*年底前，配套率达到*%以上。')
    expect(target).toMatchObject({ indicator: '配套率', op: '>=', value: null, masked: true, by: null })
  })
})

describe('figures that are no targets', () => {
  const none = [
    '日处理能力500吨及以上的设施安装在线监控。',
    '禁止使用厚度低于0.01毫米的地膜。',
    '按照1:1.5的比例等量替代。',
    '对购机农户按不超过30%的比例给予补助，每亩补助50元。',
    '完成率低于80%的，扣5分。',
    '每增加1个百分点加1分。',
    '落实三项制度，健全五级网格。',
    '依据GB15618-2018和环办〔2020〕12号文件执行。',
    '全县12个乡镇均建立网格。',
    '2025年完成12个村整治。',
    '已建成处理站8座。',
    '淘汰35蒸吨/小时以下锅炉。',
    '年产值2000万元以上企业开展审核。',
    '建立1套台账，制定1个方案。',
    '日供水1000吨或服务1万人以上的水源划定保护区。',
    '实现100%全覆盖。',
    '制定化肥使用量零增长行动方案。',
    '灌溉用水应符合农田灌溉水质标准。',
    '出水水质达到一级A标准。',
    '减少化肥用量，提高利用率。',
  ]
  it.each(none)('%s', text => expect(short(inTask(text))).toEqual([]))

  it('in a scoring table counts only what carries a bound word', () => {
    expect(short(inTask('采用信息2篇，得3分。'))).toEqual([])
    expect(short(inTask('全年查处案件10件以上，得5分。'))).toMatchObject([['查处案件', '>=', 10, '件']])
  })
})

describe('numbers of objects and frequencies', () => {
  const work: [string, (string | number | null)[][]][] = [
    ['完成22个堆放点整治。', [['完成堆放点整治', '=', 22, '个']]],
    ['年内至少要将3家企业纳入清单。', [['企业纳入清单', '>=', 3, '家']]],
    ['选择至少两个村开展试点。', [['选择村开展试点', '>=', 2, '个']]],
    [
      '新建管网35公里、泵站4座，改造户厕1.2万户。',
      [
        ['新建管网', '=', 35, '公里'],
        ['新建泵站', '=', 4, '座'],
        ['改造户厕', '=', 1.2, '万户'],
      ],
    ],
    ['完成甲矿、乙矿等5个矿区修复。', [['完成矿区修复', '=', 5, '个']]],
    ['淘汰35蒸吨/小时以下锅炉18台。', [['淘汰35蒸吨/小时以下锅炉', '=', 18, '台']]],
  ] // prettier-ignore
  it.each(work)('%s', (text, expected) => {
    const targets = inTask(text)
    expect(short(targets)).toEqual(expected)
    expect(targets.every(t => t.kind === 'workload')).toBe(true)
  })

  it('reads a range with both ends', () => {
    expect(inTask('选取2-3家园区开展试点。')[0]).toMatchObject({ value: 2, valueMax: 3, unit: '家' })
  })

  it('carries a verb on along a list, and a count on to the places it is divided among', () => {
    const targets = inTask('关停5家砖厂、2条生产线。完成散煤替代3.2万户，其中甲县1.2万户、乙区2万户。')
    expect(targets.map(t => [t.indicator, t.value, t.unit, t.scope])).toEqual([
      ['关停砖厂', 5, '家', '全县'],
      ['关停生产线', 2, '条', '全县'],
      ['完成散煤替代', 3.2, '万户', '全县'],
      ['完成散煤替代', 1.2, '万户', '甲县'],
      ['完成散煤替代', 2, '万户', '乙区'],
    ])
  })

  it('reads how often something is to be done, without a date', () => {
    const targets = inTask('县级河长每季度巡河不少于1次，每3年开展1轮培训。')
    expect(targets.map(t => [t.op, t.value, t.unit, t.kind, t.by])).toEqual([
      ['>=', 1, '次/季度', 'frequency', null],
      ['=', 1, '轮/3年', 'frequency', null],
    ])
    const shared = inTask('县级河长每季度、乡级河长每月、村级河长每周巡河不少于1次。')
    expect(shared.map(t => [t.value, t.unit]).sort()).toEqual([
      [1, '次/周'],
      [1, '次/季度'],
      [1, '次/月'],
    ])
    expect(inTask('单位年内至少开会4次。')[0]).toMatchObject({
      op: '>=',
      value: 4,
      unit: '次/年',
      kind: 'frequency',
      by: null,
    })
  })
})

describe('targets in words', () => {
  const cases: [string, (string | number | null)[][]][] = [
    ['化肥使用量持续负增长。', [['化肥使用量', 'text', '持续负增长', null]]],
    ['重点行业排放总量不增加。', [['重点行业排放总量', 'text', '不增加', null]]],
    ['国考断面水质稳定达到Ⅲ类标准。', [['国考断面水质', 'text', '稳定达到Ⅲ类标准', null]]],
    ['监测点位水质总体保持稳定。', [['监测点位水质', 'text', '总体保持稳定', null]]],
    ['建设用地安全利用得到有效保障。', [['建设用地安全利用', 'text', '得到有效保障', null]]],
    ['非法倾倒事件零发生。', [['非法倾倒事件', '=', 0, '起']]],
  ]
  it.each(cases)('%s', (text, expected) => expect(short(inTask(text))).toEqual(expected))

  it('keeps a target that a higher level has still to assign as pending', () => {
    const targets = inTask('回收率和配套率达到省下达的任务要求。')
    expect(targets.map(t => [t.indicator, t.value, t.pending])).toEqual([
      ['回收率', '达到省下达的任务要求', '达到省下达的任务要求'],
      ['配套率', '达到省下达的任务要求', '达到省下达的任务要求'],
    ])
  })

  it('takes states without an indicator in goals only', () => {
    expect(short(inGoals('农村人居环境持续改善。'))).toEqual([['农村人居环境', 'text', '持续改善', null]])
    expect(inTask('农村人居环境持续改善。')).toEqual([])
  })
})

describe('date, place and source', () => {
  it('takes the date before the target, else the end of the plan’s year', () => {
    const targets = inTask('6月底前完成3个村整治；回收率达到80%。到2027年，利用率达到90%；处理率达到70%。')
    expect(targets.map(t => [t.value, t.by, t.byExplicit])).toEqual([
      [3, '2026-06-30', true],
      [80, '2026-12-31', false],
      [90, '2027-12-31', true],
      [70, '2027-12-31', true],
    ])
  })

  it('deals figures out to the years a sentence names', () => {
    const targets = inTask('2026年、2027年，治理率分别达到80%、85%。')
    expect(targets.map(t => [t.value, t.by])).toEqual([
      [80, '2026-12-31'],
      [85, '2027-12-31'],
    ])
  })

  it('gives no date where a plan of several years gives none', () => {
    const more = { title: '临川县环境整治行动方案', annual: false }
    expect(inTask('回收率达到80%。', more)[0]).toMatchObject({ by: null, byExplicit: false })
    expect(inTask('到2028年，回收率达到80%。利用率达到90%。', more).map(t => t.by)).toEqual([
      '2028-12-31',
      '2028-12-31',
    ])
  })

  it('says where a target stands and quotes it', () => {
    const text = '工作目标：全市回收率达到80%以上，力争更高。'
    const [target] = inGoals(text)
    expect(target).toMatchObject({ source: 'goals', task: null, scope: '全市', indicator: '回收率' })
    expect(text.slice(...target!.span)).toBe(target!.quote)
    expect(inTask('回收率达到80%。')[0]).toMatchObject({ source: 'task', task: '3', scope: '全县' })
  })

  it('does not read sections that only say how the plan is carried through', () => {
    const text = '加强督导，问题整改率达到100%。'
    const more = { outline: [node(text, '保障措施')], tasks: [] }
    expect(inTask(text, more)).toEqual([])
  })
})
