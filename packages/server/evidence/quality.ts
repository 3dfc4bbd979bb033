import { findSubstance, getSubstance } from '@jingtu/standards/substances.ts'
import { convertUnit } from '@jingtu/standards/units.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

/**
 * Bounds of quality control. Constructed defaults, to be replaced by what the survey's scheme says; the report names them.
 */
export const QUALITY_LIMITS = {
  /** |a − b| ÷ mean, per cent. */
  duplicateRpd: 40,
  /** Recovery of certified material without an uncertainty of its own, per cent. */
  recoveryFrom: 80,
  recoveryTo: 120,
}

/** A certified value, as the certificate of the material has it. */
export interface CertifiedValue {
  /** Number of the sample in the batch. */
  code: string
  substance: string
  value: string
  unit: string
  /** Expanded uncertainty in the same unit; null: judged by recovery. */
  uncertainty: string | null
}

export interface QualityRow {
  code: string
  /** The sample it repeats, or the material. */
  of: string | null
  substance: string
  name: string
  found: string
  expected: string | null
  /** RPD or recovery in per cent, one decimal. */
  figure: string | null
  passes: boolean | null
  why: string
}

export interface QualityReport {
  duplicates: QualityRow[]
  blanks: QualityRow[]
  certified: QualityRow[]
  failed: number
  judged: number
  /** What could not be judged, and what it would take. */
  open: string[]
  limits: typeof QUALITY_LIMITS
}

interface Row {
  code: string
  quality: string | null
  pairedWith: string | null
  substance: string
  kind: string
  value: string | null
  unit: string | null
  detectionLimit: string | null
}

/** What duplicates, blanks and certified materials of a batch say of it. */
export async function qualityOf(
  db: Db | Tx,
  home: string,
  batch: string,
  certified: readonly CertifiedValue[],
): Promise<QualityReport> {
  const { rows } = await sql<Row>`
    with control as (
      select * from sample where home = ${home}::uuid and batch = ${batch}::uuid and quality is not null
    ), wanted as (
      select ordinal, code, quality, paired_with from control
      union select s.ordinal, s.code, s.quality, s.paired_with from sample s join control c on s.code in (c.paired_with, c.code)
        where s.home = ${home}::uuid and s.batch = ${batch}::uuid and c.quality = '平行样' and s.quality is null
    )
    select w.code, w.quality, w.paired_with as "pairedWith", r.substance, r.kind, r.value, r.unit, r.detection_limit as "detectionLimit"
    from wanted w join result r on r.home = ${home}::uuid and r.batch = ${batch}::uuid and r.sample = w.ordinal
    order by w.ordinal, r.ordinal`.execute(db)
  const plain = new Map(rows.filter(r => r.quality === null).map(r => [`${r.code} ${r.substance}`, r]))
  const controls = rows.filter(r => r.quality !== null && findSubstance(r.substance)?.kind !== 'parameter')
  const of = (quality: string): Row[] => controls.filter(r => r.quality === quality)
  const report: QualityReport = {
    duplicates: of('平行样').map(r => judgeDuplicate(r, plain.get(`${r.pairedWith ?? r.code} ${r.substance}`))),
    blanks: of('空白样').map(judgeBlank),
    certified: of('有证标准物质').map(r => judgeCertified(r, certified)),
    failed: 0,
    judged: 0,
    open: [],
    limits: QUALITY_LIMITS,
  }
  for (const row of [...report.duplicates, ...report.blanks, ...report.certified]) {
    if (row.passes === null) report.open.push(`${row.code} ${row.name}：${row.why}`)
    else report.judged++
    if (row.passes === false) report.failed++
  }
  const spikes = of('加标样')
  if (spikes.length > 0) report.open.push(`${spikes[0]!.code} 等加标样：没有加标量，未评定回收率`)
  return report
}

const shown = (r: Row): string =>
  r.kind === 'value' ? `${r.value}` : r.kind === 'below' ? `<${r.value}` : r.kind === 'above' ? `>${r.value}` : '—'
const oneDecimal = (n: number): string => n.toFixed(1)

const base = (r: Row): QualityRow => ({
  code: r.code,
  of: r.pairedWith,
  substance: r.substance,
  name: getSubstance(r.substance).name,
  found: `${shown(r)} ${r.unit ?? ''}`.trim(),
  expected: null,
  figure: null,
  passes: null,
  why: '',
})

function judgeDuplicate(r: Row, original: Row | undefined): QualityRow {
  const row = { ...base(r), of: r.pairedWith ?? r.code }
  if (!original) return { ...row, why: `没有找到被平行的样品“${row.of}”的结果` }
  const expected = `${shown(original)} ${original.unit ?? ''}`.trim()
  const a = inUnit(r, r.unit)
  const b = inUnit(original, r.unit)
  if (r.kind === 'below' && original.kind === 'below')
    return { ...row, expected, passes: true, why: '两次均低于检出限' }
  if (a === null || b === null) return { ...row, expected, why: '单位不能换算，或没有数值' }
  if (r.kind === 'above' || original.kind === 'above') return { ...row, expected, why: '超出量程，不能比较' }
  const rpd = a + b === 0 ? 0 : (Math.abs(a - b) / ((a + b) / 2)) * 100
  const passes = rpd <= QUALITY_LIMITS.duplicateRpd
  const near = r.kind === 'below' || original.kind === 'below' ? '（低于检出限的按检出限计）' : ''
  return {
    ...row,
    expected,
    figure: oneDecimal(rpd),
    passes,
    why: `相对偏差（RPD）${oneDecimal(rpd)} %，允许 ${QUALITY_LIMITS.duplicateRpd} %${near}`,
  }
}

function inUnit(r: Row, unit: string | null): number | null {
  if (r.value === null || r.kind === 'missing' || r.kind === 'nd') return null
  if (r.unit === unit) return Number(r.value)
  const converted = r.unit !== null && unit !== null ? convertUnit(r.value, r.unit, unit) : undefined
  return converted === undefined ? null : Number(converted)
}

function judgeBlank(r: Row): QualityRow {
  const row = base(r)
  if (r.kind === 'below' || r.kind === 'nd') return { ...row, passes: true, why: '未检出' }
  if (r.kind !== 'value') return { ...row, why: '没有数值' }
  if (Number(r.value) === 0) return { ...row, passes: true, why: '未检出' }
  if (r.detectionLimit === null) return { ...row, why: '没有检出限，不能判断空白是否检出' }
  const passes = Number(r.value) <= Number(r.detectionLimit)
  return {
    ...row,
    expected: `<${r.detectionLimit}`,
    passes,
    why: passes ? '低于检出限' : `空白检出，高于检出限 ${r.detectionLimit}`,
  }
}

function judgeCertified(r: Row, certified: readonly CertifiedValue[]): QualityRow {
  const row = base(r)
  const known = certified.find(c => c.code === r.code && c.substance === r.substance)
  if (!known) return { ...row, why: '没有登记标准值，请按证书填写' }
  const found = inUnit(r, known.unit)
  const expected = `${known.value}${known.uncertainty ? ` ± ${known.uncertainty}` : ''} ${known.unit}`
  if (found === null || r.kind !== 'value') return { ...row, expected, why: '没有可以与标准值比较的数值' }
  const recovery = (found / Number(known.value)) * 100
  const figure = oneDecimal(recovery)
  if (known.uncertainty !== null) {
    const passes = Math.abs(found - Number(known.value)) <= Number(known.uncertainty)
    return {
      ...row,
      expected,
      figure,
      passes,
      why: `回收率 ${figure} %，${passes ? '在' : '不在'}标准值的不确定度之内`,
    }
  }
  const { recoveryFrom, recoveryTo } = QUALITY_LIMITS
  const passes = recovery >= recoveryFrom && recovery <= recoveryTo
  return { ...row, expected, figure, passes, why: `回收率 ${figure} %，允许 ${recoveryFrom}–${recoveryTo} %` }
}
