import type { Decision, Meeting, WorkGroup } from '@jingtu/programme/organisation.ts'

/** What the server answers about groups and meetings: said once, for the server that writes it and the pages that read it. */

export interface WorkGroupRow extends WorkGroup {
  regionName: string
  officeName: string | null
  can: { edit: boolean; dissolve: boolean }
}

export interface MeetingRow extends Meeting {
  groupName: string | null
  decisions: { open: number; total: number }
  can: { edit: boolean; hold: boolean; decide: boolean }
}

export interface DecisionRow extends Decision {
  meetingTitle: string
  heldOn: string
  ownerName: string
  taskTitle: string | null
  questionTitle: string | null
  /** Names of the transitions the reader can make now. */
  moves: string[]
  can: { edit: boolean }
}

/** An expert of the committee as seen from one review. */
export interface ExpertCandidate {
  name: string
  unitName: string
  field: string
  /** Which of the fields the review needs this expert covers. */
  covers: string[]
  /** Why this expert may not be asked. */
  barred: string | null
  /** In how many reviews of the last year. */
  asked: number
}
