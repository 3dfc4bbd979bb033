import { f } from '@jingtu/core/field.ts'
import { compareDecimals, percentage, subtract } from '@jingtu/core/measure.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import { ELEMENT_NAMES, FIVE } from '@jingtu/standards/farmland-classification-2019/point.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import { CONTENTS } from './contents.ts'
import type { Contents } from './farmland-rule.ts'
import { parameterOn } from './parameters.ts'

const POINT = {
  point: f.text('点位', { required: true }),
  takenOn: f.day('采样日期', { required: true, past: true }),
  pH: f.text('pH', { required: true }),
  ...CONTENTS,
}
type Point = Contents & { point: string }

const measured = (text: string | null | undefined): string | null => {
  const reading = text ? parseReading(text) : null
  return reading?.kind === 'value' ? reading.value : reading?.kind === 'below' ? reading.limit : null
}

/** Point by point and element by element: risen by more than what two samplings may differ; without both nothing is said. */
function compare(before: readonly Point[], after: readonly Point[], risePercent: number) {
  const rises: string[] = []
  let unknown = after.length === 0
  for (const old of before) {
    const now = after.find(p => p.point === old.point)
    for (const e of FIVE) {
      const [was, is] = [measured(old[e]), measured(now?.[e])]
      if (was === null || is === null) {
        unknown = true
        continue
      }
      const share = percentage(subtract(is, was), was)
      if (share === 'not-applicable') unknown = true
      else if (compareDecimals(share, String(risePercent)) <= 0) continue
      // "<0.5" beside 0.2 is no rise that was measured, nor is it none.
      else if (parseReading(now![e]!).kind === 'below') unknown = true
      else rises.push(`${old.point} ${ELEMENT_NAMES[e]} ${was} → ${is} mg/kg（+${share}%）`)
    }
  }
  return {
    rises,
    verdict: rises.length > 0 ? ('变差' as const) : unknown ? ('证据不足' as const) : ('没有变差' as const),
  }
}

/** 农村土地流转土壤保护约定: no transfer without its clause on soil and the values it starts from; at the end they are compared. */
export const farmlandTransfer = defineRegister({
  id: 'farmland-transfer',
  name: '农村土地流转土壤保护约定',
  module: 'M06',
  subject: 'farmland-unit',
  basis: ['土壤污染防治行动计划（七）', '农村土地承包法'],
  purpose: '受让方和出让方对土壤环境质量及保护作出约定，记录流转时的本底值，期满对照，变差的由责任方恢复。',
  fields: {
    contract: f.text('合同编号', { required: true }),
    way: f.choice('流转方式', ['出租（转包）', '入股', '转让', '互换'], { required: true }),
    transferor: f.text('出让方', { required: true, secrecy: 'personal' }),
    transferee: f.text('受让方', { required: true, secrecy: 'personal' }),
    area: f.decimal('面积', { required: true, unit: '亩', min: 0 }),
    startOn: f.day('起始日期', { required: true }),
    endOn: f.day('期满日期'),
    clause: f.text('土壤环境质量及保护的约定', { long: true }),
    contractFiles: f.files('合同文本'),
    baseline: f.rows('流转时的土壤本底值', POINT),
    final: f.rows('期满时的土壤监测值', POINT),
    verdict: f.choice('期满对照', ['没有变差', '变差', '证据不足'], { derived: true }),
    rises: f.texts('变差的点位', { derived: true }),
    responsible: f.choice('责任方', ['受让方', '出让方', '其他']),
    remedy: f.text('恢复措施', { long: true }),
    note: f.text('备注', { long: true }),
  },
  key: ['subject', 'contract'],
  check: row => (row.endOn && row.endOn <= row.startOn ? [{ where: 'endOn', message: '期满日期不晚于起始日期' }] : []),
  derive: row => {
    if (row.final.length === 0) return { verdict: null, rises: [] }
    const rise = parameterOn('transfer.rise', row.effective).value
    return compare(row.baseline, row.final, rise)
  },
  states: { drafted: '拟流转', signed: '已签订', ended: '已期满' },
  initial: 'drafted',
  create: { by: ['township', '农业农村@county'] },
  correct: { by: ['township', '农业农村@county'], in: ['drafted', 'signed'] },
  transitions: {
    sign: {
      label: '登记签订',
      from: ['drafted'],
      to: 'signed',
      by: ['township', '农业农村@county'],
      duty: 'reviewer',
      evidence: ['contractFiles'],
      refuse: row => [
        ...(row.clause?.trim() ? [] : [{ where: 'clause', message: '合同没有土壤环境质量及保护的约定' }]),
        ...(row.baseline.length > 0 ? [] : [{ where: 'baseline', message: '没有流转时的土壤本底值' }]),
        ...row.baseline.flatMap((p, i) =>
          FIVE.filter(e => measured(p[e]) === null).map(e => ({
            where: `baseline.${i}.${e}`,
            message: `本底点位 ${p.point} 没有${ELEMENT_NAMES[e]}的结果`,
          })),
        ),
      ],
    },
    end: {
      label: '期满对照',
      from: ['signed'],
      to: 'ended',
      by: ['township', '农业农村@county'],
      duty: 'reviewer',
      asks: ['final', 'responsible', 'remedy'],
      refuse: row => [
        ...(row.verdict === null ? [{ where: 'final', message: '没有期满时的监测值' }] : []),
        ...(row.verdict === '证据不足'
          ? [{ where: 'final', message: '期满监测没有覆盖全部本底点位和项目，不能对照' }]
          : []),
        ...(row.verdict === '变差' && !(row.responsible && row.remedy)
          ? [{ where: 'remedy', message: `土壤变差（${row.rises.join('；')}），须写明责任方和恢复措施` }]
          : []),
      ],
    },
  },
  duties: {
    end: {
      label: '期满前监测并对照本底值',
      clause: '土壤污染防治行动计划（七）；流转合同',
      by: '受让方、出让方',
      while: ['signed'],
      after: { field: 'endOn' },
      days: -30,
    },
  },
  list: ['subject', 'region', 'contract', 'way', 'area', 'startOn', 'endOn', 'verdict', 'state'],
  filters: ['region', 'state', 'way', 'verdict'],
  search: ['contract', 'note'],
})
