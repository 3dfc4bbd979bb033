/**
 * Chinese is the language of the house: a sentence is its own key, and English is looked up in a dictionary. A sentence
 * nobody has translated is shown in Chinese rather than as a code.
 */
export type Language = 'zh' | 'en'
export type Dictionary = Record<string, string>

const STORED = 'jingtu.language'

const storedLanguage = (): Language => {
  try {
    return localStorage.getItem(STORED) === 'en' ? 'en' : 'zh'
  } catch {
    // Storage may be forbidden by the browser's policy; the choice then lasts for one visit only.
    return 'zh'
  }
}

let language: Language = 'zh'
let dictionary: Dictionary = {}

export const currentLanguage = (): Language => language

export async function loadLanguage(): Promise<void> {
  language = storedLanguage()
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
  if (language === 'en') dictionary = (await import('./en.ts')).default
}

/** The page is loaded anew, so that every word on it, also those fixed when a module was read, speaks the new language. */
export function switchLanguage(to: Language): void {
  localStorage.setItem(STORED, to)
  location.reload()
}

/** The sentence in the reader's language; `{name}` stands for a value: t('剩 {days} 天', { days: 3 }). */
export function t(sentence: string, values?: Record<string, string | number>): string {
  return fill(dictionary[sentence] ?? sentence, values)
}

export function fill(sentence: string, values: Record<string, string | number> = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
}
