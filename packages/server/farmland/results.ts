import { add, convertArea, subtract, sum } from '@jingtu/core/measure.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { packFiles } from '@jingtu/documents/pack.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { drawClassMap, type MapShape } from '@jingtu/documents/vector/class-map.ts'
import { writeWord } from '@jingtu/documents/word/write.ts'
import type { classResult } from '@jingtu/registers/class-result.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { farmlandUnit } from '@jingtu/registers/subjects/farmland-unit.ts'
import { areaChanges, classOn } from '@jingtu/standards/farmland-classification-2019/class-by-date.ts'
import { CLASSES } from '@jingtu/standards/farmland-classification-2019/point.ts'
import { sha256 } from '@jingtu/store/digest.ts'
import type { Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

type ClassRow = RowOf<typeof farmlandClass>
type Area = { value: string; unit: string }
const COLOURS: Record<string, string> = {
  优先保护类: '#4c9a6a',
  安全利用类: '#d9b44a',
  严格管控类: '#b4472f',
  未划分: '#c9c9c9',
}
const mu = (area: Area): string => convertArea(area.value, area.unit, '亩')!
const shownArea = (value: string): string => Number(value).toFixed(2)

const CHANGE_HEAD = ['乡镇', '原类别', '现类别', '面积（亩）', '单元数']

export interface Compiled {
  files: Record<
    'listFile' | 'mapFile' | 'reportFile' | 'packageFile',
    { name: string; type: string; bytes: Uint8Array }
  >
  units: number
  unclassified: number
  areas: { class: string; units: number; area: string }[]
}

interface Line {
  code: string
  landUse: string
  area: string
  class: string
  grade: string
  from: string
  basis: string
  extent: MapShape['geometry'] | null
}

/** List, map, report and package of the classes that stand in a region on this day; all four say the same. */
export async function compileResult(
  tx: Tx,
  result: RowOf<typeof classResult>,
  place: { path: string; name: string },
  day: string,
): Promise<Compiled> {
  const rows = await classRows(tx, place.path)
  const lines = await linesOf(tx, place.path, rows)
  const changes = await changesOf(tx, rows, result.year, day)
  const areas = [...CLASSES, '未划分'].map(name => {
    const own = lines.filter(l => l.class === name)
    return { class: name, units: own.length, area: own.reduce((total, l) => add(total, l.area), '0') }
  })
  const title = `${place.name}耕地土壤环境质量类别划分`
  const notes = [`类别截至 ${day}；坐标系 CGCS2000（EPSG:4490）`]
  const list = await writeSheet({
    sheets: [
      {
        name: '分类清单',
        headRows: 1,
        rows: [
          ['单元编号', '地类', '面积（亩）', '类别', '污染程度', '生效日期', '依据'],
          ...lines.map(l => [l.code, l.landUse, Number(l.area), l.class, l.grade, l.from, l.basis]),
        ],
      },
      {
        name: '面积汇总',
        headRows: 1,
        rows: [['类别', '单元数', '面积（亩）'], ...areas.map(a => [a.class, a.units, Number(a.area)])],
      },
      {
        name: '乡镇面积变化',
        headRows: 1,
        rows: [
          CHANGE_HEAD,
          ...changes.map(([town, from, to, area, n]) => [town!, from!, to!, Number(area), Number(n)]),
        ],
      },
    ],
  })
  const drawn = lines.filter(l => l.extent !== null)
  const map = drawClassMap({
    title: `${title}图`,
    shapes: drawn.map(l => ({ geometry: l.extent!, kind: l.class, label: l.code })),
    legend: [...CLASSES, '未划分'].map(kind => ({ kind, colour: COLOURS[kind]! })),
    notes: [
      ...notes,
      ...(drawn.length < lines.length ? [`有 ${lines.length - drawn.length} 个单元没有图斑范围，图上没有画出`] : []),
    ],
  })
  const report = await reportOf(title, result, lines, areas, changes, notes)
  const geojson = JSON.stringify({
    type: 'FeatureCollection',
    features: drawn.map(({ extent, ...properties }) => ({ type: 'Feature', properties, geometry: extent })),
  })
  const csv = [
    '单元编号,地类,面积（亩）,类别,污染程度,生效日期,依据',
    ...lines.map(l => [l.code, l.landUse, l.area, l.class, l.grade, l.from, l.basis].map(quoted).join(',')),
  ].join('\r\n')
  const parts = [
    { name: '分类清单.csv', content: `\uFEFF${csv}` },
    { name: '图斑.geojson', content: geojson },
    { name: '分类清单.xlsx', content: list },
    { name: '图件.svg', content: map },
    { name: '技术报告.docx', content: report },
  ]
  const digests = parts.map(p => `${sha256(p.content)}  ${p.name}`).join('\n')
  const bytes = packFiles([...parts, { name: '校验.txt', content: `${digests}\n` }])
  const text = (s: string): Uint8Array => new TextEncoder().encode(s)
  return {
    files: {
      listFile: {
        name: `${title}清单.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: list,
      },
      mapFile: { name: `${title}图.svg`, type: 'image/svg+xml', bytes: text(map) },
      reportFile: {
        name: `${title}技术报告.docx`,
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        bytes: report,
      },
      packageFile: { name: `${title}上传数据包.zip`, type: 'application/zip', bytes },
    },
    units: lines.length,
    unclassified: areas.at(-1)!.units,
    areas,
  }
}

const classRows = (tx: Tx, path: string): Promise<ClassRow[]> =>
  listRecords(tx, farmlandClass, sql`starts_with(region, ${path}) and state not in ('void', 'retired')`)

/** Area by class of the end of the year before against that of the year, or of today, per township; what left stands by itself. */
async function changesOf(tx: Tx, rows: readonly ClassRow[], year: number, day: string): Promise<string[][]> {
  const [before, after] = [`${year - 1}-12-31`, day < `${year}-12-31` ? day : `${year}-12-31`]
  const { rows: towns } = await sql<{
    path: string
    name: string
  }>`select path, name from region where level = 'township' and valid_until is null`.execute(tx)
  const townOf = (row: ClassRow): string => towns.find(t => row.region.startsWith(t.path))?.name ?? '未注明乡镇'
  const historyOf = (row: ClassRow) => row.versions.map(v => ({ ...v, recordedAt: v.recordedOn }))
  const held = (row: ClassRow): string =>
    subtract(mu(row.area), sum(row.removals.filter(r => r.approvedOn <= after).map(r => r.area)))
  const kept = areaChanges(
    rows.map(row => ({ unit: row.id, township: townOf(row), area: held(row), history: historyOf(row) })),
    before,
    after,
  )
  const left = rows.flatMap(row =>
    row.removals
      .filter(r => r.approvedOn > before && r.approvedOn <= after)
      .map(r => [townOf(row), classOn(historyOf(row), before)?.class ?? '未划分', `退出（${r.kind}）`, r.area, '1']),
  )
  const order = (cells: string[]): string =>
    [cells[0], ...cells.slice(1, 3).map(c => (CLASSES as readonly string[]).indexOf(c) + 1 || 9)].join('|')
  return [
    ...kept.map(c => [c.township, c.from ?? '未划分', c.to ?? '未划分', c.area, String(c.units.length)]),
    ...left,
  ].sort((a, b) => (order(a) < order(b) ? -1 : 1))
}

async function linesOf(tx: Tx, path: string, rows: readonly ClassRow[]): Promise<Line[]> {
  const units = new Map((await listRecords(tx, farmlandUnit, sql`starts_with(region, ${path})`)).map(u => [u.id, u]))
  return rows
    .map((row: ClassRow): Line => {
      const unit = units.get(row.subject!)
      return {
        code: unit?.code ?? row.subject!,
        landUse: unit?.landUse ?? row.landUse,
        area: mu(row.area),
        class: row.class ?? '未划分',
        grade: row.grade ?? '',
        from: row.classFrom ?? '',
        basis: row.class ? (row.versions.at(-1)?.basis ?? '') : '',
        extent: (row.extent ?? unit?.extent ?? null) as Line['extent'],
      }
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

function reportOf(
  title: string,
  result: RowOf<typeof classResult>,
  lines: readonly Line[],
  areas: Compiled['areas'],
  changes: string[][],
  notes: string[],
): Promise<Uint8Array> {
  const total = areas.reduce((so, a) => add(so, a.area), '0')
  return writeWord({
    title: `${title}技术报告`,
    blocks: [
      { heading: '一、概况', level: 1 },
      {
        paragraph: `${result.year} 年${result.kind}，共 ${lines.length} 个评价单元，面积 ${shownArea(total)} 亩。${notes.join('。')}。`,
      },
      { heading: '二、各类别面积', level: 1 },
      {
        table: {
          widths: [40, 30, 30],
          headRows: 1,
          rows: [['类别', '单元数', '面积（亩）'], ...areas.map(a => [a.class, String(a.units), shownArea(a.area)])],
        },
      },
      { heading: `三、各乡镇面积变化（${result.year - 1} 年末以来）`, level: 1 },
      {
        table: {
          widths: [24, 22, 22, 18, 14],
          headRows: 1,
          rows: [CHANGE_HEAD, ...changes.map(([town, from, to, area, n]) => [town!, from!, to!, shownArea(area!), n!])],
        },
      },
      { heading: '四、安全利用类和严格管控类单元', level: 1 },
      {
        table: {
          widths: [24, 16, 20, 20, 20],
          headRows: 1,
          rows: [
            ['单元编号', '地类', '面积（亩）', '类别', '生效日期'],
            ...lines
              .filter(l => l.class === '安全利用类' || l.class === '严格管控类')
              .map(l => [l.code, l.landUse, shownArea(l.area), l.class, l.from]),
          ],
        },
      },
    ],
  })
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
