import type { Dictionary } from './language.ts'

/** Every folder of pages may bring an `en.ts` of its own; together they are the English dictionary. */
const folders = import.meta.glob<{ default: Dictionary }>(['../*/en.ts', '!./en.ts'], { eager: true })

const dictionary: Dictionary = Object.assign({}, ...Object.values(folders).map(folder => folder.default))
export default dictionary
