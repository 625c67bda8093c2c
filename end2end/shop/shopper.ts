import { expect, type Locator, type Page } from '@playwright/test';
import { baseURL, sandboxURL } from '../settings';
import { chosen, product, type Choice } from './catalogue';
import { amounts } from './money';
import { text, type Language } from './texts';

/** How a payment can end on the provider's test page, and what the order's page then says. */
const outcomes = {
  paid: 'Paid',
  failed: 'Failed',
  canceled: 'Canceled',
  expired: 'Expired',
  open: 'Open',
} as const;
const situations = {
  failed: 'order.failed_title',
  canceled: 'order.canceled_title',
  expired: 'order.lapsed_title',
  'not started': 'order.not_started_title',
} as const;

/** Who buys. */
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
 * What a visitor does in the shop, in the words that are on the page. The texts come from the shop's own files, so that the same steps work in every
 * language. All steps work with and without JavaScript.
 */
export class Shopper {
  constructor(
    readonly page: Page,
    readonly language: Language,
    private readonly scripted = true,
  ) {}

  private words(key: string): RegExp {
    return text(this.language, key);
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  private get banner(): Locator {
    return this.page.getByRole('banner');
  }

  // ----- Getting around

  /** Opens a page by its address behind the language. */
  async open(path = '') {
    await this.page.goto(`/${this.language}${path}`);
    await this.ready();
  }

  /** Waits until the browser's side has taken over: before that, links load documents and forms are sent by the browser. */
  async ready() {
    if (this.scripted) await expect(this.page.locator('html[data-hydrated]')).toBeAttached();
  }

  /** Follows a link of the page, such as a category's or a product's. */
  async followTo(name: string) {
    await this.main.getByRole('link', { name }).first().click();
    await this.ready();
  }

  /** On a phone, what is not the cart is behind the menu. */
  private async openMenu() {
    const menu = this.banner.getByLabel(this.words('nav.menu'));
    if (await menu.isVisible()) await menu.click();
  }

  async switchTo(language: Language) {
    await this.openMenu();
    await this.banner.getByRole('navigation', { name: this.words('nav.language') }).getByRole('link', { name: language, exact: true }).click();
    await this.page.waitForURL(new RegExp(`/${language}(/|$)`));
    await this.ready();
  }

  async switchTheme(theme: 'light' | 'dark') {
    await this.openMenu();
    await this.banner.getByRole('button', { name: this.words(`nav.theme_${theme}`) }).click();
  }

  /** The page's colour, once it no longer changes. */
  async background(): Promise<string> {
    return this.page.evaluate(async () => {
      const root = document.documentElement;
      await Promise.allSettled(root.getAnimations().map((animation) => animation.finished));
      return getComputedStyle(root).backgroundColor;
    });
  }

  async search(words: string) {
    await this.openMenu();
    const field = this.banner.getByRole('searchbox', { name: this.words('nav.search_hint') });
    await field.fill(words);
    await field.press('Enter');
    await expect(this.page).toHaveURL(new RegExp(`/${this.language}/search\\?q=${encodeURIComponent(words)}(&|$)`));
    await this.ready();
  }

  // ----- Lists

  get cards(): Locator {
    return this.main.locator('a[href*="/p/"]');
  }

  /** The prices of a list, in rappen; of a reduced product the present one, of one with several the lowest. */
  async cardPrices(): Promise<number[]> {
    const texts = await this.cards.allInnerTexts();
    return texts.map((card) => amounts(card)[0]);
  }

  async sortBy(order: string) {
    await this.main.locator('select[name=sort]').selectOption(order);
    await this.apply();
    await expect(this.page).toHaveURL(new RegExp(`sort=${order}`));
  }

  async onlyAvailable() {
    await this.main.getByRole('checkbox', { name: this.words('list.available_only') }).check();
    await this.apply();
    await expect(this.page).toHaveURL(/available=1/);
  }

  private async apply() {
    if (!this.scripted) await this.main.getByRole('button', { name: this.words('list.apply') }).click();
  }

  // ----- A product

  async openProduct({ product }: Choice) {
    await this.open(`/p/${product}`);
  }

  get price(): Locator {
    return this.main.getByTestId('price');
  }

  get stock(): Locator {
    return this.main.getByTestId('stock');
  }

  /** The label of an option's value, which is what one presses. */
  option(choice: Choice): Locator {
    const name = chosen(choice)?.name[this.language] ?? '';
    return this.main.getByRole('group').locator('label').filter({ hasText: name });
  }

  /** Chooses the value, if the product has options. */
  async choose(choice: Choice) {
    if (!choice.value) return;
    await this.option(choice).click();
    await expect(this.option(choice).getByRole('radio')).toBeChecked();
  }

  get wanted(): Locator {
    return this.main.getByRole('spinbutton', { name: this.words('product.quantity') });
  }

  get addButton(): Locator {
    return this.main.getByRole('button', { name: this.words('product.add') });
  }

  /** Presses the main button. Then the cart is open: beside the page, or as a page of its own where there are no scripts. */
  async addToCart() {
    await this.addButton.click();
    if (this.scripted) await expect(this.drawer).toBeVisible();
    else await this.page.waitForURL(`**/${this.language}/cart`);
  }

  // ----- The cart

  get cartCount(): Locator {
    return this.page.getByTestId('cart-count');
  }

  get drawer(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Goes to the cart's page from any other, as a visitor does. */
  async openCart() {
    if (/\/cart$/.test(this.page.url())) return;
    if (this.scripted) {
      if (!(await this.drawer.isVisible())) await this.page.getByTestId('cart').click();
      await this.drawer.getByRole('link', { name: this.words('cart.view') }).click();
      await expect(this.drawer).toBeHidden();
    } else {
      await this.page.getByTestId('cart').click();
    }
    await expect(this.page).toHaveURL(new RegExp(`/${this.language}/cart$`));
  }

  /** Opens a product, puts a piece of it into the cart and looks at the cart's page. */
  async putInto(choice: Choice) {
    await this.openProduct(choice);
    await this.choose(choice);
    await this.addToCart();
    await this.openCart();
  }

  line(choice: Choice): Locator {
    const line = this.main.getByTestId('lines').getByRole('listitem').filter({ hasText: product(choice.product).name[this.language] });
    const value = chosen(choice)?.name[this.language];
    return value ? line.filter({ hasText: value }) : line;
  }

  quantity(choice: Choice): Locator {
    return this.line(choice).getByTestId('quantity');
  }

  more(choice: Choice): Locator {
    return this.line(choice).getByRole('button', { name: this.words('product.more') });
  }

  /** Presses plus or minus until the line says so. */
  async setQuantity(choice: Choice, wanted: number) {
    const less = this.line(choice).getByRole('button', { name: this.words('product.less') });
    let pieces = Number(await this.quantity(choice).innerText());
    while (pieces !== wanted) {
      // The page shows the change before the server has it: whoever leaves at once must not take it away again.
      const answered = this.page.waitForResponse((response) => response.url().includes('/fn/cart/quantity'));
      await (pieces < wanted ? this.more(choice) : less).click();
      await answered;
      pieces += pieces < wanted ? 1 : -1;
      await expect(this.quantity(choice)).toHaveText(String(pieces));
    }
  }

  async remove(choice: Choice) {
    await this.line(choice).getByRole('button', { name: this.words('cart.remove_named') }).click();
    await expect(this.line(choice)).toHaveCount(0);
  }

  async undo() {
    await this.main.getByRole('button', { name: this.words('cart.undo') }).click();
  }

  // ----- The checkout

  get checkoutLink(): Locator {
    return this.main.getByRole('link', { name: this.words('cart.checkout') });
  }

  async toCheckout() {
    await this.checkoutLink.click();
    await expect(this.page).toHaveURL(new RegExp(`/${this.language}/checkout$`));
    await expect(this.orderButton).toBeVisible();
  }

  field(name: keyof Buyer): Locator {
    return this.main.getByLabel(this.words(labels[name]));
  }

  /** Fills in the form; every field can be given another value than the buyer's. */
  async fillIn(entries: Partial<Buyer> & { email: string }) {
    for (const [name, value] of Object.entries({ ...buyer, ...entries })) {
      await this.field(name as keyof Buyer).fill(value);
    }
  }

  get priority(): Locator {
    return this.main.getByRole('radio', { name: 'PostPac Priority' });
  }

  get total(): Locator {
    return this.main.getByTestId('total');
  }

  /** The field for vouchers and gift cards, in the cart's page and in the checkout. */
  get codeField(): Locator {
    return this.main.getByLabel(this.words('code.label'), { exact: true });
  }

  /** Enters a code and presses its button. */
  async enterCode(code: string) {
    await this.codeField.fill(code);
    await this.main.getByRole('button', { name: this.words('code.apply') }).click();
  }

  /** Takes the only code in use out again. */
  async leaveCode() {
    await this.main.getByRole('button', { name: this.words('code.remove_named') }).click();
  }

  get voucherLine(): Locator {
    return this.main.getByTestId('voucher');
  }

  get giftCardLine(): Locator {
    return this.main.getByTestId('gift-card');
  }

  /** What is left to pay beside a gift card. */
  get due(): Locator {
    return this.main.getByTestId('due');
  }

  get errorSummary(): Locator {
    return this.main.getByTestId('errors');
  }

  get orderButton(): Locator {
    return this.main.getByRole('button', { name: this.words('checkout.pay') });
  }

  /** Presses the button and does not wait for what comes. */
  async submitOrder() {
    await this.orderButton.click();
  }

  async placeOrder() {
    await this.submitOrder();
    await this.page.waitForURL(`${sandboxURL}/mollie/checkout/**`);
  }

  /** Lets the payment end on the provider's test page, which leads back to the shop. */
  async decide(outcome: keyof typeof outcomes) {
    await this.page.waitForURL(`${sandboxURL}/mollie/checkout/**`);
    await this.page.getByRole('radio', { name: outcomes[outcome] }).check();
    await this.page.getByRole('button', { name: 'Continue' }).click();
    await this.page.waitForURL(`${baseURL}/${this.language}/orders/*`);
    await this.ready();
  }

  // ----- The order

  /** The number for people, such as 2026-000042. */
  async orderNumber(): Promise<string> {
    const title = await this.main.getByTestId('order-number').innerText();
    const number = /\d{4}-\d+/.exec(title)?.[0];
    if (!number) throw new Error(`no order number in «${title}»`);
    return number;
  }

  private get state(): Locator {
    return this.main.getByTestId('order-state');
  }

  /** The page says that it is paid, at once or after the next look. */
  async expectPaid() {
    await expect(this.state).toHaveAttribute('data-state', 'paid', { timeout: 20_000 });
    await expect(this.state).toHaveText(this.words('order.thanks'));
  }

  /** The page says why it is not paid, and offers to try again. */
  async expectUnpaid(situation: keyof typeof situations) {
    await expect(this.state).toHaveText(this.words(situations[situation]));
    await expect(this.state).toHaveAttribute('data-state', 'awaiting_payment');
    await expect(this.retryButton).toBeVisible();
  }

  /** The page says that it does not know yet, and nothing more. */
  async expectOpen() {
    await expect(this.state).toHaveText(this.words('order.pending_title'));
    await expect(this.state).toHaveAttribute('data-state', 'awaiting_payment');
    await expect(this.main.getByRole('link', { name: this.words('order.go_on_paying') })).toBeVisible();
  }

  private get retryButton(): Locator {
    return this.main.getByRole('button', { name: this.words('order.retry') });
  }

  /** A way to pay, at checkout or for another attempt. */
  payment(name: string): Locator {
    return this.main.getByRole('radio', { name });
  }

  /** The page says how to transfer the money; its bill is a PDF. */
  async expectTransfer() {
    await expect(this.state).toHaveAttribute('data-state', 'awaiting_payment');
    const slip = this.main.getByRole('link', { name: this.words('order.open_slip') });
    const answer = await this.page.request.get((await slip.getAttribute('href')) ?? '');
    expect(answer.headers()['content-type']).toBe('application/pdf');
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
  }

  async retryWith(method: string) {
    await this.payment(method).check();
    await this.retryButton.click();
  }

  async tryAgain() {
    await this.retryButton.click();
    await this.page.waitForURL(`${sandboxURL}/mollie/checkout/**`);
  }

  // ----- For pictures of pages

  /** Waits until every picture in view is there. */
  async picturesLoaded() {
    const missing = () =>
      [...document.images].filter((image) => {
        const { top, bottom, width } = image.getBoundingClientRect();
        return width > 0 && bottom > 0 && top < innerHeight && !(image.complete && image.naturalWidth > 0);
      }).length;
    await expect.poll(() => this.page.evaluate(missing)).toBe(0);
    await this.page.evaluate(() => document.fonts.ready.then(() => true));
  }
}
