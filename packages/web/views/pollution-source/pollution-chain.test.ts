import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { RegisterRow } from '../../registers/declared.ts'
import { PollutionChain } from './PollutionChain.tsx'

const draw = (row: object): string =>
  renderToStaticMarkup(
    createElement(PollutionChain, {
      row: { id: 'r', subject: 's', farmland: ['f'], ...row } as unknown as RegisterRow,
      names: { s: '东屏冶炼厂区', f: 'DP-001' },
    }),
  ).replace(/<[^>]*>/g, '|')

it('the chain is drawn from the source over each medium to the fields, with the measure that cuts the link', () => {
  const seal = { pathway: '大气', kind: '控源', measure: '布袋除尘', doneOn: '2026-08-01', proof: ['h'] }
  const drawn = draw({ pathways: ['大气', '水'], measures: [seal] })
    .split('|')
    .filter(Boolean)
  expect(drawn).toEqual([
    '污染链条',
    ...['东屏冶炼厂区', '大气', '● 已切断', '控源：布袋除尘 2026-08-01', 'DP-001'],
    ...['东屏冶炼厂区', '水', '■ 未切断', '还没有措施', 'DP-001'],
  ])
  expect(draw({ pathways: [], measures: [] })).toBe('')
})
