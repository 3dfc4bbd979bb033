import type { Indicator, Measure } from './indicator.ts'
import { onlyRule } from './rule.ts'

const activeVillages: Measure = { register: 'village', where: [{ state: ['active'] }], of: 'rows' }
const ACCEPTED: Measure['where'] = [{ state: ['accepted'] }, { field: 'acceptedOn', to: 'end' }]
const BLACK_WATER_LISTED = ['listed', 'treating', 'evaluated', 'settled'] as const

/** Rural environment (M19). */
export const RURAL: readonly Indicator[] = [
  {
    id: 'rural-sewage-rate',
    name: '农村生活污水治理率',
    module: 'M19',
    unit: '%',
    better: 'higher',
    aliases: ['生活污水治理率', '农村生活污水有效治理率'],
    note: '以管控达标的村庄不计入，另见治理（管控）率',
    rules: [
      onlyRule({
        mark: 'M',
        basis: '完成治理并验收的行政村占全部行政村',
        numerator: {
          register: 'rural-sewage-village',
          where: [...ACCEPTED, { field: 'mode', is: ['纳管', '集中处理', '分散处理', '资源化利用'] }],
          of: { distinct: 'subject' },
        },
        denominator: activeVillages,
      }),
    ],
  },
  {
    id: 'rural-sewage-control-rate',
    name: '农村生活污水治理（管控）率',
    module: 'M19',
    unit: '%',
    better: 'higher',
    aliases: ['生活污水治理（管控）率'],
    rules: [
      onlyRule({
        mark: 'M',
        basis: '完成治理或有效管控并验收的行政村占全部行政村',
        numerator: { register: 'rural-sewage-village', where: ACCEPTED, of: { distinct: 'subject' } },
        denominator: activeVillages,
      }),
    ],
  },
  {
    id: 'renovated-villages',
    name: '新增农村环境整治行政村',
    module: 'M19',
    unit: '个',
    better: 'higher',
    aliases: ['新增完成农村环境整治的行政村', '农村环境整治村庄数', '新增农村环境整治村庄', '新增的农村环境整治行政村'],
    note: '生活污水治理、黑臭水体、饮用水水源三项都达到的村才计入；没有黑臭水体或集中式水源的，该项视同通过',
    rules: [
      onlyRule({
        mark: 'V',
        basis: '农村环境整治成效评估工作方案',
        numerator: {
          register: 'village-environment',
          where: [
            { state: ['reviewed', 'passed'] },
            { field: 'result', is: ['通过'] },
            { field: 'period', in: 'year' },
          ],
          of: { distinct: 'subject' },
        },
      }),
    ],
  },
  {
    id: 'black-water-rate',
    name: '农村黑臭水体整治率',
    module: 'M19',
    unit: '%',
    better: 'higher',
    aliases: ['黑臭水体整治率', '农村黑臭水体治理率', '黑臭水体治理率'],
    note: '返黑返臭的退出分子',
    rules: [
      onlyRule({
        mark: 'M',
        basis: '农村黑臭水体治理工作指南',
        numerator: {
          register: 'black-odorous-water',
          where: [{ state: ['settled'] }, { field: 'relapseSuspected', is: [false] }],
          of: 'rows',
        },
        denominator: { register: 'black-odorous-water', where: [{ state: BLACK_WATER_LISTED }], of: 'rows' },
      }),
    ],
  },
  {
    id: 'national-black-water',
    name: '国家监管农村黑臭水体整治数量',
    module: 'M19',
    unit: '条',
    better: 'higher',
    aliases: ['国家监管农村黑臭水体整治数量(条)', '国家监管农村黑臭水体整治条数'],
    rules: [
      onlyRule({
        mark: 'V',
        basis: '年度计划附表',
        numerator: {
          register: 'black-odorous-water',
          where: [
            { state: ['settled'] },
            { field: 'tier', is: ['国家监管'] },
            { field: 'settledOn', within: 'period' },
          ],
          of: 'rows',
        },
      }),
    ],
  },
  {
    id: 'village-waste-rate',
    name: '生活垃圾得到有效处理的村庄比例',
    module: 'M19',
    unit: '%',
    better: 'higher',
    department: '住房城乡建设',
    aliases: [
      '村庄的生活垃圾得到规范有效处理',
      '村庄生活垃圾得到有效治理',
      '农村生活垃圾有效处理率',
      '生活垃圾有效治理的村庄比例',
    ],
    rules: [
      onlyRule({
        mark: 'M',
        basis: '生活垃圾得到规范收运处置的行政村占全部行政村',
        numerator: {
          register: 'village-environment',
          where: [
            { field: 'wasteCollected', is: [true] },
            { field: 'period', in: 'year' },
          ],
          of: { distinct: 'subject' },
        },
        denominator: activeVillages,
      }),
    ],
  },
  {
    id: 'dumps-done',
    name: '非正规垃圾堆放点整治数量',
    module: 'M19',
    unit: '个',
    better: 'higher',
    aliases: ['非正规垃圾堆放点整治', '非正规垃圾堆放点整治任务', '非正规垃圾堆放点'],
    rules: [
      onlyRule({
        mark: 'V',
        basis: '清理、验收并落实后续管理后销号的堆放点',
        numerator: {
          register: 'waste-dump',
          where: [{ state: ['settled'] }, { field: 'rebound', is: [false] }, { field: 'settledOn', within: 'period' }],
          of: 'rows',
        },
      }),
    ],
  },
]
