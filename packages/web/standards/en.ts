import type { Dictionary } from '../i18n/language.ts'

const dictionary: Dictionary = {
  限值待核: 'Limit not verified',
  原始单元格: 'Original cell',
  换算: 'Conversion',
  条款: 'Clause',
  脚注: 'Footnotes',
  限值核对: 'Verification',
  已与公开文本核对: 'Checked against public texts',
  '限值待核：未与正式文本核对': 'Not verified against the official text',
}
export default dictionary
