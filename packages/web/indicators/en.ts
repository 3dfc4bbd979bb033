import type { Dictionary } from '../i18n/language.ts'

const dictionary: Dictionary = {
  台账指标: 'Figures from registers',
  '由台账逐行计算，每个数都能打开到它的行；缺数据的行从不计入达成。':
    'Worked out row by row from the registers; every figure opens to its rows, and rows that lack data never help.',
  没有指标: 'No indicators',
  算法: 'Worked out',
  随台账变动累计: 'Kept, following every change of the lists',
  打开时逐行计算: 'From the rows, when opened',
  数值: 'Value',
  '分子 / 分母': 'Numerator / denominator',
  计算规则: 'Rule',
  计算规则未与正式文本核对: 'This rule has not been checked against the official text',
  计入分子: 'In the numerator',
  计入分母: 'In the denominator',
  扣减: 'Taken away',
  缺数据: 'Lacking data',
  没有计入的行: 'No rows',
  '在台账中登记后，这里就会出现。': 'They appear here once they are in the register.',
  '不涉及（/）': 'Nothing of the kind (/)',
  已按台账计算: 'Worked out from the registers',
  按台账计算: 'Work out from the registers',
  '尚未对应台账指标，数值由人工录入': 'Not bound to an indicator; values are typed in',
  '{name}（名称相近，请核对）': '{name} (similar name, please check)',
  确认对应: 'Confirm',
  由台账计算: 'From the registers',
  现在: 'Now',
  分子: 'Numerator',
  分母: 'Denominator',
  数据来源部门: 'Figures come from',
  对象: 'About',
}
export default dictionary
