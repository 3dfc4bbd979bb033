/**
 * A process that reads a page for a number of people, each over a connection of his own and without the browser's memory:
 * node reader.ts ADDRESS COOKIES (JSON) SECONDS PAUSE OFFSET. Offset: by how much the clock of the server is behind this one.
 */
import { Agent, get } from 'node:http'
import { gunzipSync } from 'node:zlib'

const [address, cookies, seconds, pause, offset] = process.argv.slice(2) as [string, string, string, string, string]

const times: number[] = []
let bytes = 0
let oldest = 0
const failed: string[] = []

const agent = new Agent({ keepAlive: true, maxSockets: 1000 })

/** The whole answer, unpacked as a browser does. */
const fetchPage = (cookie: string): Promise<{ status: number; body: Buffer }> =>
  new Promise((resolve, reject) => {
    get(address, { agent, headers: { cookie, 'accept-encoding': 'gzip' } }, answer => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => void parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const sent = Buffer.concat(parts)
        const isZipped = answer.headers['content-encoding'] === 'gzip'
        resolve({ status: answer.statusCode!, body: isZipped ? gunzipSync(sent) : sent })
      })
    }).on('error', reject)
  })

async function read(cookie: string): Promise<void> {
  const started = performance.now()
  const at = Date.now()
  const { status, body } = await fetchPage(cookie)
  times.push(performance.now() - started)
  bytes += body.length
  const asOf = /^\{"asOf":"([^"]+)"/.exec(body.toString('latin1', 0, 60))?.[1]
  if (status !== 200 || !asOf) failed.push(`${status} ${body.toString('utf8', 0, 200)}`)
  else oldest = Math.max(oldest, at - (Date.parse(asOf) + Number(offset)))
}

process.send?.('ready')
await new Promise(go => process.once('message', go))
const until = performance.now() + Number(seconds) * 1000
const before = process.cpuUsage()
await Promise.all(
  (JSON.parse(cookies) as string[]).map(async cookie => {
    while (performance.now() < until && failed.length === 0) {
      await read(cookie)
      if (Number(pause) > 0) await new Promise(go => setTimeout(go, Number(pause)))
    }
  }),
)
const { user, system } = process.cpuUsage(before)
times.sort((a, b) => a - b)
const at = (share: number): number =>
  Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]! * 10) / 10
process.send?.({
  pages: times.length,
  p50: at(0.5),
  p95: at(0.95),
  p99: at(0.99),
  max: at(1),
  kB: Math.round(bytes / times.length / 1000),
  oldest: Math.round(oldest),
  cpu: Math.round(((user + system) / 1000 / times.length) * 10) / 10,
  failed: failed.slice(0, 3),
})
process.disconnect?.()
