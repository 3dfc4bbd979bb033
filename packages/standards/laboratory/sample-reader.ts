import type { Day } from '@jingtu/core/period.ts'
import { parseReading } from '../reading.ts'
import type { DoorContext, Medium, Position, QcKind, SampleFields } from './checked.ts'
import { readDay } from './day.ts'
import { readDepth } from './depth.ts'
import type { Fault, FaultCode } from './fault.ts'
import { fault } from './fault-maker.ts'
import type { ColumnRole, Layout, LayoutDefaults } from './layout.ts'
import { inChina, readDegrees } from './position.ts'
import { readMedium } from './preamble.ts'

/** Reads what a row says of its sample; `at` gives the place of a column's cell in the row under way. */
export interface SampleReader {
  /** Columns it reads, from nought. */
  columns: readonly number[]
  read(cells: readonly string[], row: number, faults: Fault[]): SampleFields
}

type Find = (role: ColumnRole) => number

const MOST_WORDS = 10_000

const QC_WORDS: readonly [RegExp, QcKind][] = [
  [/平行|duplicate|replicate|^dup/i, '平行样'],
  [/空白|blank/i, '空白样'],
  [/标准物质|标准样品|有证|质控样|标样|crm|reference material|^(?:gss|gbw|esp)-?\d/i, '有证标准物质'],
  [/加标|spike/i, '加标样'],
]
export const readQc = (text: string): QcKind | null => QC_WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null

/** "KT-01-P", "KT-01 平行": the sample a duplicate repeats, where its number says so. */
function repeated(code: string, qc: QcKind | null): string | null {
  if (qc !== '平行样') return null
  const base = code.replace(/[-_\s]*[（(]?(?:平行样?|P|PX|XP|DUP)\d*[)）]?$/i, '')
  return base === '' || base === code ? null : base
}

/** @param place of a cell: column from nought → place in the file */
export function sampleReader(
  layout: Layout,
  context: DoorContext,
  find: Find,
  where: (row: number, column: number) => Fault['where'],
): SampleReader {
  const { defaults } = layout
  const col = Object.fromEntries(ROLES.map(r => [r, find(r)])) as Record<(typeof ROLES)[number], number>
  const columns = ROLES.map(r => col[r]).filter(c => c >= 0)
  const depthUnit = (role: 'depth' | 'depthFrom' | 'depthTo'): string | undefined =>
    layout.columns.find(c => c.role === role)?.unit
  const shifted = layout.columns.some(c => c.doubt === 'coordinates-shifted')
  const tolerance = context.siteTolerance ?? 500

  // A long file says the same few words of all its samples, and keeps them once.
  const words = new Map<string, string>()
  function kept(written: string): string {
    const known = words.get(written)
    if (known !== undefined) return known
    if (words.size < MOST_WORDS) words.set(written, written)
    return written
  }

  function read(cells: readonly string[], row: number, faults: Fault[]): SampleFields {
    const text = (role: (typeof ROLES)[number]): string => (col[role] < 0 ? '' : (cells[col[role]] ?? '').trim())
    const word = (role: (typeof ROLES)[number]): string | null => {
      const written = text(role)
      return written === '' ? (defaults[role as keyof LayoutDefaults] ?? null) : kept(written)
    }
    const say = (code: FaultCode, role: (typeof ROLES)[number], message: string): void => {
      faults.push(fault(code, where(row, col[role]), message))
    }
    const day = (role: 'takenOn' | 'receivedOn' | 'testedOn', name: string): Day | null => {
      const written = word(role) ?? ''
      const found = readDay(written, layout.date1904)
      if (found === null) return null
      if ('fault' in found) {
        say(
          found.fault === 'impossible' ? 'date-impossible' : 'date-unreadable',
          role,
          `${name}“${written}”${found.fault === 'impossible' ? '不存在' : '不能识别'}`,
        )
        return null
      }
      if (found.serial) say('date-serial', role, `${name}“${written}”按日期序号读作 ${found.day}`)
      if (context.today && found.day > context.today) say('date-future', role, `${name} ${found.day} 晚于今天`)
      return found.day
    }
    const takenOn = day('takenOn', '采样日期')
    const receivedOn = day('receivedOn', '收样日期')
    const testedOn = day('testedOn', '检测日期')
    if (takenOn && receivedOn && receivedOn < takenOn)
      say('date-order', 'receivedOn', `收样日期 ${receivedOn} 早于采样日期 ${takenOn}`)
    const before = receivedOn ?? takenOn
    if (before && testedOn && testedOn < before)
      say('date-order', 'testedOn', `检测日期 ${testedOn} 早于${receivedOn ? '收' : '采'}样日期 ${before}`)

    const depth = depthOf(text, depthUnit, say)
    const position = positionOf(text, say)
    if (position && !shifted) checkPosition(position, text('site') || text('sample'), say)

    const pHText = text('pH')
    const pH = pHText === '' ? null : parseReading(pHText)
    // Of a wide table the pH is a result too, and is checked there.
    if (pH && layout.form === 'long') checkPH(pH, pHText, say)

    const code = text('sample')
    const site = word('site')
    const qc = readQc(text('qc')) ?? (/平行|空白|加标|标样|质控/.test(code) ? readQc(code) : null)
    const depthText = text('depth') || null
    return {
      code:
        code ||
        (defaults.sample ?? '') ||
        ownName(site, depthText ?? (depth ? `${depth.from}-${depth.to}` : null), takenOn),
      site,
      depthFrom: depth?.from ?? null,
      depthTo: depth?.to ?? null,
      depth: depthText,
      takenOn,
      receivedOn,
      testedOn,
      longitude: position?.longitude ?? null,
      latitude: position?.latitude ?? null,
      medium: mediumOf(word('medium'), defaults),
      landUse: word('landUse'),
      use: word('use'),
      crop: word('crop'),
      column: word('column'),
      condition: word('condition'),
      region: word('region'),
      sampler: word('sampler'),
      laboratory: word('laboratory'),
      qc,
      pairedWith: text('pairedWith') || repeated(code, qc),
      remark: text('remark') || null,
      pH,
      grade: 'ok',
    }
  }

  type Text = (role: (typeof ROLES)[number]) => string
  type Say = (code: FaultCode, role: (typeof ROLES)[number], message: string) => void

  function checkPosition(position: Position, name: string, say: Say): void {
    const known = name === '' ? undefined : context.knownSites?.get(name)
    const shift = known && context.suspectShift?.(position, known)
    if (shift) {
      say('coordinates-shifted', 'longitude', `坐标与登记的点位“${name}”相差一个 ${shift} 的偏移`)
      return
    }
    if (context.boundary?.contains && !context.boundary.contains(position.longitude, position.latitude)) {
      say(
        'outside-region',
        'longitude',
        `坐标 ${position.longitude}, ${position.latitude} 不在${context.boundary.name}内`,
      )
      return
    }
    const metres = known && context.distance?.(position, known)
    if (metres !== undefined && metres > tolerance)
      say('far-from-site', 'longitude', `坐标离登记的点位“${name}” ${Math.round(metres)} m`)
  }

  function positionOf(text: Text, say: Say): Position | undefined {
    const [x, y] = [text('longitude'), text('latitude')]
    if (x === '' && y === '') return undefined
    const [longitude, latitude] = [readDegrees(x), readDegrees(y)]
    if (longitude === undefined || latitude === undefined) {
      say('coordinates-unreadable', longitude === undefined ? 'longitude' : 'latitude', `坐标“${x}，${y}”不能识别`)
      return undefined
    }
    if (inChina(longitude, latitude)) return { longitude, latitude }
    const why = inChina(latitude, longitude)
      ? '经度和纬度颠倒了'
      : Math.abs(longitude) > 180 || Math.abs(latitude) > 90
        ? '是投影坐标，不是经纬度'
        : '不在中国境内'
    say('coordinates-unreadable', 'longitude', `坐标“${x}，${y}”${why}`)
    return undefined
  }

  return { columns, read }
}

const ROLES = [
  'sample',
  'site',
  'depth',
  'depthFrom',
  'depthTo',
  'takenOn',
  'receivedOn',
  'testedOn',
  'longitude',
  'latitude',
  'medium',
  'landUse',
  'use',
  'crop',
  'column',
  'condition',
  'region',
  'sampler',
  'laboratory',
  'qc',
  'pairedWith',
  'remark',
  'pH',
] as const

function mediumOf(word: string | null, defaults: LayoutDefaults): Medium | null {
  return (word && readMedium(word)) || (defaults.medium ? readMedium(defaults.medium) : null)
}

/** A sample without a number of its own is the point at its depth on its day. */
function ownName(site: string | null, depth: string | null, takenOn: Day | null): string {
  if (!site) return ''
  return `${site}${depth ? `（${depth}）` : ''}${takenOn ? ` ${takenOn}` : ''}`
}

function depthOf(
  text: (role: 'depth' | 'depthFrom' | 'depthTo') => string,
  unitOf: (role: 'depth' | 'depthFrom' | 'depthTo') => string | undefined,
  say: (code: FaultCode, role: 'depth' | 'depthFrom' | 'depthTo', message: string) => void,
): { from: string; to: string } | undefined {
  const one = text('depth')
  const [from, to] = [text('depthFrom'), text('depthTo')]
  const both = { from: readDepth(from, unitOf('depthFrom')), to: readDepth(to, unitOf('depthTo')) }
  if (from !== '' || to !== '') {
    if ((from !== '' && !both.from) || (to !== '' && !both.to)) {
      say('depth', both.from ? 'depthTo' : 'depthFrom', `深度“${from}～${to}”不能识别`)
      return undefined
    }
    const found = { from: (both.from ?? both.to)!.from, to: (both.to ?? both.from)!.to }
    if (Number(found.from) > Number(found.to))
      say('depth', 'depthFrom', `起始深度 ${found.from} m 大于终止深度 ${found.to} m`)
    return found
  }
  if (one === '' || /^[-—–/]+$/.test(one)) return undefined
  const read = readDepth(one, unitOf('depth'))
  // 表层, 耕作层 are depths in words; only figures can be wrong.
  if (!read && /\d/.test(one)) say('depth', 'depth', `深度“${one}”不能识别`)
  if (read && Number(read.from) > Number(read.to)) say('depth', 'depth', `深度“${one}”的起始大于终止`)
  return read
}

function checkPH(
  pH: ReturnType<typeof parseReading>,
  text: string,
  say: (code: FaultCode, role: 'pH', message: string) => void,
): void {
  if (pH.kind === 'missing') {
    if (pH.why !== '没有数值')
      say(/是负数$/.test(pH.why) ? 'pH-range' : 'not-a-number', 'pH', `pH“${text}”不能使用：${pH.why}`)
  } else if (Number(pH.kind === 'value' ? pH.value : pH.limit) > 14) say('pH-range', 'pH', `pH ${text} 大于 14`)
}
