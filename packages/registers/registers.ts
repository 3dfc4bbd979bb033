import type { RecordKind } from '@jingtu/core/record.ts'
import type { Register } from '@jingtu/core/register.ts'
import { abandonedWell } from './abandoned-well.ts'
import { approvalStop } from './approval-stop.ts'
import { assessedGroundwaterPoint } from './assessed-groundwater-point.ts'
import { bannedZone } from './banned-zone.ts'
import { blackOdorousWater } from './black-odorous-water.ts'
import { campaignTask } from './campaign-task.ts'
import { causeArea } from './cause-area.ts'
import { chemicalPark } from './chemical-park.ts'
import { chemicalSurvey } from './chemical-survey.ts'
import { classPhase } from './class-phase.ts'
import { classResult } from './class-result.ts'
import { cleanProductionAudit } from './clean-production-audit.ts'
import { clue } from './clue.ts'
import { compostBin } from './compost-bin.ts'
import { constructionProject } from './construction-project.ts'
import { cooperationAgreement } from './cooperation-agreement.ts'
import { correctionRecord } from './correction.ts'
import { costRecovery } from './cost-recovery.ts'
import { crossRegionNotice } from './cross-region-notice.ts'
import { damageCase } from './damage-case.ts'
import { dataUpload } from './data-upload.ts'
import { demolition } from './demolition.ts'
import { dischargeLimit } from './discharge-limit.ts'
import { drinkingWaterSource } from './drinking-water-source.ts'
import { emergencyEvent } from './emergency-event.ts'
import { emergencyPlan } from './emergency-plan.ts'
import { emissionIndex } from './emission-index.ts'
import { emissionReduction } from './emission-reduction.ts'
import { emissionSubstitution } from './emission-substitution.ts'
import { emissionYear } from './emission-year.ts'
import { enforcementAction } from './enforcement-action.ts'
import { enforcementCase } from './enforcement-case.ts'
import { enforcementGuide } from './enforcement-guide.ts'
import { enforcementOfficer } from './enforcement-officer.ts'
import { enterpriseCredit } from './enterprise-credit.ts'
import { enterpriseLandList } from './enterprise-land-list.ts'
import { enterpriseLetter } from './enterprise-letter.ts'
import { enterprisePollution } from './enterprise-pollution.ts'
import { enterpriseProfile } from './enterprise-profile.ts'
import { enterpriseSurveyParcel } from './enterprise-survey-parcel.ts'
import { enterpriseSystems } from './enterprise-systems.ts'
import { environmentKeyUnit } from './environment-key-unit.ts'
import { environmentalInsurance } from './environmental-insurance.ts'
import { exceedanceFollowUp } from './exceedance-follow-up.ts'
import { farmInputYear } from './farm-input-year.ts'
import { farmerTraining } from './farmer-training.ts'
import { farmlandClass } from './farmland-class.ts'
import { farmlandClosure } from './farmland-closure.ts'
import { farmlandComonitoring } from './farmland-comonitoring.ts'
import { farmlandCompensation } from './farmland-compensation.ts'
import { farmlandOccupation } from './farmland-occupation.ts'
import { farmlandRemediation } from './farmland-remediation.ts'
import { farmlandRemoteCheck } from './farmland-remote-check.ts'
import { farmlandTransfer } from './farmland-transfer.ts'
import { farmlandWarning } from './farmland-warning.ts'
import { focusArea } from './focus-area.ts'
import { foreignWaste } from './foreign-waste.ts'
import { fundAllocation } from './fund-allocation.ts'
import { fundApplication } from './fund-application.ts'
import { fundTargetTemplate } from './fund-target-template.ts'
import { gasStationTank } from './gas-station-tank.ts'
import { grainDisposal } from './grain-disposal.ts'
import { grainLot } from './grain-lot.ts'
import { greenRetrofit } from './green-retrofit.ts'
import { groundwaterDischarger } from './groundwater-discharger.ts'
import { groundwaterKeyArea } from './groundwater-key-area.ts'
import { groundwaterSource } from './groundwater-source.ts'
import { harvestActivity } from './harvest-activity.ts'
import { hazardRecheck } from './hazard-recheck.ts'
import { hazardousWasteBulletin } from './hazardous-waste-bulletin.ts'
import { hazardousWasteLicence } from './hazardous-waste-licence.ts'
import { hazardousWasteManifest } from './hazardous-waste-manifest.ts'
import { hazardousWasteYear } from './hazardous-waste-year.ts'
import { heavyMetalEnterprise } from './heavy-metal-enterprise.ts'
import { heavyMetalPark } from './heavy-metal-park.ts'
import { highStandardFarmland } from './high-standard-farmland.ts'
import { incentiveApplication } from './incentive-application.ts'
import { incentivePolicy } from './incentive-policy.ts'
import { industryCatalogue } from './industry-catalogue.ts'
import { industryPact } from './industry-pact.ts'
import { inputCheck } from './input-check.ts'
import { inputLimit } from './input-limit.ts'
import { irrigationSource } from './irrigation-source.ts'
import { keyLandViolation } from './key-land-violation.ts'
import { keyUnit } from './key-unit.ts'
import { keyUnitRequirement } from './key-unit-requirement.ts'
import { keyUnitRound } from './key-unit-round.ts'
import { keyUnitRule } from './key-unit-rule.ts'
import { landEvent } from './land-event.ts'
import { landUseChange } from './land-use-change.ts'
import { lawSelfCheck } from './law-self-check.ts'
import { legacyWaste } from './legacy-waste.ts'
import { listEditionRecord } from './list-edition.ts'
import { livestockFarm } from './livestock-farm.ts'
import { mine } from './mine.ts'
import { mineHandover } from './mine-handover.ts'
import { miningArea } from './mining-area.ts'
import { monitoringCapacity } from './monitoring-capacity.ts'
import { newFarmland } from './new-farmland.ts'
import { onlineEmission } from './online-emission.ts'
import { otherLand } from './other-land.ts'
import { outletMonitoring } from './outlet-monitoring.ts'
import { patrolTask } from './patrol-task.ts'
import { phaseOut } from './phase-out.ts'
import { pollutionSource } from './pollution-source.ts'
import { priorityFarmlandYear } from './priority-farmland-year.ts'
import { procuratorialMatter } from './procuratorial-matter.ts'
import { productControl } from './product-control.ts'
import { projectFund } from './project-fund.ts'
import { projectLife } from './project-life.ts'
import { promotionArea } from './promotion-area.ts'
import { questionnaire, questionnaireAnswer } from './questionnaire.ts'
import { randomInspection } from './random-inspection.ts'
import { rechargeSurvey } from './recharge-survey.ts'
import { recheckProgramme } from './recheck-programme.ts'
import { recoveryPoint } from './recovery-point.ts'
import { reductionCheck } from './reduction-check.ts'
import { reductionTask } from './reduction-task.ts'
import { researchProject } from './research-project.ts'
import { responseEquipment } from './response-equipment.ts'
import { responseTeam } from './response-team.ts'
import { ruleMaking } from './rule-making.ts'
import { ruralAward } from './rural-award.ts'
import { ruralSewageFacility } from './rural-sewage-facility.ts'
import { ruralSewageVillage } from './rural-sewage-village.ts'
import { safeUseMeasure } from './safe-use-measure.ts'
import { safeUsePlan } from './safe-use-plan.ts'
import { safeUseYear } from './safe-use-year.ts'
import { selfMonitoringPlan } from './self-monitoring-plan.ts'
import { selfMonitoringYear } from './self-monitoring-year.ts'
import { sensitivePlace } from './sensitive-place.ts'
import { sewageIrrigationArea } from './sewage-irrigation-area.ts'
import { sitingRule } from './siting-rule.ts'
import { sludgeLedger } from './sludge-ledger.ts'
import { smallPolluter } from './small-polluter.ts'
import { soilBudget } from './soil-budget.ts'
import { soilIndustry } from './soil-industry.ts'
import { soilProtectionScheme } from './soil-protection-scheme.ts'
import { soilSelfCheck } from './soil-self-check.ts'
import { sourceClue } from './source-clue.ts'
import { sourceKeyRegion } from './source-key-region.ts'
import { sourceRound } from './source-round.ts'
import { farmlandUnit } from './subjects/farmland-unit.ts'
import { organisation } from './subjects/organisation.ts'
import { outlet } from './subjects/outlet.ts'
import { project } from './subjects/project.ts'
import { site } from './subjects/site.ts'
import { village } from './subjects/village.ts'
import { waterBody } from './subjects/water-body.ts'
import { well } from './subjects/well.ts'
import { substitutionCatalogue } from './substitution-catalogue.ts'
import { substitutionPolicy } from './substitution-policy.ts'
import { supervisedCase } from './supervised-case.ts'
import { supervisionFocus } from './supervision-focus.ts'
import { supervisoryPlan } from './supervisory-plan.ts'
import { surroundingsMonitoring } from './surroundings-monitoring.ts'
import { surveySupervision } from './survey-supervision.ts'
import { tailingsPond } from './tailings-pond.ts'
import { technique } from './technique.ts'
import { trainingPlan } from './training-plan.ts'
import { undergroundTank } from './underground-tank.ts'
import { unusedLand } from './unused-land.ts'
import { unusedLandProblem } from './unused-land-problem.ts'
import { villageEnvironment } from './village-environment.ts'
import { wasteDump } from './waste-dump.ts'
import { wasteFacility } from './waste-facility.ts'
import { wastePoint } from './waste-point.ts'
import { wasteYard } from './waste-yard.ts'
import { wasteYear } from './waste-year.ts'
import { waterSourceRule } from './water-source-rule.ts'
import { waterThreatScheme } from './water-threat-scheme.ts'
import { wellComparison } from './well-comparison.ts'
import { zeroWasteCell } from './zero-waste-cell.ts'
import { zeroWasteYear } from './zero-waste-year.ts'

const SUBJECTS = [organisation, site, outlet, farmlandUnit, village, waterBody, well, project]
/** One line a list; the order is that of the menus. */
const LISTS = [
  // M05
  farmlandClass,
  classPhase,
  classResult,
  farmlandWarning,
  exceedanceFollowUp,
  focusArea,
  newFarmland,
  sewageIrrigationArea,
  enterpriseSurveyParcel,
  enterpriseLandList,
  surveySupervision,
  // M06
  safeUsePlan,
  safeUseYear,
  safeUseMeasure,
  grainLot,
  grainDisposal,
  bannedZone,
  farmlandRemoteCheck,
  farmlandRemediation,
  farmerTraining,
  priorityFarmlandYear,
  farmlandOccupation,
  farmlandClosure,
  highStandardFarmland,
  farmlandCompensation,
  soilProtectionScheme,
  farmlandTransfer,
  waterThreatScheme,
  farmlandComonitoring,
  harvestActivity,
  landUseChange,
  // M07
  pollutionSource,
  sourceRound,
  sourceClue,
  sourceKeyRegion,
  causeArea,
  // M08
  heavyMetalEnterprise,
  emissionReduction,
  reductionTask,
  emissionSubstitution,
  substitutionPolicy,
  emissionIndex,
  emissionYear,
  reductionCheck,
  environmentKeyUnit,
  dischargeLimit,
  outletMonitoring,
  onlineEmission,
  heavyMetalPark,
  // M09
  legacyWaste,
  miningArea,
  mine,
  mineHandover,
  tailingsPond,
  unusedLandProblem,
  // M10
  keyUnit,
  enterpriseProfile,
  keyUnitRule,
  keyUnitRound,
  substitutionCatalogue,
  recheckProgramme,
  hazardRecheck,
  selfMonitoringPlan,
  selfMonitoringYear,
  keyUnitRequirement,
  surroundingsMonitoring,
  enterprisePollution,
  undergroundTank,
  demolition,
  enterpriseLetter,
  soilSelfCheck,
  enterpriseSystems,
  greenRetrofit,
  questionnaire,
  questionnaireAnswer,
  landEvent,
  // M11
  keyLandViolation,
  // M16
  assessedGroundwaterPoint,
  groundwaterSource,
  groundwaterKeyArea,
  groundwaterDischarger,
  chemicalPark,
  drinkingWaterSource,
  waterSourceRule,
  abandonedWell,
  gasStationTank,
  rechargeSurvey,
  wellComparison,
  // M17
  wasteYard,
  wastePoint,
  hazardousWasteYear,
  hazardousWasteLicence,
  hazardousWasteManifest,
  wasteYear,
  zeroWasteCell,
  zeroWasteYear,
  hazardousWasteBulletin,
  foreignWaste,
  chemicalSurvey,
  sludgeLedger,
  // M18
  farmInputYear,
  livestockFarm,
  irrigationSource,
  recoveryPoint,
  promotionArea,
  inputLimit,
  inputCheck,
  otherLand,
  unusedLand,
  compostBin,
  // M19
  ruralSewageVillage,
  ruralSewageFacility,
  blackOdorousWater,
  villageEnvironment,
  wasteDump,
  wasteFacility,
  // M20
  supervisoryPlan,
  monitoringCapacity,
  dataUpload,
  ruralAward,
  // M21
  projectLife,
  projectFund,
  fundApplication,
  costRecovery,
  fundAllocation,
  soilBudget,
  fundTargetTemplate,
  // M22
  clue,
  enforcementCase,
  enforcementGuide,
  enforcementAction,
  supervisedCase,
  damageCase,
  procuratorialMatter,
  randomInspection,
  emergencyEvent,
  emergencyPlan,
  responseEquipment,
  responseTeam,
  enforcementOfficer,
  trainingPlan,
  patrolTask,
  supervisionFocus,
  smallPolluter,
  cooperationAgreement,
  crossRegionNotice,
  lawSelfCheck,
  // M25
  sensitivePlace,
  sitingRule,
  industryCatalogue,
  approvalStop,
  constructionProject,
  phaseOut,
  cleanProductionAudit,
  incentivePolicy,
  incentiveApplication,
  campaignTask,
  ruleMaking,
  researchProject,
  technique,
  productControl,
  soilIndustry,
  industryPact,
  enterpriseCredit,
  environmentalInsurance,
]

/** Every register, subjects first: what they have in common is all that generic code knows of them. */
export const REGISTERS = [...SUBJECTS, ...LISTS] as unknown as readonly Register[]

/** What the engine keeps beside the rows themselves. */
export const ENGINE_RECORDS = [correctionRecord, listEditionRecord] as unknown as readonly RecordKind[]

export const findRegister = (id: string): Register | undefined => REGISTERS.find(r => r.id === id)
