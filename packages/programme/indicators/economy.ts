import type { Indicator } from './indicator.ts'
import { onlyRule } from './rule.ts'

/** Economic instruments (M25). */
export const ECONOMY: readonly Indicator[] = [
  {
    id: 'insured-rate',
    name: '土壤环境重点监管企业投保率',
    module: 'M25',
    unit: '%',
    better: 'higher',
    department: '生态环境',
    aliases: ['投保率', '环境污染责任保险投保率', '重点监管企业投保率'],
    rules: [
      onlyRule({
        mark: 'V',
        basis: '期末保单在有效期内的重点监管单位占在册单位',
        numerator: {
          register: 'environmental-insurance',
          where: [
            { state: ['insured'] },
            { field: 'keyUnit', is: [true] },
            { field: 'validFrom', to: 'end' },
            { field: 'validUntil', from: 'end' },
          ],
          of: 'rows',
        },
        denominator: { register: 'key-unit', where: [{ state: ['listed'] }], of: 'rows' },
      }),
    ],
  },
]
