import { createTransport } from 'nodemailer'
import type { OutboundMessage, OutboundSettings } from './outbound.ts'

/** Sends one letter over SMTP; the password comes from JINGTU_SMTP_PASSWORD. */
export async function sendMail(
  settings: NonNullable<OutboundSettings['smtp']>,
  message: OutboundMessage,
): Promise<boolean> {
  const { host, port, secure, user, from } = settings
  const transport = createTransport({
    host,
    port,
    secure,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    ...(user ? { auth: { user, pass: process.env.JINGTU_SMTP_PASSWORD ?? '' } } : {}),
  })
  try {
    await transport.sendMail({
      from,
      to: message.to.join(', '),
      subject: `［净土］${message.title}`,
      text: [
        `${message.unitName}：`,
        '',
        message.body,
        ...(message.link ? ['', message.link] : []),
        '',
        '（系统自动发送，请勿回复）',
      ].join('\n'),
      messageId: `<${message.id}@jingtu>`,
    })
  } finally {
    transport.close()
  }
  return true
}
