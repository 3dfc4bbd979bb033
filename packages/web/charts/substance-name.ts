import { findSubstance } from '@jingtu/standards/substances.ts'
import { currentLanguage } from '../i18n/language.ts'

/** The reader's language where the catalogue knows the substance, else as written. */
export const substanceName = (substance: string | null, name: string): string =>
  currentLanguage() === 'en' && substance !== null ? (findSubstance(substance)?.english ?? name) : name
