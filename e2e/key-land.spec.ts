import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { keyLandViolation } from '@jingtu/registers/key-land-violation.ts'
import { outlet } from '@jingtu/registers/subjects/outlet.ts'
import { site as siteRecord } from '@jingtu/registers/subjects/site.ts'
import { expect, test } from 'vitest'
import { publishLinjiang } from './linjiang.ts'
import { useStage } from './stage.ts'

let plan: PlanDetail
const stage = useStage('2026-02-02', async ({ server }) => {
  plan = await publishLinjiang(server)
})

test('the page of a target in words names the parcels that keep it from being met, and one click writes it down', async () => {
  const { home, region } = plan.plan
  const target = await stage.site.server.change(async c => {
    const place = await c.insert(siteRecord, {
      home,
      region,
      values: { name: '柳河地块', kind: '地块', area: { value: '6', unit: '公顷' } },
    })
    await c.insert(keyLandViolation, {
      home,
      region,
      values: {
        subject: place.id,
        year: 2026,
        kind: '没有通过调查即供地或许可建设',
        foundOn: '2026-01-20',
        found: '供地后补做调查',
      },
    })
    const name = { code: 'DA001', name: '熔炼炉烟囱', medium: '废气', kind: '一般排放口' } as const
    await c.insert(outlet, {
      home,
      region,
      values: { ...name, site: place.id, deviceCode: '010000A8900016F0001600A1' },
    })
    return c.insert(targetRecord, {
      home,
      region,
      state: 'inForce',
      values: {
        plan: plan.plan.id,
        ordinal: 99,
        indicator: '重点建设用地安全利用',
        op: 'text',
        words: '得到有效保障',
        kind: 'indicator',
        source: 'goals',
        regionId: plan.plan.regionId,
        by: '2026-12-31',
      },
    })
  })
  const officer = await stage.arriveAs('ecology')
  await officer.open(`/targets/${target.id}`)
  await officer.see('没有处罚，没有整改到位')
  expect(await officer.page.getByRole('link', { name: '柳河地块' }).count()).toBe(1)
  await officer.button('按台账判定').click()
  await officer.see('已按台账判定')
  await officer.see('未得到有效保障：安全利用率 0.00%')

  await officer.go('在线监测')
  await officer.see('010000A8900016F0001600A1')
  expect(await officer.page.locator('.jt-light', { hasText: '未接入' }).count()).toBe(1)
})
