import type { Indicator } from './indicator.ts'
import { onlyRule } from './rule.ts'

/** Over places: the sum of the parts over the sum of the wholes of accepted years. */
const wasteRate = (
  id: string,
  department: string,
  name: string,
  [part, whole]: readonly [string, string],
  aliases: readonly string[],
  note?: string,
): Indicator => {
  const where = [{ state: ['accepted'] }, { field: 'year', in: 'year' as const }]
  return {
    id,
    name,
    module: 'M17',
    unit: '%',
    better: 'higher',
    aliases,
    ...(note ? { note } : {}),
    department,
    suppliedBy: 'source',
    rules: [
      onlyRule({
        mark: 'M',
        basis: '年度统计审核数，各地分子之和比分母之和',
        numerator: { register: 'waste-year', where, of: { sum: part } },
        denominator: { register: 'waste-year', where, of: { sum: whole } },
        needs: [part, whole],
      }),
    ],
  }
}

/** Solid and hazardous waste (M17). */
export const WASTE: readonly Indicator[] = [
  wasteRate(
    'bulk-waste-rate',
    '工业和信息化',
    '大宗固废综合利用率',
    ['bulkUsed', 'bulkBase'],
    ['大宗固体废物综合利用率', '大宗工业固体废物综合利用率', '一般工业固体废物综合利用率', '工业固体废物综合利用率'],
    '利用往年贮存量同时计入分母',
  ),
  wasteRate(
    'hazardous-waste-rate',
    '生态环境',
    '危险废物利用处置率',
    ['hazardousHandled', 'hazardousProduced'],
    ['危险废物安全处置率', '危险废物规范化处置率', '危险废物无害化处置率'],
  ),
  wasteRate(
    'medical-waste-rate',
    '卫生健康',
    '医疗废物集中处置率',
    ['medicalCollected', 'medicalProduced'],
    ['医疗废物集中收集和集中处置率', '医疗废物无害化处置率', '医疗废物集中收集处置率'],
  ),
]
