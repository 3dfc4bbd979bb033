import { type Decimal, divide, multiply, subtract, sum } from '@jingtu/core/measure.ts'

interface FertiliserTrial {
  area: Decimal
  applied: Decimal
  uptakeWith: Decimal
  uptakeWithout: Decimal
}

/** Kilograms on so many 亩, out of kilograms a hectare. */
const onField = (perHectare: Decimal, mu: Decimal): Decimal => divide(multiply(perHectare, mu), '15', 4)

/** Nutrients by the fields each trial stands for; without trials by crop, the one of nitrogen stands for all that was sown. */
export function nutrientsOf(row: {
  fertiliserTrials: readonly FertiliserTrial[]
  sownArea: Decimal | null
  nitrogen: Decimal | null
  uptakeWith: Decimal | null
  uptakeWithout: Decimal | null
}): { nutrientTaken: Decimal | null; nutrientGiven: Decimal | null } {
  const { sownArea, nitrogen, uptakeWith, uptakeWithout } = row
  const one =
    sownArea !== null && nitrogen !== null && uptakeWith !== null && uptakeWithout !== null
      ? [{ area: sownArea, applied: nitrogen, uptakeWith, uptakeWithout }]
      : []
  const trials = row.fertiliserTrials.length > 0 ? row.fertiliserTrials : one
  if (trials.length === 0) return { nutrientTaken: null, nutrientGiven: null }
  return {
    nutrientTaken: sum(trials.map(t => onField(subtract(t.uptakeWith, t.uptakeWithout), t.area))),
    nutrientGiven: sum(trials.map(t => onField(t.applied, t.area))),
  }
}

/** Kilograms sprayed and kilograms that stayed on the crop, by the fields each trial stands for. */
export function sprayedOf(trials: readonly { area: Decimal; applied: Decimal; deposited: Decimal }[]): {
  pesticideGiven: Decimal | null
  pesticideDeposited: Decimal | null
} {
  if (trials.length === 0) return { pesticideGiven: null, pesticideDeposited: null }
  const kilograms = (what: 'applied' | 'deposited'): Decimal =>
    multiply(sum(trials.map(t => multiply(t[what], t.area))), '0.001')
  return { pesticideGiven: kilograms('applied'), pesticideDeposited: kilograms('deposited') }
}
