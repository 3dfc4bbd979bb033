/**
 * Work that many ask for at once is done once for all of them. Who asks while it is being done waits for the next run, which
 * begins after he asked and so contains everything he may expect; or says which run began lately enough for him.
 */
export class SharedRun<T> {
  private readonly work: (began: number) => Promise<T>
  private running: { began: number; result: Promise<T> } | undefined
  private next: Promise<T> | undefined
  private last: { began: number; value: T } | undefined

  /** @param work is told when it began, as performance.now() says it */
  constructor(work: (began: number) => Promise<T>) {
    this.work = work
  }

  /** @param notBefore what a run found that began then or later will do; by default only one that has yet to begin */
  run(notBefore = Number.POSITIVE_INFINITY): Promise<T> {
    if (this.last && this.last.began >= notBefore) return Promise.resolve(this.last.value)
    if (!this.running) return this.start()
    if (this.running.began >= notBefore) return this.running.result
    this.next ??= this.running.result.then(
      () => this.start(),
      () => this.start(),
    )
    return this.next
  }

  /** What comes of the run under way, or of a new one, for who can tell by looking at it whether it will do. */
  join = (): Promise<T> => this.running?.result ?? this.start()

  /** Begins a run nobody waits for, unless one is under way. Should it fail, whoever needs it next runs it and is told. */
  runAhead(): void {
    if (!this.running) this.start().catch(() => {})
  }

  private start(): Promise<T> {
    this.next = undefined
    const began = performance.now()
    const result = this.work(began).then(
      value => {
        this.last = { began, value }
        if (this.running?.result === result) this.running = undefined
        return value
      },
      error => {
        if (this.running?.result === result) this.running = undefined
        throw error
      },
    )
    this.running = { began, result }
    return result
  }
}
