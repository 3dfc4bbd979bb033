import { expect, it } from 'vitest'
import { INDICATORS } from './list.ts'
import { plainName, proposeIndicators } from './names.ts'

it('finds an indicator by the names plans give it', () => {
  const first = (words: string) => proposeIndicators(words, INDICATORS)[0]
  expect(first('全市农村生活污水治理率达到')).toMatchObject({ sure: true, indicator: { id: 'rural-sewage-rate' } })
  expect(first('农村生活污水治理（管控）率')).toMatchObject({
    sure: true,
    indicator: { id: 'rural-sewage-control-rate' },
  })
  expect(first('完成重点监管单位隐患排查“回头看”企业数（个）')).toMatchObject({
    sure: true,
    indicator: { id: 'hazard-rechecks' },
  })
  expect(first('农村黑臭水体治理完成率')).toMatchObject({ sure: false, indicator: { id: 'black-water-rate' } })
  expect(first('空气质量优良天数')).toBeUndefined()
  expect(plainName('全县 农村生活污水治理（管控）率 达到')).toBe('农村生活污水治理率')
})
