import { describe, expect, it } from 'vitest'
import { readPlan } from './index.ts'

/** no｜title｜lead｜coop｜resp of every task of every document. */
const tasks = (text: string) =>
  readPlan(text).documents.flatMap(d =>
    d.tasks.map(t => [t.no, t.title, t.lead.join('、'), t.coop.join('、'), t.resp.join('、')].join('｜')),
  )

describe('layouts of work plans', () => {
  it('S039 a default stated once holds for every later task, and not for earlier ones or sections without units', () => {
    const plan = `南丘市河湖工作计划
一、任务
1.清理河道。（市水利局牵头）
2.整治排口。（市生态环境局牵头，市水利局等参与，东县、西区人民政府负责落实，以下均需各县区人民政府落实，不再列出）
3.巡查湖泊。（市水利局牵头，市公安局参与）
二、要求
1.加强领导。各级要重视。
4.表彰先进。（市人力资源社会保障局牵头，东县人民政府落实）`
    expect(tasks(plan)).toEqual([
      '1｜清理河道｜市水利局｜｜',
      '2｜整治排口｜市生态环境局｜市水利局｜东县人民政府、西区人民政府',
      '3｜巡查湖泊｜市水利局｜市公安局｜东县人民政府、西区人民政府',
      '4｜表彰先进｜市人力资源社会保障局｜｜东县人民政府',
    ])
    const [, second, third, last] = readPlan(plan).documents[0]!.tasks
    expect(second!.inherited).toEqual([])
    expect(second!.open).toEqual(['coop'])
    expect(third!.inherited).toEqual(['resp'])
    expect(last!.inherited).toEqual([])
    // An inherited name is shown where it was declared.
    const at = third!.unitSpans.find(u => u.role === 'resp')!.span
    expect(plan.slice(...at)).toBe('东县')
  })

  it('S044 a plan may name responsible units only', () => {
    expect(
      tasks(`溪口区消防工作要点
1、排查隐患。逐户上门。
责任单位：区消防救援大队、应急管理局，各街道办事处
2、疏通通道。（责任部门：区住建局、公安分局）`),
    ).toEqual(['1｜排查隐患｜｜｜区消防救援大队、区应急管理局、各街道办事处', '2｜疏通通道｜｜｜区住建局、区公安分局'])
  })

  it('the unit named first leads from where the plan says so', () => {
    expect(
      tasks(`红石市蓝天工作方案
一、任务
1.抑制扬尘。（责任单位：市住建局、市城管局，各镇街。以下均需各镇街落实，不再列出。排在第一位的为牵头单位，下同）
2.管控油烟。（责任单位：市城管局、市市场监管局）`),
    ).toEqual(['1｜抑制扬尘｜市住建局｜｜市城管局、各镇街', '2｜管控油烟｜市城管局｜｜市市场监管局、各镇街'])
  })

  it('units in a heading go down to the items under it', () => {
    expect(
      tasks(`竹园镇2023年清洁行动方案
（一）垃圾治理（牵头单位：镇生态办；配合单位：各村委会）
1.清理存量。3月底前清完。
2.配齐保洁员。
（二）污水治理
1.建管网。
2.改化粪池。
责任单位：镇水务站、各村`),
    ).toEqual([
      '1｜清理存量｜镇生态办｜各村委会｜',
      '2｜配齐保洁员｜镇生态办｜各村委会｜',
      '1｜建管网｜｜｜镇水务站、各村',
      '2｜改化粪池｜｜｜镇水务站、各村',
    ])
  })

  it('一是二是 are tasks when each names its units, and details of one task when the clause closes them all', () => {
    expect(
      tasks(`北坡市固废工作要点
（一）管好危废。一是摸清底数。（市生态环境局牵头）二是严查倾倒。（市公安局牵头，市生态环境局配合）
（二）管好医废。一是建设设施；二是完善收运。（市卫生健康委牵头，市生态环境局配合）
（三）管好建筑垃圾。包括：
（1）核准处置；
（2）监管运输。（市城管局负责）`),
    ).toEqual([
      '一是｜摸清底数｜市生态环境局｜｜',
      '二是｜严查倾倒｜市公安局｜市生态环境局｜',
      '二｜管好医废｜市卫生健康委｜市生态环境局｜',
      '三｜管好建筑垃圾｜市城管局｜｜',
    ])
  })

  it('several clauses under one number become its parts', () => {
    const [task] = readPlan(`省绿化方案
一、任务
（一）绿化荒山。栽种乡土树种。（省林业局牵头，省财政厅参与）
绿化道路。补植行道树。（省交通运输厅牵头，省林业局参与）`).documents[0]!.tasks
    expect(task).toMatchObject({ lead: ['省林业局', '省交通运输厅'], coop: ['省财政厅'] })
    expect(task!.parts.map(p => [p.quote.slice(0, 5), p.lead, p.coop])).toEqual([
      ['（一）绿化', ['省林业局'], ['省财政厅']],
      ['绿化道路。', ['省交通运输厅'], ['省林业局']],
    ])
  })

  it('whole sentences and articles', () => {
    expect(
      tasks(`白沙县河长制办法
第一章 总则
第一条 为保护河湖，制定本办法。
第二章 任务
第二条 开展清河。由县水利局牵头，县生态环境局配合，各乡镇人民政府组织实施。
第三条 管理采砂。县水利局会同县公安局负责。`),
    ).toEqual(['第二条｜开展清河｜县水利局｜县生态环境局｜各乡镇人民政府', '第三条｜管理采砂｜县水利局｜县公安局｜'])
  })

  it('a sentence of law about who answers for what is no clause', () => {
    expect(
      tasks(
        '清河县方案\n1.修复地块。业主灭失的，由所在地县级政府负责。\n责任单位：县生态环境局\n2.管好废渣。费用由产废企业承担，各地要抓好落实。\n责任单位：县应急管理局',
      ),
    ).toEqual(['1｜修复地块｜｜｜县生态环境局', '2｜管好废渣｜｜｜县应急管理局'])
  })

  it('brackets of every shape, half-width marks, tabs after numbers and decimal numbers', () => {
    expect(
      tasks(`海东区2021年工作方案
1.1\t控煤。[区发改局牵头,区生态环境分局配合]
1.2\t控车。〔牵头单位：区公安分局  配合单位：区交通局、各街道〕
1.3\t控尘。(区住建局负责)`),
    ).toEqual([
      '1.1｜控煤｜区发改局｜区生态环境分局｜',
      '1.2｜控车｜区公安分局｜区交通局、各街道｜',
      '1.3｜控尘｜区住建局｜｜',
    ])
  })

  it('brackets of nothing but units count only where a plan has no role words at all', () => {
    expect(tasks('东河市要点\n1.节约用水。控制总量。（市水利局、市发展改革委）')).toEqual([
      '1｜节约用水｜｜｜市水利局、市发展改革委',
    ])
    expect(tasks('东河市要点\n1.节约用水。（市水利局牵头）\n2.治理粉尘。（市城区）')).toEqual([
      '1｜节约用水｜市水利局｜｜',
    ])
  })

  it('tasks without numbers', () => {
    expect(tasks('西岭县方案\n管住锅炉。严查超标。（县生态环境局牵头）\n管住车辆。查处黑烟。（县公安局牵头）')).toEqual(
      ['｜管住锅炉｜县生态环境局｜｜', '｜管住车辆｜县公安局｜｜'],
    )
  })
})

describe('tables', () => {
  it('reads Markdown with any columns in any order', () => {
    const reading = readPlan(`# 南坪县2024年任务分工

| 工作任务 | 完成时限 | 责任单位 | 序号 |
| --- | --- | --- | --- |
| 建绿色矿山 | 2024年10月底前 | 县自然资源局牵头，县林业局配合 | 1 |
| 用好秸秆 | 11月底前 | 县农业农村局（牵头）、县生态环境局 | 2 |`)
    expect(reading.documents[0]!.title).toBe('南坪县2024年任务分工')
    expect(reading.documents[0]!.tasks).toMatchObject([
      { no: '1', title: '建绿色矿山', lead: ['县自然资源局'], coop: ['县林业局'], deadlines: ['2024-10-31'] },
      { no: '2', title: '用好秸秆', lead: ['县农业农村局'], resp: ['县生态环境局'], deadlines: ['2024-11-30'] },
    ])
  })

  it('reads a table that lost its tabs', () => {
    expect(
      tasks(`附件1
北坡市2024年任务分解表
序号
重点任务
工作内容
牵头单位
责任单位
一、饮水安全
1
划定水源地
完成3处划定，设立标志。
市生态环境局
各县（区）人民政府
二、工业治理
2
园区治污
新建污水厂1座。
市工信局
经开区管委会`),
    ).toEqual(['1｜划定水源地｜市生态环境局｜｜各县（区）人民政府', '2｜园区治污｜市工信局｜｜经开区管委会'])
  })

  it('divides a merged heading and fills cells that a merge left empty', () => {
    expect(
      tasks(
        [
          '2023年任务清单',
          '序号\t类别\t工作任务\t责任单位\t\t时限',
          '\t\t\t牵头单位\t配合单位\t',
          '1\t基础\t摸清底数\t县生态环境局\t县水利局\t3月底前',
          '\t\t编制规划\t县自然资源局\t\t6月底前',
        ].join('\n'),
      ),
    ).toEqual(['1｜摸清底数｜县生态环境局｜县水利局｜', '1｜编制规划｜县自然资源局｜｜'])
  })

  it('a table of departments names the unit where the project would stand', () => {
    expect(
      tasks(
        [
          '长桥县考核细则',
          '序号\t考核项目\t分值\t考核内容\t评分标准',
          '一、\t共同项目（各责任单位）\t\t\t',
          '1\t组织领导\t5\t成立专班\t查看文件（5分）',
          '二、\t部门项目\t\t\t',
          '1\t县水利局\t20\t清理河道\t未清理的扣分（20分）',
          '15\t整治采砂\t查处案件（15分）',
        ].join('\n'),
      ),
    ).toEqual(['1｜组织领导｜｜｜各责任单位', '1｜清理河道｜县水利局｜｜', '1｜整治采砂｜县水利局｜｜'])
  })

  it('a column of dates may leave out 底 and 前', () => {
    const cells = ['2023年', '9月', '2023.6', '2023年10月15日', '长期', '年底前', '2023年11月底']
    const rows = cells.map((cell, i) => `${i + 1}\t任务${i + 1}\t县水利局\t${cell}`)
    const text = ['2023年任务表', '序号\t工作任务\t责任单位\t完成时限', ...rows].join('\n')
    const { tasks: read } = readPlan(text).documents[0]!
    expect(read.map(t => t.deadlines.join())).toEqual([
      '2023-12-31',
      '2023-09-30',
      '2023-06-30',
      '2023-10-15',
      '',
      '2023-12-31',
      '2023-11-30',
    ])
    expect(text.slice(...read[2]!.deadlineSpans[0]!.span)).toBe('2023.6')
  })

  it('a table without units is no table of tasks', () => {
    const reading = readPlan('某市2024年目标表\n序号\t指标名称\t目标值\n1\t优良天数比例\t90%\n2\t断面达标率\t100%')
    expect(reading.documents[0]!.tasks).toEqual([])
  })
})

describe('the head of a document', () => {
  it.each([
    [
      '关于印发《双河市2022年度治水方案》的通知\n双政办〔2022〕9号\n',
      '双河市2022年度治水方案',
      'city',
      '双河市',
      2022,
      '双政办〔2022〕9号',
    ],
    [
      '云山省人民政府关于印发云山省净土行动计划的通知\n云政发[2019]8号\n',
      '云山省净土行动计划',
      'province',
      '云山省',
      2019,
      '云政发[2019]8号',
    ],
    [
      '国务院办公厅关于印发节水试点方案的通知\n国办发〔2020〕3号\n',
      '节水试点方案',
      'national',
      '全国',
      2020,
      '国办发〔2020〕3号',
    ],
    ['2021年东阁街道平安建设要点\n', '2021年东阁街道平安建设要点', 'township', '东阁街道', 2021, null],
    ['县2024年治污方案\n一、全县任务\n', '县2024年治污方案', 'county', null, 2024, null],
  ])('%s', (head, title, level, jurisdiction, year, issuingNumber) => {
    const document = readPlan(`${head}为做好工作，制定本方案。\n一、任务\n1.治水。（市水利局负责）`).documents[0]!
    expect(document).toMatchObject({ title, level, jurisdiction, year, issuingNumber })
  })

  it('a term of several years is a period', () => {
    const document = readPlan('临水市碧水三年行动方案（2021—2023年）\n一、任务\n1.治水。（市水利局负责）').documents[0]!
    expect(document.period).toEqual({ from: '2021-01-01', to: '2023-12-31' })
  })

  it('several plans in one file are several documents', () => {
    const plan = (name: string) =>
      `青原县2024年${name}工作计划\n为做好工作，制定本计划。\n一、目标\n达标。\n二、任务\n1.甲。（县住建局牵头）\n2.乙。（县城管局牵头）\n3.丙。（县水利局牵头）`
    const { documents } = readPlan(`${plan('治气')}\n${plan('治水')}`)
    expect(documents.map(d => [d.title, d.tasks.length])).toEqual([
      ['青原县2024年治气工作计划', 3],
      ['青原县2024年治水工作计划', 3],
    ])
  })
})

describe('what cannot be read is said', () => {
  const messages = (text: string) => readPlan(text).problems.map(p => [p.message, text.slice(...p.span)])

  it('a plan without any unit', () => {
    expect(messages('某县安排\n1.学习。\n2.检查。')).toEqual([
      ['没有读到写明责任单位的任务，请核对文件是否为工作计划', '某县安排\n1.学习。\n2.检查。'],
    ])
  })

  it('an empty file', () => expect(readPlan(' \n').problems).toHaveLength(1))

  it('a bracket with a role and no unit, one that never closes, an item among others without units', () => {
    const text = `某县方案
一、任务
1.治水。（县水利局牵头）
2.治气。（由张三牵头）
3.治土。（县农业农村局牵头，县财政局配合
4.宣传。`
    expect(messages(text)).toEqual([
      ['括号里写了职责，但认不出单位名称', '（由张三牵头）'],
      ['职责括号没有闭合，按读到段末处理', '（县农业农村局牵头，县财政局配合'],
      ['这一条没有写明责任单位，未列为任务', '2.治气。（由张三牵头）'],
      ['这一条没有写明责任单位，未列为任务', '4.宣传。'],
    ])
  })

  it('a table row with cells missing', () => {
    const rows = ['任务表', '序号\t工作任务\t责任单位', '1\t治水\t', '2\t治气\t县生态环境局'].join('\n')
    expect(messages(rows)).toEqual([['表格这一行没有写明任何责任单位', '1\t治水\t']])
  })
})
