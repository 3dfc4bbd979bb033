import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'

const SUBSTANCES = ['镉', '汞', '砷', '铅', '铬', '铜', '镍', '锌', '六六六总量', '苯并[a]芘']
const METHODS = [
  'GB/T 17141-1997',
  'HJ 680-2013',
  'HJ 680-2013',
  'HJ 491-2019',
  'HJ 491-2019',
  'HJ 491-2019',
  'HJ 491-2019',
  'HJ 491-2019',
  'HJ 921-2017',
  'HJ 805-2016',
]
const LIMITS = ['0.01', '0.002', '0.01', '0.1', '4', '1', '3', '1', '0.001', '0.01']
const USES = ['水田', '旱地', '菜地', '果园']

/** A long table, ten results a sample, now and then a non-detect. */
export async function writeLongCsv(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path)
  file.write('样品编号,点位编号,样品类型,采样日期,检测日期,土地利用,检测项目,检测结果,单位,检出限,检测方法\r\n')
  let text = ''
  for (let i = 0; i < rows; i++) {
    const sample = Math.floor(i / SUBSTANCES.length)
    const k = i % SUBSTANCES.length
    const value = i % 37 === 0 ? `<${LIMITS[k]}` : (Number(LIMITS[k]) * (2 + ((i * 7919) % 4000) / 100)).toFixed(3)
    const day = String(1 + (sample % 28)).padStart(2, '0')
    text += `T${String(sample).padStart(7, '0')},D${sample % 5000},土壤,2026-03-${day},2026-03-${day},${USES[sample % 4]},${SUBSTANCES[k]},${value},mg/kg,${LIMITS[k]},${METHODS[k]}\r\n`
    if (text.length < 1 << 20) continue
    if (!file.write(text)) await once(file, 'drain')
    text = ''
  }
  file.end(text)
  await once(file, 'close')
}

/** A wide table of about so many cells. */
export function wideXlsx(cells: number): Promise<Uint8Array> {
  const heads = ['样品编号', '采样日期', '土地利用', 'pH', ...SUBSTANCES.map(s => `${s}(mg/kg)`)]
  const rows: (string | number)[][] = [heads]
  for (let r = 0; r * heads.length < cells; r++)
    rows.push([
      `W${r}`,
      '2026-03-12',
      USES[r % 4]!,
      5 + (r % 30) / 10,
      ...LIMITS.map((l, k) =>
        r % 41 === k ? `<${l}` : Number((Number(l) * (2 + ((r * 31 + k) % 900) / 10)).toFixed(4)),
      ),
    ])
  return writeSheet({ sheets: [{ name: '结果', rows }] })
}
