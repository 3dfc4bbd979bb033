/** One person at one screen. Whatever the browser complains about while they work is kept and has to be nothing. */
import { TEST_PASSWORD } from '@jingtu/server/testing.ts'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import type { Site } from './site.ts'

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }
const PATIENCE = 30_000

/** Runs in the page, whose types are not those of this program. */
const TRANSFER = `({ name, type, base64 }) => {
  const transfer = new DataTransfer()
  transfer.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], name, { type }))
  return transfer
}`

export class Visitor {
  readonly page: Page
  private readonly context: BrowserContext
  private readonly site: Site
  readonly complaints: string[] = []

  private constructor(site: Site, context: BrowserContext, page: Page) {
    this.site = site
    this.context = context
    this.page = page
    page.on('console', message => {
      // An answer 4xx is a refusal the journey asks for and looks at; the browser notes every one of them.
      const refused = /^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())
      if (['error', 'warning'].includes(message.type()) && !refused) this.complaints.push(message.text())
    })
    page.on('pageerror', error => this.complaints.push(String(error)))
    page.on('response', answer => {
      if (answer.status() >= 500) this.complaints.push(`${answer.status()} ${answer.url()}`)
    })
  }

  static async arrive(
    browser: Browser,
    site: Site,
    screen: { width: number; height: number } = DESK,
  ): Promise<Visitor> {
    const phone = screen.width < 600
    const context = await browser.newContext({
      viewport: screen,
      isMobile: phone,
      hasTouch: phone,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE)
    return new Visitor(site, context, await context.newPage())
  }

  open = async (path: string): Promise<void> => {
    await this.page.goto(this.site.address + path)
  }

  async signIn(login: string, password = TEST_PASSWORD): Promise<void> {
    await this.open('/')
    await this.enter(login, password)
    await this.page.locator('.jt-me').waitFor()
  }

  /** Fills the door's form and presses Enter; what comes then is for the journey to see. */
  async enter(login: string, password: string): Promise<void> {
    await this.page.getByLabel('账号').fill(login)
    await this.page.getByLabel('密码', { exact: true }).fill(password)
    await this.page.keyboard.press('Enter')
  }

  button = (name: string | RegExp): Locator => this.page.getByRole('button', { name, exact: typeof name === 'string' })
  /** The input under a label of a form, in the dialog or sheet that is open. */
  field = (label: string): Locator =>
    this.page
      .locator('.ant-form-item:visible')
      .filter({ has: this.page.locator('label', { hasText: new RegExp(`^${label}`) }) })
      .locator('input, textarea')
      .first()
  /** Types into the searching choice under `label` and takes what it finds. */
  async pick(label: string, wanted: string): Promise<void> {
    await this.field(label).fill(wanted)
    await this.page.locator('.ant-select-dropdown:visible').getByText(wanted).first().click()
  }

  text = (text: string | RegExp): Locator => this.page.getByText(text).first()
  see = (text: string | RegExp): Promise<void> => this.text(text).waitFor()

  /** Follows the navigation, and arrives. */
  async go(title: string): Promise<void> {
    const navigation = this.page.locator('nav[aria-label="主导航"]:visible')
    await navigation.getByRole('link', { name: new RegExp(`(^|\\s)${title}$`) }).click()
    await this.page.locator('h1', { hasText: title }).waitFor()
  }

  /** Drops a file from the desk of the machine on the page of imports. */
  async drop(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.locator('.jp-drop').waitFor()
    await this.page.locator('.jp-import .ant-upload-disabled').first().waitFor({ state: 'detached' })
    const content = { name: file.name, type: file.mimeType, base64: file.buffer.toString('base64') }
    const dataTransfer = await this.page.evaluateHandle(`(${TRANSFER})(${JSON.stringify(content)})`)
    await this.page.locator('.jp-drop .ant-upload-btn').dispatchEvent('drop', { dataTransfer })
  }

  /** What a click on `what` downloads. */
  async download(what: Locator): Promise<{ name: string; path: string }> {
    const [file] = await Promise.all([this.page.waitForEvent('download'), what.click()])
    return { name: file.suggestedFilename(), path: await file.path() }
  }

  /** The page is no wider than the screen. */
  async overflow(): Promise<number> {
    return this.page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  }

  leave(): Promise<void> {
    return this.context.close()
  }
}
