/**
 * Work that many ask for at once is done once for all of them: who asks while it is being done waits for the next run, which
 * begins after he asked and so contains everything he may expect.
 */
export class SharedRun<T> {
  private readonly work: () => Promise<T>
  private running: Promise<T> | undefined
  private next: Promise<T> | undefined

  constructor(work: () => Promise<T>) {
    this.work = work
  }

  run(): Promise<T> {
    if (!this.running) return this.start()
    this.next ??= this.running.then(
      () => this.start(),
      () => this.start(),
    )
    return this.next
  }

  private start(): Promise<T> {
    this.next = undefined
    const run = this.work().finally(() => {
      if (this.running === run) this.running = undefined
    })
    this.running = run
    return run
  }
}
