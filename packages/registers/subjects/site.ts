import { f } from '@jingtu/core/field.ts'

import { defineRegister } from '@jingtu/core/register.ts'
import { ENDED, KEEPERS, SUBJECT_MOVES, SUBJECT_STATES } from './keeping.ts'

/** 场所: a works, a piece of land or a facility with a place of its own; many lists are about it and not about its owner. */
export const site = defineRegister({
  id: 'site',
  name: '厂区、地块与设施',
  module: 'M10',
  isSubject: true,
  basis: ['土壤污染防治法第二十一条'],
  purpose: '有固定位置的厂区、地块和设施（尾矿库、加油站、填埋场等）。',
  fields: {
    name: f.text('名称', { required: true, secrecy: 'public' }),
    kind: f.choice(
      '类别',
      ['厂区', '地块', '尾矿库', '矿区', '废物堆存点', '储罐区', '加油站', '填埋场', '园区', '其他设施'],
      {
        required: true,
        secrecy: 'public',
      },
    ),
    organisation: f.ref('所属组织', 'organisation', { indexed: true }),
    orphan: f.boolean('责任主体灭失', { hint: '无主或责任人已不存在，由政府负责' }),
    code: f.text('编码', { secrecy: 'public' }),
    address: f.text('详细地址', { secrecy: 'public' }),
    location: f.point('中心点位', { hint: '经度, 纬度（CGCS2000）' }),
    extent: f.polygon('范围'),
    area: f.area('占地面积', { unit: '平方米' }),
    formerNames: f.texts('曾用名'),
  },
  key: ['name', 'organisation'],
  check: row =>
    row.orphan && row.organisation ? [{ where: 'orphan', message: '已填所属组织，就不是责任主体灭失' }] : [],
  states: SUBJECT_STATES,
  initial: 'active',
  ended: ENDED,
  create: { by: [...KEEPERS, 'operator'] },
  correct: { by: [...KEEPERS, 'operator'], in: ['active'] },
  transitions: SUBJECT_MOVES,
  party: 'organisation',
  list: ['name', 'kind', 'organisation', 'region', 'state'],
  filters: ['kind', 'organisation', 'region', 'state'],
  search: ['name', 'address', 'code'],
  map: { geometry: 'location', colourBy: 'kind' },
})
