import type { Condition, Indicator } from './indicator.ts'
import { onlyRule } from './rule.ts'

/** Plans ask for the funds of each year at another rate; the year of the funds lies so many years before that of the plan. */
const YEARS = ['当年', '上一年', '前两年', '前三年'] as const
const RATES = {
  start: {
    name: '资金项目开工率',
    states: ['started', 'completed'],
    basis: '已开工项目/取得该年度中央资金的项目；资金收回的退出分母',
    aliases: ['项目开工率', '开工率'],
  },
  completion: {
    name: '资金项目完工率',
    states: ['completed'],
    basis: '已完工项目/取得该年度中央资金的项目；资金收回的退出分母',
    aliases: ['项目完工率', '完工率'],
  },
} as const

const ofYear = (back: number): Condition => ({ field: 'fundYear', in: 'year', back })
const inHand: Condition = { state: ['issued', 'started', 'completed'] }
const withCentral: Condition = { field: 'central', above: '0' }
const named = (name: string, back: number): string => `${YEARS[back]}${name}`

/** Projects and their money by funding year (M21), emergencies (M22). */
export const PROJECTS: readonly Indicator[] = [
  ...YEARS.flatMap((_, back): Indicator[] => [
    ...Object.entries(RATES).map(([key, r]) => ({
      id: `fund-${key}-${back}`,
      name: named(r.name, back),
      module: 'M21',
      unit: '%',
      better: 'higher' as const,
      aliases: r.aliases.map(a => named(a, back)),
      rules: [
        onlyRule({
          mark: 'M',
          basis: r.basis,
          numerator: {
            register: 'project-fund',
            where: [{ state: [...r.states] }, ofYear(back), withCentral],
            of: 'rows',
          },
          denominator: { register: 'project-fund', where: [inHand, ofYear(back), withCentral], of: 'rows' },
        }),
      ],
    })),
    {
      id: `fund-execution-${back}`,
      name: named('中央资金执行率', back),
      module: 'M21',
      unit: '%',
      better: 'higher',
      aliases: [named('资金执行率', back)],
      note: '只计付给项目收款单位的中央资金，转拨到部门账户的不算',
      rules: [
        onlyRule({
          mark: 'M',
          basis: '国库实际支付到项目收款单位的中央资金/下达的中央资金',
          numerator: { register: 'project-fund', where: [inHand, ofYear(back)], of: { sum: 'centralSpent' } },
          denominator: { register: 'project-fund', where: [inHand, ofYear(back)], of: { sum: 'central' } },
        }),
      ],
    },
  ]),
  {
    id: 'soil-accidents',
    name: '土壤污染事故数',
    module: 'M22',
    unit: '起',
    better: 'lower',
    aliases: ['土壤污染事故', '坚决遏制土壤污染事故发生', '土壤污染事故起数'],
    note: '是否造成土壤污染尚待查明的事件也计入，查明不是的退出',
    rules: [
      onlyRule({
        mark: 'V',
        basis: '突发环境事件台账中发生在时段内、没有查明未污染土壤的事件',
        numerator: {
          register: 'emergency-event',
          where: [
            { state: ['reported', 'handled', 'closed'] },
            { field: 'soil', is: ['是', '待查'] },
            { field: 'happenedOn', within: 'period' },
          ],
          of: 'rows',
        },
      }),
    ],
  },
]
