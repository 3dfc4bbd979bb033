/** 统一社会信用代码 (GB 32100-2015): 17 characters and a check character, modulo 31. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export function creditCheckCharacter(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(first17[i]!), 0)
  return ALPHABET[(31 - (sum % 31)) % 31]!
}

/** Why a code cannot be one; undefined when it can. */
export function creditCodeFault(code: string): string | undefined {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code))
    return `统一社会信用代码应为 18 位数字和大写字母（不含 I、O、S、V、Z），现为“${code}”`
  const expected = creditCheckCharacter(code.slice(0, 17))
  return code[17] === expected ? undefined : `统一社会信用代码“${code}”的校验位不对（末位应为 ${expected}），请核对`
}
