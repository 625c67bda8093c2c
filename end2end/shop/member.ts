import { expect, type Locator } from '@playwright/test';
import type { Sandbox } from './sandbox';
import type { Shopper } from './shopper';
import { text } from './texts';

/** Nobody guesses it, and it is easy to type. */
export const password = 'velo zitrone gletscher';
export const otherPassword = 'kaktus posaune nebelmeer';

/** What somebody with an account does, in the words that are on the page. All steps work with and without JavaScript. */
export class Member {
  constructor(
    readonly shopper: Shopper,
    private readonly sandbox: Sandbox,
    readonly email: string,
  ) {}

  private get page() {
    return this.shopper.page;
  }

  get main(): Locator {
    return this.shopper.main;
  }

  words(key: string): RegExp {
    return text(this.shopper.language, key);
  }

  /** Opens a page of the account. */
  async open(path = '') {
    await this.shopper.open(`/account${path}`);
  }

  /** Waits for a page of the account, which a form leads to. */
  async arrive(path = '') {
    await this.page.waitForURL((url) => url.pathname === `/${this.shopper.language}/account${path}`);
    await this.shopper.ready();
  }

  field(key: string): Locator {
    return this.main.getByLabel(this.words(key), { exact: true });
  }

  async press(key: string) {
    await this.main.getByRole('button', { name: this.words(key) }).first().click();
  }

  /** The path of the newest link of a kind in the mails to an address. */
  async link(kind: string, address = this.email): Promise<string> {
    const pattern = new RegExp(`/[a-z]{2}/account/${kind}/[\\w-]+`);
    let found: string | undefined;
    const look = async () => {
      const mails = await this.sandbox.mailsTo(address);
      found = mails.map((mail) => pattern.exec(mail.text ?? '')?.[0]).find((path) => path !== undefined);
      return found !== undefined;
    };
    await expect.poll(look, { message: `a mail to ${address} with a link to ${kind}`, timeout: 30_000 }).toBe(true);
    return found ?? '';
  }

  /** Opens the newest link of a kind. */
  async follow(kind: string, address = this.email): Promise<string> {
    const path = await this.link(kind, address);
    await this.visit(path);
    return path;
  }

  async visit(path: string) {
    await this.page.goto(path);
    await this.shopper.ready();
  }

  /** Asks for an account, opens the link in the mail, chooses a password. Then somebody is in. */
  async register(chosen = password) {
    await this.open('/register');
    await this.field('checkout.email').fill(this.email);
    await this.press('login.send_link');
    await this.arrive('/sent');
    await this.follow('register');
    await this.field('login.new_password').fill(chosen);
    await this.main.getByRole('checkbox', { name: this.words('login.terms') }).check();
    await this.press('login.register_title');
    await this.arrive();
    await this.expectIn();
  }

  async enter(email = this.email, chosen = password) {
    await this.field('checkout.email').fill(email);
    await this.field('login.password').fill(chosen);
    await this.press('login.submit');
  }

  async logIn(chosen = password) {
    await this.open('/log-in');
    await this.enter(this.email, chosen);
  }

  async logOut() {
    await this.open();
    await this.press('login.log_out');
    await this.page.waitForURL(new RegExp(`/${this.shopper.language}$`));
    await this.shopper.ready();
  }

  async expectIn(email = this.email) {
    await expect(this.main.getByTestId('who')).toContainText(email);
  }

  /** The account's page asks who is not in. */
  async expectOut() {
    await this.open();
    await expect(this.main.getByRole('button', { name: this.words('login.submit') })).toBeVisible();
    await expect(this.main.getByTestId('who')).toHaveCount(0);
  }

  async expectDone(what: string) {
    await expect(this.main.getByTestId('done')).toHaveText(this.words(`account.done_${what}`));
  }

  async expectRefused(key: string) {
    await expect(this.main.getByTestId('failed')).toHaveText(this.words(key));
  }

  async expectLinkInvalid() {
    await expect(this.main.getByTestId('link-invalid')).toBeVisible();
  }
}
