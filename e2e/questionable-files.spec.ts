import { expect, test } from 'vitest'
import { openLinjiang, PLAN_FILE, TITLE } from './linjiang.ts'
import { useStage } from './stage.ts'

const stage = useStage('2026-02-02', ({ server }) => openLinjiang(server))

/** A photograph: the first bytes of a JPEG and nothing a reader of Word files could use. */
const PHOTO = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.alloc(4096, 7),
  Buffer.from('ffd9', 'hex'),
])
/** Two pages that hold a picture each and no letter. */
const SCAN = pdf(2)

test.each([
  ['a photograph named .docx', '通知.docx', PHOTO, '文件是 JPEG 图片，不是文档', '请上传原来的 Word 或 PDF 文件'],
  ['an empty file', '空文件.txt', Buffer.alloc(0), '文件是空的（0 字节）', '请检查原文件，重新选择后上传'],
  ['a PDF of pictures', '扫描件.pdf', SCAN, '扫描', '请'],
])('%s is refused with a word on how to mend it, and nothing of it stays', async (_, name, buffer, what, how) => {
  const planner = await stage.arriveAs('ecology')
  const { page } = planner
  await planner.open('/plans/import')
  await planner.drop({ name, mimeType: 'application/octet-stream', buffer })
  const refusal = page.getByRole('alert')
  await refusal.waitFor()
  expect(await refusal.innerText()).toContain(what)
  expect(await refusal.innerText()).toContain(how)
  // The way on is open: the same page takes another file.
  await planner.see('再导入一份')
  await planner.go('计划')
  await planner.see('还没有计划')
})

test('after the refusals the right file goes in, and a second time it is only recognised', async () => {
  const planner = await stage.arriveAs('ecology')
  const { page } = planner
  for (const wanted of ['读出的内容', '这份文件已经导入过']) {
    await planner.open('/plans/import')
    await planner.drop(PLAN_FILE)
    if (wanted === '读出的内容') await page.getByRole('region', { name: wanted }).waitFor()
    else await planner.see(wanted)
  }
  await planner.go('计划')
  await planner.see('1 份草稿在审核中')
  expect(await page.getByText(TITLE).count()).toBe(1)
})

/** Every page shows one grey picture. */
function pdf(pages: number): Buffer {
  const first = 4
  const kids = Array.from({ length: pages }, (_, i) => `${first + i * 2} 0 R`).join(' ')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${kids}]>>`,
    stream(
      '/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8',
      '\u0040\u0060\u0050\u0030',
    ),
    ...Array.from({ length: pages }, (_, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Scan 3 0 R>>>>/Contents ${first + i * 2 + 1} 0 R>>`,
      stream('', 'q 595 0 0 842 0 0 cm /Scan Do Q'),
    ]).flat(),
  ]
  let text = '%PDF-1.4\n'
  const at = objects.map((object, i) => {
    const start = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return start
  })
  const table = at.map(n => `${String(n).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + end, 'latin1')
}

function stream(entries: string, content: string): string {
  return `<<${entries}/Length ${content.length}>>stream\n${content}\nendstream`
}
