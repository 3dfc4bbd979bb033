import type { Dictionary } from '../i18n/language.ts'

const dictionary: Dictionary = {}
export default dictionary
