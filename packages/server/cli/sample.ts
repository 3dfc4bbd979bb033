import { newId } from '@jingtu/core/id.ts'
import { refusal } from '../problems.ts'
import { hasSample } from '../sample/credentials.ts'
import { loadSample } from '../sample/load.ts'
import { removeSample } from '../sample/remove.ts'
import { type Command, columns } from './command.ts'
import { prepareFirstStart } from './first-start.ts'
import { commandContext, withStore } from './with-store.ts'

export const sampleAdd: Command = {
  name: 'sample add',
  usage: '',
  about: { zh: '载入示例市（模拟数据）', en: 'load the sample city' },
  options: {},
  words: 0,
  async run(_input, terminal) {
    return withStore(async services => {
      if (await hasSample(services.store.db))
        throw refusal('conflict', '示例市已经在了', ['如需重新生成，请先运行 sample remove'])
      await prepareFirstStart(services, { sample: false, say: terminal.out })
      const signIns = await loadSample(services)
      for (const line of columns([['登录名', '密码', '身份'], ...signIns.map(s => [s.login, s.password, s.who])]))
        terminal.out(line)
      return 0
    })
  },
}

export const sampleRemove: Command = {
  name: 'sample remove',
  usage: '',
  about: { zh: '移除模拟数据和模拟账号', en: 'remove the sample data and accounts' },
  options: {},
  words: 0,
  async run(_input, terminal) {
    return withStore(async services => {
      const removed = await removeSample(services, { ...commandContext(services, '移除模拟数据'), requestId: newId() })
      terminal.out(`已移除：账号 ${removed.accounts} 个，记录 ${removed.records} 条`)
      return 0
    })
  },
}
