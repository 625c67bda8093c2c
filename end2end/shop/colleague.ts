import { randomUUID } from 'node:crypto';
import { expect, type Browser, type Cookie, type Locator, type Page } from '@playwright/test';
import { chocolate, type Choice } from './catalogue';
import { Member, password } from './member';
import type { Sandbox } from './sandbox';
import { Shopper } from './shopper';
import { invite } from './operator';
import { staffText, type Language } from './texts';
import { code } from './totp';

export type Role = 'catalogue' | 'orders' | 'support' | 'accounting' | 'admin';

/** Who is on duty, by role and language. What was proved counts for ten minutes. */
const shifts = new Map<string, { since: number; email: string; cookies: Cookie[] }>();
const longestShift = 7 * 60_000;

/** What somebody of the staff does, in the words that are on the screens. All steps work with and without JavaScript. */
export class Colleague {
  secret = '';
  recoveryCodes: string[] = [];

  constructor(
    readonly page: Page,
    readonly language: Language,
    readonly sandbox: Sandbox,
    private readonly scripted: boolean,
    readonly email = `staff-${randomUUID()}@astris.example`,
  ) {}

  /**
   * Somebody who does this for a living, with a session that other tests of this process use as well: joining takes longer than most tests. Whoever logs
   * out, changes their account or must not be fresh joins by themselves.
   */
  static async onDuty(page: Page, sandbox: Sandbox, role: Role, language: Language, scripted = true): Promise<Colleague> {
    const shift = shifts.get(`${role} ${language}`);
    if (shift && Date.now() - shift.since < longestShift) {
      await page.context().addCookies(shift.cookies);
      return new Colleague(page, language, sandbox, scripted, shift.email);
    }
    const since = Date.now();
    const colleague = await Colleague.join(page, sandbox, role, language, scripted);
    shifts.set(`${role} ${language}`, { since, email: colleague.email, cookies: await page.context().cookies() });
    return colleague;
  }

  /** Somebody who was invited, has set up an app, and is in. What is just proved counts as proved once more. */
  static async join(page: Page, sandbox: Sandbox, role: Role, language: Language, scripted = true, email?: string): Promise<Colleague> {
    const colleague = new Colleague(page, language, sandbox, scripted, email);
    const { member } = colleague;
    await invite(colleague.email, role, language);
    await member.follow('invitation');
    await member.field('login.new_password').fill(password);
    await member.main.getByRole('checkbox', { name: member.words('login.terms') }).check();
    await member.press('login.invitation_submit');
    await member.arrive('/second-factors/codes');
    colleague.secret = await page.getByTestId('secret').innerText();
    await member.field('login.code').fill(code(colleague.secret));
    await member.field('login.password').fill(password);
    await member.press('factors.confirm');
    await member.arrive('/second-factors/recovery');
    colleague.recoveryCodes = await page.getByTestId('codes').getByRole('listitem').allInnerTexts();
    await member.press('factors.kept');
    await member.arrive('/second-factors');
    return colleague;
  }

  get member(): Member {
    return new Member(new Shopper(this.page, this.language, this.scripted), this.sandbox, this.email);
  }

  words(key: string): RegExp {
    return staffText(this.language, key);
  }

  /** A label, with or without the word that its field may stay empty. */
  label(key: string): RegExp {
    return new RegExp(this.words(key).source.replace(/\\s\*\$$/, ''), 's');
  }

  /** A text that stands among others. */
  within(key: string): RegExp {
    return new RegExp(this.label(key).source.replace(/^\^\\s\*/, ''), 's');
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** Opens a screen. */
  async open(path = '') {
    await this.page.goto(`/backoffice${path}`);
    await this.ready();
  }

  /**
   * Reads a page of the shop and answers its status. The screens speak the language of the page that was read last; the browser's side notes it as well when
   * it takes over. A page that was left before that would note its language while the next one is already there.
   */
  async visit(path: string): Promise<number | undefined> {
    const response = await this.page.goto(path);
    await this.ready();
    return response?.status();
  }

  async ready() {
    if (this.scripted) await expect(this.page.locator('html[data-hydrated]')).toBeAttached();
  }

  /** The screens that the navigation leads to. */
  async places(): Promise<string[]> {
    const menu = this.page.getByRole('banner').getByLabel(this.words('frame.menu'));
    if (await menu.isVisible()) await menu.click();
    const links = this.page.getByRole('navigation', { name: this.words('frame.screens') }).getByRole('link');
    await expect(links.first()).toBeVisible();
    return links.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  }

  // ----- Orders

  get rows(): Locator {
    return this.main.getByTestId('orders').locator('tbody tr');
  }

  row(number: string): Locator {
    return this.rows.filter({ hasText: number });
  }

  async search(words: string) {
    const field = this.main.getByRole('searchbox', { name: this.words('orders.search') });
    await field.fill(words);
    await field.press('Enter');
    await expect(this.page).toHaveURL(/[?&]q=/);
    await this.ready();
  }

  get panel(): Locator {
    return this.page.getByTestId('panel');
  }

  /** Looks for an order and opens it beside the table. */
  async openOrder(number: string) {
    await this.open('/orders');
    await this.search(number);
    await this.row(number).getByRole('link').click();
    await expect(this.panel.getByRole('heading', { name: number })).toBeVisible();
    await this.ready();
  }

  async expectState(state: string) {
    await expect(this.panel.getByTestId('order-state')).toHaveAttribute('data-state', state);
  }

  async expectDone(what: string) {
    await expect(this.panel.getByTestId('done')).toHaveText(this.words(`done.${what}`));
    await this.ready();
  }

  async expectChanged() {
    await expect(this.panel.getByTestId('failed')).toHaveText(this.words('failure.changed'));
    await this.ready();
  }

  /** What is behind a line, opened. */
  async action(form: string | RegExp, within = this.panel): Promise<Locator> {
    const action = within.getByTestId(form).first();
    if (!(await action.evaluate((element) => (element as HTMLDetailsElement).open))) await action.locator('summary').click();
    return action;
  }

  async press(scope: Locator, key: string) {
    await scope.getByRole('button', { name: this.words(key) }).click();
  }

  /** Gives everything that is left, or so many pieces of the first line, to the carrier. */
  async ship(entries: { pieces?: number; carrier?: string; number?: string } = {}) {
    const form = await this.action('ship');
    if (entries.pieces !== undefined) await form.getByRole('spinbutton').first().fill(String(entries.pieces));
    if (entries.carrier) await form.getByLabel(this.label('parcel.carrier')).selectOption(entries.carrier);
    if (entries.number) await form.getByLabel(this.label('parcel.tracking')).fill(entries.number);
    await this.press(form, 'parcel.ship_submit');
  }

  /** The box that selects an order in the table. */
  box(number: string): Locator {
    return this.row(number).getByRole('checkbox');
  }

  async select(number: string) {
    await this.box(number).check();
  }

  /** Ships the orders that are selected, by a second look. */
  async shipSelected() {
    const form = await this.action('ship-selected', this.main);
    await this.press(form, 'orders.ship_selected_submit');
  }

  /** Keeps the search that is shown under a name. */
  async keepSearch(name: string) {
    const form = await this.action('save-search', this.main);
    await form.getByLabel(this.label('saved.name')).fill(name);
    await this.press(form, 'saved.submit');
  }

  // ----- Stock

  get stockRows(): Locator {
    return this.main.getByTestId('stock').locator('tbody tr');
  }

  stockRow(sku: string): Locator {
    return this.main.getByTestId('stock').locator(`tr[data-sku="${sku}"]`);
  }

  /** The SKU of an order's first line. */
  async skuOf(number: string): Promise<string> {
    await this.openOrder(number);
    return this.panel.getByTestId('goods').locator('tbody tr').first().getByTestId('sku').innerText();
  }

  /** Looks for a variant by its SKU and opens it beside the table. */
  async openStock(sku: string) {
    await this.open(`/stock?q=${encodeURIComponent(sku)}`);
    await this.stockRow(sku).getByRole('link').click();
    await expect(this.panel.getByTestId('sku')).toHaveText(sku);
    await this.ready();
  }

  /** Pieces that can be bought, as the panel says. */
  async available(): Promise<number> {
    return Number(await this.panel.getByTestId('figure-available').innerText());
  }

  async receive(pieces: string, note = '') {
    const form = this.panel.getByTestId('receive');
    await form.getByLabel(this.label('stock.pieces')).fill(pieces);
    await form.getByLabel(this.label('stock.note')).fill(note);
    await this.press(form, 'stock.receive_submit');
  }

  /** Takes pieces away. */
  async correct(pieces: string, reason: string) {
    const form = await this.action('correct');
    await form.getByLabel(this.label('stock.pieces')).fill(pieces);
    await form.getByLabel(this.label('stock.reason')).fill(reason);
    await this.press(form, 'stock.correct_submit');
  }

  async note(text: string) {
    const form = this.panel.getByTestId('note');
    await form.getByRole('textbox').fill(text);
    await this.press(form, 'note.submit');
  }
}

/** Buys in a browser of its own, and gives the order's number. */
export async function bought(browser: Browser, email: string, options: { outcome?: 'paid' | 'failed'; pieces?: number; choice?: Choice; method?: string } = {}): Promise<string> {
  const { outcome = 'paid', pieces = 1, choice = chocolate, method } = options;
  // Without scripts, which is quicker; how people buy with them is tested elsewhere.
  const context = await browser.newContext({ javaScriptEnabled: false });
  const shopper = new Shopper(await context.newPage(), 'en', false);
  await shopper.putInto(choice);
  await shopper.setQuantity(choice, pieces);
  await shopper.toCheckout();
  await shopper.fillIn({ email });
  if (method) {
    await shopper.payment(method).check();
    await shopper.submitOrder();
    await shopper.expectTransfer();
  } else {
    await shopper.placeOrder();
    await shopper.decide(outcome);
    if (outcome === 'paid') await shopper.expectPaid();
  }
  const number = await shopper.orderNumber();
  await context.close();
  return number;
}
