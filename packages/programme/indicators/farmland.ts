import type { Condition, Indicator, Measure } from './indicator.ts'

const IN_LIST: Condition = { state: ['inForce', 'adjusting', 'adjustmentReported'] }
const classes = (...is: string[]): Condition => ({ field: 'class', is })
const ofYear = (...where: Condition[]): Condition[] => [{ field: 'year', in: 'year' }, ...where]
const ofLines = (field: string, ...where: Condition[]): Measure => ({
  register: 'safe-use-year',
  where: ofYear(...where),
  of: { sum: field },
})
/** Of the class list as it stood on the last day of the period: nothing of it depends on who has reported measures. */
const ofList = (...where: Condition[]): Measure => ({
  register: 'farmland-class',
  where: [IN_LIST, ...where],
  of: { sum: 'netArea' },
})

/** Farmland (M05, M06), in 亩. */
export const FARMLAND: readonly Indicator[] = [
  {
    id: 'safe-use-rate',
    name: '受污染耕地安全利用率',
    module: 'M06',
    unit: '%',
    better: 'higher',
    aliases: ['全市受污染耕地安全利用率', '受污染耕地安全利用率不低于', '受污染农用地安全利用率'],
    note: '基准日为时段最后一天；安全利用类按比例还是按门槛计入，写在每个单元的“核算规则”里',
    rules: [
      {
        id: 'A',
        from: '2016-01-01',
        until: '2020-12-31',
        mark: 'V',
        basis: '受污染耕地安全利用率核算方法（试行）：（B＋C＋D）/E，分母为轻微、轻中度、重度污染耕地',
        numerator: ofLines('counted'),
        denominator: ofList({ field: 'grade', is: ['轻微污染', '轻度污染', '中度污染', '重度污染'] }),
        needs: ['netArea'],
      },
      {
        id: 'B',
        from: '2021-01-01',
        until: null,
        mark: 'M',
        basis: '（安全利用类计入面积＋严格管控类计入面积）/基准日类别清单中两类面积',
        numerator: ofLines('counted', { field: 'unitClass', is: ['安全利用类', '严格管控类'] }),
        denominator: ofList(classes('安全利用类', '严格管控类')),
        needs: ['netArea'],
      },
    ],
  },
  {
    id: 'high-standard-share',
    name: '高标准农田建设优先保护类耕地占比',
    module: 'M06',
    unit: '%',
    better: 'higher',
    aliases: ['高标准农田项目优先保护类耕地占比'],
    rules: [
      {
        id: '1',
        from: '2016-01-01',
        until: null,
        mark: '拟',
        basis: '当年立项项目区与类别图叠加，优先保护类面积/项目区面积',
        numerator: { register: 'high-standard-farmland', where: ofYear(), of: { sum: 'priorityArea' } },
        denominator: { register: 'high-standard-farmland', where: ofYear(), of: { sum: 'area' } },
        needs: ['area'],
      },
    ],
  },
  {
    id: 'protection-scheme-rate',
    name: '产粮（油）大县和蔬菜重点县土壤环境保护方案制定率',
    module: 'M06',
    unit: '%',
    better: 'higher',
    aliases: ['产粮大县土壤环境保护方案制定率', '土壤环境保护方案编制率'],
    rules: [
      {
        id: '1',
        from: '2016-01-01',
        until: null,
        mark: '拟',
        basis: '方案已批准的县/须制定方案的县',
        numerator: {
          register: 'soil-protection-scheme',
          where: [{ state: ['approved', 'implementing', 'finished'] }, { field: 'obliged', is: [true] }],
          of: 'rows',
        },
        denominator: {
          register: 'soil-protection-scheme',
          where: [{ field: 'obliged', is: [true] }],
          of: 'rows',
        },
      },
    ],
  },
  {
    id: 'strict-control-rate',
    name: '严格管控类耕地风险管控措施落实率',
    module: 'M06',
    unit: '%',
    better: 'higher',
    aliases: ['严格管控类耕地管控率', '重度污染耕地严格管控率', '严格管控类耕地风险管控率'],
    note: '只计经遥感或现场核查通过的面积',
    rules: [
      {
        id: 'B',
        from: '2016-01-01',
        until: null,
        mark: '拟',
        basis: '核查通过的面积/基准日类别清单中严格管控类面积',
        numerator: ofLines('verified', { field: 'unitClass', is: ['严格管控类'] }),
        denominator: ofList(classes('严格管控类')),
        needs: ['netArea'],
      },
    ],
  },
]
