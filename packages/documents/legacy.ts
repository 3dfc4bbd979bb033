import { Refused } from './refusal.ts'
import { encryptedZip } from './zip.ts'

/** Files of Office 97–2003 and of older WPS; they can only be read after conversion. */
export function legacyOffice(holds: 'encrypted' | 'doc' | 'xls' | 'ppt' | 'other'): Refused {
  if (holds === 'encrypted') return encryptedZip()
  const [what, target] = {
    doc: ['旧版 Word 或 WPS 文字（.doc、.wps）', '.docx'],
    xls: ['旧版 Excel 或 WPS 表格（.xls、.et）', '.xlsx'],
    ppt: ['旧版演示文稿（.ppt、.dps）', '.docx 或 .pdf'],
    other: ['旧版 Office ', '.docx 或 .xlsx'],
  }[holds] as [string, string]
  return new Refused(
    'legacy-office',
    `文件是${what}格式，系统不能直接读取`,
    `请用 Word 或 WPS 打开，另存为 ${target} 后再上传`,
  )
}
