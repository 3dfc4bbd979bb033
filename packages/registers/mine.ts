import { f } from '@jingtu/core/field.ts'
import { add, compareDecimals, percentage, subtract, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'

const WASTES = ['废石', '尾矿', '冶炼废渣', '煤矸石', '其他'] as const

/** 矿山: who opened it restores it; where nobody is left, the government does. Restoration, use of waste and radiation by year. */
export const mine = defineRegister({
  id: 'mine',
  name: '矿山生态恢复与固废利用',
  module: 'M09',
  subject: 'site',
  basis: ['矿产资源法', '土壤污染防治法第二十三条', '放射性污染防治法第三十七条'],
  purpose: '谁开发谁保护、谁破坏谁治理：责任主体、年度恢复面积、固体废物综合利用和矿区土壤辐射监测。',
  fields: {
    mineral: f.text('矿种', { required: true, secrecy: 'public' }),
    condition: f.choice('现状', ['在产', '停产', '关闭', '责任主体灭失'], { required: true, secrecy: 'public' }),
    government: f.unit('承担治理的政府（部门）', { indexed: true, hint: '责任主体灭失的，由它治理修复' }),
    responsibility: f.choice('责任方', ['采矿权人', '政府', '未明确'], { derived: true, secrecy: 'public' }),
    disturbedBefore: f.decimal('建账时未恢复的破坏面积', { required: true, unit: '公顷', min: 0 }),
    restorations: f.rows('恢复治理', {
      on: f.day('日期', { required: true, past: true }),
      disturbed: f.decimal('新增破坏面积', { required: true, unit: '公顷', min: 0 }),
      restored: f.decimal('恢复面积', { required: true, unit: '公顷', min: 0 }),
      way: f.text('措施'),
      files: f.files('佐证'),
    }),
    restored: f.decimal('已恢复面积', { derived: true, unit: '公顷', secrecy: 'public' }),
    owed: f.decimal('待恢复面积', { derived: true, unit: '公顷', secrecy: 'public' }),
    utilisations: f.rows('固体废物综合利用', {
      year: f.integer('年度', { required: true, min: 2000, max: 2200 }),
      waste: f.choice('种类', WASTES, { required: true }),
      made: f.decimal('产生量', { required: true, unit: '吨', min: 0 }),
      stored: f.decimal('利用往年贮存量', { unit: '吨', min: 0 }),
      used: f.decimal('综合利用量', { required: true, unit: '吨', min: 0 }),
      product: f.text('用途'),
    }),
    used: f.rows(
      '各类利用合计',
      {
        waste: f.choice('种类', WASTES, { required: true }),
        made: f.decimal('产生量', { required: true, unit: '吨' }),
        used: f.decimal('综合利用量', { required: true, unit: '吨' }),
        rate: f.decimal('综合利用率', { unit: '%' }),
      },
      { derived: true },
    ),
    radiation: f.boolean('须开展土壤辐射环境监测', { hint: '铀（钍）和伴生放射性矿填“是”；没有查明的空着' }),
    radiations: f.rows('土壤辐射监测', {
      on: f.day('日期', { required: true, past: true }),
      point: f.text('点位', { required: true }),
      uranium: f.decimal('铀-238', { unit: 'Bq/kg', min: 0 }),
      thorium: f.decimal('钍-232', { unit: 'Bq/kg', min: 0 }),
      radium: f.decimal('镭-226', { unit: 'Bq/kg', min: 0 }),
      report: f.files('监测报告'),
    }),
    restoredOn: f.day('治理恢复完成日期', { secrecy: 'public', past: true }),
    acceptance: f.files('验收材料'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  requiredWhen: { government: row => row.condition === '责任主体灭失', restoredOn: ['restored'] },
  check: row => [
    ...(compareDecimals(owedOf(row.disturbedBefore, row.restorations), '0') < 0
      ? [{ where: 'restorations', message: '恢复面积合计多于破坏面积' }]
      : []),
    ...row.utilisations.flatMap((u, i) =>
      compareDecimals(u.used, add(u.made, u.stored ?? '0')) > 0
        ? [
            {
              where: `utilisations.${i}.used`,
              message: `“固体废物综合利用”第${i + 1}行：利用量多于产生量与往年贮存量之和`,
            },
          ]
        : [],
    ),
    ...row.radiations.flatMap((r, i) =>
      r.uranium === null && r.thorium === null && r.radium === null
        ? [{ where: `radiations.${i}.uranium`, message: `“土壤辐射监测”第${i + 1}行：至少填写一项监测值` }]
        : [],
    ),
  ],
  derive: row => ({
    responsibility: row.condition !== '责任主体灭失' ? '采矿权人' : row.government ? '政府' : '未明确',
    restored: sum(row.restorations.map(r => r.restored)),
    owed: owedOf(row.disturbedBefore, row.restorations),
    used: WASTES.filter(waste => row.utilisations.some(u => u.waste === waste)).map(waste => {
      const of = row.utilisations.filter(u => u.waste === waste)
      const made = sum(of.map(u => u.made))
      const used = sum(of.map(u => u.used))
      const base = add(made, sum(of.map(u => u.stored ?? '0')))
      const rate = percentage(used, base)
      return { waste, made, used, rate: rate === 'not-applicable' ? null : rate }
    }),
  }),
  states: { active: '在册', restored: '治理恢复完成' },
  initial: 'active',
  ended: ['restored'],
  create: { by: ['自然资源@county', '自然资源@city', '生态环境@county', '生态环境@city'] },
  correct: {
    by: ['operator', '自然资源@county', '自然资源@city', '生态环境@county', '生态环境@city'],
    in: ['active'],
    partyFields: ['restorations', 'utilisations', 'radiations'],
  },
  transitions: {
    finish: {
      label: '验收治理恢复',
      from: ['active'],
      to: 'restored',
      by: ['自然资源@county', '自然资源@city'],
      duty: 'reviewer',
      asks: ['acceptance'],
      evidence: ['acceptance'],
      refuse: row => [
        ...(row.condition === '在产' || row.condition === '停产'
          ? [{ where: 'condition', message: `矿山${row.condition}，边开采边治理，不能结束` }]
          : []),
        ...(row.owed !== null && compareDecimals(row.owed, '0') > 0
          ? [{ where: 'restorations', message: `还有 ${row.owed} 公顷没有恢复` }]
          : []),
      ],
      sets: (_, { effective }) => ({ restoredOn: effective }),
    },
    reopen: {
      label: '恢复不到位，重新治理',
      from: ['restored'],
      to: 'active',
      by: ['自然资源@county', '自然资源@city'],
      reason: 'required',
      sets: () => ({ restoredOn: null }),
    },
  },
  duties: {
    restore: {
      label: '登记年度恢复治理',
      clause: '谁开发谁保护、谁破坏谁治理',
      by: '采矿权人',
      while: ['active'],
      when: row => row.condition !== '责任主体灭失',
      every: 'year',
      met: { rows: 'restorations', on: 'on' },
    },
    orphan: {
      label: '责任主体灭失矿山的年度治理修复',
      clause: '土壤污染防治法第四十六条',
      by: '县级人民政府',
      while: ['active'],
      when: row => row.condition === '责任主体灭失',
      every: 'year',
      met: { rows: 'restorations', on: 'on' },
    },
    radiation: {
      label: '矿区土壤辐射环境监测',
      clause: '地方土壤污染防治工作方案',
      by: '采矿权人',
      while: ['active'],
      when: row => row.radiation === true && row.condition !== '责任主体灭失',
      every: 'year',
      met: { rows: 'radiations', on: 'on' },
    },
  },
  publish: {
    fields: ['subject', 'region', 'mineral', 'condition', 'responsibility', 'restored', 'owed'],
    in: ['active', 'restored'],
  },
  list: ['subject', 'region', 'mineral', 'condition', 'responsibility', 'restored', 'owed', 'state'],
  filters: ['region', 'state', 'condition', 'responsibility', 'government', 'owed', 'radiation'],
  search: ['mineral', 'note'],
})

/** Hectares still to be restored; below nothing only when more was restored than was ever disturbed. */
function owedOf(before: string, rows: readonly { disturbed: string; restored: string }[]): string {
  return subtract(add(before, sum(rows.map(r => r.disturbed))), sum(rows.map(r => r.restored)))
}
