import type { ColumnRole } from '../laboratory/layout.ts'
import { findSubstance, foldName, type Substance } from '../substances.ts'
import { normaliseUnit } from '../units.ts'

/** What a column of a laboratory's table holds; `ignore`: known, and of no use here (序号, 行政区, 评价结论). */
export type Role = Exclude<ColumnRole, 'item'>

const ROLES: readonly [RegExp, Role][] = [
  [
    /^(?:实验室编号|样品原编号|送样编号|土壤编号|采样编号|检测编号|labid|labno|样品代号|样品编?号|样品编码|样品代码|样品序号|样品名称|样品|样品标识|样品id|样号|试样编号|sample(?:id|no|name|code)?|samplenumber|编号|id|(?:检测|监测)?(?:项目|指标|因子)[/\\|]?(?:样品|点位|样品编号|点位名称|编号)|(?:样品|点位|样品编号|点位名称|编号)[/\\|]?(?:检测|监测)?(?:项目|指标|因子))$/,
    'sample',
  ],
  [
    /^(?:siteid|siteno|sitename|监测点位名称|采样地点|采样位置|钻孔编号|wellid|wellno|pointid|点号|stationid|locationid|点位|点位编?号|点位名称|采样点位?|采样点(?:名称|编号|编码)|点位编码|样点(?:名称|编号)?|监测点位?|监测点(?:名称|编号)|监测井(?:名称|编号)?|井号|站位|地块编号|site|point|location|well|station)$/,
    'site',
  ],
  [
    /^(?:采样深度\/m|采样深度\/cm|土层深度|层次|depthm|depthcm|采样深度|深度|埋深|取样深度|采样层次|层位|采样层|depth|sampledepth|depthrange)$/,
    'depth',
  ],
  [
    /^(?:顶深|from|上限|顶部|(?:采样|取样)?(?:起始|上界|顶部|开始|上限|最小)深度|(?:采样|取样)?深度(?:起|从|上|上界|上限|起点|自|顶)|depthfrom|fromdepth|topdepth|depthtop|upperdepth|startdepth)$/,
    'depthFrom',
  ],
  [
    /^(?:底深|to|下限|底部|(?:采样|取样)?(?:终止|下界|底部|结束|截止|下限|最大)深度|(?:采样|取样)?深度(?:止|到|至|下|下界|下限|终点|底)|depthto|todepth|bottomdepth|depthbottom|lowerdepth|enddepth)$/,
    'depthTo',
  ],
  [
    /^(?:分析指标|元素|组分|检测指标名称|监测指标名称|检测因子名称|污染物质|检测项目|监测项目|项目|项目名称|检测指标|监测指标|指标|指标名称|因子|监测因子|检测因子|污染物|污染物名称|污染物项目|参数|分析项目|检测参数|substance|parameter|analyte|pollutant|chemical|(?:parameter|analyte|substance|chemical)name|item|contaminant|element|compound)$/,
    'substance',
  ],
  [/^(?:casrn|cas登记号|cas|cas号|casno|casnumber|cas编号)$/, 'cas'],
  [
    /^(?:conc|检出浓度|测量值|结果值|检测结果值|measuredconcentration|resultnumeric|检测值|检测结果|监测值|监测结果|结果|测定值|测定结果|实测值|数值|值|含量|浓度|检测浓度|监测浓度|检出值|实测浓度|分析结果|测试结果|检测数据|监测浓度值|resultvalue|measuredvalue|value|result|concentration|content|measured)$/,
    'value',
  ],
  [
    /^(?:标识|q|dataflag|labqualifier|resultqualifier|限定符|符号|修饰符|数据标识|标识符|检出标识|qualifier|flag|sign|operator)$/,
    'qualifier',
  ],
  [/^(?:量纲|浓度单位|检测结果单位|含量单位|单位|计量单位|检测单位|结果单位|resultunit|uom|units?)$/, 'unit'],
  [
    /^(?:检出限值|loq|测定下限|检测限|检测下限|检出限dl|limitofdetection|methoddetectionlimit|检出限|方法检出限|最低检出限|报告限|检出下限|定量限|detectionlimit|dl|mdl|lod|rl|reportinglimit)$/,
    'detectionLimit',
  ],
  [/^(?:phvalue|soilph|样品ph|ph无量纲|ph|ph值|土壤ph|土壤ph值|水质?ph)$/, 'pH'],
  [
    /^(?:农用地类型|土地用途|种植类型|土地类型|土地利用|土地利用类型|土地利用方式|利用类型|利用方式|用地类型|用地类别|地类|耕地类型|耕地利用|land-?use|landusetype)$/,
    'landUse',
  ],
  [
    /^(?:规划用途|规划用地|规划用地性质|用地性质|规划类别|用途|用地分类|规划用地类型|planneduse|use|class|landclass)$/,
    'use',
  ],
  [
    /^(?:种植作物|cropname|食品类别|农作物名称|作物品种|作物|作物名称|作物种类|农作物|农产品|农产品名称|品种|食品|食品名称|样品种类|样品类别|农产品种类|crop|food|product)$/,
    'crop',
  ],
  [
    /^(?:作物种类别|irrigationcrop|灌溉作物类型|灌溉作物|作物类别|作物类型|灌溉类型|灌溉对象|标准列|适用列|column|croptype|irrigation)$/,
    'column',
  ],
  [/^(?:地区条件|适用条件|条件|区域类型|condition)$/, 'condition'],
  [
    /^(?:datesampled|collectiondate|collectedon|datecollected|collected|采样日期|采样时间|取样日期|取样时间|采集日期|采集时间|日期|时间|监测日期|监测时间|date|takenon|samplingdate|sampledate|sampledon)$/,
    'takenOn',
  ],
  [
    /^(?:到样日期|送检日期|样品交接日期|收样日期|接样日期|送样日期|样品接收日期|收样时间|接样时间|received(?:on|date)?|receiptdate|datereceived)$/,
    'receivedOn',
  ],
  [
    /^(?:分析完成日期|实验日期|测定时间|检测日期|分析日期|测试日期|检测时间|分析时间|测试时间|测定日期|检验日期|检测完成日期|完成日期|testedon|test(?:ing)?date|analysisdate|analy[sz]edon|dateanaly[sz]ed)$/,
    'testedOn',
  ],
  [
    /^(?:经度\/°|经度|东经|(?:gcj-?02|bd-?09|火星|高德|腾讯|百度)(?:坐标)?经度|经度\(?(?:°|度|e|cgcs2000|wgs-?84|gcj-?02|bd-?09|火星|高德|腾讯|百度)[^)]*\)?|longitude|long?|lng)$/,
    'longitude',
  ],
  [
    /^(?:纬度\/°|纬度|北纬|(?:gcj-?02|bd-?09|火星|高德|腾讯|百度)(?:坐标)?纬度|纬度\(?(?:°|度|n|cgcs2000|wgs-?84|gcj-?02|bd-?09|火星|高德|腾讯|百度)[^)]*\)?|latitude|lat)$/,
    'latitude',
  ],
  [
    /^(?:样品属性类别|样品介质类型|样品类型|介质|介质类型|样品介质|基质|环境介质|样品性质|medium|media|matrix|samplematrix|samplemedium)$/,
    'medium',
  ],
  [/^(?:采样人员?|采样员|采样者|取样人|sampler|sampledby|collector)$/, 'sampler'],
  [/^(?:检测机构|检测单位名称|实验室|实验室名称|检测实验室|laboratory|lab|labname)$/, 'laboratory'],
  [/^(?:质控类型|质控样类型|质控|质控标识|质量控制|样品属性|qc|qctype|qccode|sampletype)$/, 'qc'],
  [
    /^(?:对应(?:的)?(?:土壤)?样品(?:编号|编码)?|协同(?:土壤)?样品(?:编号)?|配对样品(?:编号)?|对应土壤编号|土壤样品编号|原样(?:品)?编号|平行原样编号|pairedwith|parentsample|parentsampleid|soilsample)$/,
    'pairedWith',
  ],
  [/^(?:备注|说明|remarks?|notes?|comments?)$/, 'remark'],
  [/^(?:行政区划代码|行政区代码|区划代码|区域代码|region|regioncode)$/, 'region'],
  [/^(?:干\/湿|干湿重|基准|干湿基|干湿|重量基准|计量基准|basis|drywet|wetdry)$/, 'basis'],
  [
    /^(?:方法标准|testmethod|标准编号|检测标准|analysismethod|检测依据及方法|分析方法及标准|检测方法及编号|方法|检测方法|分析方法|方法依据|检测依据|标准方法|仪器|method)$/,
    'method',
  ],
  [
    /^(?:序号|行号|no|x|y|x坐标|y坐标|高程|检测人|检测员|样品数量|审核人|样品性状|性状|样品状态|颜色|质地|土壤类型|土类|地块|地块名称|单元|项目编号|报告编号|批次|省|市|县|乡镇|村|地址|位置|水位|地下水位|水位标高|井深|气温|天气|所在地|行政区|筛选值|管制值|标准值|限值|标准限值|评价标准|是否超标|达标情况|评价结果|评价|结论|超标倍数|类别|面积)$/,
    'ignore',
  ],
]

export interface Head {
  text: string
  role: Role | null
  /** A column of one substance (wide form). */
  substance: Substance | null
  /** The name as written, without its unit. */
  name: string
  /** Unit stated inside the head, or null. */
  unit: string | null
}

const plain = (text: string): string => foldName(text).replace(/[:：*＊#．.\n]/g, '')

/** What a head says. A unit may stand inside it: 镉(mg/kg), 镉 mg/kg, Cd_mg/kg, 检测值（mg/kg）, As/(mg·kg-1). */
export function readHead(text: string): Head {
  const written = text
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    // 铅 (mg/kg) GB/T 17141-1997: by which method, after all else.
    .replace(/(?<=\S)[ (]+(?:GB|HJ|NY|LY|DZ)[ /T]*\d+(?:\.\d+)*(?:-\d{2,4})?\)?$/, '')
    .trim()
  for (const { name, unit } of splits(written)) {
    const key = plain(name)
    const role = ROLES.find(([pattern]) => pattern.test(key))?.[1] ?? null
    if (role) return { text, role, substance: null, name, unit }
    const substance = findSubstance(name) ?? findSubstance(name.replace(/(?:含量|浓度|检测值|检测结果|结果|总量)$/, ''))
    if (substance) return { text, role: substance.id === 'ph' ? 'pH' : null, substance, name, unit }
  }
  const part = partOfItem(written)
  if (part) return { text, ...part, name: written, unit: null }
  // 采样深度（m）: what is in brackets is no unit of a result.
  const bare = plain(written.replace(/[(（[［][^()（）]*[)）\]］]$/, ''))
  const role = ROLES.find(([pattern]) => pattern.test(bare))?.[1] ?? null
  if (role) return { text, role, substance: null, name: written, unit: null }
  const measured = inForeignUnit(written)
  if (measured) return { text, ...measured }
  const first = splits(written)[0]!
  return { text, role: null, substance: null, name: first.name || written, unit: first.unit }
}

/** 电导率(μS/cm), 镉(mg/100g): what is in the brackets is a unit, though none that limits are stated in. */
function inForeignUnit(text: string): Omit<Head, 'text'> | undefined {
  const m = /^(.*?)\s*[(（[［]\s*((?:[^()（）]|\([^()]*\))*)[)）\]］]$/.exec(text)
  if (!m || !/^[a-zμ%][^,，]*[/·][a-z0-9²³]|^m?V$|^‰$/i.test(m[2]!)) return undefined
  const substance = findSubstance(m[1]!)
  return substance && { role: null, substance, name: m[1]!, unit: m[2]! }
}

/** 镉检出限, Cd_DL, 镉 单位: what else a wide table says of one substance. */
function partOfItem(text: string): { role: Role; substance: Substance } | undefined {
  const m =
    /^(.+?)[\s_/-]*[(（]?(方法检出限|检出限|检测限|报告限|单位|检测方法|分析方法|方法|标识|限定符|mdl|lod|dl|rl|units?|method|flag|qualifier|detection ?limit)[)）]?$/i.exec(
      text,
    )
  const substance = m && findSubstance(m[1]!)
  const role = m && ROLES.find(([pattern]) => pattern.test(plain(m[2]!)))?.[1]
  return substance && role ? { role, substance } : undefined
}

/** With a unit taken off its end where there is one, the whole text last. */
function splits(text: string): { name: string; unit: string | null }[] {
  const found: { name: string; unit: string | null }[] = []
  const add = (name: string, unit: string): void => {
    const known = normaliseUnit(unit)
    if (known && name.trim() !== '') found.push({ name: name.trim(), unit: known })
  }
  const bracket = /^(.*?)[\s,，/_-]*[(（[［]\s*(?:单位[:：]?\s*)?((?:[^()（）]|\([^()]*\))*)[)）\]］]$/.exec(text)
  if (bracket) {
    add(bracket[1]!, bracket[2]!)
    // 总硬度(以CaCO3计,mg/L)
    const inner = /^(.+)[,，;；、\s]\s*([^,，;；、\s]+)$/.exec(bracket[2]!)
    if (inner) add(`${bracket[1]}(${inner[1]})`, inner[2]!)
  }
  for (const m of text.matchAll(/[\s,，/_、:：]/g))
    add(text.slice(0, m.index).replace(/[\s,，/_、:：]+$/, ''), text.slice(m.index + 1))
  // 镉mg/kg, written together
  const glued = /^(.*?[^a-zA-Zμµ])((?:[mμµun]?g|ng)\s*[/·]\s*(?:kg|g|L|mL)(?:-1)?)$/i.exec(text)
  if (glued) add(glued[1]!, glued[2]!)
  return [...found, { name: text, unit: null }]
}
