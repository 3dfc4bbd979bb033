import { f } from '@jingtu/core/field.ts'
import { compareDecimals, multiply, percentage, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { parameterOn } from './parameters.ts'

export const TECHNIQUE_KINDS = ['源头防控', '安全利用', '风险管控', '修复', '监测检测'] as const
const KEEPERS = ['生态环境@county', '生态环境@city', '农业农村@county', '农业农村@city', '科技@city'] as const

/** 技术目录: easy to spread, cheap, effective — each told from demonstrations with their areas, not from the brochure. */
export const technique = defineRegister({
  id: 'technique',
  name: '土壤污染防治技术目录',
  module: 'M25',
  basis: ['土壤污染防治法第九条', '年度工作计划'],
  purpose: '源头防控、安全利用、管控和修复技术的示范效果、成本和推广难易；三项都好的列为推荐。',
  fields: {
    name: f.text('技术名称', { required: true, secrecy: 'public' }),
    category: f.choice('类别', TECHNIQUE_KINDS, {
      required: true,
      secrecy: 'public',
    }),
    pollutants: f.texts('适用污染物', { secrecy: 'public' }),
    description: f.text('技术要点', { long: true, secrecy: 'public' }),
    research: f.ref('来源科研项目', 'research-project', { indexed: true }),
    spread: f.choice('推广难易', ['易', '中', '难'], { secrecy: 'public' }),
    demos: f.rows('示范', {
      place: f.text('地点', { required: true }),
      year: f.integer('年度', { required: true, min: 2000, max: 2200 }),
      area: f.decimal('面积', { required: true, unit: '亩', min: 0 }),
      effect: f.decimal('污染物降幅', { unit: '%', max: 100 }),
      cost: f.decimal('成本', { unit: '元/亩', min: 0 }),
      report: f.files('监测评价报告'),
    }),
    demoArea: f.decimal('示范面积', { derived: true, unit: '亩', secrecy: 'public' }),
    effect: f.decimal('平均降幅（按面积）', { derived: true, unit: '%', secrecy: 'public' }),
    cost: f.decimal('平均成本（按面积）', { derived: true, unit: '元/亩', indexed: true, secrecy: 'public' }),
    merits: f.choices('特点', ['易推广', '成本低', '效果好'], { derived: true, secrecy: 'public' }),
    recommended: f.choice('推荐', ['推荐', '不推荐', '证据不足'], { derived: true, secrecy: 'public' }),
    experts: f.texts('论证专家'),
    opinion: f.files('论证意见'),
    note: f.text('备注', { long: true }),
  },
  key: ['name'],
  derive: row => {
    const mean = (key: 'effect' | 'cost'): string | null => {
      const known = row.demos.filter(d => d[key] !== null)
      if (known.length === 0 || known.length < row.demos.length) return null
      const share = percentage(
        sum(known.map(d => multiply(d.area, d[key]!))),
        multiply(sum(known.map(d => d.area)), '100'),
      )
      return share === 'not-applicable' ? null : share
    }
    const effect = mean('effect')
    const cost = mean('cost')
    const least = String(parameterOn('technique.effect', row.effective).value)
    const most = String(parameterOn('technique.cost', row.effective).value)
    const merits = [
      ...(row.spread === '易' ? (['易推广'] as const) : []),
      ...(cost !== null && compareDecimals(cost, most) <= 0 ? (['成本低'] as const) : []),
      ...(effect !== null && compareDecimals(effect, least) >= 0 ? (['效果好'] as const) : []),
    ]
    return {
      demoArea: row.demos.length > 0 ? sum(row.demos.map(d => d.area)) : null,
      effect,
      cost,
      merits,
      recommended:
        !row.spread || effect === null || cost === null ? '证据不足' : merits.length === 3 ? '推荐' : '不推荐',
    }
  },
  states: { candidate: '候选', listed: '已列入', withdrawn: '已移出' },
  initial: 'candidate',
  ended: ['withdrawn'],
  create: { by: KEEPERS },
  correct: { by: KEEPERS, in: ['candidate', 'listed'] },
  transitions: {
    list: {
      label: '列入目录',
      from: ['candidate', 'withdrawn'],
      to: 'listed',
      by: ['生态环境@city', '农业农村@city', '科技@city'],
      duty: 'reviewer',
      asks: ['experts', 'opinion'],
      evidence: ['opinion'],
      refuse: row => [
        ...(row.demos.length > 0 ? [] : [{ where: 'demos', message: '没有示范' }]),
        ...row.demos
          .filter(d => d.report.length === 0)
          .map(d => ({ where: 'demos', message: `${d.year} 年“${d.place}”的示范没有监测评价报告` })),
        ...(row.recommended === '证据不足' ? [{ where: 'recommended', message: '推广难易、降幅或成本证据不足' }] : []),
        ...(row.experts.length >= 3 ? [] : [{ where: 'experts', message: '论证专家不少于三人' }]),
      ],
    },
    withdraw: {
      label: '移出目录',
      from: ['listed'],
      to: 'withdrawn',
      by: ['生态环境@city', '农业农村@city', '科技@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  publish: {
    fields: ['name', 'category', 'pollutants', 'demoArea', 'effect', 'cost', 'merits', 'recommended'],
    in: ['listed'],
  },
  list: ['name', 'category', 'region', 'effect', 'cost', 'merits', 'recommended', 'state'],
  filters: ['region', 'state', 'category', 'recommended', 'cost'],
  search: ['name', 'description', 'note'],
})
