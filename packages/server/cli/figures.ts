import { dayInShanghai } from '@jingtu/core/period.ts'
import { keptFiguresOf } from '../indicators/kept-figures.ts'
import type { CellFault } from '../indicators/roll-up.ts'
import type { Command } from './command.ts'
import { withStore } from './with-store.ts'

const said = (side: CellFault['kept']): string => (side ? `${side.amount}（${side.n} 行）` : '无')

export const figuresVerify: Command = {
  name: 'figures verify',
  usage: '',
  about: {
    zh: '由台账重新计算全部指标，与保存的数逐一核对',
    en: 'work all kept figures out from the rows and compare',
  },
  options: {},
  words: 0,
  run: (_input, terminal) =>
    withStore(async services => {
      const { rollUp } = keptFiguresOf(services)
      const { cells, faults } = await rollUp.verify(dayInShanghai(services.clock()))
      terminal.out(`核对 ${cells} 个数`)
      for (const f of faults) {
        const about = rollUp.describe(f.measure)
        terminal.err(
          `${about?.indicators.join('、') ?? f.measure} ${f.period} ${f.place}：保存的为 ${said(f.kept)}，台账为 ${said(f.rows)}；${about?.says ?? ''}`,
        )
      }
      terminal[faults.length ? 'err' : 'out'](
        faults.length ? '保存的数与台账不符，请运行 jingtu figures rebuild 重新计算' : '全部相符',
      )
      return faults.length ? 1 : 0
    }),
}

export const figuresRebuild: Command = {
  name: 'figures rebuild',
  usage: '',
  about: { zh: '由台账重新计算并保存全部指标', en: 'work all kept figures out anew' },
  options: {},
  words: 0,
  run: (_input, terminal) =>
    withStore(async services => {
      await keptFiguresOf(services).rollUp.rebuild(dayInShanghai(services.clock()))
      terminal.out('已重新计算')
      return 0
    }),
}
