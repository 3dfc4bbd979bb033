import type { Field, FieldKind } from '@jingtu/core/field.ts'
import { type Geometry, geometryText, parseGeometry } from '@jingtu/core/geometry.ts'
import { type Area, isDecimal, parseArea } from '@jingtu/core/measure.ts'
import { isDay, isPeriod } from '@jingtu/core/period.ts'
import type { CellContent } from '@jingtu/documents/sheet/write.ts'
import type { Named } from './references.ts'

/** What a cell says, or why it cannot be said. */
export type CellReading = { value: unknown; note?: string } | { fault: string }

interface Cell {
  write(value: unknown, field: Field, names: Readonly<Record<string, string>>): CellContent
  read(text: string, field: Field, named: Named): CellReading
  /** How it is written, for the notes and the prompt of the column. */
  how(field: Field): string
  /** In the main sheet; embedded rows have sheets of their own, files and structures none. */
  inSheet: boolean
}

const value = (v: unknown, note?: string): CellReading => (note ? { value: v, note } : { value: v })
const fault = (message: string): CellReading => ({ fault: message })
const split = (text: string): string[] =>
  text
    .split(/[、，,；;\n]/)
    .map(part => part.trim())
    .filter(Boolean)
const WIDE: Record<string, string> = { '。': '.', '．': '.', '，': ',', '－': '-' }
const narrow = (text: string): string =>
  text.replace(/[０-９]/g, d => String(d.charCodeAt(0) - 0xff10)).replace(/[。．，－]/g, d => WIDE[d]!)

/** A figure as people write it: 1,234.50, full-width digits, its unit behind it. */
function figure(text: string, field: Field): string | undefined {
  const plain = narrow(text).replace(/,/g, '').replace(/\s/g, '')
  const bare = field.unit && plain.endsWith(field.unit) ? plain.slice(0, -field.unit.length) : plain
  const trimmed = bare.replace(/^0+(?=\d)/, '')
  return isDecimal(trimmed) ? trimmed : undefined
}

/** A day as people write it: 2026-03-25, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305. */
export function readDay(text: string): string | undefined {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s.*)?$/.exec(narrow(text).trim())
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim())
  const [, year, month, day] = parts ?? packed ?? []
  const iso = year && `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`
  return isDay(iso) ? iso : undefined
}

const decimal: Cell = {
  // As a number only where nothing is lost: a sheet keeps fifteen digits.
  write: v => (typeof v === 'string' && v.replace(/\D/g, '').length <= 15 ? Number(v) : ((v as string | null) ?? null)),
  read: (text, field) => {
    const read = figure(text, field)
    return read === undefined
      ? fault(`应为数字${field.unit ? `（单位 ${field.unit}）` : ''}，现为“${text}”`)
      : value(read)
  },
  how: field => `数字${field.unit ? `，单位 ${field.unit}` : ''}`,
  inSheet: true,
}
const shape: Cell = {
  write: v => (v ? geometryText(v as Geometry) : null),
  read: text => {
    const read = parseGeometry(text)
    return read ? value(read) : fault(`应为“经度, 纬度”、WKT 或 GeoJSON，现为“${text.slice(0, 40)}”`)
  },
  how: field => (field.kind === 'point' ? '经度, 纬度（CGCS2000，十进制度）' : 'WKT 或 GeoJSON（CGCS2000）'),
  inSheet: true,
}
const texts: Cell = {
  write: v => ((v as string[] | null) ?? []).join('、') || null,
  read: text => value(split(text)),
  how: () => '多项用顿号分开',
  inSheet: true,
}
const text: Cell = {
  write: v => (v as string | null) ?? null,
  read: t => value(t.trim()),
  how: () => '文字',
  inSheet: true,
}
const none: Cell = { write: () => null, read: () => fault('不能从表格导入'), how: () => '', inSheet: false }

/** How every kind of field stands in a cell; a new kind does not compile until it is here. */
export const CELLS = {
  text,
  decimal,
  money: decimal,
  integer: {
    write: v => (v as number | null) ?? null,
    read: (t, field) => {
      const read = figure(t, field)?.replace(/\.0+$/, '')
      return read !== undefined && /^-?\d+$/.test(read) ? value(Number(read)) : fault(`应为整数，现为“${t}”`)
    },
    how: field => `整数${field.unit ? `，单位 ${field.unit}` : ''}`,
    inSheet: true,
  },
  area: {
    write: v => (v ? `${(v as Area).value} ${(v as Area).unit}` : null),
    read: (t, field) => {
      const read = parseArea(narrow(t), field.unit ?? '亩')
      if (!read) return fault(`应为面积，例如 12.5 亩，现为“${t}”`)
      return /\D$/.test(t.trim()) ? value(read) : value(read, `没有写单位，按${read.unit}计`)
    },
    how: field => `数字和单位（亩、公顷、平方米），不写单位的按${field.unit ?? '亩'}计`,
    inSheet: true,
  },
  boolean: {
    write: v => (v === true ? '是' : v === false ? '否' : null),
    read: t =>
      ({
        是: value(true),
        有: value(true),
        TRUE: value(true),
        否: value(false),
        无: value(false),
        FALSE: value(false),
      })[t.trim()] ?? fault(`应为“是”或“否”，现为“${t}”`),
    how: () => '是 或 否',
    inSheet: true,
  },
  day: {
    write: v => (v as string | null) ?? null,
    read: t => {
      const read = readDay(t)
      return read ? value(read) : fault(`应为日期，例如 2026-03-25，现为“${t}”`)
    },
    how: field => `日期，例如 2026-03-25${field.past ? '，不晚于填报当天' : ''}`,
    inSheet: true,
  },
  instant: {
    write: v => (v as string | null) ?? null,
    read: t => (Number.isNaN(Date.parse(t)) ? fault(`应为时间，现为“${t}”`) : value(new Date(t).toISOString())),
    how: () => '时间',
    inSheet: true,
  },
  period: {
    write: v => (v as string | null) ?? null,
    read: t => {
      const read = narrow(t).trim().toUpperCase().replace(/年$/, '')
      return isPeriod(read) ? value(read) : fault(`应为时段，例如 2026、2026-H1、2026-Q3、2026-07，现为“${t}”`)
    },
    how: () => '2026、2026-H1、2026-Q3 或 2026-07',
    inSheet: true,
  },
  choice: {
    write: v => (v as string | null) ?? null,
    read: (t, field) => {
      const options = field.options ?? []
      const exact = options.find(o => o === t.trim())
      if (exact) return value(exact)
      const loose = options.filter(o => o.replace(/\s/g, '') === narrow(t).replace(/\s/g, ''))
      return loose.length === 1 ? value(loose[0]) : fault(`应为：${options.join('、')}，现为“${t}”`)
    },
    how: field => `从下拉列表中选：${field.options?.join('、')}`,
    inSheet: true,
  },
  choices: {
    ...texts,
    read: (t, field) => {
      const options = field.options ?? []
      // An option may itself hold a comma or a pause mark: the longest that fit are taken first.
      let rest = t.trim()
      const found: string[] = []
      for (const option of [...options].sort((a, b) => b.length - a.length))
        if (rest.includes(option)) {
          found.push(option)
          rest = rest.replace(option, '')
        }
      const left = split(rest)
      return left.length > 0
        ? fault(`没有“${left.join('、')}”这一选项；可填：${options.join('、')}`)
        : value(options.filter(o => found.includes(o)))
    },
    how: field => `可填多项，用顿号分开：${field.options?.join('、')}`,
  },
  ref: {
    write: (v, _field, names) => (v ? (names[String(v)] ?? String(v)) : null),
    read: (t, field, named) => named(field.to!, t.trim()),
    how: () => '填名称；有重名的填编码或统一社会信用代码',
    inSheet: true,
  },
  refs: {
    write: (v, _field, names) => ((v as string[] | null) ?? []).map(id => names[id] ?? id).join('、') || null,
    read: (t, field, named) => {
      const ids: unknown[] = []
      for (const part of split(t)) {
        const read = named(field.to!, part)
        if ('fault' in read) return read
        ids.push(read.value)
      }
      return value(ids)
    },
    how: () => '填名称，多个用顿号分开',
    inSheet: true,
  },
  texts,
  days: {
    write: v => ((v as string[] | null) ?? []).join('、') || null,
    read: t => {
      const days = split(t).map(readDay)
      return days.some(d => d === undefined) ? fault(`应为日期，多个用顿号分开，现为“${t}”`) : value(days)
    },
    how: () => '日期，多个用顿号分开',
    inSheet: true,
  },
  point: shape,
  line: shape,
  polygon: shape,
  files: none,
  rows: none,
  json: none,
} satisfies Record<FieldKind, Cell>

export const cellOf = (field: Field): Cell => CELLS[field.kind]
