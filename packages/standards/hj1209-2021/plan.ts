import type { Decimal } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import type { UnitKind } from './frequency.ts'
import type { ParameterKey } from './parameters.ts'

export interface MonitoringUnit {
  id: string
  /** m². */
  area: Decimal
  /** Underground, half-underground or ground-contact facilities whose leaks are not seen in time. */
  hiddenFacilities: readonly string[]
  surfacePoints: number
  /** Deep soil points by the facility they stand at. */
  deepPoints: Readonly<Record<string, number>>
  /** Wells that serve it; a well downstream may serve several. */
  wells: readonly string[]
}

export interface Well {
  id: string
  control: boolean
  /** Metres in any plane frame. */
  x: Decimal
  y: Decimal
}

/** A unit with hidden key facilities is 一类, any other 二类. */
export const kindOf = (unit: Pick<MonitoringUnit, 'hiddenFacilities'>): UnitKind =>
  unit.hiddenFacilities.length ? '一类' : '二类'

/** Everything a monitoring plan lacks; empty: nothing. */
export function checkPlan(
  units: readonly MonitoringUnit[],
  wells: readonly Well[],
  { values }: Settings<ParameterKey>,
): Reason[] {
  const faults: Reason[] = []
  const say = (message: string, where: string): void => void faults.push({ message, where })
  if (units.length === 0) say('没有划分重点监测单元', '单元')
  for (const u of units) {
    if (new Big(u.area).gt(values.unitArea)) say(`面积 ${u.area} m²，应不大于 ${values.unitArea} m²`, u.id)
    if (u.surfacePoints < 1) say('应至少布设 1 个表层土壤点', u.id)
    for (const f of u.hiddenFacilities)
      if (!(u.deepPoints[f] ?? 0)) say(`隐蔽性设施“${f}”应至少布设 1 个深层土壤点`, u.id)
    if (!u.wells.some(w => wells.some(x => x.id === w && !x.control))) say('应至少有 1 口地下水监测井', u.id)
    for (const w of u.wells) if (!wells.some(x => x.id === w)) say(`监测井“${w}”不在井表中`, u.id)
  }
  if (!wells.some(w => w.control)) say('应在上游布设至少 1 口对照井', '监测井')
  if (wells.length < Number(values.wells)) say(`监测井 ${wells.length} 口，应不少于 ${values.wells} 口`, '监测井')
  else if (inOneLine(wells)) say('监测井不应在同一条直线上', '监测井')
  return faults
}

function inOneLine(wells: readonly Well[]): boolean {
  const [a, ...rest] = wells.map(w => ({ x: new Big(w.x), y: new Big(w.y) }))
  if (!a) return true
  const b = rest.find(p => !p.x.eq(a.x) || !p.y.eq(a.y))
  if (!b) return true
  return rest.every(p =>
    b.x
      .minus(a.x)
      .times(p.y.minus(a.y))
      .eq(b.y.minus(a.y).times(p.x.minus(a.x))),
  )
}
