import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FORMS } from '../laboratory/testing.ts'
import { normaliseUnit } from '../units.ts'
import type { Grid } from './grid.ts'
import { readHead } from './heads.ts'
import { dayOf, readSamples } from './samples.ts'
import { judgeSample, screen } from './screen.ts'

const grid = (text: string, name = ''): Grid => ({
  name,
  rows: text
    .trim()
    .split('\n')
    .map(l => l.split(',')),
})
const verdicts = (text: string, standard: string, ...more: string[]): Record<string, string> => {
  const answer = screen(
    [text, ...more].map((t, i) => grid(t, String(i))),
    standard,
  )
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  return Object.fromEntries(answer.value.judgements.map(j => [j.sample, j.verdict]))
}

describe('heads', () => {
  it.each([
    ['镉(mg/kg)', 'cadmium', 'mg/kg'],
    ['Cd mg/kg', 'cadmium', 'mg/kg'],
    ['As_mg/kg', 'arsenic', 'mg/kg'],
    ['总砷（以As计）/(mg·kg⁻¹)', 'arsenic', 'mg/kg'],
    ['铬（六价）（mg/kg）', 'chromium-vi', 'mg/kg'],
    ['六价铬mg/kg', 'chromium-vi', 'mg/kg'],
    ['石油烃（C10-C40）(mg/kg)', 'tph-c10-c40', 'mg/kg'],
    ['1,2-二氯乙烷（μg/kg）', '1,2-dichloroethane', 'μg/kg'],
    ['1.1.2-三氯乙烷(ug/kg)', '1,1,2-trichloroethane', 'μg/kg'],
    ['总硬度（以CaCO3计，mg/L）', 'total-hardness', 'mg/L'],
    ['耗氧量（CODMn法，以O2计）mg/L', 'cod-mn', 'mg/L'],
    ['氨氮', 'ammonia-nitrogen', null],
    ['V', 'vanadium', null],
    ['二噁英类(ng-TEQ/kg)', 'dioxins', 'ng-TEQ/kg'],
    ['铅\n(mg/kg)\nGB/T 17141-1997', 'lead', 'mg/kg'],
    ['六价铬（mg/kg） HJ 1082-2019', 'chromium-vi', 'mg/kg'],
    ['电导率（μS/cm）', 'conductivity', 'μS/cm'],
    ['阳离子交换量(cmol(+)/kg)', 'cation-exchange', 'cmol(+)/kg'],
    ['镉(mg/100g)', 'cadmium', 'mg/100g'],
  ])('%s is %s in %s', (text, substance, unit) => {
    const head = readHead(text)
    expect([head.substance?.id, head.unit]).toEqual([substance, unit])
  })
  it.each([
    ['样品编号', 'sample'],
    ['Sample ID', 'sample'],
    ['采样点位', 'site'],
    ['采样深度（m）', 'depth'],
    ['检测项目', 'substance'],
    ['检测结果（mg/kg）', 'value'],
    ['Result', 'value'],
    ['土地利用类型', 'landUse'],
    ['landUse', 'landUse'],
    ['规划用途', 'use'],
    ['pH（无量纲）', 'pH'],
    ['采样日期', 'takenOn'],
    ['作物', 'crop'],
    ['检出限', 'detectionLimit'],
    ['备注', 'remark'],
  ])('%s is a column of %s', (text, role) => {
    expect(readHead(text).role).toBe(role)
  })
  it('does not take nitrate counted as itself for nitrate nitrogen', () => {
    expect(readHead('硝酸盐（以NO3计）(mg/L)').substance).toBeNull()
    expect(readHead('硝酸盐（以N计）(mg/L)').substance?.id).toBe('nitrate')
  })
  it('reads units as they are written', () => {
    for (const u of ['mg·kg⁻¹', 'mg·kg-1', 'mg kg^-1', '（mg/kg）', 'MG/KG', '毫克/千克', 'mg / kg', 'mg_kg'])
      expect([u, normaliseUnit(u)]).toEqual([u, 'mg/kg'])
    expect(normaliseUnit('cmol/kg')).toBeUndefined()
  })
})

describe('the forms of ten laboratories', () => {
  it.each(FORMS)('%s gives the same verdicts', (_, grids) => {
    const answer = screen(grids, 'GB 15618-2018', { landUse: '水田' })
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
    expect(Object.fromEntries(answer.value.judgements.map(j => [j.sample, j.verdict]))).toEqual({
      'KT-01': '可能存在风险',
      'KT-02': '风险高',
      'KT-03': '风险低',
    })
    expect(answer.value.problems.filter(p => p.grade === 'error')).toEqual([])
  })
})

describe('files', () => {
  it('of a file with several media only what the standard judges', () => {
    const grids = [
      grid('样品编号,采样深度,镉(mg/kg)\nS1,0-20,0.5', '土壤'),
      grid('样品编号,镉(mg/kg)\nS1,0.3', '稻谷（农产品）'),
      grid('样品编号,镉(mg/L)\nW1,0.02', '地下水'),
    ]
    const of = (standard: string, options = {}) => {
      const answer = screen(grids, standard, options)
      return answer.ok && answer.value.judgements.map(j => [j.sample, j.verdict])
    }
    expect(of('GB 36600')).toEqual([['S1', '未超筛选值']])
    expect(of('GB 2762', { crop: '水稻', on: '2026-10-01' })).toEqual([['S1', '超标']])
    expect(of('GB/T 14848')).toEqual([['W1', 'Ⅴ类']])
    expect(readSamples(grids).samples.map(s => s.id)).toEqual(['S1 土壤', 'S1 农产品', 'W1'])
  })
  it('a pH that cannot be is no pH', () => {
    const text = (pH: string) => `样品编号,pH,土地利用,镉(mg/kg)\nS,${pH},水田,0.5`
    expect(verdicts(text('7.6'), 'GB 15618')).toEqual({ S: '风险低' })
    expect(verdicts(text('76'), 'GB 15618')).toEqual({ S: '证据不足' })
  })
  it('what is no pH and no day is said at its cell', () => {
    const text = '样品编号,pH,采样日期,土地利用,镉(mg/kg)\nS,#REF!,2026-03-05,水田,0.2\nT,69,春天,水田,0.2'
    const { problems } = readSamples([grid(text, '土壤')])
    expect(problems.map(p => [p.where, p.message.slice(0, 4)])).toEqual([
      ['土壤 第2行 B列', 'pH 不'],
      ['土壤 第3行 B列', 'pH 不'],
      ['土壤 第3行 C列', '采样日期'],
    ])
  })
  it('a bare serial number counts from 1904 where the workbook does', () => {
    const text = '样品编号,采样日期,镉(mg/kg)\nS,44804,0.2'
    const day = (date1904: boolean) => readSamples([{ ...grid(text), date1904 }]).samples[0]!.takenOn
    expect([day(false), day(true)]).toEqual(['2022-08-31', '2026-09-01'])
  })
  it('parameters in units of their own keep no verdict back', () => {
    const text = '井号,pH,电导率(μS/cm),水位(m),水温(℃),钾(mg/L),氯化物(mg/L)\nW,7.2,500,3.2,15,1,40'
    expect(verdicts(text, 'GB/T 14848')).toEqual({ W: 'Ⅰ类' })
    const foreign = screen([grid('样品编号,规划用途,铅(mg/100g)\nS,第一类,5')], 'GB 36600')
    expect(foreign.ok && foreign.value.judgements[0]!.missing.map(m => [m.name, m.why])).toEqual([
      ['铅', '不认识单位“mg/100g”'],
    ])
  })
  it('a hidden sheet is spoken of and not read', () => {
    const { samples, problems } = readSamples([
      grid('样品编号,铅(mg/kg)\nS,5', '今年'),
      { ...grid('样品编号,铅(mg/kg)\nT,5', '去年'), hidden: true },
    ])
    expect(samples.map(s => s.id)).toEqual(['S'])
    const rows = readSamples([{ ...grid('样品编号,铅(mg/kg)\nS,5\nT,6'), hiddenRows: [3] }])
    expect([rows.samples.length, rows.problems[0]?.where]).toEqual([2, '第3行'])
    expect(problems).toEqual([{ grade: 'warning', where: '去年', message: '隐藏的工作表没有读入，需要时请取消隐藏' }])
  })
  it('long and wide and turned forms say the same', () => {
    const long =
      'sample,substance,value,unit,pH,landUse\na,镉,0.35,mg/kg,6,水田\na,砷,35,mg/kg,6,水田\nb,镉,0.2,mg/kg,6,旱地\nb,砷,35,mg/kg,6,旱地'
    const wide = '样品编号,pH,土地利用,镉(mg/kg),砷(mg/kg)\na,6,水田,0.35,35\nb,6,旱地,0.2,35'
    const turned = '检测项目,单位,a,b\npH,无量纲,6,6\n土地利用,,水田,旱地\n镉,mg/kg,0.35,0.2\n砷,mg/kg,35,35'
    const expected = { a: '可能存在风险', b: '风险低' }
    for (const text of [long, wide, turned]) expect(verdicts(text, 'GB 15618-2018')).toEqual(expected)
  })
  it('a blank cell of a wide table is missing, unless another row or file has it', () => {
    const metals = '样品编号,规划用途,铅(mg/kg),镉(mg/kg)\nS,第二类,5,'
    expect(verdicts(metals, 'GB 36600')).toEqual({ S: '证据不足' })
    expect(verdicts(metals, 'GB 36600', '样品编号,镉(mg/kg)\nS,1')).toEqual({ S: '未超筛选值' })
    expect(verdicts('样品编号,规划用途,铅(mg/kg),镉(mg/kg)\nS,第二类,900,', 'GB 36600')).toEqual({ S: '超筛选值' })
  })
  it('a unit may stand over a group of results, above samples across, and above a second table', () => {
    const group = '点位,深度,检测结果(mg/kg),,\n,,砷,铅,六价铬\nS1,0-0.5,25,40,<0.5\nS2,0-0.5,5,40,<0.5'
    expect(verdicts(group, 'GB 36600')).toEqual({ S1: '超筛选值', S2: '未超筛选值' })
    const across =
      '检测结果,,,\n样品类型：土壤,,,单位：μg/kg\n检测项目,检出限,T1,T2\n氯乙烯,1.0,ND,130\n苯,1.9,2.1,ND\n甲苯,1.3,ND,ND'
    expect(verdicts(across, 'GB 36600')).toEqual({ T1: '未超筛选值', T2: '超筛选值' })
    const two =
      '表1 重金属,单位：mg/kg,\n样品编号,砷,铅\nA,5,50\nB,5,50\n表2 挥发性有机物,单位：μg/kg,\n样品编号,苯,甲苯\nA,1001,2\nB,3,2'
    expect(verdicts(two, 'GB 36600')).toEqual({ A: '超筛选值', B: '未超筛选值' })
  })
  it('symbols and one unit for all may stand under the names; a unit above the table may say for what it is not', () => {
    const symbols =
      '样品编号,pH,土地利用,镉,汞,砷\n,,,Cd,Hg,As\n,,,mg/kg,mg/kg,mg/kg\nA,5.5,水田,0.31,0.1,5\nB,5.5,水田,0.3,0.1,5'
    expect(verdicts(symbols, 'GB 15618')).toEqual({ A: '可能存在风险', B: '风险低' })
    const besides =
      '土壤检测报告,,\n单位：mg/kg（pH 除外）,,\n样品编号,项目,结果,土地利用\nA,pH,5.5,水田\nA,镉,0.31,水田'
    expect(verdicts(besides, 'GB 15618')).toEqual({ A: '可能存在风险' })
  })
  it('a unit may stand in the name of an item; one that differs from the column is neither', () => {
    const long = (name: string, unit: string) =>
      verdicts(`样品编号,检测项目,检测值,单位,规划用途\nS,${name},401,${unit},第一类`, 'GB 36600').S
    expect(long('铅(mg/kg)', '')).toBe('超筛选值')
    expect(long('铅（mg/kg）', 'mg/kg')).toBe('超筛选值')
    expect(long('铅(μg/kg)', '')).toBe('未超筛选值')
    expect(long('铅(μg/kg)', 'mg/kg')).toBe('证据不足')
  })
  it('units and detection limits may stand in rows of their own', () => {
    const text = '样品编号,规划用途,铅,氯乙烯\n,,mg/kg,μg/kg\n检出限,,2,1.0\nS,第一类,ND,ND\n最大值,,9999,9999'
    const answer = screen([grid(text)], 'GB 36600')
    expect(answer.ok && answer.value.judgements.map(j => [j.sample, j.verdict])).toEqual([['S', '未超筛选值']])
    expect(answer.ok && answer.value.problems.map(p => p.message)).toEqual(['“最大值”行不是样品，已略过'])
  })
  it('without a unit nothing is concluded', () => {
    expect(verdicts('样品编号,规划用途,铅\nS,第一类,5', 'GB 36600')).toEqual({ S: '证据不足' })
    expect(verdicts('样品编号,规划用途,铅,单位\nS,第一类,5,mg/kg', 'GB 36600')).toEqual({ S: '未超筛选值' })
  })
  it('an unknown column of numbers is not dropped, one of words is', () => {
    expect(verdicts('样品编号,规划用途,铅(mg/kg),神秘物质\nS,第一类,5,3', 'GB 36600')).toEqual({ S: '证据不足' })
    expect(verdicts('样品编号,规划用途,铅(mg/kg),采样员\nS,第一类,5,某人', 'GB 36600')).toEqual({ S: '未超筛选值' })
  })
  it('depths and days of one point are samples of their own', () => {
    const depth = '点位,深度,规划用途,铅(mg/kg)\nT1,0-0.5,第一类,5\nT1,0.5-1.0,第一类,500'
    expect(verdicts(depth, 'GB 36600')).toEqual({ 'T1（0-0.5）': '未超筛选值', 'T1（0.5-1.0）': '超筛选值' })
    const days = '监测点位,采样日期,砷(mg/L)\nW,2025/3/1,0.001\nW,2025年9月1日,0.02'
    expect(verdicts(days, 'GB/T 14848')).toEqual({ 'W 2025-03-01': 'Ⅰ类', 'W 2025-09-01': 'Ⅳ类' })
  })
  it('the same result twice is one; of two that differ the higher stands', () => {
    const lead = (...values: string[]) =>
      verdicts(`sample,substance,value,unit,use\n${values.map(v => `S,Pb,${v},mg/kg,第一类`).join('\n')}`, 'GB 36600')
    expect(lead('5', '5')).toEqual({ S: '未超筛选值' })
    expect(lead('5', '500')).toEqual({ S: '超筛选值' })
    expect(lead('5', 'ND')).toEqual({ S: '证据不足' })
    expect(lead('500', '600')).toEqual({ S: '超筛选值' })
  })
  it('a name and a CAS number that differ are neither; an unknown name is found by its number', () => {
    const one = (name: string, cas: string) =>
      verdicts(`sample,substance,CAS,value,unit,use\nS,${name},${cas},500,mg/kg,第一类`, 'GB 36600')
    expect(one('铅', '7440-38-2')).toEqual({ S: '证据不足' })
    expect(one('Plumbum', '7439-92-1')).toEqual({ S: '超筛选值' })
  })
  it('a row without a sample number is judged under its own name', () => {
    const { samples, problems } = readSamples([grid('sample,substance,value,unit\n,Pb,500,mg/kg')])
    expect(samples.map(s => s.id)).toEqual(['第2行'])
    expect(problems).toMatchObject([{ grade: 'error', where: '第2行' }])
  })
  it('different pH of one sample are no pH', () => {
    expect(
      verdicts('sample,substance,value,unit,pH,landUse\nS,Cd,0.35,mg/kg,6,水田\nS,As,3,mg/kg,7,水田', 'GB 15618'),
    ).toEqual({ S: '证据不足' })
  })
  it('merged cells say what their first cell says', () => {
    const rows = [
      ['样品编号', '检测项目', '检测值', '单位'],
      ['S', '铅', '5', 'mg/kg'],
      ['', '镉', '1', 'mg/kg'],
    ]
    const merges = [{ startRow: 1, startColumn: 0, endRow: 2, endColumn: 0 }]
    expect(readSamples([{ name: '', rows, merges }]).samples.map(s => [s.id, s.results.length])).toEqual([['S', 2]])
  })
  it('the order of rows and of files never matters', () => {
    const rows = [
      'S,Pb,500,mg/kg',
      'S,镉,<0.1,mg/kg',
      'S,As,25,mg/kg',
      'S,As,26,mg/kg',
      'T,Pb,1,mg/kg',
      'T,汞,ND,mg/kg',
      'U,六价铬,2,mg/kg',
    ]
    const expected = verdicts(`sample,substance,value,unit\n${rows.join('\n')}`, 'GB 36600')
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.integer({ min: 1, max: rows.length - 1 }),
        (order, cut) => {
          const file = (part: string[]) => `sample,substance,value,unit\n${part.join('\n')}`
          expect(verdicts(file(order.slice(0, cut)), 'GB 36600', file(order.slice(cut)))).toEqual(expected)
        },
      ),
      { numRuns: 60 },
    )
  })
  it('the edition follows the day of the sample', () => {
    const sample = { id: 's', crop: '水稻', results: [] }
    expect(judgeSample({ ...sample, takenOn: '2026-09-01' }, 'GB 2762').standard).toBe('GB 2762-2022')
    expect(judgeSample({ ...sample, takenOn: '2026-09-02' }, 'GB 2762').standard).toBe('GB 2762-2025')
    expect(judgeSample({ ...sample, takenOn: '2020-01-01' }, 'GB 2762').verdict).toBe('证据不足')
    expect(judgeSample({ ...sample, takenOn: '2026-10-01' }, 'GB 2762-2022').notes.join()).toContain(
      '不在 GB 2762-2022 的施行期间',
    )
  })
  it('knows a standard as people write its name, and no other edition by it', () => {
    const asked = (standard: string) => {
      const answer = screen([grid('sample,substance,value,unit\nS,Pb,500,mg/kg')], standard)
      return answer.ok ? answer.value.judgements[0]!.standard : answer.problem.reasons[0]!.message.slice(0, 6)
    }
    for (const name of ['《GB 36600-2018》', 'gb36600—2018', 'GB 36600-2018（试行）', '36600-2018', 'GB 36600'])
      expect([name, asked(name)]).toEqual([name, 'GB 36600-2018'])
    expect(asked('GBT14848-2017')).toBe('GB/T 14848-2017')
    for (const name of ['GB 15618-1995', 'GB 2762-2017', 'HJ 25.3', '']) expect(asked(name)).toBe('没有收录标准')
  })
  it('reads dates, and no date that is none', () => {
    expect(['2026/9/2', '2026年9月2日', '20260902', '2026.9.2 10:00'].map(dayOf)).toEqual(Array(4).fill('2026-09-02'))
    expect(dayOf('2026-02-30')).toBeUndefined()
  })
  it('refuses a head with nothing under it, and words of the request that nobody can read', () => {
    const asked = (text: string, standard: string, options = {}) => {
      const answer = screen([grid(text)], standard, options)
      return answer.ok ? [] : answer.problem.reasons.map(r => r.message)
    }
    expect(asked('样品编号,检测项目,检测值,单位', 'GB 36600')).toEqual(['表头下面没有数据，请检查文件是否完整'])
    const water = '样品编号,镉(mg/L)\nS,0.02'
    expect(asked(water, 'GB/T 14848', { target: '优' })).toEqual(['没有“优”这一目标类别，应为 Ⅰ类 至 Ⅴ类'])
    expect(asked(water, 'GB 5084', { column: '月球' })[0]).toContain('不认识适用列“月球”')
    for (const column of ['水田', '蔬菜', '小麦', '水田、旱地']) expect(asked(water, 'GB 5084', { column })).toEqual([])
  })
  it('refuses a sheet without heads, and says what is wanted', () => {
    const answer = screen([grid('甲,乙\n1,2')], 'GB 36600')
    expect(answer).toMatchObject({
      ok: false,
      problem: { reasons: [{ message: expect.stringContaining('找不到表头') }] },
    })
  })
})
