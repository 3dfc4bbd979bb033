import type { Indicator } from './indicator.ts'
import { onlyRule } from './rule.ts'

const TANKS_IN_USE = ['single', 'works', 'done'] as const

/** Groundwater (M16). */
export const GROUNDWATER: readonly Indicator[] = [
  {
    id: 'tank-rate',
    name: '加油站地下油罐防渗改造完成率（按罐）',
    module: 'M16',
    unit: '%',
    better: 'higher',
    aliases: ['加油站地下油罐防渗改造完成率', '地下油罐防渗改造率', '加油站防渗改造完成率'],
    rules: [
      onlyRule({
        mark: 'V',
        basis: '地下水管理条例第四十一条第三项',
        numerator: {
          register: 'gas-station-tank',
          where: [{ state: ['done'] }, { field: 'proof', is: ['达标'] }],
          of: 'rows',
        },
        denominator: { register: 'gas-station-tank', where: [{ state: TANKS_IN_USE }], of: 'rows' },
      }),
    ],
  },
  {
    id: 'station-rate',
    name: '加油站地下油罐防渗改造完成率（按站）',
    module: 'M16',
    unit: '%',
    better: 'higher',
    aliases: ['完成防渗改造的加油站比例'],
    rules: [
      onlyRule({
        mark: 'V',
        basis: '全部油罐完成改造的加油站占在用加油站',
        numerator: {
          register: 'gas-station-tank',
          where: [{ state: TANKS_IN_USE }],
          of: { all: 'subject', meet: [{ state: ['done'] }, { field: 'proof', is: ['达标'] }] },
        },
        denominator: { register: 'gas-station-tank', where: [{ state: TANKS_IN_USE }], of: { distinct: 'subject' } },
      }),
    ],
  },
  {
    id: 'groundwater-class-five',
    name: '地下水区域点位Ⅴ类水比例',
    module: 'M16',
    unit: '%',
    better: 'lower',
    aliases: [
      '地下水国控点位Ⅴ类水比例',
      '地下水质量Ⅴ类水比例',
      '国家地下水环境质量区域点位Ⅴ类水比例',
      '地下水国控区域点位Ⅴ类水比例',
    ],
    rules: [
      onlyRule({
        mark: 'M',
        basis: '区域点位Ⅴ类比例 = Ⅴ类点位/全部区域点位；单因子评价',
        numerator: {
          register: 'assessed-groundwater-point',
          where: [{ state: ['monitored', 'flagged', 'analysed', 'treating'] }, { field: 'lastClass', is: ['Ⅴ类'] }],
          of: 'rows',
        },
        denominator: {
          register: 'assessed-groundwater-point',
          where: [{ state: ['monitored', 'flagged', 'analysed', 'treating'] }],
          of: 'rows',
        },
        needs: ['lastClass'],
      }),
    ],
  },
  {
    id: 'groundwater-points-met',
    name: '地下水考核点位达标率',
    module: 'M16',
    unit: '%',
    better: 'higher',
    aliases: ['地下水考核点位水质达标率', '地下水环境质量考核点位达标率'],
    rules: [
      onlyRule({
        mark: 'M',
        basis: '达到目标类别的考核点位占全部考核点位',
        numerator: {
          register: 'assessed-groundwater-point',
          where: [{ state: ['monitored', 'flagged', 'analysed', 'treating'] }, { field: 'met', is: ['达标'] }],
          of: 'rows',
        },
        denominator: {
          register: 'assessed-groundwater-point',
          where: [{ state: ['monitored', 'flagged', 'analysed', 'treating'] }],
          of: 'rows',
        },
        needs: ['met'],
      }),
    ],
  },
  {
    id: 'wells-sealed',
    name: '报废井封井回填完成率',
    module: 'M16',
    unit: '%',
    better: 'higher',
    aliases: ['废弃井封井回填完成率', '废弃井封井率'],
    rules: [
      onlyRule({
        mark: '拟',
        basis: '验收的废弃井占判定为废弃的井',
        numerator: { register: 'abandoned-well', where: [{ state: ['accepted'] }], of: 'rows' },
        denominator: {
          register: 'abandoned-well',
          where: [{ state: ['judged', 'graded', 'closed', 'accepted'] }],
          of: 'rows',
        },
      }),
    ],
  },
]
