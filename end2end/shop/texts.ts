import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const languages = ['de', 'fr', 'it', 'en'] as const;
export type Language = (typeof languages)[number];

type Tree = { [key: string]: string | Tree };

function load(path: string): Tree {
  return JSON.parse(readFileSync(join(__dirname, '../..', path), 'utf8'));
}

const pages = Object.fromEntries(languages.map((language) => [language, load(`app/locales/${language}.json`)])) as Record<Language, Tree>;
const screens = Object.fromEntries(languages.map((language) => [language, load(`crates/backoffice/locales/${language}.json`)])) as Record<Language, Tree>;
const mails = load('crates/services/src/mail/order_confirmation/texts.json') as Record<Language, Record<string, string>>;

function find(tree: Tree, key: string): string {
  const text = key.split('.').reduce<string | Tree | undefined>((node, part) => (typeof node === 'object' ? node[part] : undefined), tree);
  if (typeof text !== 'string') throw new Error(`no text ${key} in the language files`);
  return text;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A text as a pattern for the whole string; what the page fills in matches anything, and one blank is as good as another. */
function pattern(text: string): RegExp {
  const parts = text.split(/\{[^{}]*\}/).map((part) => escape(part).replace(/\s+/g, '\\s+'));
  return new RegExp(`^\\s*${parts.join('.*')}\\s*$`, 's');
}

/** The shop's text of a key such as `cart.title`, from the same files that the pages are made of. */
export function text(language: Language, key: string): RegExp {
  return pattern(find(pages[language], key));
}

/** The text on the staff's screens of a key such as `orders.none_title`. */
export function staffText(language: Language, key: string): RegExp {
  return pattern(find(screens[language], key));
}

/** The text as it stands in the file. */
export function plain(language: Language, key: string): string {
  return find(pages[language], key);
}

/** The subject of an order's confirmation. */
export function subject(language: Language, number: string): string {
  return mails[language].subject.replace('{number}', number);
}
