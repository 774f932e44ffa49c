const WITHOUT_DECOMPOSITION: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd', ħ: 'h', ı: 'i' };
/** Accents; the vowel signs and tone marks of other scripts are no decoration. */
const ACCENTS = /[\u0300-\u036f]+/gu;

/** Names with the same key are the same name: compatibility forms and case are folded. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** Text as it is compared when somebody looks for it: "zolc" finds "Żółć". Case, width and accents are folded. */
export function searchKeyOf(text: string): string {
  return nameKeyOf(text)
    .replace(/[łđøæœßþðħı]/gu, (letter) => WITHOUT_DECOMPOSITION[letter] ?? letter)
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .normalize('NFC');
}
