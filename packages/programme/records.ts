import type { RecordKind } from '@jingtu/core/record.ts'
import { personRecord } from '@jingtu/registers/subjects/person.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import { decisionRecord, letterRecord, meetingRecord, questionRecord, workGroupRecord } from './organisation.ts'
import { amendmentRecord, planRecord } from './plan.ts'
import { periodRecord, reportRecord } from './reporting.ts'
import { gridCellRecord, lawDutyRecord, staffingRecord, supervisionRecord } from './supervision.ts'
import { baselineRecord, measurementRecord, targetRecord } from './target.ts'
import { dispatchRecord, namedObjectRecord, taskRecord } from './task.ts'

/** Every declared record, in the order in which tables are made, verified and backed up. */
export const RECORDS: readonly RecordKind[] = [
  unitRecord,
  personRecord,
  planRecord,
  amendmentRecord,
  taskRecord,
  namedObjectRecord,
  dispatchRecord,
  periodRecord,
  reportRecord,
  targetRecord,
  measurementRecord,
  baselineRecord,
  workGroupRecord,
  meetingRecord,
  decisionRecord,
  questionRecord,
  letterRecord,
  lawDutyRecord,
  gridCellRecord,
  staffingRecord,
  supervisionRecord,
] as readonly RecordKind[]
