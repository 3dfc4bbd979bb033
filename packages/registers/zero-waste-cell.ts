import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage, sum } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import { parameterOn } from './parameters.ts'

export const CELL_TYPES = [
  '无废园区',
  '无废工厂',
  '无废学校',
  '无废机关',
  '无废社区',
  '无废村庄',
  '无废医院',
  '无废景区',
  '无废饭店',
  '无废工地',
  '其他',
] as const

/** 无废细胞: a park, school or village scored against its criteria, named, and looked at again before its years are over. */
export const zeroWasteCell = defineRegister({
  id: 'zero-waste-cell',
  name: '“无废细胞”',
  module: 'M17',
  basis: ['“十四五”时期“无废城市”建设工作方案（环固体〔2021〕114号）'],
  purpose: '“无废园区”“无废学校”等的申报、评分、命名和复核；每年按类型计数。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    type: f.choice('类型', CELL_TYPES, { required: true, secrecy: 'public' }),
    grade: f.choice('级别', ['省级', '市级', '县级'], { required: true, secrecy: 'public' }),
    pilot: f.boolean('市级试点'),
    organisation: f.ref('所属单位', 'organisation', { indexed: true }),
    village: f.ref('所在村', 'village'),
    site: f.ref('园区或场所', 'site'),
    declaredOn: f.day('申报日期', { required: true, past: true }),
    criteria: f.rows('评分', {
      item: f.text('项目', { required: true }),
      points: f.decimal('满分', { required: true, min: 0 }),
      score: f.decimal('得分', { min: 0 }),
      evidence: f.files('佐证'),
    }),
    score: f.decimal('得分率', { derived: true, unit: '%', secrecy: 'public' }),
    open: f.texts('没有评分的项目', { derived: true }),
    namedOn: f.day('命名日期', { indexed: true, secrecy: 'public' }),
    document: f.text('命名文件', { secrecy: 'public' }),
    validUntil: f.day('有效期止', { derived: true, indexed: true, secrecy: 'public' }),
    reviewedOn: f.day('复核日期', { past: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['type', 'name'],
  visibleWhen: { namedOn: ['named', 'revoked'], document: ['named', 'revoked'] },
  check: row =>
    row.criteria
      .filter(c => c.score !== null && compareDecimals(c.score, c.points) > 0)
      .map(c => ({ where: 'criteria', message: `“${c.item}”得分 ${c.score} 高于满分 ${c.points}` })),
  derive: row => {
    const open = row.criteria.filter(c => c.score === null).map(c => c.item)
    const share =
      row.criteria.length === 0 || open.length > 0
        ? 'not-applicable'
        : percentage(sum(row.criteria.map(c => c.score!)), sum(row.criteria.map(c => c.points)))
    const from = row.reviewedOn ?? row.namedOn
    return {
      open,
      score: share === 'not-applicable' ? null : share,
      validUntil: from ? monthsLater(from, parameterOn('zeroWaste.years', from).value * 12) : null,
    }
  },
  states: { declared: '已申报', building: '创建中', named: '已命名', revoked: '已撤销' },
  initial: 'declared',
  ended: ['revoked'],
  create: { by: ['operator', 'township', 'county', 'city'] },
  correct: {
    by: ['operator', 'township', 'county', 'city'],
    in: ['declared', 'building'],
    partyFields: ['name', 'criteria', 'note'],
  },
  transitions: {
    start: { label: '列入创建', from: ['declared'], to: 'building', by: ['county', 'city'], duty: 'reviewer' },
    name: {
      label: '命名',
      from: ['building'],
      to: 'named',
      by: ['生态环境@county', '生态环境@city', '生态环境@province'],
      duty: 'reviewer',
      asks: ['document'],
      needs: ['document'],
      refuse: (row, { effective }) => {
        const least = parameterOn('zeroWaste.score', effective)
        if (row.score === null)
          return [
            {
              where: 'criteria',
              message: row.open.length ? `“${row.open.join('、')}”没有评分（证据不足）` : '没有评分（证据不足）',
            },
          ]
        return [
          ...(compareDecimals(row.score, String(least.value)) >= 0
            ? []
            : [{ where: 'criteria', message: `得分率 ${row.score}%，低于 ${least.value}%：${least.note}` }]),
          ...row.criteria
            .filter(c => c.evidence.length === 0)
            .map(c => ({ where: 'criteria', message: `“${c.item}”没有佐证` })),
        ]
      },
      sets: (_, { effective }) => ({ namedOn: effective }),
    },
    review: {
      label: '复核通过',
      from: ['named'],
      to: 'named',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
      sets: (_, { effective }) => ({ reviewedOn: effective }),
    },
    revoke: {
      label: '撤销命名',
      from: ['named', 'building', 'declared'],
      to: 'revoked',
      by: ['生态环境@county', '生态环境@city'],
      duty: 'reviewer',
      reason: 'required',
    },
  },
  duties: {
    review: {
      label: '“无废细胞”到期前复核',
      clause: '“无废城市”建设工作方案',
      by: '县级生态环境部门',
      while: ['named'],
      after: { field: 'validUntil' },
      days: 0,
    },
  },
  publish: { fields: ['name', 'type', 'region', 'grade', 'namedOn', 'validUntil'], in: ['named'] },
  list: ['name', 'type', 'region', 'grade', 'score', 'namedOn', 'validUntil', 'state'],
  filters: ['region', 'state', 'type', 'grade', 'pilot', 'namedOn'],
  search: ['name', 'note'],
})
