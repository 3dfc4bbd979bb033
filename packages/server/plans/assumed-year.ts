import { readPlan } from '@jingtu/plans/index.ts'
import type { PlanDocument, Reading, ReadingProblem } from '@jingtu/plans/programme.ts'

/**
 * Reads a text; where a plan prints no year, days such as 6月底前 are counted in `year` and the review is told so. The plan's own
 * year stays open: a person fills it in before publication.
 */
export function readWithAssumedYear(text: string, year: number): Reading {
  const plain = readPlan(text)
  if (plain.documents.every(d => d.year !== null)) return plain
  const assumed = readPlan(text, { fallbackYear: year })
  const problems: ReadingProblem[] = [...plain.problems]
  const documents = plain.documents.map((document, i): PlanDocument => {
    const other = assumed.documents[i]
    if (document.year !== null || !other || other.tasks.length !== document.tasks.length) return document
    const tasks = document.tasks.map((task, k) => {
      const days = other.tasks[k]!
      if (task.deadlines.length > 0 || days.deadlines.length === 0) return task
      const place = days.deadlineSpans[0]?.span ?? task.span
      problems.push({
        message: `原文没有写年度，“${days.deadlineSpans[0]?.text ?? task.title}”按 ${year} 年计，请核对`,
        span: place,
        quote: text.slice(...place),
      })
      return { ...task, deadlines: days.deadlines, deadlineSpans: days.deadlineSpans }
    })
    return { ...document, tasks }
  })
  return { documents, problems }
}
