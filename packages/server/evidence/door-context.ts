import type { Day } from '@jingtu/core/period.ts'
import { distance, suspectShift } from '@jingtu/geo/coordinates.ts'
import type { DoorContext } from '@jingtu/standards/laboratory/checked.ts'
import type { KnownSites } from './standing.ts'

/** What the door cannot know by itself, of this place and day. */
export const doorContext = (
  today: Day,
  sites: KnownSites,
  boundary: NonNullable<DoorContext['boundary']>,
): Omit<DoorContext, 'sheetName'> => ({
  today,
  knownSites: sites.positions,
  boundary,
  distance,
  suspectShift,
})
