import type { ReadingProblem, Span } from './programme.ts'

export const problemAt = (message: string, span: Span, text: string): ReadingProblem => ({
  message,
  span,
  quote: text.slice(...span).slice(0, 80),
})
