import { describe, expect, it } from 'vitest'
import { readDocument } from '../read.ts'

async function read(source: string | Uint8Array): Promise<string[]> {
  const reading = await readDocument(typeof source === 'string' ? new TextEncoder().encode(source) : source)
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  expect(reading.kind).toBe('html')
  return reading.text.split('\n')
}

const body = (xml: string) => `<!DOCTYPE html><html><body>${xml}</body></html>`
const prose = '各县区要按照职责分工抓好落实，按季度报送进展，确保全年任务完成。'

describe('web pages', () => {
  it('takes the article of a government page and leaves the furniture out', async () => {
    const page = `<!DOCTYPE html><html><head><title>关于印发工作方案的通知_某市政府网</title><style>p{}</style></head><body>
      <div class="header"><a href="/">首页</a></div><ul class="menu">${'<li><a href="#">栏目</a></li>'.repeat(20)}</ul>
      <div class="crumbs">当前位置：首页 &gt; 公开</div>
      <h1>关于印发工作方案的通知</h1>
      <div id="UCAP-CONTENT"><p>一、目标</p><p>${prose.repeat(4)}</p><script>var a = '不要'</script></div>
      <div class="related"><a href="#">相关文章</a></div><footer>主办单位：某市政府</footer></body></html>`
    expect(await read(page)).toEqual(['关于印发工作方案的通知', '一、目标', prose.repeat(4)])
  })

  it('writes tables as rows, spans as empty cells', async () => {
    const table = `<table><tr><th colspan="3">任务清单</th></tr><tr><th>序号</th><th>任务<br>内容</th><th>单位</th></tr>
      <tr><td>1</td><td rowspan="2">排查</td><td>甲局</td></tr><tr><td>2</td><td>乙局</td></tr>
      <tr><td colspan="2">合计</td><td>两项</td></tr></table>`
    expect(await read(body(table))).toEqual([
      '任务清单',
      '序号\t任务 内容\t单位',
      '1\t排查\t甲局',
      '2\t\t乙局',
      '合计\t\t两项',
    ])
  })

  it('reads through layout tables', async () => {
    const page = `<table><tr><td><table><tr><td>序号</td><td>任务</td></tr></table><p>${prose}</p></td></tr></table>`
    expect(await read(body(page))).toEqual(['序号\t任务', prose])
  })

  it('numbers lists and keeps line breaks', async () => {
    const page =
      '<ol><li>甲</li><li>乙</li></ol><ol style="list-style-type:cjk-ideographic" start="3"><li>丙</li></ol><ul><li>丁</li></ul><p>上<br>下</p>'
    expect(await read(body(page))).toEqual(['1. 甲', '2. 乙', '三、丙', '丁', '上', '下'])
  })

  it('leaves hidden text out and joins inline elements', async () => {
    const page = `<p>受污染<b>耕地</b>&nbsp;安全<span style="display:none">不见</span>利用&amp;管控</p><!-- 注释 -->`
    expect(await read(body(page))).toEqual(['受污染耕地 安全利用&管控'])
  })

  it('reads a page in GBK', async () => {
    // 土壤 in GB2312 inside ASCII markup
    const [open, close] = ['<html><body><p>', '</p></body></html>'].map(text => [...new TextEncoder().encode(text)])
    expect(await read(Uint8Array.of(...open!, 0xcd, 0xc1, 0xc8, 0xc0, ...close!))).toEqual(['土壤'])
  })

  it('survives markup nested a hundred thousand deep', async () => {
    const lines = await read(body(`${'<div>'.repeat(100_000)}深处`))
    expect(lines).toEqual(['深处'])
  })
})
