import { expect, it } from 'vitest'
import { readDocument } from '../read.ts'

async function read(source: string, name?: string): Promise<string> {
  const reading = await readDocument(new TextEncoder().encode(source), { name })
  if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
  return `${reading.kind}\n${reading.text}`
}

it('takes the marks off Markdown and writes tables as rows', async () => {
  const source = [
    '# 工作方案',
    '',
    '**目标**：安全利用率达到*93%*以上，见[附件](a.docx)。',
    '- 第一项',
    '> 引文',
    '| 序号 | 任务 | 单位 |',
    '|:---|---|---:|',
    '| 1 | 排查<br>整治 | `甲局` |',
    '| 2 |  | a\\|b |',
    '![图](a.png)',
    '---',
    '1. 编号保留',
  ].join('\n')
  expect(await read(source)).toBe(
    'md\n工作方案\n\n目标：安全利用率达到93%以上，见附件。\n第一项\n引文\n序号\t任务\t单位\n1\t排查 整治\t甲局\n2\t\ta|b\n\n1. 编号保留',
  )
})

it('leaves asterisks that mask figures alone and takes plain text for plain text', async () => {
  expect(await read('完成**个村庄，投入*万元，占比*%。')).toBe('txt\n完成**个村庄，投入*万元，占比*%。')
  expect(await read('只有 **粗体**', '说明.md')).toBe('md\n只有 粗体')
})
