import { f } from '@jingtu/core/field.ts'
import { defineRegister } from '@jingtu/core/register.ts'

/** 社区堆肥箱: an invented list, kept as the example of docs/how-to/add-a-register.md; it is not offered in menus. */
export const compostBin = defineRegister({
  id: 'compost-bin',
  name: '社区堆肥箱登记（示例）',
  module: 'M18',
  subject: 'village',
  example: true,
  basis: ['示例，没有法律依据'],
  purpose: '示范怎样增加一个登记册。',
  fields: {
    code: f.text('箱号', { required: true, secrecy: 'public', hint: '例如 D-001' }),
    kind: f.choice('材质', ['木', '砖', '塑料'], { required: true, secrecy: 'public' }),
    volume: f.decimal('容积', { unit: 'L', min: 1, max: 5000 }),
    cost: f.money('造价', { unit: '元' }),
    plot: f.area('施用菜地面积', { unit: '亩' }),
    keeper: f.text('管理人', { secrecy: 'personal' }),
    location: f.point('位置'),
    setUpOn: f.day('启用日期', { past: true }),
    turnings: f.rows('翻堆记录', {
      on: f.day('日期', { required: true, past: true }),
      temperature: f.decimal('堆温', { unit: '℃', min: -40, max: 100 }),
    }),
    lastTurnedOn: f.day('最近翻堆', { derived: true }),
    photo: f.files('照片'),
  },
  key: ['subject', 'code'],
  requiredWhen: { setUpOn: ['used', 'idle'], keeper: row => row.state === 'used' },
  check: row =>
    row.turnings.some(t => row.setUpOn && t.on < row.setUpOn)
      ? [{ where: 'turnings', message: '翻堆日期早于启用日期' }]
      : [],
  derive: row => ({
    lastTurnedOn:
      row.turnings
        .map(t => t.on)
        .sort()
        .at(-1) ?? null,
  }),
  states: { planned: '拟设', used: '在用', idle: '闲置', removed: '已拆除' },
  initial: 'planned',
  ended: ['removed'],
  create: { by: ['township', 'county', 'city'] },
  correct: { by: ['township', 'county', 'city'], in: ['planned', 'used', 'idle'] },
  amend: { by: ['township'], in: ['used'], review: { by: ['county', 'city'] } },
  transitions: {
    start: {
      label: '启用',
      from: ['planned', 'idle'],
      to: 'used',
      by: ['township', 'county', 'city'],
      asks: ['setUpOn', 'keeper'],
      needs: ['keeper'],
      sets: (row, { effective }) => ({ setUpOn: row.setUpOn ?? effective }),
    },
    turn: {
      label: '登记翻堆',
      from: ['used'],
      to: 'used',
      by: ['township', 'county', 'city'],
      asks: ['turnings'],
      needs: ['turnings'],
    },
    rest: { label: '停用', from: ['used'], to: 'idle', by: ['township', 'county', 'city'], reason: 'required' },
    remove: {
      label: '拆除',
      from: ['planned', 'used', 'idle'],
      to: 'removed',
      by: ['county', 'city'],
      duty: 'reviewer',
      reason: 'required',
      evidence: ['photo'],
      refuse: row => (row.volume === null ? [{ where: 'volume', message: '拆除前须登记容积' }] : []),
    },
  },
  duties: {
    turning: {
      label: '每季度翻堆',
      clause: '示例第一条',
      by: '村（社区）',
      while: ['used'],
      every: 'quarter',
      met: { rows: 'turnings', on: 'on' },
    },
    inspection: {
      label: '启用后十个工作日内检查',
      clause: '示例第二条',
      by: '乡镇',
      while: ['used'],
      after: { state: 'used' },
      days: 10,
      working: true,
    },
  },
  publish: { fields: ['subject', 'region', 'code', 'kind', 'state'], in: ['used'] },
  list: ['code', 'subject', 'region', 'kind', 'volume', 'lastTurnedOn', 'state'],
  filters: ['region', 'state', 'kind', 'plot', 'lastTurnedOn'],
  search: ['code'],
  sort: 'code',
  map: { geometry: 'location', colourBy: 'kind' },
})
