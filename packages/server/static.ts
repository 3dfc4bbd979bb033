import { readFile } from 'node:fs/promises'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'
import type { Env } from './context.ts'

const DIST = join(dirname(fileURLToPath(import.meta.url)), '../web/dist')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

/** The built web app; any path that is no file is the app itself, which routes in the browser. */
export function serveWeb(app: Hono<Env>): void {
  app.get('*', async c => {
    if (c.req.path.startsWith('/api/')) return c.notFound()
    const path = normalize(decodeURIComponent(c.req.path)).replace(/^(\.\.[/\\])+/, '')
    const type = TYPES[extname(path)]
    if (type) {
      const bytes = await readFile(join(DIST, path)).catch(() => undefined)
      if (bytes)
        return c.body(Uint8Array.from(bytes), 200, {
          'content-type': type,
          'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        })
      return c.text('Not found', 404)
    }
    const page = await readFile(join(DIST, 'index.html'), 'utf8').catch(() => undefined)
    return page ? c.html(page) : c.text('界面尚未构建：请运行 npm run build', 503)
  })
}
