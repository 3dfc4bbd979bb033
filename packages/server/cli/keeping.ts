import { createReadStream, existsSync } from 'node:fs'
import { RECORDS } from '@jingtu/programme/records.ts'
import { backupToFile } from '@jingtu/store/backup.ts'
import { draftTable } from '@jingtu/store/columns.ts'
import { restoreStore } from '@jingtu/store/restore.ts'
import { describeFault } from '@jingtu/store/verify/fault.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { refusal } from '../problems.ts'
import { type Command, columns, requireOption, UsageError } from './command.ts'
import { withStore } from './with-store.ts'

export const ddl: Command = {
  name: 'ddl',
  usage: '[KIND …]',
  about: { zh: '由声明生成建表语句草稿', en: 'draft the tables of the declared records' },
  options: {},
  words: 0,
  async run(input, terminal) {
    const unknown = input.words.filter(w => !RECORDS.some(k => k.id === w))
    if (unknown.length)
      throw new UsageError(
        `没有这些记录：${unknown.join('、')}（新登记册须先列入 packages/registers/registers.ts 的 LISTS）；可选：${RECORDS.map(k => k.id).join('、')}`,
      )
    for (const kind of RECORDS.filter(k => !input.words.length || input.words.includes(k.id)))
      terminal.out(`${draftTable(kind)}\n`)
    return 0
  },
}

export const verify: Command = {
  name: 'verify',
  usage: '',
  about: { zh: '核对全部变更链与每一行数据', en: 'walk every chain and compare every row with it' },
  options: {},
  words: 0,
  async run(_input, terminal) {
    return withStore(async services => {
      const v = await verifyStore(services.store, RECORDS)
      for (const line of columns([
        ['归属', '变更', '链首'],
        ...v.homes.map(h => [h.name ?? h.home, String(h.seq), h.hash]),
      ]))
        terminal.out(line)
      terminal.out(`变更 ${v.changes} 笔，数据 ${v.rows} 行，关联 ${v.links} 条，文件 ${v.files} 个`)
      for (const fault of v.faults) terminal.err(describeFault(fault))
      if (v.faultCount > v.faults.length) terminal.err(`另有 ${v.faultCount - v.faults.length} 处未列出`)
      terminal[v.faultCount ? 'err' : 'out'](v.faultCount ? `有 ${v.faultCount} 处与变更链不符` : '全部相符')
      return v.faultCount ? 1 : 0
    })
  },
}

export const backup: Command = {
  name: 'backup',
  usage: 'FILE',
  about: { zh: '把全部数据备份到一个文件', en: 'write everything into one file' },
  options: {},
  words: 1,
  async run(input, terminal) {
    const file = input.words[0]!
    if (existsSync(file)) throw refusal('conflict', `文件“${file}”已存在`, ['请换一个文件名，备份不会覆盖已有文件'])
    return withStore(async services => {
      const summary = await backupToFile(services.store, file, services.clock())
      const rows = Object.values(summary.rows).reduce((a, b) => a + b, 0)
      terminal.out(
        `已备份到 ${file}：${Object.keys(summary.rows).length} 张表，${rows} 行，变更链 ${summary.heads.length} 条`,
      )
      return 0
    })
  },
}

export const restore: Command = {
  name: 'restore',
  usage: 'FILE --into LOCATION',
  about: { zh: '把备份恢复到一个空的数据目录或数据库', en: 'restore a backup into an empty data folder or database' },
  options: { into: { type: 'string' } },
  words: 1,
  async run(input, terminal) {
    const into = requireOption(input, 'into')
    const file = input.words[0]!
    if (!existsSync(file)) throw refusal('not-found', `没有文件“${file}”`)
    const summary = await restoreStore(into, createReadStream(file))
    const rows = Object.values(summary.rows).reduce((a, b) => a + b, 0)
    terminal.out(`已恢复到 ${into}：${rows} 行（备份于 ${summary.madeAt}）`)
    return 0
  },
}
