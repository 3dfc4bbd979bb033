import { createServer, type Server, type Socket } from 'node:net'
import { splitFrames, writeFrame } from '@jingtu/standards/hj212-2017/frame.ts'
import type { Services } from '../services.ts'
import { receiveSegment } from './receive.ts'

/** More waiting bytes than any frame can have: a line that talks something else. */
const MOST_WAITING = 64 * 1024
const IDLE_MS = 10 * 60_000

/** Listens for instruments that speak HJ 212-2017 over TCP. Port 0: any free one. */
export async function openReceiver(services: Services, port: number, host: string): Promise<Server> {
  const server = createServer(socket => listen(services, socket))
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, done)
  })
  return server
}

function listen(services: Services, socket: Socket): void {
  let waiting = new Uint8Array()
  let turn = Promise.resolve()
  socket.setTimeout(IDLE_MS, () => socket.destroy())
  socket.on('error', error => services.log.warn({ error: error.message }, 'HJ 212 line broken'))
  socket.on('data', chunk => {
    const { frames, rest } = splitFrames(Uint8Array.from([...waiting, ...chunk]))
    waiting = Uint8Array.from(rest)
    if (waiting.length > MOST_WAITING) socket.destroy()
    // One after the other: the answers keep the order of the questions.
    turn = turn.then(async () => {
      for (const frame of frames) {
        if (frame.segment === null) {
          services.log.warn({ why: frame.fault }, 'HJ 212 frame refused')
          continue
        }
        try {
          const received = await receiveSegment(services, frame.segment)
          if (!received.stored) services.log.warn({ why: received.why }, 'HJ 212 message not stored')
          if (received.answer !== null && !socket.destroyed) socket.write(writeFrame(received.answer))
        } catch (error) {
          // No answer: the instrument sends again.
          services.log.error({ error }, 'HJ 212 message failed')
        }
      }
    })
  })
}
