import type { Dictionary } from '../i18n/language.ts'

const dictionary: Dictionary = {
  在线监测: 'Online monitoring',
  '接入与否以收到的数据为准；一天没有数据为中断。':
    'Connected is what sends data; a device that has been silent for a day is cut off.',
  没有在线监测设备: 'No instruments',
  '在排放口、污水处理设施或经营许可证中填写设备编号（MN）后，这里就会出现。':
    'They appear here once their number (MN) stands with an outlet, a sewage plant or a licence.',
  农村生活污水处理设施: 'Rural sewage plants',
  排放口: 'Outlets',
  危险废物经营许可证: 'Hazardous waste licences',
  在线: 'Online',
  中断: 'Cut off',
  未接入: 'Not connected',
  设备编号: 'Device number',
  联网日期: 'Networked on',
  最近数据: 'Last data',
  最近值: 'Last values',
}
export default dictionary
