import { describe, expect, it } from 'vitest'
import { readPlan } from './index.ts'

// Ways of writing that neighbouring kinds of plans use (air, water, safety, 分工方案); the sentences are our own.

const roles = (text: string) =>
  readPlan(text).documents[0]!.tasks.map(({ no, title, lead, coop, resp }) => ({ no, title, lead, coop, resp }))

const targets = (sentence: string, heading = '一、工作目标') =>
  readPlan(`青禾市2026年工作方案\n${heading}\n${sentence}\n`).documents[0]!.targets.map(
    t => `${t.indicator} ${t.op} ${t.value} ${t.by?.slice(0, 4) ?? '-'}`,
  )

describe('who does what, in other words', () => {
  it.each([
    ['市水利局为牵头单位，市农业农村局、林业局为配合单位', ['市水利局'], ['市农业农村局', '市林业局'], []],
    ['市商务局、公安局牵头督导，市税务局参与', ['市商务局', '市公安局'], ['市税务局'], []],
    ['市水利局总牵头，市财政局具体负责', ['市水利局'], [], ['市财政局']],
    ['规划司、监管司负责，有关单位配合', ['规划司', '监管司'], ['有关单位'], []],
    ['市水利局牵头，各县、区人民政府（管委会）负责落实', ['市水利局'], [], ['各县、区人民政府（管委会）']],
  ])('%s', (clause, lead, coop, resp) => {
    expect(roles(`青禾市方案\n一、任务\n1.修好渠道。加快施工。（${clause}）\n`)).toEqual([
      { no: '1', title: '修好渠道', lead, coop, resp },
    ])
  })

  it('an item with units of its own above items with theirs keeps them', () => {
    const text =
      '（一）管好水源。定期巡查沿线各取水口并建立台账。（责任单位：市水利局、市公安局）\n1.设立界标。年内完成。（责任单位：市交通运输局）\n'
    expect(roles(text).map(t => t.resp)).toEqual([['市水利局', '市公安局'], ['市交通运输局']])
  })

  it('items that follow a label within one paragraph are tasks of their own', () => {
    const text =
      '（一）查清底数。各部门要摸清情况。责任单位：市林业局。（二）加强宣传。利用广播、报纸宣传。责任单位：市教育局、市文化局。（三）建立制度。定期会商。责任单位：市政府办公室。\n'
    expect(roles(text)).toEqual([
      { no: '一', title: '查清底数', lead: [], coop: [], resp: ['市林业局'] },
      { no: '二', title: '加强宣传', lead: [], coop: [], resp: ['市教育局', '市文化局'] },
      { no: '三', title: '建立制度', lead: [], coop: [], resp: ['市政府办公室'] },
    ])
  })
})

describe('how much, in other words', () => {
  it.each([
    ['2025年、2026年全市检查合格率分别不低于81%、84%。', ['检查合格率 >= 81 2025', '检查合格率 >= 84 2026']],
    [
      'PM10年均浓度比2020年下降12%，达到58微克/立方米以下。',
      ['PM10年均浓度下降比例 >= 12 2026', 'PM10年均浓度 <= 58 2026'],
    ],
    ['臭氧浓度为140微克/立方米。', ['臭氧浓度 = 140 2026']],
    ['氨氮、总磷排放总量均比2020年下降9%以上。', ['氨氮排放总量下降比例 >= 9 2026', '总磷排放总量下降比例 >= 9 2026']],
    ['100%的乡镇建成清洁示范区。', ['乡镇建成清洁示范区的比例 >= 100 2026']],
    ['各镇PM10平均浓度均下降至目标值66微克/立方米及以下。', ['各镇PM10平均浓度 <= 66 2026']],
    [
      '完成治理面积800亩，其中：安全利用类任务620亩、严格管控类任务180亩。',
      ['完成治理面积 = 800 2026', '完成安全利用类任务 = 620 2026', '完成严格管控类任务 = 180 2026'],
    ],
  ])('%s', (sentence, wanted) => {
    expect(targets(sentence)).toEqual(wanted)
  })

  it('figures that pick out places are no aims', () => {
    expect(targets('浓度超过75微克/立方米之间的镇村加密巡查。', '二、任务')).toEqual([])
  })
})

describe('tables that lost their lines in other ways', () => {
  const head = '青禾市2026年水利任务表\n'

  it('a cell to each line, closed by a bar; a merged name over numbered rows', () => {
    const text = `${head}主要任务 |\n工作内容 |\n责任单位 |\n完成时限 |\n完成进展 |\n一、加强部署 |\n||||\n（一）列出清单。 |\n1.列出全市水库清单。 |\n市水利局 |\n1月20日前 |\n|\n2.列出各县山塘清单，并报市水利局。 |\n各县水利局、市林业局 |\n2月10日前 |\n|\n|\n`
    expect(roles(text)).toEqual([
      { no: '1', title: '列出全市水库清单', lead: [], coop: [], resp: ['市水利局'] },
      { no: '2', title: '列出各县山塘清单，并报市水利局', lead: [], coop: [], resp: ['各县水利局', '市林业局'] },
    ])
    expect(readPlan(text).documents[0]!.tasks.map(t => t.deadlines)).toEqual([['2026-01-20'], ['2026-02-10']])
  })

  it('rows closed by a bar, with a line break within a cell', () => {
    const text = `${head}任务类别 | 任务名称 | 牵头单位 | 配合 单位 | 完成 期限 |\n水源 | 1、设立界标。 | 市水利局 | 市公安局\n市交通局 | 2026年9月20日前 |\n2、清理岸线。 | 市河道处 市建设局 | 有关部门 | 2026年10月底前 |\n`
    expect(roles(text)).toEqual([
      { no: '1', title: '设立界标', lead: ['市水利局'], coop: ['市公安局', '市交通局'], resp: [] },
      { no: '2', title: '清理岸线', lead: ['市河道处', '市建设局'], coop: ['有关部门'], resp: [] },
    ])
  })

  it('cells that only blanks keep apart; further blanks stand for merged cells', () => {
    const text = `${head}序号 类别 主要任务 细化措施 牵头单位 配合单位 责任单位\n1 水源保 护 设立水源界标 在取水口设立界标，到2026年，覆盖率达到90%以上。 市水利局 市公安局、交通局等 各县（市、区）党委和人民政府\n2  清理 岸线 拆除违建，清运垃圾。 市河道处 市城管局 各县（市、区）党委和人民政府\n3   抓好巡查。每日巡河并记录。 市河长办、公安局 / 各乡镇党委、政府\n`
    expect(roles(text)).toEqual([
      {
        no: '1',
        title: '设立水源界标',
        lead: ['市水利局'],
        coop: ['市公安局', '市交通局'],
        resp: ['各县（市、区）党委和人民政府'],
      },
      { no: '2', title: '清理岸线', lead: ['市河道处'], coop: ['市城管局'], resp: ['各县（市、区）党委和人民政府'] },
      { no: '3', title: '抓好巡查', lead: ['市河长办', '市公安局'], coop: [], resp: ['各乡镇党委、政府'] },
    ])
  })

  it('blanks in a sentence make no table', () => {
    expect(readPlan('序号 内容 单位 时间\n1 月 以 后 各 村 上 报 进 度\n2 次 会 议\n').documents[0]!.tasks).toEqual([])
  })
})

describe('what only looks like a task, and what only looks like none', () => {
  it('a table of targets with the units that answer for them is no table of work', () => {
    const text =
      '青禾市2026年主要指标表\n序号\t指标名称\t2025年现状\t2026年目标\t责任单位\n1\t耕地安全利用率（%）\t91\t≥92\t市农业农村局\n2\t点位水质\t稳定\t总体保持稳定\t市水利局\n'
    const [document] = readPlan(text).documents
    expect(document!.tasks).toEqual([])
    expect(document!.targets.map(t => [t.indicator, t.op, t.value, t.source])).toEqual([
      ['耕地安全利用率', '>=', 92, 'table'],
      ['点位水质', 'text', '总体保持稳定', 'table'],
    ])
  })

  it('units in the running text count where a plan names them nowhere else', () => {
    const text =
      '一、任务\n1.清淤河道。由市水利局牵头，市财政局、农业农村局配合，6月底前清淤20公里。\n2.造林2000亩，由市林业局负责。\n3.加强宣传，由各村自行组织。\n'
    expect(roles(text)).toEqual([
      { no: '1', title: '清淤河道', lead: ['市水利局'], coop: ['市财政局', '市农业农村局'], resp: [] },
      { no: '2', title: '造林2000亩，由市林业局负责', lead: ['市林业局'], coop: [], resp: [] },
    ])
    const bracketed = `${text}4.修路。（市交通运输局负责）\n`
    expect(roles(bracketed).map(t => t.no)).toEqual(['4'])
  })

  it('a bare list of units at the end is no part of the title', () => {
    const text =
      '一、任务\n1.摸清底数，6月底前上报省厅；（市水利局、各县区政府）\n2.完成整治。（市水利局、各县区政府）\n'
    expect(roles(text).map(t => [t.title, t.resp.length])).toEqual([
      ['摸清底数，6月底前上报省厅', 2],
      ['完成整治', 2],
    ])
  })

  it('a count of the same unit goes on in the next clause', () => {
    expect(targets('制定技术标准110项，其他标准20项，参加培训。', '二、任务')).toEqual([
      '制定技术标准 = 110 2026',
      '其他标准 = 20 2026',
    ])
  })

  it('a wrapped text whose paragraphs are parted by blank lines keeps its title', () => {
    const text =
      '云山县2024年水环境保护工作计划\n\n为深入打好碧水保卫战，切实改善水环境质\n量，制定本计划。\n\n一、工作目标\n\n全县地表水断面水质优良比例达到 100%，\n县城饮用水水源水质达标率 100%，农村\n生活污水治理率达到 35%以上。\n\n二、重点工作\n\n（一）加强水源保护。完成 4 处乡镇级\n水源保护区划定，10 月底前完成规范化\n建设。（县生态环境分局牵头，县水利局、县卫\n生健康局配合，各乡镇人民政府负责落实）\n'
    const [document] = readPlan(text).documents
    expect(document).toMatchObject({ title: '云山县2024年水环境保护工作计划', year: 2024, jurisdiction: '云山县' })
    expect(document!.tasks.map(t => [t.lead, t.coop, t.deadlines])).toEqual([
      [['县生态环境分局'], ['县水利局', '县卫生健康局'], ['2024-10-31']],
    ])
    expect(document!.targets.map(t => t.value)).toEqual([100, 100, 35, 4])
  })

  it('all provinces are one name', () => {
    const text = '一、任务\n（一）排查。（水利部牵头，各省、自治区、直辖市人民政府负责落实）\n'
    expect(roles(text)[0]!.resp).toEqual(['各省、自治区、直辖市人民政府'])
  })
})
