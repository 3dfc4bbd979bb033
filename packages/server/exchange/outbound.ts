import type { Services } from '../services.ts'
import { readSetting } from '../workbench/settings.ts'
import { sendMail } from './mail.ts'
import { callWebhook } from './webhook.ts'

/**
 * The one way out of the house. Off until an administrator turns it on; secrets (JINGTU_SMTP_PASSWORD,
 * JINGTU_WEBHOOK_SECRET) come from the environment and are never stored or shown.
 */
export interface OutboundSettings {
  kind: 'off' | 'smtp' | 'webhook'
  smtp?: { host: string; port: number; secure: boolean; user: string | null; from: string }
  webhook?: { url: string }
}
export const OFF: OutboundSettings = { kind: 'off' }

export interface OutboundMessage {
  id: string
  /** Addresses of people; empty for a webhook, which knows the unit. */
  to: string[]
  unit: string
  unitName: string
  title: string
  body: string
  link: string | null
  due: string | null
}

export const outboundSettings = async (services: Services): Promise<OutboundSettings> =>
  (await readSetting<OutboundSettings>(services.store.db, 'outbound')) ?? OFF

/** @returns false where the port is off or nobody of the unit has an address; throws when the other side refuses */
export async function sendOut(services: Services, message: OutboundMessage): Promise<boolean> {
  const settings = await outboundSettings(services)
  if (settings.kind === 'smtp' && settings.smtp)
    return message.to.length > 0 && (await sendMail(settings.smtp, message))
  if (settings.kind === 'webhook' && settings.webhook) return callWebhook(settings.webhook, message)
  return false
}
