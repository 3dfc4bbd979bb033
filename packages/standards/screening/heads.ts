import { findSubstance, foldName, type Substance } from '../substances.ts'
import { normaliseUnit } from '../units.ts'

/** What a column of a laboratory's table holds. */
export type Role =
  | 'sample'
  | 'point'
  | 'depth'
  | 'substance'
  | 'cas'
  | 'value'
  | 'qualifier'
  | 'unit'
  | 'detectionLimit'
  | 'pH'
  | 'landUse'
  | 'use'
  | 'crop'
  | 'column'
  | 'condition'
  | 'takenOn'
  | 'region'
  | 'basis'
  | 'method'
  /** Known, and of no use here: 经度, 备注, 序号. */
  | 'aside'

const ROLES: readonly [RegExp, Role][] = [
  [
    /^(?:样品编?号|样品编码|样品代码|样品序号|样品名称|样品|样品标识|样品id|样号|试样编号|sample(?:id|no|name|code)?|samplenumber|编号|id)$/,
    'sample',
  ],
  [
    /^(?:点位|点位编?号|点位名称|采样点位?|采样点(?:名称|编号|编码)|点位编码|样点(?:名称|编号)?|监测点位?|监测点(?:名称|编号)|监测井(?:名称|编号)?|井号|站位|地块编号|site|point|location|well|station)$/,
    'point',
  ],
  [/^(?:采样深度|深度|埋深|取样深度|depth|sampledepth)$/, 'depth'],
  [
    /^(?:检测项目|监测项目|项目|项目名称|检测指标|监测指标|指标|指标名称|因子|监测因子|检测因子|污染物|污染物名称|污染物项目|参数|分析项目|检测参数|substance|parameter|analyte|pollutant|chemical|(?:parameter|analyte|substance|chemical)name|item|contaminant|element|compound)$/,
    'substance',
  ],
  [/^(?:cas|cas号|casno|casnumber|cas编号)$/, 'cas'],
  [
    /^(?:检测值|检测结果|监测值|监测结果|结果|测定值|测定结果|实测值|数值|值|含量|浓度|检测浓度|监测浓度|检出值|实测浓度|分析结果|测试结果|检测数据|监测浓度值|resultvalue|measuredvalue|value|result|concentration|content|measured)$/,
    'value',
  ],
  [/^(?:限定符|符号|修饰符|数据标识|标识符|检出标识|qualifier|flag|sign|operator)$/, 'qualifier'],
  [/^(?:单位|计量单位|检测单位|结果单位|resultunit|uom|units?)$/, 'unit'],
  [
    /^(?:检出限|方法检出限|最低检出限|报告限|检出下限|定量限|detectionlimit|dl|mdl|lod|rl|reportinglimit)$/,
    'detectionLimit',
  ],
  [/^(?:ph|ph值|土壤ph|土壤ph值|水质?ph)$/, 'pH'],
  [
    /^(?:土地利用|土地利用类型|土地利用方式|利用类型|利用方式|用地类型|用地类别|地类|耕地类型|耕地利用|land-?use|landusetype)$/,
    'landUse',
  ],
  [
    /^(?:规划用途|规划用地|规划用地性质|用地性质|规划类别|用途|用地分类|规划用地类型|planneduse|use|class|landclass)$/,
    'use',
  ],
  [
    /^(?:作物|作物名称|作物种类|农作物|农产品|农产品名称|品种|食品|食品名称|样品种类|样品类别|农产品种类|crop|food|product)$/,
    'crop',
  ],
  [/^(?:灌溉作物|作物类别|作物类型|灌溉类型|灌溉对象|标准列|适用列|column|croptype|irrigation)$/, 'column'],
  [/^(?:地区条件|适用条件|条件|区域类型|condition)$/, 'condition'],
  [
    /^(?:采样日期|采样时间|取样日期|采集日期|日期|时间|监测日期|监测时间|date|takenon|samplingdate|sampledate|sampledon)$/,
    'takenOn',
  ],
  [/^(?:行政区划代码|行政区代码|区划代码|区域代码|region|regioncode)$/, 'region'],
  [/^(?:基准|干湿基|干湿|重量基准|计量基准|basis|drywet|wetdry)$/, 'basis'],
  [/^(?:方法|检测方法|分析方法|方法依据|检测依据|标准方法|仪器|method)$/, 'method'],
  [
    /^(?:序号|行号|no|备注|说明|remarks?|notes?|comment|经度|纬度|东经|北纬|x|y|longitude|latitude|lon|lat|lng|高程|检测机构|检测单位名称|实验室|laboratory|lab|采样人|检测人|审核人|样品性状|性状|样品状态|颜色|质地|土壤类型|土类|地块|地块名称|单元|项目编号|报告编号|批次|收样日期|分析日期|省|市|县|乡镇|村|地址|位置|所在地|行政区|筛选值|管制值|标准值|限值|标准限值|评价标准|是否超标|达标情况|评价结果|评价|结论|超标倍数|类别|面积)$/,
    'aside',
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
  const written = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  for (const { name, unit } of splits(written)) {
    const key = plain(name)
    const role = ROLES.find(([pattern]) => pattern.test(key))?.[1] ?? null
    if (role) return { text, role, substance: null, name, unit }
    const substance = findSubstance(name) ?? findSubstance(name.replace(/(?:含量|浓度|检测值|检测结果|结果|总量)$/, ''))
    if (substance) return { text, role: substance.id === 'ph' ? 'pH' : null, substance, name, unit }
  }
  // 采样深度（m）: what is in brackets is no unit of a result.
  const bare = plain(written.replace(/[(（[［][^()（）]*[)）\]］]$/, ''))
  const role = ROLES.find(([pattern]) => pattern.test(bare))?.[1] ?? null
  if (role) return { text, role, substance: null, name: written, unit: null }
  const first = splits(written)[0]!
  return { text, role: null, substance: null, name: first.name || written, unit: first.unit }
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
