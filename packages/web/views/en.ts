import type { Dictionary } from '../i18n/language.ts'

const dictionary: Dictionary = {
  污染链条: 'Chain of pollution',
  '● 已切断': '● Cut',
  '■ 未切断': '■ Not cut',
  还没有措施: 'No measures yet',
  '农用地（单元未登记）': 'Farmland (units not recorded)',
  大气: 'Air',
  水: 'Water',
  固体废物: 'Solid waste',
  断源: 'Source cut off',
  控源: 'Source controlled',
  减排: 'Emission reduced',
}
export default dictionary
