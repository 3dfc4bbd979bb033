import type { RecordKind } from '@jingtu/core/record.ts'
import { checkReferences } from '@jingtu/core/register-references.ts'
import { sampleHandoverRecord } from '@jingtu/registers/monitoring/handover.ts'
import { importBatchRecord } from '@jingtu/registers/monitoring/import-batch.ts'
import { judgingRecord } from '@jingtu/registers/monitoring/judging.ts'
import { laboratoryRecord } from '@jingtu/registers/monitoring/laboratory.ts'
import { laboratoryLayoutRecord } from '@jingtu/registers/monitoring/laboratory-layout.ts'
import { localStandardRecord } from '@jingtu/registers/monitoring/local-standard.ts'
import { regionBoundaryRecord } from '@jingtu/registers/monitoring/region-boundary.ts'
import { monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { ENGINE_RECORDS, REGISTERS } from '@jingtu/registers/registers.ts'
import { personRecord } from '@jingtu/registers/subjects/person.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import { dataCollectionRecord, dataReturnRecord } from './data-collection.ts'
import { expertReviewRecord } from './expert-review.ts'
import { indicatorBindingRecord, indicatorSnapshotRecord } from './indicators/snapshot.ts'
import { decisionRecord, letterRecord, meetingRecord, questionRecord, workGroupRecord } from './organisation.ts'
import { amendmentRecord, planRecord } from './plan.ts'
import { reportLineRecord, reportSheetRecord, reportTableRecord } from './report-table.ts'
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
  surveyRecord,
  monitoringSiteRecord,
  laboratoryRecord,
  laboratoryLayoutRecord,
  sampleHandoverRecord,
  importBatchRecord,
  judgingRecord,
  localStandardRecord,
  regionBoundaryRecord,
  reportTableRecord,
  reportLineRecord,
  reportSheetRecord,
  expertReviewRecord,
  dataCollectionRecord,
  dataReturnRecord,
  ...REGISTERS,
  ...ENGINE_RECORDS,
  indicatorSnapshotRecord,
  indicatorBindingRecord,
] as readonly RecordKind[]

// A reference to a record that does not exist must not wait for the first row to be found.
checkReferences(RECORDS)
