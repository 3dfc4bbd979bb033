import { dayInShanghai } from '@jingtu/core/period.ts'
import { screen } from '@jingtu/standards/screening/screen.ts'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Env } from '../context.ts'
import { answerProblem, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { MAX_SCREEN_BYTES } from './grids.ts'
import { SCREEN_PATHS } from './openapi.ts'
import { addressOf, makeRateLimit } from './rate-limit.ts'
import { readRequest } from './request.ts'

const PER_MINUTE = 30
/** Judging these takes about half a second of the server's one thread. */
const MOST_RESULTS = 20_000

/** POST /api/screen: results in, verdicts out. Without sign-in and without a trace. */
export function screeningRoutes({ clock }: Services): Hono<Env> {
  const app = new Hono<Env>()
  const limit = makeRateLimit(PER_MINUTE, 60_000)

  app.post(
    '/screen',
    bodyLimit({
      maxSize: MAX_SCREEN_BYTES,
      onError: c => answerProblem(c, refusal('too-large', '文件过大', ['一次最多 4 MB，请分成几个文件']).problem),
    }),
    async c => {
      const wait = limit.take(addressOf(c), clock().getTime())
      if (wait > 0) {
        c.header('retry-after', String(wait))
        throw refusal('too-many', '请求过于频繁', [`每分钟最多 ${PER_MINUTE} 次，请 ${wait} 秒后再试`])
      }
      const asked = await readRequest(c, dayInShanghai(clock()))
      const answer = screen(asked.grids, asked.standard, asked.options, MOST_RESULTS)
      if (!answer.ok) throw refusal(answer.problem.kind, answer.problem.title, answer.problem.reasons)
      const { judgements, problems } = answer.value
      return c.json(asked.withProblems ? { judgements, problems } : judgements)
    },
  )

  app.get('/screen/openapi.json', c =>
    c.json({ openapi: '3.1.0', info: { title: '净土 评价接口', version: '0.1.0' }, paths: SCREEN_PATHS }),
  )
  return app
}
