import { dayInShanghai } from '@jingtu/core/period.ts'
import { remindEvidence } from '../evidence/reminders.ts'
import { keptFiguresOf } from '../indicators/kept-figures.ts'
import { renewTargets } from '../indicators/renew.ts'
import type { Services } from '../services.ts'
import { clueOverdueDuties } from './overdue-clues.ts'
import { deliver, remind } from './reminders.ts'

export interface Jobs {
  stop(): Promise<void>
}

const HOUR = 3_600_000
const FOLLOWING = 5_000

/**
 * Runs reminders in this process, and what follows from missed duties, soon after the start and then every hour, and lets the
 * kept figures follow the changes.
 * Two servers on one database do no harm: every notice has a key of its own, and figures are followed by one at a time.
 */
export function startJobs(services: Services, everyMs = HOUR): Jobs {
  /** Up to where targets have followed: a day, and the number of the figures. */
  let renewed = ''
  const jobs = [
    repeat(services, 'reminders', everyMs, async () => {
      const clues = await clueOverdueDuties(services)
      const added = (await remind(services)) + (await remindEvidence(services))
      const delivered = await deliver(services)
      if (added || clues || delivered.sent || delivered.failed)
        services.log.info({ added, clues, ...delivered }, 'reminders')
    }),
    repeat(services, 'figures', Math.min(FOLLOWING, everyMs), async () => {
      const { rollUp } = keptFiguresOf(services)
      const today = dayInShanghai(services.clock())
      if (!(await rollUp.following.now(today)).kept) {
        await rollUp.keep(today)
        services.log.info('figures are kept')
      }
      const now = `${today} ${await rollUp.number()}`
      if (now === renewed) return
      const changed = await renewTargets(services)
      renewed = now
      if (changed > 0) services.log.info({ changed }, 'targets follow their lists')
    }),
  ]
  return {
    async stop() {
      await Promise.all(jobs.map(job => job.stop()))
    },
  }
}

/** Never twice at once; what is still running when the next turn comes is let finish. */
function repeat(services: Services, name: string, everyMs: number, work: () => Promise<void>): Jobs {
  let running: Promise<void> | undefined
  const run = (): void => {
    running ??= work()
      .catch(error => services.log.error({ err: error }, `${name} failed`))
      .finally(() => {
        running = undefined
      })
  }
  const first = setTimeout(run, Math.min(FOLLOWING, everyMs))
  const timer = setInterval(run, everyMs)
  first.unref()
  timer.unref()
  return {
    async stop() {
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}
