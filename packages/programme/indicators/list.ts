import { ECONOMY } from './economy.ts'
import { FARMING } from './farming.ts'
import { FARMLAND } from './farmland.ts'
import { GROUNDWATER } from './groundwater.ts'
import { defineIndicator, type Indicator } from './indicator.ts'
import { INDUSTRY } from './industry.ts'
import { PROJECTS } from './projects.ts'
import { RURAL } from './rural.ts'
import { WASTE } from './waste.ts'

/** Every indicator worked out from registers. Those of parcels join as their registers do. */
export const INDICATORS: readonly Indicator[] = [
  ...RURAL,
  ...GROUNDWATER,
  ...FARMING,
  ...FARMLAND,
  ...INDUSTRY,
  ...WASTE,
  ...ECONOMY,
  ...PROJECTS,
].map(defineIndicator)

export const findIndicator = (id: string): Indicator | undefined => INDICATORS.find(i => i.id === id)
