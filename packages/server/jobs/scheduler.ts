import { remindEvidence } from '../evidence/reminders.ts'
import type { Services } from '../services.ts'
import { clueOverdueDuties } from './overdue-clues.ts'
import { deliver, remind } from './reminders.ts'

export interface Jobs {
  stop(): Promise<void>
}

const HOUR = 3_600_000

/**
 * Runs reminders in this process, and what follows from missed duties: soon after the start, then every hour. Two servers on one database do no harm, because
 * every notice has a key of its own.
 */
export function startJobs(services: Services, everyMs = HOUR): Jobs {
  let running: Promise<void> = Promise.resolve()
  const run = (): void => {
    running = running.then(async () => {
      try {
        const clues = await clueOverdueDuties(services)
        const added = (await remind(services)) + (await remindEvidence(services))
        const delivered = await deliver(services)
        if (added || clues || delivered.sent || delivered.failed)
          services.log.info({ added, clues, ...delivered }, 'reminders')
      } catch (error) {
        services.log.error({ err: error }, 'reminders failed')
      }
    })
  }
  const first = setTimeout(run, Math.min(5000, everyMs))
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
