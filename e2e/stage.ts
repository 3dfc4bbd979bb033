/** What every journey stands on: a site, a browser, and the people at their screens. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { openBrowser } from './browser.ts'
import { openSite, type Site } from './site.ts'
import { Visitor } from './visitor.ts'

const PICTURES = join(fileURLToPath(new URL('.', import.meta.url)), '../test-results/e2e')

export interface Stage {
  readonly site: Site
  /** A fresh browser profile, not signed in. */
  arrive(screen?: { width: number; height: number }): Promise<Visitor>
  /** The same, signed in with the password of the tests. */
  arriveAs(login: string, screen?: { width: number; height: number }): Promise<Visitor>
}

/**
 * Opens the site before the tests of a file and closes it after them. A test fails when a browser had something to
 * complain about; a failed one leaves a picture of every screen in test-results/e2e.
 */
export function useStage(day: string, prepare: (site: Site) => Promise<unknown>): Stage {
  // Every wait is for something to be seen; on a busy machine it only takes longer.
  vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })
  let site: Site
  let browser: Browser
  let visitors: Visitor[] = []
  const arrive: Stage['arrive'] = async screen => {
    const visitor = await Visitor.arrive(browser, site, screen)
    visitors.push(visitor)
    return visitor
  }
  beforeAll(async () => {
    ;[site, browser] = await Promise.all([openSite(day), openBrowser()])
    await prepare(site)
  })
  afterEach(async ({ task }) => {
    const complaints = visitors.flatMap(v => v.complaints)
    if (task.result?.state === 'fail') await picture(task.name, visitors)
    await Promise.all(visitors.map(v => v.leave()))
    visitors = []
    expect(complaints).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
  return {
    get site() {
      return site
    },
    arrive,
    async arriveAs(login, screen) {
      const visitor = await arrive(screen)
      await visitor.signIn(login)
      return visitor
    },
  }
}

async function picture(name: string, visitors: Visitor[]): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  for (const [i, v] of visitors.entries())
    await v.page.screenshot({ path: join(PICTURES, `${name.replace(/[\s/]/g, '-').slice(0, 60)}-${i + 1}.png`) })
}
