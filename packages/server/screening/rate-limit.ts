import type { Context } from 'hono'

/** So many requests of one address in a window; counted in memory, since nothing about who asked is kept. */
export interface RateLimit {
  /** Seconds until the address may ask again; 0 where it may now, which is then counted. */
  take(address: string, now: number): number
}

export function makeRateLimit(most: number, windowMs: number): RateLimit {
  const windows = new Map<string, { since: number; count: number }>()
  return {
    take(address, now) {
      // Bounded: an old window is worth nothing.
      if (windows.size > 10_000) for (const [a, w] of windows) if (now - w.since >= windowMs) windows.delete(a)
      const own = windows.get(address)
      if (!own || now - own.since >= windowMs) {
        windows.set(address, { since: now, count: 1 })
        return 0
      }
      if (own.count >= most) return Math.ceil((own.since + windowMs - now) / 1000)
      own.count++
      return 0
    },
  }
}

/** The address of the connection. What a header claims is not believed; behind a proxy all share the proxy's address. */
export function addressOf(c: Context): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return env?.incoming?.socket?.remoteAddress ?? 'local'
}
