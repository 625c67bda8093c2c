import { expect, type Locator, type Page } from '@playwright/test';
import { baseURL, sandboxURL } from '../settings';
import { chosen, product, type Choice } from './catalogue';
import { amount } from './money';
import { text, type Language } from './texts';

type Outcome = 'paid' | 'failed' | 'canceled' | 'expired' | 'open';

/** Who buys; every field can be replaced by one that is wrong. */
const buyer = { email: '', name: 'Anna Meier-Rossi', street: 'Weggisgasse 12', postalCode: '6004', city: 'Luzern' };
export type Buyer = typeof buyer;

/** The texts of the labels, by field. */
const labels: Record<keyof Buyer, string> = {
  email: 'checkout.email',
  name: 'checkout.name',
  street: 'checkout.street',
  postalCode: 'checkout.postal_code',
  city: 'checkout.city',
};

/**
 * What a visitor does in the shop, in the words that are on the page. The texts come from the shop's own files, so the same steps work in every
 * language; each works with and without JavaScript unless it says otherwise.
 */
export class Shopper {
  constructor(
    readonly page: Page,
    readonly language: Language,
    private readonly scripted = true,
  ) {}

  private get main(): Locator {
    return this.page.getByRole('main');
  }

  private words(key: string): RegExp {
    return text(this.language, key);
  }

  private button(key: string, inside: Page | Locator = this.main): Locator {
    return inside.getByRole('button', { name: this.words(key) });
  }

  private link(key: string, inside: Page | Locator = this.main): Locator {
    return inside.getByRole('link', { name: this.words(key) });
  }

  // Getting around

  /** Opens a page by its address behind the language. */
  async open(path = '') {
    await this.page.goto(`/${this.language}${path}`);
    await this.ready();
  }

  /** Waits until the browser's side has taken over: before that, links load documents. */
  async ready() {
    if (this.scripted) await expect(this.page.locator('html[data-hydrated]')).toBeAttached();
  }

  async openProduct({ product }: Choice) {
    await this.open(`/p/${product}`);
  }

  async followTo(name: string) {
    await this.main.getByRole('link', { name }).first().click();
  }
}
