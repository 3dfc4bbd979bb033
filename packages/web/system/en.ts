import type { Dictionary } from '../i18n/language.ts'

const words: Dictionary = {
  系统管理: 'System',
  '数据的核验，以及模拟数据的移除。': 'Verify the data, remove the sample.',
  移除模拟数据: 'Remove the sample data',
  移除: 'Remove',
  核验全部数据: 'Verify everything',
  数据核验: 'Verification',
  '逐笔核对变更链和每一行数据。绕过系统的任何改动都会被指出。':
    'Walks every chain and compares every row with it. Anything changed behind the system is named.',
  数据库: 'Database',
  内嵌: 'Embedded',
  服务器: 'Server',
  正式账号: 'Accounts',
  模拟账号: 'Sample accounts',
  '变更（笔）': 'Changes',
  '文件（个）': 'Files',
  '文件总量（MB）': 'Files (MB)',
  '示例市的单位、人员、计划和报告将全部停用，模拟账号将被删除。此操作不能撤销。':
    'All units, people, plans and reports of the sample city are closed and its accounts deleted. This cannot be undone.',
  '还没有正式账号：移除之后无人可以登录。请先用命令行 unit add 和 user add 建立第一个管理员。':
    'There is no account of your own yet: nobody could sign in afterwards. First make an administrator with the commands unit add and user add.',
  '全部相符：变更 {changes} 笔，数据 {rows} 行，文件 {files} 个':
    'All agrees: {changes} changes, {rows} rows, {files} files',
  '有 {n} 处与变更链不符': '{n} places disagree with the chain',
}
export default words
