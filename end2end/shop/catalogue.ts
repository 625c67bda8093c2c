import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from './texts';

type Words = Record<Language, string>;

interface Product {
  slug: string;
  category: string;
  name: Words;
  price_rappen: number;
  stock: number;
  options: { name: Words; values: { slug: string; name: Words; price_delta_rappen: number; stock: number }[] }[];
}

interface Catalogue {
  categories: { slug: string; name: Words }[];
  products: Product[];
}

// The file that the shop was seeded from: a second source for what its pages must say.
const catalogue: Catalogue = JSON.parse(readFileSync(join(__dirname, '../../demo/catalogue.json'), 'utf8'));

/** Delivery fees in rappen, as in migrations/0030_orders_delivery_rates.sql. */
const ECONOMY = { fee: 790, freeFrom: 12_000 };

/** Something to buy: a product and, where it has options, the value to choose. */
export interface Choice {
  product: string;
  value?: string;
}

export function product(slug: string): Product {
  const found = catalogue.products.find((product) => product.slug === slug);
  if (!found) throw new Error(`no product ${slug} in demo/catalogue.json`);
  return found;
}

export function category(slug: string) {
  const found = catalogue.categories.find((category) => category.slug === slug);
  if (!found) throw new Error(`no category ${slug} in demo/catalogue.json`);
  return found;
}

/** How many products a category has. */
export function sizeOf(category: string): number {
  return catalogue.products.filter((product) => product.category === category).length;
}

/** The option's value that a choice means, if its product has options. */
export function chosen({ product: slug, value }: Choice) {
  return product(slug).options.flatMap((option) => option.values).find((candidate) => candidate.slug === value);
}

/** The price of one piece, in rappen. */
export function price(choice: Choice): number {
  return product(choice.product).price_rappen + (chosen(choice)?.price_delta_rappen ?? 0);
}

/** What an order costs that is sent the cheapest way, in rappen. */
export function totalOf(...lines: [Choice, number][]): number {
  const goods = lines.reduce((sum, [choice, pieces]) => sum + price(choice) * pieces, 0);
  return goods + (goods >= ECONOMY.freeFrom ? 0 : ECONOMY.fee);
}

/** Products with so much stock that all tests together do not sell them out. */
export const bottle: Choice = { product: 'trinkflasche-jura', value: 'nacht' };
export const notebooks: Choice = { product: 'notizhefte-set', value: 'punkte' };
export const chocolate: Choice = { product: 'schokolade-edelbitter' };
export const tops: Choice = { product: 'kreisel-paar' };

/** Products that are out of stock or nearly; tests look at them and never buy the last piece. */
export const soldOut: Choice = { product: 'kaktus-paul' };
export const soldOutColour: Choice = { product: 'pendelleuchte-glocke', value: 'creme' };
export const lastTwo: Choice = { product: 'kuhglocke-alp' };
