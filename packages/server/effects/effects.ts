import type { Actor } from '@jingtu/core/access.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Row } from '../registers/rights.ts'
import { abandonedWellEffects } from './abandoned-well.ts'
import { approvalStopEffects } from './approval-stop.ts'
import { tagged } from './areas.ts'
import { causeAreaEffects } from './cause-area.ts'
import { classResultEffects } from './class-result.ts'
import { cleanProductionAuditEffects } from './clean-production-audit.ts'
import { clueEffects } from './clue.ts'
import { constructionProjectEffects } from './construction-project.ts'
import { crossRegionNoticeEffects } from './cross-region-notice.ts'
import { damageCaseEffects } from './damage-case.ts'
import { demolitionEffects } from './demolition.ts'
import { drinkingWaterSourceEffects, waterSourceRuleEffects } from './drinking-water-source.ts'
import { emergencyEventEffects } from './emergency-event.ts'
import { emissionIndexEffects, emissionYearEffects, reductionCheckEffects } from './emission-index.ts'
import { emissionSubstitutionEffects } from './emission-substitution.ts'
import { enforcementActionEffects } from './enforcement-action.ts'
import { enforcementCaseEffects, enforcementGuideEffects } from './enforcement-case.ts'
import { enterpriseLetterEffects } from './enterprise-letter.ts'
import { enterprisePollutionEffects } from './enterprise-pollution.ts'
import { enterpriseSurveyParcelEffects } from './enterprise-survey-parcel.ts'
import { enterpriseSystemsEffects } from './enterprise-systems.ts'
import { farmInputYearEffects } from './farm-input-year.ts'
import { farmlandClassEffects } from './farmland-class.ts'
import { sensitivePlaceEffects, siteEffects } from './farmland-closure.ts'
import { farmlandComonitoringEffects } from './farmland-comonitoring.ts'
import { farmlandCompensationEffects } from './farmland-compensation.ts'
import { farmerTrainingEffects, farmlandRemediationEffects } from './farmland-remediation.ts'
import { farmlandRemoteCheckEffects } from './farmland-remote-check.ts'
import { farmlandWarningEffects } from './farmland-warning.ts'
import { focusAreaEffects } from './focus-area.ts'
import { foreignWasteEffects } from './foreign-waste.ts'
import { fundAllocationEffects } from './fund-allocation.ts'
import { fundApplicationEffects } from './fund-application.ts'
import { fundTargetTemplateEffects } from './fund-target-template.ts'
import { grainDisposalEffects, grainLotEffects } from './grain-lot.ts'
import { greenRetrofitEffects } from './green-retrofit.ts'
import { harvestActivityEffects } from './harvest-activity.ts'
import { hazardousWasteBulletinEffects } from './hazardous-waste-bulletin.ts'
import { hazardousWasteManifestEffects } from './hazardous-waste-manifest.ts'
import { heavyMetalEnterpriseEffects, outletEffects } from './heavy-metal-enterprise.ts'
import { incentiveApplicationEffects } from './incentive-application.ts'
import { inputCheckEffects } from './input-check.ts'
import { irrigationSourceEffects } from './irrigation-source.ts'
import { keyListEffects } from './key-lists.ts'
import { environmentalInsuranceEffects, keyUnitEffects } from './key-unit.ts'
import { keyUnitRoundEffects } from './key-unit-round.ts'
import { landEventEffects } from './land-event.ts'
import { landUseChangeEffects } from './land-use-change.ts'
import { lawSelfCheckEffects } from './law-self-check.ts'
import { mineHandoverEffects } from './mine-handover.ts'
import { onlineEmissionEffects } from './online-emission.ts'
import { outletMonitoringEffects } from './outlet-monitoring.ts'
import { patrolTaskEffects } from './patrol-task.ts'
import { phaseOutEffects } from './phase-out.ts'
import { pollutionSourceEffects } from './pollution-source.ts'
import {
  farmlandOccupationEffects,
  highStandardFarmlandEffects,
  priorityFarmlandYearEffects,
} from './priority-farmland.ts'
import { projectFundEffects } from './project-fund.ts'
import { projectLifeEffects } from './project-life.ts'
import { promotionAreaEffects } from './promotion-area.ts'
import { questionnaireAnswerEffects, questionnaireEffects } from './questionnaire.ts'
import { randomInspectionEffects } from './random-inspection.ts'
import { rechargeSurveyEffects } from './recharge-survey.ts'
import { hazardRecheckEffects, recheckProgrammeEffects } from './recheck-programme.ts'
import { recoveryPointEffects } from './recovery-point.ts'
import { emissionReductionEffects, reductionTaskEffects } from './reduction-task.ts'
import { researchProjectEffects } from './research-project.ts'
import { responseTeamEffects } from './response-team.ts'
import { ruleMakingEffects } from './rule-making.ts'
import { ruralAwardEffects } from './rural-award.ts'
import { safeUseMeasureEffects } from './safe-use-measure.ts'
import { safeUsePlanEffects } from './safe-use-plan.ts'
import { safeUseYearEffects } from './safe-use-year.ts'
import { selfMonitoringPlanEffects, selfMonitoringYearEffects } from './self-monitoring.ts'
import { soilBudgetEffects } from './soil-budget.ts'
import { soilSelfCheckEffects } from './soil-self-check.ts'
import { sourceClueEffects } from './source-clue.ts'
import { sourceRoundEffects } from './source-round.ts'
import { enterpriseProfileEffects, substitutionCatalogueEffects } from './substitution-catalogue.ts'
import { supervisedCaseEffects } from './supervised-case.ts'
import { supervisionFocusEffects } from './supervision-focus.ts'
import { supervisoryPlanEffects } from './supervisory-plan.ts'
import { keyUnitRequirementEffects, surroundingsMonitoringEffects } from './surroundings-monitoring.ts'
import { tailingsPondEffects } from './tailings-pond.ts'
import { trainingPlanEffects } from './training-plan.ts'
import { undergroundTankEffects } from './underground-tank.ts'
import { farmlandUnitEffects, livestockFarmEffects, unusedLandEffects } from './unused-land.ts'
import { unusedLandProblemEffects } from './unused-land-problem.ts'
import { waterEffects } from './water-threat.ts'
import { wellComparisonEffects } from './well-comparison.ts'
import { zeroWasteYearEffects } from './zero-waste-year.ts'

/**
 * What a declaration cannot say because it reads or writes another register. It runs inside the transaction of the move:
 * it may only use the change it is given, and what it refuses undoes all.
 */
export interface Effects {
  /** Why other records forbid the move; shown together with the reasons of the declaration. */
  refusals?(change: Change, row: Row, move: string, values: Record<string, unknown>): Promise<(string | Reason)[]>
  /** After a row was made, corrected, imported or moved (`action` names the move). */
  after?(change: Change, event: { action: string; before: Row | null; after: Row; actor: Actor }): Promise<void>
  /** After an action or an import was taken back: what other lists count of the row without having been written with it. */
  undone?(change: Change, event: { before: Row; after: Row }): Promise<void>
  /** Once after all rows of a request, an import or a bulk move: what is summed over many rows is summed here, not for each. */
  afterAll?(change: Change, rows: readonly Row[]): Promise<void>
}

/** One entry per register that needs one: packages/server/effects/<register>.ts. */
export const EFFECTS: Readonly<Record<string, Effects>> = {
  'enterprise-survey-parcel': enterpriseSurveyParcelEffects,
  'class-result': classResultEffects,
  'farmland-class': farmlandClassEffects,
  'farmland-warning': farmlandWarningEffects,
  'focus-area': focusAreaEffects,
  'abandoned-well': abandonedWellEffects,
  clue: clueEffects,
  'damage-case': damageCaseEffects,
  'emergency-event': emergencyEventEffects,
  'enforcement-action': enforcementActionEffects,
  'supervised-case': supervisedCaseEffects,
  'enforcement-case': enforcementCaseEffects,
  'enforcement-guide': enforcementGuideEffects,
  'approval-stop': approvalStopEffects,
  'construction-project': constructionProjectEffects,
  'cause-area': causeAreaEffects,
  'emission-reduction': emissionReductionEffects,
  'reduction-task': reductionTaskEffects,
  'emission-substitution': emissionSubstitutionEffects,
  'farmer-training': farmerTrainingEffects,
  'drinking-water-source': drinkingWaterSourceEffects,
  'water-source-rule': waterSourceRuleEffects,
  'groundwater-key-area': waterEffects,
  'farmland-comonitoring': farmlandComonitoringEffects,
  'harvest-activity': harvestActivityEffects,
  'land-use-change': landUseChangeEffects,
  'farmland-compensation': farmlandCompensationEffects,
  'farmland-occupation': farmlandOccupationEffects,
  'high-standard-farmland': highStandardFarmlandEffects,
  'priority-farmland-year': priorityFarmlandYearEffects,
  site: siteEffects,
  'farmland-remediation': farmlandRemediationEffects,
  'farmland-remote-check': farmlandRemoteCheckEffects,
  'farm-input-year': farmInputYearEffects,
  'input-check': inputCheckEffects,
  'irrigation-source': irrigationSourceEffects,
  'promotion-area': promotionAreaEffects,
  'recovery-point': recoveryPointEffects,
  'farmland-unit': farmlandUnitEffects,
  'livestock-farm': livestockFarmEffects,
  'fund-application': fundApplicationEffects,
  'grain-disposal': grainDisposalEffects,
  'grain-lot': grainLotEffects,
  'hazardous-waste-manifest': hazardousWasteManifestEffects,
  'heavy-metal-enterprise': heavyMetalEnterpriseEffects,
  outlet: outletEffects,
  'outlet-monitoring': outletMonitoringEffects,
  'online-emission': onlineEmissionEffects,
  'emission-index': emissionIndexEffects,
  'emission-year': emissionYearEffects,
  'reduction-check': reductionCheckEffects,
  'environment-key-unit': keyListEffects,
  'groundwater-discharger': keyListEffects,
  'mine-handover': mineHandoverEffects,
  'pollution-source': pollutionSourceEffects,
  'phase-out': phaseOutEffects,
  'clean-production-audit': cleanProductionAuditEffects,
  'incentive-application': incentiveApplicationEffects,
  'rule-making': ruleMakingEffects,
  'research-project': researchProjectEffects,
  'foreign-waste': foreignWasteEffects,
  'hazardous-waste-bulletin': hazardousWasteBulletinEffects,
  'rural-award': ruralAwardEffects,
  'zero-waste-year': zeroWasteYearEffects,
  'chemical-park': tagged('chemical-park'),
  'chemical-survey': tagged('chemical-survey'),
  'sensitive-place': sensitivePlaceEffects,
  'village-environment': tagged('village-environment'),
  'project-fund': projectFundEffects,
  'random-inspection': randomInspectionEffects,
  'safe-use-measure': safeUseMeasureEffects,
  'safe-use-plan': safeUsePlanEffects,
  'safe-use-year': safeUseYearEffects,
  'environmental-insurance': environmentalInsuranceEffects,
  'key-unit': keyUnitEffects,
  'key-unit-round': keyUnitRoundEffects,
  'hazard-recheck': hazardRecheckEffects,
  'enterprise-systems': enterpriseSystemsEffects,
  'green-retrofit': greenRetrofitEffects,
  'land-event': landEventEffects,
  questionnaire: questionnaireEffects,
  'questionnaire-answer': questionnaireAnswerEffects,
  demolition: demolitionEffects,
  'underground-tank': undergroundTankEffects,
  'enterprise-letter': enterpriseLetterEffects,
  'soil-self-check': soilSelfCheckEffects,
  'enterprise-pollution': enterprisePollutionEffects,
  'self-monitoring-plan': selfMonitoringPlanEffects,
  'self-monitoring-year': selfMonitoringYearEffects,
  'surroundings-monitoring': surroundingsMonitoringEffects,
  'key-unit-requirement': keyUnitRequirementEffects,
  'recheck-programme': recheckProgrammeEffects,
  'enterprise-profile': enterpriseProfileEffects,
  'substitution-catalogue': substitutionCatalogueEffects,
  'source-clue': sourceClueEffects,
  'source-round': sourceRoundEffects,
  'supervision-focus': supervisionFocusEffects,
  'cross-region-notice': crossRegionNoticeEffects,
  'law-self-check': lawSelfCheckEffects,
  'fund-allocation': fundAllocationEffects,
  'soil-budget': soilBudgetEffects,
  'fund-target-template': fundTargetTemplateEffects,
  'recharge-survey': rechargeSurveyEffects,
  'well-comparison': wellComparisonEffects,
  'project-life': projectLifeEffects,
  'training-plan': trainingPlanEffects,
  'patrol-task': patrolTaskEffects,
  'response-team': responseTeamEffects,
  'unused-land': unusedLandEffects,
  'unused-land-problem': unusedLandProblemEffects,
  'supervisory-plan': supervisoryPlanEffects,
  'tailings-pond': tailingsPondEffects,
}

const NONE: Effects = {}
export const effectsOf = (kind: Register): Effects => EFFECTS[kind.id] ?? NONE
