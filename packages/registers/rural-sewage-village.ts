import { f } from '@jingtu/core/field.ts'
import { percentage } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

const MODES = ['纳管', '集中处理', '分散处理', '资源化利用', '管控'] as const

/** What has to be shown before a village is accepted; it depends on how its sewage is dealt with. */
const PROOF: Record<(typeof MODES)[number], string> = {
  纳管: '接入城镇污水管网的证明',
  集中处理: '出水监测报告',
  分散处理: '户用设施清单和抽查记录',
  资源化利用: '还田（林）去向说明，不外排的现场照片',
  管控: '无乱排、无黑水的现场照片',
}

/** 农村生活污水治理村庄清单: the villages of a year, how each is to be dealt with, and what proves that it was. */
export const ruralSewageVillage = defineRegister({
  id: 'rural-sewage-village',
  name: '农村生活污水治理村庄清单',
  module: 'M19',
  subject: 'village',
  basis: ['水污染防治法第五十六条', '农业农村污染治理攻坚战行动方案'],
  purpose: '年度重点治理村庄、治理模式和验收；已治理村庄比例由此统计。',
  fields: {
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    priority: f.choices('重点区域', [
      '饮用水水源保护区',
      '南水北调工程保护区',
      '国控断面汇水区',
      '人口集中区',
      '乡镇政府驻地',
    ]),
    mode: f.choice('治理模式', MODES, {
      required: true,
      secrecy: 'public',
      hint: '优先生态化、资源化，审慎建设集中式设施',
    }),
    newPlant: f.boolean('拟新建集中式设施'),
    plantReason: f.text('新建集中式设施的论证', { long: true, hint: '为什么不能纳管、分散处理或资源化利用' }),
    proofNeeded: f.text('验收须提供', { derived: true }),
    households: f.integer('农户数', { required: true, min: 1, unit: '户' }),
    treatedHouseholds: f.integer('污水得到治理的农户', { min: 0, unit: '户' }),
    share: f.decimal('治理农户比例', { derived: true, unit: '%' }),
    blackWater: f.boolean('仍有黑水横流或污水乱排'),
    due: f.day('计划完成日期', { required: true }),
    proof: f.files('验收材料'),
    acceptedOn: f.day('验收日期', { secrecy: 'public', past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'year'],
  requiredWhen: { treatedHouseholds: ['treated', 'accepted'], plantReason: row => row.newPlant === true },
  visibleWhen: { plantReason: row => row.newPlant === true },
  check: row => [
    ...((row.treatedHouseholds ?? 0) > row.households
      ? [{ where: 'treatedHouseholds', message: `治理农户 ${row.treatedHouseholds} 多于农户总数 ${row.households}` }]
      : []),
    ...(row.newPlant && row.mode !== '集中处理'
      ? [{ where: 'newPlant', message: `治理模式为“${row.mode}”，不应新建集中式设施` }]
      : []),
  ],
  derive: row => ({
    proofNeeded: PROOF[row.mode],
    share:
      row.treatedHouseholds === null
        ? null
        : asDecimal(percentage(String(row.treatedHouseholds), String(row.households))),
  }),
  states: { proposed: '拟列入', listed: '在清单', treated: '已完成治理', accepted: '已验收', removed: '已调出' },
  initial: 'proposed',
  ended: ['removed'],
  create: { by: ['township', '生态环境@county', '生态环境@city'] },
  correct: { by: ['township', '生态环境@county', '生态环境@city'], in: ['proposed', 'listed', 'treated'] },
  transitions: {
    list: {
      label: '列入年度清单',
      from: ['proposed', 'removed'],
      to: 'listed',
      by: ['生态环境@county'],
      duty: 'reviewer',
    },
    finish: {
      label: '完成治理',
      from: ['listed'],
      to: 'treated',
      by: ['township', '生态环境@county'],
      asks: ['treatedHouseholds', 'blackWater'],
      needs: ['treatedHouseholds', 'blackWater'],
    },
    accept: {
      label: '验收',
      from: ['treated'],
      to: 'accepted',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['proof'],
      refuse: (row, { today }) => {
        const least = parameterOn('ruralSewage.share', today)
        return [
          ...(row.proof.length > 0 ? [] : [{ where: 'proof', message: `“${row.mode}”的验收须提供${PROOF[row.mode]}` }]),
          ...(row.blackWater ? [{ where: 'blackWater', message: '仍有黑水横流或污水乱排' }] : []),
          // 管控 answers for villages that need no treatment; the share is asked of all others.
          ...(row.mode !== '管控' && Number(row.share ?? 0) < least.value
            ? [{ where: 'treatedHouseholds', message: `治理农户比例 ${row.share ?? '—'}%，${least.note}` }]
            : []),
        ]
      },
      sets: (_, { effective }) => ({ acceptedOn: effective }),
    },
    sendBack: {
      label: '退回整改',
      from: ['treated'],
      to: 'listed',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
    remove: {
      label: '调出清单',
      from: ['proposed', 'listed'],
      to: 'removed',
      by: ['生态环境@county'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    treatment: {
      label: '按计划完成治理',
      clause: '农业农村污染治理攻坚战行动方案',
      by: '乡镇人民政府',
      while: ['listed'],
      after: { field: 'due' },
      days: 0,
    },
  },
  publish: {
    fields: ['subject', 'region', 'year', 'mode', 'acceptedOn', 'state'],
    in: ['listed', 'treated', 'accepted'],
  },
  list: ['subject', 'region', 'year', 'mode', 'share', 'due', 'state'],
  filters: ['region', 'state', 'year', 'mode'],
  search: ['note'],
})

const asDecimal = (text: string): string | null => (text === 'not-applicable' ? null : text)
