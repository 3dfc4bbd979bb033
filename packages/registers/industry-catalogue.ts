import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { periodFaults, revocable } from './regulation.ts'
import { isIndustry, type SitingEffect } from './siting-rules.ts'

export const CATALOGUE_KINDS = ['淘汰', '限制', '禁止新建', '产能严重过剩'] as const

/** What an entry does to a project that is yet to be built. */
export const CATALOGUE_EFFECT: Record<(typeof CATALOGUE_KINDS)[number], SitingEffect> = {
  淘汰: '禁止',
  禁止新建: '禁止',
  产能严重过剩: '禁止',
  限制: '严格控制',
}

export interface CatalogueEntry {
  kind: (typeof CATALOGUE_KINDS)[number]
  item: string
  industries: readonly string[]
  words: readonly string[]
  document: string
  validFrom: string
  validUntil: string | null
}

/** Entries that speak of these processes: of the industry where one is named, and by one of their words where they have some. */
export const matching = <E extends CatalogueEntry>(
  entries: readonly E[],
  code: string | null,
  processes: readonly string[],
  on: string,
): E[] =>
  entries.filter(
    e =>
      e.validFrom <= on &&
      (e.validUntil === null || on <= e.validUntil) &&
      (e.industries.length === 0 || (code !== null && isIndustry(code, e.industries))) &&
      (e.words.length === 0 || e.words.some(word => processes.some(p => p.includes(word)))),
  )

/** 产业结构与淘汰目录: industries, processes and equipment a document phases out, restricts or bars, as dated entries. */
export const industryCatalogue = defineRegister({
  id: 'industry-catalogue',
  name: '行业工艺设备淘汰限制目录',
  module: 'M25',
  basis: ['产业结构调整指导目录', '工业污染行业、生产工艺调整退出及设备淘汰目录'],
  purpose: '淘汰、限制、禁止新建和产能严重过剩的行业、工艺、设备；建设项目和在产企业按条目比对。',
  fields: {
    document: f.text('目录名称和版本', { required: true, secrecy: 'public' }),
    number: f.text('条目号', { required: true, secrecy: 'public' }),
    item: f.text('条目内容', { required: true, long: true, secrecy: 'public' }),
    kind: f.choice('类别', CATALOGUE_KINDS, { required: true, secrecy: 'public' }),
    industries: f.texts('行业代码', { hint: 'GB/T 4754，可写到大类、中类或小类', secrecy: 'public' }),
    words: f.texts('工艺设备关键词', { hint: '项目的工艺设备中出现其一即比中', secrecy: 'public' }),
    validFrom: f.day('施行日期', { required: true, secrecy: 'public' }),
    validUntil: f.day('失效日期', { secrecy: 'public' }),
    exitBy: f.day('淘汰期限', { secrecy: 'public' }),
  },
  key: ['document', 'number'],
  // Without either there is nothing to match.
  requiredWhen: { words: row => !row.industries?.length },
  check: row => [
    ...row.industries
      .filter(code => !/^\d{2,4}$/.test(code))
      .map(code => ({ where: 'industries', message: `行业代码应为 2 至 4 位数字，现为“${code}”` })),
    ...periodFaults(row),
  ],
  ...revocable(['工业和信息化@county', '工业和信息化@city', '发展改革@city', '生态环境@city']),
  publish: { fields: ['document', 'number', 'item', 'kind', 'validFrom', 'exitBy'], in: ['active'] },
  list: ['document', 'number', 'item', 'kind', 'industries', 'exitBy', 'state'],
  filters: ['region', 'state', 'kind'],
  search: ['document', 'item'],
})
