import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { periodFaults, revocable } from './regulation.ts'

/** 总量替代比例: which ratio holds where and from when; the nearest region's newest word counts. */
export const substitutionPolicy = defineRegister({
  id: 'substitution-policy',
  name: '重金属总量替代政策',
  module: 'M08',
  basis: ['关于进一步加强重金属污染防控的意见（环固体〔2022〕17号）'],
  purpose: '各区域等量、减量、倍量替代的比例和起止日期。',
  fields: {
    kind: f.choice('政策', ['等量替代', '减量替代', '倍量替代'], { required: true, secrecy: 'public' }),
    ratio: f.decimal('比例', {
      required: true,
      min: 1,
      max: 10,
      secrecy: 'public',
      hint: '每新增 1 千克须替代的千克数',
    }),
    validFrom: f.day('起始日期', { required: true, indexed: true, secrecy: 'public' }),
    validUntil: f.day('截止日期', { secrecy: 'public' }),
    document: f.text('文件', { required: true, secrecy: 'public' }),
  },
  key: ['validFrom'],
  check: row => [
    ...(row.kind === '等量替代' && Number(row.ratio) !== 1 ? [{ where: 'ratio', message: '等量替代的比例是 1' }] : []),
    ...(row.kind !== '等量替代' && Number(row.ratio) <= 1
      ? [{ where: 'ratio', message: `${row.kind}的比例须大于 1` }]
      : []),
    ...periodFaults(row),
  ],
  ...revocable(['生态环境@county', '生态环境@city', '生态环境@province']),
  publish: { fields: ['region', 'kind', 'ratio', 'validFrom', 'validUntil', 'document'], in: ['active'] },
  list: ['region', 'kind', 'ratio', 'validFrom', 'validUntil', 'state'],
  filters: ['region', 'state', 'kind'],
  search: ['document'],
})
