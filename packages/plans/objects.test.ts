import { describe, expect, it } from 'vitest'
import { findObjects } from './objects.ts'

const read = (text: string) => findObjects(text, [0, text.length]).map(o => [o.names, o.count, o.measureWord, o.noun])

describe('named objects', () => {
  it('reads the names, the number promised and what they are', () => {
    expect(read('推动东岭化工有限公司、西河造纸厂等8家企业完成审核。')).toEqual([
      [['东岭化工有限公司', '西河造纸厂'], 8, '家', '企业'],
    ])
    expect(read('完成老鸦矿、石门矿和清溪矿等5个矿区历史遗留废渣整治。')).toEqual([
      [['老鸦矿', '石门矿', '清溪矿'], 5, '个', '矿区'],
    ])
    expect(read('对青云河、白沙江、龙潭水库等三条河流开展排查。')).toEqual([
      [['青云河', '白沙江', '龙潭水库'], 3, '条', '河流'],
    ])
  })

  it('takes a list without 等 when the number equals the names', () => {
    expect(read('年底前完成农药厂地块、钢厂地块2个地块的管控。')).toEqual([
      [['农药厂地块', '钢厂地块'], 2, '个', '地块'],
    ])
    expect(read('年底前完成农药厂地块、钢厂地块5个点位的管控。')).toEqual([])
  })

  it('takes proper names without a number, the count being open', () => {
    expect(read('以明山水泥有限公司、长河造纸厂等企业为重点。')).toEqual([
      [['明山水泥有限公司', '长河造纸厂'], null, null, '企业'],
    ])
  })

  it.each([
    '宣传《节水法》《防洪法》等2部法律。',
    '由发展改革、财政等5个部门配合。',
    '在居民区、学校、医院等周边设点。',
    '建立排查、登记、销号等三项制度。',
  ])('no objects: %s', text => expect(read(text)).toEqual([]))

  it('quotes the list with its number', () => {
    const text = '完成甲山矿、乙岭矿等4个矿区修复。'
    const [objects] = findObjects(text, [0, text.length])
    expect(objects!.quote).toBe('甲山矿、乙岭矿等4个矿区')
    expect(text.slice(...objects!.span)).toBe(objects!.quote)
  })
})
