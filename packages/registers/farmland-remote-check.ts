import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import type { MeasureCode } from './farmland-measures.ts'

const COVERS = ['水稻', '小麦', '玉米', '蔬菜', '油菜', '林地', '草地', '休耕', '其他非食用作物', '建设用地'] as const
export type Cover = (typeof COVERS)[number]
const FOOD: readonly Cover[] = ['水稻', '小麦', '玉米', '蔬菜', '油菜']

/** Whether what the image shows may be what the measure left behind; null: an image cannot tell. */
export function imageAgrees(measure: MeasureCode, fromCrop: string | null, seen: Cover): boolean | null {
  if (seen === '建设用地') return false
  if (measure === 'Y03') return seen === '林地' || seen === '草地'
  if (measure === 'Y04') return seen === '休耕' || seen === '草地'
  // Without a word on what grew before, any food crop may be the one that was to be given up.
  if (measure === 'Y01' || measure === 'Y02') return fromCrop ? !fromCrop.includes(seen) : !FOOD.includes(seen)
  return null
}

/** 遥感核查: what an image shows on a unit, held against its measures; what does not agree is looked at on the spot. */
export const farmlandRemoteCheck = defineRegister({
  id: 'farmland-remote-check',
  name: '受污染耕地遥感核查',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治法第五十四条', '年度计划'],
  purpose: '批量导入遥感判读结果，与措施台账比对，不符和没有措施的列出，到现场核实。',
  fields: {
    takenOn: f.day('影像日期', { required: true, past: true }),
    source: f.text('影像来源'),
    seen: f.choice('判读地类', COVERS, { required: true }),
    area: f.decimal('判读面积', { unit: '亩', min: 0 }),
    result: f.choice('比对结果', ['一致', '不符', '没有措施', '影像不能判断'], { hint: '由系统比对' }),
    against: f.texts('比对的措施', { hint: '由系统比对' }),
    visitedOn: f.day('现场核实日期', { past: true }),
    carriedOut: f.boolean('措施已落实'),
    found: f.text('现场情况', { long: true }),
    photos: f.files('现场照片'),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'takenOn'],
  states: { read: '已判读', visited: '已现场核实' },
  initial: 'read',
  create: { by: ['农业农村@city', '农业农村@county'] },
  correct: { by: ['农业农村@city', '农业农村@county'], in: ['read'] },
  transitions: {
    visit: {
      label: '登记现场核实',
      from: ['read'],
      to: 'visited',
      by: ['township', '农业农村@county'],
      asks: ['visitedOn', 'carriedOut', 'found', 'photos'],
      needs: ['visitedOn', 'carriedOut'],
      evidence: ['photos'],
      refuse: (row, { today }) =>
        row.visitedOn && (row.visitedOn < row.takenOn || row.visitedOn > today)
          ? [{ where: 'visitedOn', message: `现场核实日期应在影像日期 ${row.takenOn} 与今天之间` }]
          : [],
    },
  },
  duties: {
    visit: {
      label: '遥感不符的现场核实',
      clause: '年度计划；天数为自拟默认值',
      by: '县级农业农村部门',
      while: ['read'],
      when: row => row.result === '不符' || row.result === '没有措施',
      after: { state: 'read' },
      days: 30,
      met: { field: 'visitedOn' },
    },
  },
  list: ['subject', 'region', 'takenOn', 'seen', 'result', 'against', 'visitedOn', 'carriedOut', 'state'],
  filters: ['region', 'state', 'result', 'seen'],
  search: ['source', 'note'],
})
