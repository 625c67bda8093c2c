/** Amounts are rappen, as in the shop. */

const AMOUNT = /CHF[\s\u00a0\u202f]*(-?[\d’']+\.\d{2})/g;

/** All amounts in a text, in the order in which they stand. */
export function amounts(text: string): number[] {
  return [...text.matchAll(AMOUNT)].map(([, digits]) => Math.round(Number(digits.replace(/[’']/g, '')) * 100));
}

/** The last amount in a text, which in a row of a table is its sum. */
export function amount(text: string): number {
  const found = amounts(text).at(-1);
  if (found === undefined) throw new Error(`no amount in «${text}»`);
  return found;
}

/** The Swiss form of the shop, `CHF 1’234.50`, as a pattern: the blank may be one that does not break. */
export function swiss(rappen: number): RegExp {
  const francs = Math.trunc(rappen / 100).toString().replace(/\B(?=(\d{3})+$)/g, '’');
  return new RegExp(`CHF[\\s\\u00a0\\u202f]*${francs}\\.${(rappen % 100).toString().padStart(2, '0')}`);
}
