import { expect, test } from 'vitest'
import dictionary from './en.ts'
import { fill, t } from './language.ts'

/** Sources of every page, as text. */
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!../dist/**'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

const sentencesOf = (source: string): string[] =>
  [...source.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)+)'/g)].map(match => match[1]!.replaceAll("\\'", "'"))

test('a sentence is its own Chinese and takes its values', () => {
  expect(t('剩 {days} 天', { days: 3 })).toBe('剩 3 天')
  expect(fill('{name}，还有 {count} 件', { name: '甲' })).toBe('甲，还有 {count} 件')
})

test('every sentence of the pages stands in the English dictionary', () => {
  expect(Object.values(sources).flatMap(sentencesOf).length).toBeGreaterThan(150)
  const missing = Object.entries(sources).flatMap(([file, source]) =>
    sentencesOf(source)
      .filter(sentence => /[\u4e00-\u9fff]/.test(sentence) && !(sentence in dictionary))
      .map(sentence => `${file}: ${sentence}`),
  )
  expect(missing).toEqual([])
})

test('an English sentence asks for the same values as the Chinese one', () => {
  const values = (sentence: string): string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map(m => m[1]!).sort()
  const different = Object.entries(dictionary).filter(([zh, en]) => values(zh).join() !== values(en).join())
  expect(different).toEqual([])
})
