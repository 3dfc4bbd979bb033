import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { SOURCE_HINTS, SOURCE_INDUSTRIES, SOURCE_METALS } from './pollution-source.ts'

/** Why a clue leads to a candidate; an empty list says that it does not. */
const matchesOf = (clue: { industry: string; metals: readonly string[]; ground: readonly string[] }): string[] => [
  ...(clue.industry !== '其他' ? [`属重点行业或类别“${clue.industry}”`] : []),
  ...(clue.metals.length > 0 ? [`涉及重点重金属${clue.metals.join('、')}`] : []),
  ...clue.ground,
]

/** 污染源线索: what EIA, permits, grain, surveys and the census say of a place; a clue that is taken becomes a candidate source. */
export const sourceClue = defineRegister({
  id: 'source-clue',
  name: '涉重金属污染源线索清单',
  module: 'M07',
  basis: ['涉镉等重金属重点行业企业排查整治工作方案'],
  purpose: '年度排查从环评、排污许可变更、粮食监测、详查、企业用地调查、污染源普查中生成的候选名单，写明符合理由。',
  fields: {
    place: f.text('对象', { required: true, hint: '企业或场所名称' }),
    source: f.choice('数据来源', SOURCE_HINTS, { required: true }),
    record: f.text('来源编号或说明', { required: true, hint: '批复文号、许可证编号、粮食批次、监测点位等' }),
    industry: f.choice('行业或类别', SOURCE_INDUSTRIES, { required: true }),
    metals: f.choices('涉及的重金属', SOURCE_METALS),
    organisation: f.ref('企业', 'organisation', { indexed: true }),
    site: f.ref('场所', 'site', { indexed: true }),
    farmland: f.ref('相关评价单元', 'farmland-unit', { indexed: true }),
    ground: f.texts('空间关系', { derived: true }),
    matches: f.texts('符合理由', { derived: true }),
    keyRegion: f.ref('所在重点区域', 'source-key-region', { indexed: true, derived: true }),
    screening: f.ref('排查轮次', 'source-round', { indexed: true, derived: true }),
    checkedOn: f.day('核实日期', { past: true }),
    finding: f.text('核实情况', { long: true }),
    files: f.files('佐证'),
    candidate: f.ref('候选污染源', 'pollution-source', { indexed: true, derived: true }),
  },
  key: ['place', 'source', 'record'],
  requiredWhen: { checkedOn: ['taken', 'dropped'] },
  derive: row => ({ matches: matchesOf(row) }),
  states: { open: '待核实', taken: '已列为候选污染源', dropped: '核实后不列' },
  initial: 'open',
  ended: ['taken', 'dropped'],
  create: { by: ['生态环境@county', '生态环境@city', '农业农村@county', '农业农村@city', 'township'] },
  correct: { by: ['生态环境@county', '生态环境@city', '农业农村@county'], in: ['open'] },
  transitions: {
    take: {
      label: '列为候选污染源',
      from: ['open'],
      to: 'taken',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      asks: ['site', 'metals', 'industry', 'finding'],
      refuse: row => [
        ...(row.metals.length > 0
          ? []
          : [{ where: 'metals', message: '没有查明涉及的重金属，证据不足，不能列为候选' }]),
        ...(row.site ? [] : [{ where: 'site', message: '没有指定场所，不能列为候选' }]),
      ],
      sets: (_, { effective }) => ({ checkedOn: effective }),
    },
    drop: {
      label: '核实后不列',
      from: ['open'],
      to: 'dropped',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      asks: ['finding'],
      needs: ['finding'],
      sets: (_, { effective }) => ({ checkedOn: effective }),
    },
    reopen: {
      label: '重新核实',
      from: ['dropped'],
      to: 'open',
      by: ['生态环境@county', '生态环境@city'],
      reason: 'required',
      sets: () => ({ checkedOn: null }),
    },
  },
  duties: {
    check: {
      label: '年内核实污染源线索',
      clause: '年度计划',
      by: '县级生态环境部门',
      while: ['open'],
      every: 'year',
    },
  },
  list: ['place', 'region', 'source', 'industry', 'metals', 'matches', 'keyRegion', 'state'],
  filters: ['region', 'state', 'source', 'industry', 'keyRegion', 'screening'],
  search: ['place', 'record', 'finding'],
})
