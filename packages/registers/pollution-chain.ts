export const PATHWAYS = ['大气', '水', '固体废物'] as const
export type Pathway = (typeof PATHWAYS)[number]

/** One link of the way from a source over a medium to the fields, with what cuts it. */
export interface ChainLink<M> {
  pathway: Pathway
  measures: M[]
  cut: boolean
}

interface Cutting {
  pathway: Pathway
  doneOn: string | null
  proof: readonly string[]
}

/** A link is cut when it has measures, each of them done and proven. */
export const chainOf = <M extends Cutting>(row: {
  pathways: readonly Pathway[]
  measures: readonly M[]
}): ChainLink<M>[] =>
  row.pathways.map(pathway => {
    const measures = row.measures.filter(m => m.pathway === pathway)
    return { pathway, measures, cut: measures.length > 0 && measures.every(m => m.doneOn && m.proof.length > 0) }
  })
