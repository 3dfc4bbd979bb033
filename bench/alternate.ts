import { cpus } from 'node:os'

export interface Contender {
  name: string
  /** The command or call, as it can be repeated. */
  command: string
  version: string
  run(): Promise<void> | void
}

export const median = (xs: number[]): number => {
  const s = [...xs].sort((a, b) => a - b)
  const m = s.length >> 1
  return s.length % 2 ? s[m]! : (s[m - 1]! + s[m]!) / 2
}

/** Times two contenders in turn (A B A B …) in this process after a warm-up, and prints medians and the ratio pair by pair. */
export async function alternate(
  title: string,
  a: Contender,
  b: Contender,
  options: { runs?: number; warmup?: number; facts?: Record<string, string | number> } = {},
): Promise<{ a: number; b: number; ratio: number }> {
  const runs = options.runs ?? 9
  const times: [number[], number[]] = [[], []]
  for (let i = 0; i < (options.warmup ?? 5); i++) for (const x of [a, b]) await x.run()
  for (let i = 0; i < runs; i++) {
    for (const [k, x] of [a, b].entries()) {
      globalThis.gc?.()
      const started = performance.now()
      await x.run()
      times[k]!.push(performance.now() - started)
    }
  }
  const ratios = times[0].map((t, i) => t / times[1][i]!)
  const result = { a: median(times[0]), b: median(times[1]), ratio: median(ratios) }
  console.log(`\n${title}`)
  for (const [key, value] of Object.entries(options.facts ?? {})) console.log(`  ${key}: ${value}`)
  console.log(
    `  machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, ${runs} alternating runs`,
  )
  for (const [x, t] of [
    [a, times[0]],
    [b, times[1]],
  ] as const) {
    console.log(
      `  ${x.name} (${x.version})  median ${median(t).toFixed(2)} ms  min ${Math.min(...t).toFixed(2)}  max ${Math.max(...t).toFixed(2)}\n      ${x.command}`,
    )
  }
  console.log(
    `  ratio ${a.name} / ${b.name}: median ${result.ratio.toFixed(3)}  (min ${Math.min(...ratios).toFixed(3)}, max ${Math.max(...ratios).toFixed(3)})`,
  )
  return result
}
