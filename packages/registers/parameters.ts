import { type Parameter, settingsOn } from '@jingtu/standards/dated-parameter.ts'

/**
 * Numbers of lists that were not read from an official text or that a province may set: each with its source and its days.
 * A declaration names the key; the number in force on the row's day is taken.
 */
const PARAMETERS = [
  parameter('blackWater.transparency', '农村黑臭水体透明度下限', '25', 'cm', 'M', '农村黑臭水体治理工作指南'),
  parameter('blackWater.depthShare', '水深不足时透明度下限占水深的比例', '40', '%', 'M', '农村黑臭水体治理工作指南'),
  parameter('blackWater.oxygen', '农村黑臭水体溶解氧下限', '2', 'mg/L', 'M', '农村黑臭水体治理工作指南'),
  parameter('blackWater.ammonia', '农村黑臭水体氨氮上限', '15', 'mg/L', 'M', '农村黑臭水体治理工作指南'),
  parameter('blackWater.opinion', '认为黑臭的村民比例', '60', '%', 'M', '农村黑臭水体治理工作指南'),
  parameter('blackWater.satisfaction', '销号所需村民满意度', '80', '%', 'M', '农村黑臭水体治理工作指南，各地取 80—90'),
  parameter('blackWater.points', '销号监测点数', '3', '个', 'M', '农村黑臭水体治理工作指南'),
  parameter('blackWater.stableMonths', '销号前稳定月数', '3', '个月', 'M', '农村黑臭水体治理工作指南'),
  parameter('ruralSewage.share', '完成治理村庄的农户污水治理比例', '60', '%', 'M', '农村生活污水治理率统计口径'),
  parameter('ruralSewage.online', '须自动监测并联网的实际日处理量', '500', '吨/日', 'V', '县级年度计划'),
  parameter('ruralSewage.flow', '须安装流量和视频监控的日处理能力', '100', '吨/日', 'V', '县级年度计划'),
  parameter(
    'waterSource.population',
    '须调查评估的水源供水人口',
    '1000',
    '人',
    'M',
    '集中式饮用水水源规模口径，各地可另定',
  ),
  parameter(
    'waterSource.supply',
    '须调查评估的水源日供水量',
    '20',
    '吨/日',
    'M',
    '集中式饮用水水源规模口径，各地可另定',
  ),
  parameter('well.polluted', '连通受污染含水层', '40', '分', '拟', '自拟分级，待各地细则'),
  parameter('well.source', '500 m 内有污染源', '30', '分', '拟', '自拟分级，待各地细则'),
  parameter('well.open', '井口敞开', '20', '分', '拟', '自拟分级，待各地细则'),
  parameter('well.drinking', '1 km 内有饮用水水源', '30', '分', '拟', '自拟分级，待各地细则'),
  parameter('well.high', '高风险下限', '70', '分', '拟', '自拟分级，待各地细则'),
  parameter('well.medium', '中风险下限', '40', '分', '拟', '自拟分级，待各地细则'),
  parameter('irrigation.usual', '灌溉水常规监测间隔', '12', '月', '拟', '自拟默认值，待各地监测方案'),
  parameter('irrigation.extra', '灌溉水超标后监测间隔', '3', '月', '拟', '自拟默认值，待各地监测方案'),
  parameter('source.radius', '排查污染源时与超标地块的距离', '3000', 'm', '拟', '自拟默认值，待各地排查方案'),
  parameter('fund.executionPoints', '绩效自评中资金执行的分值', '10', '分', 'M', '财资环〔2020〕11号绩效评价口径'),
  parameter('fund.poorPerformance', '资金效益差的绩效自评下限', '60', '分', '拟', '自拟默认值，待各地绩效办法'),
  parameter('fund.lowExecution', '列为问题项目的中央资金执行率下限', '52', '%', '拟', '取年度计划当年资金的执行率目标'),
  parameter('fund.surplusCounts', '上缴结余计入执行（1 计入，0 不计）', '0', '', '拟', '自拟默认值，待财政部门口径'),
  parameter('clue.inspectDays', '线索核查期限', '15', '日', '拟', '自拟默认值，待各地举报办理规定'),
  parameter('clue.replyDays', '线索办结答复期限', '60', '日', 'M', '信访工作条例第三十四条'),
  parameter('clue.hotDays', '热点问题回应期限', '2', '日', 'M', '国办发〔2016〕61号，四十八小时内回应'),
  parameter('case.fileDays', '发现违法行为后立案期限', '15', '日', 'M', '生态环境行政处罚办法（生态环境部令第30号）'),
  parameter('case.decideDays', '立案后作出处罚决定期限', '90', '日', 'M', '行政处罚法第六十条'),
  parameter('case.publishDays', '处罚决定公开期限', '7', '工作日', 'M', '生态环境行政处罚办法（生态环境部令第30号）'),
  parameter('case.payDays', '缴纳罚款期限', '15', '日', 'M', '行政处罚法第六十七条'),
  parameter('case.lateRate', '逾期缴纳罚款每日加处', '3', '%', 'M', '行政处罚法第七十二条，加处不超过罚款数额'),
  parameter('case.recheckDays', '责令改正后复查期限', '30', '日', 'M', '环境保护主管部门实施按日连续处罚办法第十条'),
  parameter('case.transferDays', '涉嫌犯罪案件移送期限', '3', '日', 'M', '国务院令第310号第五条'),
  parameter('case.receiptDays', '公安机关立案审查期限', '3', '日', 'M', '国务院令第310号第八条'),
  parameter('damage.screenDays', '损害线索初步核查期限', '30', '日', 'M', '生态环境损害赔偿管理规定第十七条'),
  parameter('damage.consultDays', '磋商期限', '90', '日', 'M', '生态环境损害赔偿管理规定第二十三条'),
  parameter('damage.meetings', '磋商会议次数上限', '3', '次', 'M', '生态环境损害赔偿管理规定第二十三条'),
  parameter('procuratorial.months', '检察建议回复期限', '2', '个月', 'M', '法释〔2018〕6号第二十一条'),
  parameter('procuratorial.urgentDays', '紧急情形检察建议回复期限', '15', '日', 'M', '法释〔2018〕6号第二十一条'),
  parameter('legacyWaste.large', '历史遗留废物大量堆存下限', '10000', 'm³', '拟', '自拟分级，待各地细则'),
  parameter('legacyWaste.volume', '大量堆存', '20', '分', '拟', '自拟分级，待各地细则'),
  parameter('legacyWaste.toxic', '含镉汞砷铅铬铊锑', '30', '分', '拟', '自拟分级，待各地细则'),
  parameter('legacyWaste.farmland', '下游或周边有受影响农用地', '30', '分', '拟', '自拟分级，待各地细则'),
  parameter('legacyWaste.open', '没有三防措施', '20', '分', '拟', '自拟分级，待各地细则'),
  parameter('legacyWaste.high', '历史遗留废物高风险下限', '70', '分', '拟', '自拟分级，待各地细则'),
  parameter('legacyWaste.medium', '历史遗留废物中风险下限', '40', '分', '拟', '自拟分级，待各地细则'),
  parameter('manifest.difference', '联单接收量与移出量允许相差', '1', '%', '拟', '自拟默认值，待各地规定'),
  parameter('hazardousWaste.good', '规范化环境管理评估达标下限', '80', '%', '拟', '自拟默认值，待各地评估细则'),
  parameter('hazardousWaste.fair', '规范化环境管理评估基本达标下限', '60', '%', '拟', '自拟默认值，待各地评估细则'),
  parameter('waste.capWarning', '外来危险废物接近控制量的提醒比例', '90', '%', '拟', '自拟默认值，待各地规定'),
  parameter('wastePoint.checkMonths', '社会源点位检查间隔', '12', '月', '拟', '自拟默认值，待各地检查计划'),
  parameter('credit.green', '环保诚信企业评分下限', '90', '分', '拟', '自拟默认值，待各地评价办法'),
  parameter('credit.blue', '环保良好企业评分下限', '75', '分', '拟', '自拟默认值，待各地评价办法'),
  parameter('credit.yellow', '环保警示企业评分下限', '60', '分', '拟', '自拟默认值，待各地评价办法'),
  parameter('clue.days', '执法线索核查期限', '30', '日', '拟', '自拟默认值，待各地规定'),
  parameter('rule.commentDays', '公开征求意见最短时间', '30', '日', 'M', '地方标准管理办法；规章制定程序条例'),
  parameter('technique.effect', '效果好的技术的污染物平均降幅下限', '30', '%', '拟', '自拟默认值，待各地技术目录'),
  parameter('technique.cost', '成本低的技术的平均成本上限', '1000', '元/亩', '拟', '自拟默认值，待各地技术目录'),
  parameter('product.cadmium', '产品均质材料中镉的限值', '0.01', '%', 'M', 'GB/T 26572、GB/T 30512'),
  parameter('product.substance', '产品均质材料中铅汞六价铬和多溴物的限值', '0.1', '%', 'M', 'GB/T 26572、GB/T 30512'),
  parameter('audit.disclosureMonths', '名单公布后公布排放信息', '1', '个月', 'M', '清洁生产审核办法'),
  parameter('audit.startMonths', '名单公布后开展清洁生产审核', '2', '个月', 'M', '清洁生产审核办法'),
  parameter('audit.reportMonths', '名单公布后报送审核报告', '12', '个月', 'M', '清洁生产审核办法'),
  parameter('audit.years', '两次强制性清洁生产审核的间隔', '5', '年', 'M', '清洁生产审核办法'),
  parameter('audit.metalYears', '重点重金属排放企业清洁生产审核周期', '2', '年', 'V', '区级土壤污染防治工作方案'),
  parameter('selfMonitoring.days', '自行监测年度报告在年末之后的报送期限', '31', '日', '拟', '自拟默认值，待各地规定'),
  parameter('pollution.days', '发现超标后完成调查的期限', '90', '日', '拟', '自拟默认值，待各地规定'),
  parameter('surroundings.months', '周边土壤和地下水监测周期', '36', '月', '拟', '自拟默认值，各地可由周期规则另定'),
  parameter('demolition.days', '拆除活动备案提前的工作日', '15', '工作日', 'M', '工矿用地土壤环境管理办法（试行）'),
  parameter('siting.baselineRise', '土壤监测值较本底明显上升', '30', '%', '拟', '自拟默认值，待各地规定'),
  parameter('siting.accidentMetres', '土壤污染事故频发区域的统计半径', '1000', 'm', '拟', '自拟默认值，待各地规定'),
  parameter('siting.accidentYears', '土壤污染事故频发区域的统计年数', '5', '年', '拟', '自拟默认值，待各地规定'),
  parameter('siting.accidentCount', '土壤污染事故频发区域的事故起数', '2', '起', '拟', '自拟默认值，待各地规定'),
  parameter(
    'priorityFarmland.reward',
    '优先保护类面积增加的奖励标准',
    '50',
    '元/亩',
    '拟',
    '自拟默认值，待各地奖励办法',
  ),
  parameter(
    'farmland.conversionLeaves',
    '退耕经批准后退出分子分母（1 退出，0 不退出）',
    '1',
    '',
    'M',
    '安全利用率核算口径',
  ),
] as const satisfies readonly Parameter[]

function parameter<const K extends string>(
  key: K,
  name: string,
  value: string,
  unit: string,
  mark: Parameter['mark'],
  basis: string,
): Parameter<K> {
  return { key, name, value, unit, mark, basis, from: '2016-01-01', until: null, region: null }
}

export type ParameterKey = (typeof PARAMETERS)[number]['key']

/** The number in force on a day, and where it comes from. */
export function parameterOn(key: ParameterKey, on: string): { value: number; note: string; name: string } {
  const { used } = settingsOn(PARAMETERS.filter(p => p.key === key) as readonly Parameter[], { on })
  const p = used[key]!
  return { value: Number(p.value), name: p.name, note: `${p.name} ${p.value} ${p.unit}（${p.basis}）` }
}
