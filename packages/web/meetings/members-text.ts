import type { GroupMember } from '@jingtu/programme/organisation.ts'

export const ROLES: readonly GroupMember['role'][] = ['组长', '副组长', '成员', '办公室主任', '联络员', '专家']

/**
 * Members from rows copied out of Excel or Word: 姓名, 单位, 职务（专业）, 角色, in this order; a head row is skipped, a role
 * is recognised wherever it stands in the row. Rows without a name are left out.
 */
export function membersFromText(text: string, usual: GroupMember['role']): GroupMember[] {
  return text
    .split(/\r?\n/)
    .map(line => line.split(/\t|，|,|\s{2,}/).map(cell => cell.trim()))
    .filter(cells => cells[0] && cells[0] !== '姓名' && cells[0] !== '序号')
    .map(cells => {
      const plain = /^\d+$/.test(cells[0]!) ? cells.slice(1) : cells
      const role = ROLES.find(r => plain.slice(1).includes(r))
      const [name = '', unitName = '', title = ''] = plain.filter((cell, i) => i === 0 || cell !== role)
      return { name, unit: null, unitName, title, role: role ?? usual }
    })
    .filter(m => m.name !== '')
}

/** In the order of rank, then as they were listed. */
export const byRank = (members: readonly GroupMember[]): GroupMember[] => {
  const rank = ['组长', '副组长', '办公室主任', '成员', '联络员', '专家']
  return [...members].sort((a, b) => rank.indexOf(a.role) - rank.indexOf(b.role))
}
