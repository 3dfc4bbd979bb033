import { createHmac } from 'node:crypto'
import type { OutboundMessage, OutboundSettings } from './outbound.ts'

/** Posts one message as JSON; `x-jingtu-signature` is the HMAC-SHA256 of the body under JINGTU_WEBHOOK_SECRET. */
export async function callWebhook(
  settings: NonNullable<OutboundSettings['webhook']>,
  message: OutboundMessage,
): Promise<boolean> {
  const { to: _to, ...told } = message
  const body = JSON.stringify({ type: 'reminder', ...told })
  const secret = process.env.JINGTU_WEBHOOK_SECRET
  const response = await fetch(settings.url, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': message.id,
      ...(secret ? { 'x-jingtu-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` } : {}),
    },
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`接收方返回 ${response.status}`)
  return true
}
