/** A real browser without a window: the machine's own Chromium, else the one that came with the dependencies. */
import { existsSync } from 'node:fs'
import chromiumForServers from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
/** A test talks to its own server alone: no updates, no sync, no QUIC, and no sandbox where tests run as root. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Each launch has a fresh profile of its own. CHROMIUM names another executable. */
export async function openBrowser(): Promise<Browser> {
  const own = [process.env.CHROMIUM, ...SYSTEM].find(path => path && existsSync(path))
  return chromium.launch({
    executablePath: own ?? (await chromiumForServers.executablePath()),
    args: FLAGS,
  })
}
