import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { periodFaults, revocable } from './regulation.ts'
import { PLACE_KINDS } from './sensitive-place.ts'
import { DEFAULT_IDS, EFFECTS, GROUPS } from './siting-rules.ts'

/** 布局准入规则（地方）: what a place adds to or puts in the place of the rules that ship, each with its document and days. */
export const sitingRule = defineRegister({
  id: 'siting-rule',
  name: '布局准入地方规则',
  module: 'M25',
  basis: ['土壤污染防治法第三十二条', '土壤污染防治行动计划'],
  purpose: '行业 × 敏感目标或区域 × 距离 × 管控要求；没有地方规则的按随系统提供的默认规则核查。',
  fields: {
    name: f.text('规则名称', { required: true, secrecy: 'public' }),
    groups: f.choices('行业', GROUPS, { secrecy: 'public' }),
    anyPolluting: f.boolean('适用于所有增加土壤污染的项目', { secrecy: 'public' }),
    kinds: f.choices('敏感目标或区域', PLACE_KINDS, { required: true, secrecy: 'public' }),
    metres: f.integer('距离', {
      required: true,
      min: 0,
      max: 50_000,
      unit: 'm',
      secrecy: 'public',
      hint: '0：不得占用或相接',
    }),
    effect: f.choice('管控要求', EFFECTS, { required: true, secrecy: 'public' }),
    replaces: f.choice('替代的默认规则', DEFAULT_IDS, { hint: '填写后，本区域不再适用该默认规则' }),
    document: f.text('文件和条款', { required: true, secrecy: 'public' }),
    validFrom: f.day('起始日期', { required: true, secrecy: 'public' }),
    validUntil: f.day('截止日期', { secrecy: 'public' }),
  },
  key: ['name', 'validFrom'],
  requiredWhen: { groups: row => row.anyPolluting !== true },
  check: row => [...periodFaults(row)],
  ...revocable(['生态环境@county', '生态环境@city', '生态环境@province']),
  publish: {
    fields: ['name', 'region', 'groups', 'kinds', 'metres', 'effect', 'document', 'validFrom'],
    in: ['active'],
  },
  list: ['name', 'region', 'groups', 'kinds', 'metres', 'effect', 'validFrom', 'state'],
  filters: ['region', 'state', 'effect', 'replaces'],
  search: ['name', 'document'],
})
