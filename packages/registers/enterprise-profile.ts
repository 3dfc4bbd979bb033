import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { FOUND, LAND_RISKS, LIST_SOURCES, PERMITS, POTENTIAL, SCALES, TOXIC_USE } from './key-unit-selection.ts'

const FACTS = [
  'year',
  'sources',
  'industryCode',
  'scale',
  'permit',
  'toxicUse',
  'found',
  'potential',
  'landRisk',
  'cadmiumArea',
  'hazardousChemicals',
  'substances',
  'operating',
] as const
const ECOLOGY = ['生态环境@county', '生态环境@city'] as const

/** 企业土壤环境基础信息: the facts by which it is decided whether an enterprise comes into the list of key units. */
export const enterpriseProfile = defineRegister({
  id: 'enterprise-profile',
  name: '企业土壤环境基础信息',
  module: 'M10',
  subject: 'organisation',
  basis: ['环境监管重点单位名录管理办法（生态环境部令第27号）', '土壤污染防治法第二十一条'],
  purpose: '行业、规模、许可管理类别、有毒有害物质和潜在污染行为等，是名录筛选和义务判定的依据。',
  fields: {
    year: f.integer('资料年度', { required: true, min: 2000, max: 2200 }),
    sources: f.choices('资料来源', LIST_SOURCES),
    industryCode: f.text('行业代码', { indexed: true, hint: 'GB/T 4754，例如 3211' }),
    scale: f.choice('规模', SCALES),
    permit: f.choice('排污许可管理类别', PERMITS),
    toxicUse: f.choices('有毒有害物质', TOXIC_USE, { hint: '没有查清的空着；查清不涉及的选“均不涉及”' }),
    found: f.choices('监测发现排放的物质', FOUND, { hint: '没有监测的空着' }),
    potential: f.choices('潜在污染土壤的行为', POTENTIAL),
    landRisk: f.choice('所在地块土壤污染潜在风险', LAND_RISKS),
    cadmiumArea: f.boolean('位于耕地重金属污染突出地区的涉镉排放企业'),
    hazardousChemicals: f.boolean('危险化学品生产企业'),
    substances: f.texts('使用或生产的有毒有害原料、产品'),
    replaceable: f.texts('目录中已有替代品的', { derived: true }),
    operating: f.choice('生产状况', ['在产', '停产', '关闭搬迁'], { required: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject'],
  check: row => [
    ...(row.toxicUse.includes('均不涉及') && row.toxicUse.length > 1
      ? [{ where: 'toxicUse', message: '选了“均不涉及”就不能再选其他' }]
      : []),
    ...(row.found.includes('均未发现') && row.found.length > 1
      ? [{ where: 'found', message: '选了“均未发现”就不能再选其他' }]
      : []),
    ...(row.potential.includes('均没有') && row.potential.length > 1
      ? [{ where: 'potential', message: '选了“均没有”就不能再选其他' }]
      : []),
  ],
  // What the catalogue offers stands in another list: server/effects/substitution-catalogue.ts writes it.
  derive: () => ({}),
  states: { reported: '待核实', confirmed: '已核实', ended: '已注销' },
  initial: 'reported',
  ended: ['ended'],
  create: { by: ['operator', ...ECOLOGY] },
  correct: { by: ['operator', ...ECOLOGY], in: ['reported'] },
  amend: { by: ['operator', '生态环境@county'], in: ['confirmed'], review: { by: ECOLOGY } },
  transitions: {
    confirm: {
      label: '核实',
      from: ['reported'],
      to: 'confirmed',
      by: ECOLOGY,
      duty: 'reviewer',
      refuse: row => (row.sources.length > 0 ? [] : [{ where: 'sources', message: '核实前须写明资料来源' }]),
    },
    renew: { label: '更新', from: ['confirmed'], to: 'reported', by: ['operator', ...ECOLOGY], asks: FACTS },
    end: { label: '注销', from: ['reported', 'confirmed'], to: 'ended', by: ECOLOGY, reason: 'required' },
  },
  list: ['subject', 'region', 'industryCode', 'scale', 'permit', 'operating', 'replaceable', 'state'],
  filters: ['region', 'state', 'scale', 'permit', 'hazardousChemicals', 'operating'],
  search: ['note'],
})
