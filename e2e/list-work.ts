/** What people do on the page of a list. */
import type { Locator } from 'playwright-core'
import type { Visitor } from './visitor.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const chooseSheet = (visitor: Visitor, name: string, buffer: Buffer): Promise<void> =>
  visitor.page.locator('.jg-drop input[type=file]').setInputFiles({ name, mimeType: XLSX, buffer })

export const rowOf = (visitor: Visitor, name: string): Locator =>
  visitor.page.locator('.ant-table-row', { hasText: name })
export const selectAll = (visitor: Visitor): Promise<void> =>
  visitor.page.locator('.ant-table-thead .ant-checkbox-input').first().check()
export const dialog = (visitor: Visitor): Locator => visitor.page.locator('.ant-modal:visible')
/** Presses the button of the dialog once it stands still. */
export async function confirm(visitor: Visitor, label: string): Promise<void> {
  await visitor.page.locator('.ant-zoom-enter, .ant-zoom-appear').first().waitFor({ state: 'detached' })
  await dialog(visitor).getByRole('button', { name: label }).click()
}
