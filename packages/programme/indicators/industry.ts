import type { Indicator } from './indicator.ts'
import { onlyRule } from './rule.ts'

/** Sources that stand on the list of what is mended. */
const ON_LIST = ['listed', 'planned', 'treating', 'applied', 'cleared', 'stable'] as const

const TASKS_OF_YEAR = [{ state: ['assigned', 'finished'] }, { field: 'year', in: 'year' as const }]

/** Pollution sources, heavy metals, key units (M07, M08, M10). */
export const INDUSTRY: readonly Indicator[] = [
  {
    id: 'sources-settled',
    name: '涉镉等重金属污染源整治完成率',
    module: 'M07',
    unit: '%',
    better: 'higher',
    aliases: ['涉镉等重金属污染源整治率', '污染源整治完成率', '涉镉等重金属行业企业整治完成率'],
    note: '回头看反弹的退出分子',
    rules: [
      onlyRule({
        mark: 'V',
        basis: '销号污染源/整治清单污染源',
        numerator: { register: 'pollution-source', where: [{ state: ['cleared', 'stable'] }], of: 'rows' },
        denominator: {
          register: 'pollution-source',
          where: [{ state: ON_LIST }],
          of: 'rows',
        },
      }),
    ],
  },
  {
    id: 'source-chains-cut',
    name: '污染物进入农田链条切断率',
    module: 'M07',
    unit: '%',
    better: 'higher',
    aliases: ['切断镉等重金属污染物进入农田的链条'],
    note: '每条途径都有已完成且有证明的措施，才算切断',
    rules: [
      onlyRule({
        mark: '拟',
        basis: '整治清单中链条已切断的污染源/整治清单污染源',
        numerator: {
          register: 'pollution-source',
          where: [{ state: ON_LIST }, { field: 'chainCut', is: [true] }],
          of: 'rows',
        },
        denominator: { register: 'pollution-source', where: [{ state: ON_LIST }], of: 'rows' },
      }),
    ],
  },
  {
    id: 'cause-areas-begun',
    name: '耕地土壤重金属污染成因排查开展率',
    module: 'M07',
    unit: '%',
    better: 'higher',
    aliases: ['耕地土壤重金属污染成因排查'],
    note: '“开展”即选定的区域都已启动排查',
    rules: [
      onlyRule({
        mark: '拟',
        basis: '已启动成因排查的区域/选定的区域',
        numerator: {
          register: 'cause-area',
          where: [{ field: 'progress', is: ['开展', '完成'] }],
          of: 'rows',
        },
        denominator: { register: 'cause-area', where: [], of: 'rows' },
      }),
    ],
  },
  {
    id: 'heavy-metal-net',
    name: '重点行业重点重金属污染物排放净增量',
    module: 'M08',
    unit: 'kg',
    better: 'lower',
    aliases: [
      '重点行业重点重金属污染物减排目标',
      '重点重金属污染物排放量不新增',
      '全市重点行业重点重金属污染物减排目标控制不新增',
    ],
    note: '当年批准的新增量减去当年认定的减排量',
    rules: [
      onlyRule({
        mark: 'V',
        basis: '环固体〔2022〕17号',
        numerator: {
          register: 'emission-substitution',
          where: [{ state: ['approved'] }, { field: 'approvedYear', in: 'year' }],
          of: { sum: 'newTotal' },
        },
        minus: {
          register: 'emission-reduction',
          where: [{ state: ['recognised'] }, { field: 'recognisedYear', in: 'year' }],
          of: { sum: 'recognisedTotal' },
        },
      }),
    ],
  },
  {
    id: 'heavy-metal-cut',
    name: '重点行业重点重金属排放量比基准年下降比例',
    module: 'M08',
    unit: '%',
    better: 'higher',
    aliases: ['重点行业重点重金属排放量下降比例', '重点重金属排放量下降比例', '重金属排放量比2020年下降比例'],
    note: '逐家核定；有一家没有核定或没有基准年数据，就不知道',
    rules: [
      onlyRule({
        mark: 'M',
        basis: '（基准年排放量－核定排放量）/基准年排放量',
        numerator: { register: 'emission-year', where: [{ field: 'year', in: 'year' }], of: { sum: 'base' } },
        minus: { register: 'emission-year', where: [{ field: 'year', in: 'year' }], of: { sum: 'verified' } },
        denominator: { register: 'emission-year', where: [{ field: 'year', in: 'year' }], of: { sum: 'base' } },
        needs: ['base', 'verified'],
      }),
    ],
  },
  {
    id: 'heavy-metal-reduction',
    name: '重点重金属污染物减排量',
    module: 'M08',
    unit: 'kg',
    better: 'higher',
    aliases: ['年度重点重金属污染物减排目标任务', '重点重金属污染物减排任务', '重金属减排量'],
    rules: [
      onlyRule({
        mark: 'V',
        basis: '当年认定的减排量',
        numerator: {
          register: 'emission-reduction',
          where: [{ state: ['recognised'] }, { field: 'recognisedYear', in: 'year' }],
          of: { sum: 'recognisedTotal' },
        },
      }),
    ],
  },
  {
    id: 'heavy-metal-task-rate',
    name: '重点重金属减排任务完成率',
    module: 'M08',
    unit: '%',
    better: 'higher',
    department: '生态环境',
    aliases: ['重点重金属污染物减排任务完成率', '年度重点重金属减排任务完成比例', '重金属减排任务完成率'],
    note: '逐企业、逐污染物计，超额部分不抵别的任务',
    rules: [
      onlyRule({
        mark: 'M',
        basis: '计入完成的认定减排量/下达减排量',
        numerator: { register: 'reduction-task', where: TASKS_OF_YEAR, of: { sum: 'counted' } },
        denominator: { register: 'reduction-task', where: TASKS_OF_YEAR, of: { sum: 'assigned' } },
        needs: ['counted'],
      }),
    ],
  },
  {
    id: 'hazard-checks',
    name: '土壤污染重点监管单位隐患排查完成率',
    module: 'M10',
    unit: '%',
    better: 'higher',
    aliases: ['重点监管单位隐患排查完成率', '土壤污染隐患排查完成率'],
    rules: [
      onlyRule({
        mark: 'M',
        basis: '三年内完成隐患排查的在册单位占在册单位',
        numerator: {
          register: 'key-unit',
          where: [{ state: ['listed'] }, { field: 'lastHazardCheck', from: { years: 3, before: 'end' }, to: 'end' }],
          of: 'rows',
        },
        denominator: { register: 'key-unit', where: [{ state: ['listed'] }], of: 'rows' },
      }),
    ],
  },
  {
    id: 'hazard-rechecks',
    name: '完成重点监管单位隐患排查“回头看”企业数',
    module: 'M10',
    unit: '个',
    better: 'higher',
    aliases: ['完成重点监管单位隐患排查“回头看”企业数(个)', '企业隐患排查回头看', '隐患排查“回头看”'],
    rules: [
      onlyRule({
        mark: 'V',
        basis: '年度计划附表',
        numerator: {
          register: 'key-unit',
          where: [{ state: ['listed'] }, { field: 'recheckedOn', within: 'period' }],
          of: 'rows',
        },
      }),
    ],
  },
]
