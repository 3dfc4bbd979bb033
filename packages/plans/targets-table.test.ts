import { describe, expect, it } from 'vitest'
import type { DocumentContext, PlanTable } from './context.ts'
import { normalise } from './numerals.ts'
import { findTargets } from './targets.ts'
import { readCell } from './targets-cells.ts'

/** A table as it is found in the text: one line a row, tabs between cells. */
function tableOf(text: string, caption: string): PlanTable {
  let from = 0
  const rows = text.split('\n').map(line => {
    const start = from
    from += line.length + 1
    let at = start
    const cells = line.split('\t').map(words => {
      const span = [at, at + words.length] as const
      at += words.length + 1
      return { text: words, span }
    })
    return { cells, span: [start, start + line.length] as const }
  })
  return { caption, rows, span: [0, text.length], isTaskTable: false }
}

function read(text: string, caption: string, tables: PlanTable[] = [tableOf(text, caption)]) {
  const doc: DocumentContext = {
    text,
    clean: { text, toOriginal: span => span, rewriting: () => null },
    normal: normalise(text),
    outline: [],
    tasks: [],
    tables,
    title: '青石市2026年度方案',
    year: 2026,
    annual: true,
    level: 'city',
    jurisdiction: '青石市',
  } // prettier-ignore
  return findTargets(doc).map(t => [t.scope, t.indicator, t.op, t.value, t.unit, t.by, t.binding])
}

const end = '2026-12-31'

describe('cells', () => {
  it('reads bounds, ranges and words, and nothing from “/”', () => {
    const cases: [string, unknown[] | null][] = [
      ['不低于92%', ['>=', 92, null, '%']],
      ['累计不少于75%', ['>=', 75, null, '%']],
      ['≥85', ['>=', 85, null, null]],
      ['≤2天', ['<=', 2, null, '天']],
      ['36', ['=', 36, null, null]],
      ['1,200', ['=', 1200, null, null]],
      ['35-40', ['=', 35, 40, null]],
      ['90%左右', ['=', 90, null, '%']],
      ['*%', ['=', null, null, '%']],
      ['有效保障②', ['text', '有效保障', null, null]],
      ['/', null],
      ['—', null],
      ['', null],
    ]
    for (const [text, expected] of cases) {
      const cell = readCell(text)
      expect([text, cell && [cell.op, cell.value, cell.valueMax, cell.unit]]).toEqual([text, expected])
    }
  })
})

describe('tables with a row for every indicator', () => {
  it('reads name, unit, value, kind; the present state and the units responsible are not targets', () => {
    const text = [
      '序号\t指标名称\t单位\t2025年现状\t2026年目标\t指标性质\t责任单位',
      '1\t优良天数比例\t%\t86.2\t≥88\t约束性\t市生态环境局',
      '2\t新建充电桩\t个\t/\t300\t指导性\t市发改局',
      '3\t风险防控能力\t/\t/\t稳步提升\t指导性\t各县区',
    ].join('\n')
    expect(read(text, '主要指标表')).toEqual([
      ['全市', '优良天数比例', '>=', 88, '%', end, '约束性'],
      ['全市', '新建充电桩', '=', 300, '个', end, '指导性'],
      ['全市', '风险防控能力', 'text', '稳步提升', null, end, '指导性'],
    ])
  })

  it('aligns rows that a vertical merge shortened and reads named points out of a value', () => {
    const text = [
      '类别\t序号\t指标名称\t2026年目标',
      '水\t1\t地下水点位水质①\t东坡井：Ⅳ类',
      '\t\t\t西沟井：Ⅴ类',
      '2\t点位总体水质\t保持稳定',
    ].join('\n')
    expect(read(text, '目标指标')).toEqual([
      ['东坡井', '地下水点位水质（东坡井）', 'text', 'Ⅳ类', null, end, null],
      ['西沟井', '地下水点位水质（西沟井）', 'text', 'Ⅴ类', null, end, null],
      ['全市', '点位总体水质', 'text', '保持稳定', null, end, null],
    ])
  })
})

describe('tables with a column for every indicator', () => {
  it('reads two rows of headings, the place from the corner and no target from “/”', () => {
    const text = [
      '南岭县\t约束性指标\t指导性指标',
      '\t优良天数比例（%）\t隐患排查\t整治水体数量（条）',
      '\t90\t开展\t/',
    ].join('\n')
    expect(read(text, '目标任务')).toEqual([
      ['南岭县', '优良天数比例', '=', 90, '%', end, null],
      ['南岭县', '隐患排查', 'text', '开展', null, end, null],
    ])
  })

  it('reads a row for every county, and the total for the whole', () => {
    const text = ['县区\t农膜回收率（%）\t改厕任务（户）', '东山县\t≥85\t1200', '西岭区\t86\t/', '合计\t85\t1200'].join(
      '\n',
    )
    expect(read(text, '目标任务分解表')).toEqual([
      ['东山县', '农膜回收率', '>=', 85, '%', end, null],
      ['东山县', '改厕任务', '=', 1200, '户', end, null],
      ['西岭区', '农膜回收率', '=', 86, '%', end, null],
      ['全市', '农膜回收率', '=', 85, '%', end, null],
      ['全市', '改厕任务', '=', 1200, '户', end, null],
    ])
  })

  it('reads years under an indicator and leaves past ones', () => {
    const text = [
      '乡镇\t事故起数（起）\t\t死亡人数（人）\t',
      '\t2025年\t2026年目标\t2025年\t2026年目标',
      '白沙乡\t3\t≤2\t1\t0',
    ].join('\n')
    expect(read(text, '控制指标')).toEqual([
      ['白沙乡', '事故起数', '<=', 2, '起', end, null],
      ['白沙乡', '死亡人数', '=', 0, '人', end, null],
    ])
  })
})

describe('what is no table of targets', () => {
  it('leaves lists of firms, however many numbers they hold', () => {
    expect(read('序号\t企业名称\t地址\t数量\n1\t甲公司\t东街\t3', '重点企业名单')).toEqual([])
  })

  it('leaves scoring tables', () => {
    expect(read('指标\t分值\t目标\n回收率\t10\t80', '考核评分表')).toEqual([])
  })
})

describe('tables that lost their tabs', () => {
  it('reads headings and cells of a line each', () => {
    const text = '附件\n序号\n指标名称\n单位\n目标值\n1\n森林覆盖率\n%\n45.2\n2\n治理率\n%\n≥60\n此后为正文。'
    expect(read(text, '', [])).toEqual([
      ['全市', '森林覆盖率', '=', 45.2, '%', end, null],
      ['全市', '治理率', '>=', 60, '%', end, null],
    ])
  })
})
