import { describe, expect, it } from 'vitest'
import { assessRisk, type RiskQuestion } from './assess.ts'
import { dermalSoil, oralSoil, particulates, skinArea } from './exposure.ts'
import { defaultsOf, type Use } from './parameters.ts'
import type { RouteId } from './routes.ts'

const close = (actual: number | null | undefined, expected: number | null): void => {
  if (expected === null) expect(actual).toBeNull()
  else expect(Math.abs(actual! / expected - 1), `${actual} ≠ ${expected}`).toBeLessThan(1e-4)
}
const accepted = { by: '测试', reason: '与公开算例核对' }
const ask = (question: RiskQuestion) => {
  const outcome = assessRisk(question)
  if (!outcome.ok) throw new Error(outcome.reasons.map(r => r.message).join('；'))
  return outcome.assessment
}
const VAPOUR: RouteId[] = [
  '吸入室外空气中来自表层土壤的气态污染物',
  '吸入室外空气中来自下层土壤的气态污染物',
  '吸入室内空气中来自下层土壤的气态污染物',
]
const noVapour = VAPOUR.map(route => ({ route, reason: '算例不含气态污染物途径' }))

describe('HJ 25.3-2019 worked numbers', () => {
  it.each<[Use, number[]]>([
    ['第一类', [1.27856e-6, 9.98858e-6, 5.31582e-7, 3.69818e-6, 6.51071e-9, 2.42371e-8]],
    ['第二类', [3.64573e-7, 1.1083e-6, 2.86535e-7, 8.71067e-7, 3.42058e-9, 1.03986e-8]],
  ])('exposure amounts of %s', (use, expected) => {
    const p = defaultsOf(use)
    const [oral, dermal, dust] = [oralSoil(p), dermalSoil(p, 0.13), particulates(p)]
    ;[oral.ca, oral.nc, dermal.ca, dermal.nc, dust.ca, dust.nc].forEach((v, i) => {
      close(v, expected[i]!)
    })
  })
  it('areas of exposed skin', () => {
    expect(skinArea(161.5, 61.8, 0.32)).toBeCloseTo(5374.0, 0)
    expect(skinArea(161.5, 61.8, 0.18)).toBeCloseTo(3022.9, 0)
    expect(skinArea(113.15, 19.2, 0.36)).toBeCloseTo(2848.0, 0)
  })

  const noSlope = [{ key: 'SFo' as const, value: null, reason: '不计经口致癌', source: '算例' }]
  it.each<[string, Use, Partial<RiskQuestion>, number | null, number | null]>([
    ['苯并[a]芘', '第一类', { without: noVapour }, 0.547408, 5.14019],
    ['苯并[a]芘', '第二类', { without: noVapour }, 1.51548, 17.3867],
    ['铜', '第一类', {}, null, 2002.29],
    ['铜', '第二类', {}, null, 18045.6],
    ['2-氯酚', '第一类', { without: noVapour }, null, 250.286],
    ['2-氯酚', '第二类', { without: noVapour }, null, 2255.7],
    ['六价铬', '第一类', { overrides: noSlope }, 3.0031, 114.612],
    ['六价铬', '第二类', { overrides: noSlope }, 5.71609, 615.288],
    ['2,4-二氯酚', '第一类', { without: noVapour }, null, 116.883],
    ['2,4-二氯酚', '第二类', { without: noVapour }, null, 843.476],
    ['砷', '第一类', {}, 0.450213, 11.6207],
    ['砷', '第二类', {}, 1.41097, 68.3152],
  ])('control values of %s, %s', (substance, use, more, rcvs, hcvs) => {
    const { control } = ask({ substance, use, accepted, ...more })
    close(control.soilCarcinogenic, rcvs)
    close(control.soilHazard, hcvs)
  })

  const value = (v: string) => ({ kind: 'value' as const, value: v })
  const arsenic = { substance: '砷', surfaceSoil: value('20'), subsurfaceSoil: value('3'), groundwater: value('0.2') }
  const benzene = { substance: '苯', surfaceSoil: value('10'), subsurfaceSoil: value('5'), groundwater: value('0.5') }
  it.each<[string, RiskQuestion, number[]]>([
    [
      '砷 第一类',
      { ...arsenic, use: '第一类', groundwaterTarget: 0.8 },
      [4.442338e-5, 1.721069, 0.002297961, 46.61339, 0.4502134, 11.62069, 8.703366e-5, 0.004290612, 4.8],
    ],
    [
      '砷 第二类',
      { ...arsenic, use: '第二类', groundwaterTarget: 0.8 },
      [1.417476e-5, 0.2927619, 0.00109372, 14.77738, 1.410958, 68.31489, 0.0001828621, 0.0135342, 4],
    ],
    [
      '苯 第一类',
      { ...benzene, use: '第一类', groundwaterTarget: 1 },
      [6.950364e-6, 0.3768367, 0.0002115249, 13.28479, 0.7616691, 14.82136, 0.002363788, 0.03763703, 7.793959],
    ],
    [
      '苯 第二类',
      { ...benzene, use: '第二类', groundwaterTarget: 1 },
      [1.698223e-6, 0.06735805, 0.0001004645, 4.206261, 3.171584, 80.23768, 0.004976881, 0.1188704, 7.793959],
    ],
  ])('published example %s', (_name, question, expected) => {
    const { soil, groundwater, control } = ask({ ...question, accepted })
    ;[
      soil.cr.high,
      soil.hq.high,
      groundwater.cr.high,
      groundwater.hq.high,
      control.soilCarcinogenic,
      control.soilHazard,
      control.groundwaterCarcinogenic,
      control.groundwaterHazard,
      control.soilForGroundwater,
    ].forEach((v, i) => {
      close(v, expected[i]!)
    })
  })
})
