import { describe, expect, it } from 'vitest'
import { readDocument } from '../read.ts'
import { abstractList, docxOf, list, p } from './fixture.ts'
import { formatNumber } from './number-format.ts'

async function linesOf(body: string, numbering: string, styles = ''): Promise<string[]> {
  const reading = await readDocument(docxOf(body, { numbering, styles }))
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  return reading.text.split('\n')
}

const official = abstractList(1, [
  ['chineseCounting', '%1、'],
  ['chineseCounting', '（%2）'],
  ['decimal', '%3.'],
  ['decimal', '（%4）'],
  ['decimalEnclosedCircle', '%5'],
])

describe('automatic numbering', () => {
  it('writes out the five levels of an official document and starts lower levels again', async () => {
    const at = (level: number, text: string) => p(text, { numbered: [7, level] })
    const body = [
      at(0, '总体要求'),
      at(0, '重点任务'),
      at(1, '农用地'),
      at(2, '摸清底数'),
      at(2, '2026年底前完成'),
      at(3, '列出清单'),
      at(4, '核实地块'),
      at(4, '上图入库'),
      at(1, '建设用地'),
      at(2, '严格准入'),
      at(0, '保障措施'),
    ].join('')
    expect(await linesOf(body, official + list(7, 1))).toEqual([
      '一、总体要求',
      '二、重点任务',
      '（一）农用地',
      '1. 摸清底数',
      '2. 2026年底前完成',
      '（1）列出清单',
      '① 核实地块',
      '② 上图入库',
      '（二）建设用地',
      '1. 严格准入',
      '三、保障措施',
    ])
  })

  it('numbers articles and chapters, with decimal levels under Chinese ones where the list says so', async () => {
    const law = abstractList(1, [
      ['chineseCountingThousand', '第%1章'],
      ['chineseCountingThousand', '第%2条', '<w:lvlRestart w:val="0"/>'],
      ['decimal', '%1.%2.%3', '<w:isLgl/>'],
    ])
    const at = (level: number, text: string) => p(text, { numbered: [1, level] })
    const body = at(0, '总则') + at(1, '目的') + at(1, '范围') + at(0, '职责') + at(1, '分工') + at(2, '市级')
    expect(await linesOf(body, law + list(1, 1))).toEqual([
      '第一章 总则',
      '第一条 目的',
      '第二条 范围',
      '第二章 职责',
      '第三条 分工',
      '2.3.1 市级',
    ])
  })

  it('goes on over unnumbered paragraphs and other lists of the same definition, and starts again where overridden', async () => {
    const again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    const from = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    const numbering =
      abstractList(3, [['decimal', '%1、']]) + list(1, 3) + list(2, 3, again) + list(3, 3, from) + list(4, 3)
    const at = (id: number, text: string) => p(text, { numbered: [id, 0] })
    const body =
      at(1, '甲') + p('说明') + at(1, '乙') + at(4, '丙') + at(2, '丁') + at(2, '戊') + at(3, '己') + at(0, '不编号')
    expect(await linesOf(body, numbering)).toEqual([
      '1、甲',
      '说明',
      '2、乙',
      '3、丙',
      '1、丁',
      '2、戊',
      '5、己',
      '不编号',
    ])
  })

  it('takes the numbering of styles, their base styles and linked list styles', async () => {
    const levels = '<w:pStyle w:val="标题2"/>'
    const numbering =
      abstractList(1, [
        ['chineseCounting', '%1、', '<w:pStyle w:val="标题1"/>'],
        ['chineseCounting', '（%2）', levels],
      ]) +
      '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="列表样式"/></w:abstractNum>' +
      list(1, 1) +
      list(2, 2)
    const styles = [
      '<w:style w:type="paragraph" w:styleId="标题1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
      '<w:style w:type="paragraph" w:styleId="标题2"><w:basedOn w:val="标题1"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="小标题"><w:basedOn w:val="标题2"/></w:style>',
      '<w:style w:type="numbering" w:styleId="列表样式"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    ].join('')
    const body =
      p('目标', { style: '标题1' }) +
      p('指标', { style: '标题2' }) +
      p('任务', { style: '小标题' }) +
      p('又一章', { numbered: [2, 0] }) +
      p('无号', { style: '标题1', properties: '<w:numPr><w:numId w:val="0"/></w:numPr>' })
    expect(await linesOf(body, numbering, styles)).toEqual([
      '一、目标',
      '（一）指标',
      '（二）任务',
      '二、又一章',
      '无号',
    ])
  })

  it('reads lists as LibreOffice writes them, formats in AlternateContent, bullets and empty labels', async () => {
    const custom =
      '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    const numbering =
      '<w:abstractNum w:abstractNumId="1">' +
      '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="japaneseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/><w:lvlJc w:val="left"/></w:lvl>' +
      `<w:lvl w:ilvl="1"><w:start w:val="1"/>${custom}<w:suff w:val="space"/><w:lvlText w:val="%2"/></w:lvl>` +
      '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>' +
      '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>' +
      `</w:abstractNum>${list(1, 1)}`
    const at = (level: number, text: string) => p(text, { numbered: [1, level] })
    expect(await linesOf(at(0, '甲') + at(1, '子') + at(2, '点') + at(3, '空') + at(0, '乙'), numbering)).toEqual([
      '三、甲',
      '01 子',
      '• 点',
      '空',
      '四、乙',
    ])
  })

  it('counts numbered cells of tables in document order', async () => {
    const cell = (xml: string) => `<w:tc><w:tcPr/>${xml}</w:tc>`
    const row = (text: string) => `<w:tr>${cell(p('', { numbered: [1, 0] }))}${cell(p(text))}</w:tr>`
    const numbering = abstractList(1, [['decimal', '%1']]) + list(1, 1)
    expect(await linesOf(`<w:tbl>${row('摸底')}${row('整治')}</w:tbl>`, numbering)).toEqual(['1\t摸底', '2\t整治'])
  })
})

describe('number formats', () => {
  it.each([
    ['chineseCounting', [1, 10, 11, 20, 99, 105], ['一', '十', '十一', '二十', '九十九', '一〇五']],
    ['chineseCountingThousand', [10, 110, 105, 1010, 12000], ['十', '一百一十', '一百零五', '一千零一十', '一万二千']],
    ['ideographTraditional', [1, 10, 11], ['甲', '癸', '11']],
    ['ideographZodiac', [1, 12], ['子', '亥']],
    ['decimalEnclosedCircleChinese', [1, 20, 21, 50, 51], ['①', '⑳', '㉑', '㊿', '（51）']],
    ['chineseLegalSimplified', [1, 10, 23], ['壹', '壹拾', '贰拾叁']],
    ['decimalFullWidth', [1, 12], ['１', '１２']],
    ['decimalZero', [1, 12], ['01', '12']],
    ['lowerLetter', [1, 26, 27], ['a', 'z', 'aa']],
    ['upperRoman', [4, 9, 1994], ['IV', 'IX', 'MCMXCIV']],
    ['lowerRoman', [3], ['iii']],
    ['someFutureFormat', [3], ['3']],
  ])('%s', (format, numbers, expected) => {
    expect(numbers.map(n => formatNumber(n, format))).toEqual(expected)
  })
})
