import { refusal } from '../problems.ts'

/**
 * Imports and judgings hold a connection each, and a second one to read beside it: a few at once, or they would take all
 * connections and wait for each other.
 */
const AT_ONCE = 2
const MAY_WAIT = 20

let running = 0
const waiting: (() => void)[] = []

/** Runs the work when it is its turn. @throws Refusal 'too-many' where too many wait already */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAY_WAIT) throw refusal('too-many', '正在导入或评价的任务过多', ['请过几分钟再试'])
    await new Promise<void>(go => waiting.push(go))
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // The place is handed on, so that nobody who comes in between takes it.
    if (next) next()
    else running -= 1
  }
}
