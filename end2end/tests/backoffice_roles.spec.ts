import { expect, test } from '../fixtures';
import { Colleague, bought, type Role } from '../shop/colleague';
import { Member } from '../shop/member';
import { Shopper } from '../shop/shopper';
import { canOperate, proofsGrowOld } from '../shop/operator';

const language = 'en';
const home = '/backoffice';
const orders = '/backoffice/orders';
const products = '/backoffice/products';
const collections = '/backoffice/collections';
const stock = '/backoffice/stock';
const vouchers = '/backoffice/vouchers';
const giftCards = '/backoffice/gift-cards';
const delivery = '/backoffice/delivery';
const imports = '/backoffice/imports';
const earlier = '/backoffice/earlier-orders';
const customers = '/backoffice/customers';
const mail = '/backoffice/mail';
const vat = '/backoffice/vat';
const audit = '/backoffice/audit';
const settings = '/backoffice/settings';

test.skip(!canOperate, 'the shop under test was started by hand');

const seen: Record<Role, { places: string[]; actions: string[] }> = {
  catalogue: { places: [home, products, collections, stock, vouchers, giftCards, imports], actions: [] },
  orders: { places: [home, orders, stock, delivery, earlier, mail], actions: ['ship', 'note'] },
  support: { places: [home, orders, giftCards, earlier, customers, mail], actions: ['refund', 'note'] },
  accounting: { places: [home, orders, vouchers, giftCards, imports, earlier, mail, vat, audit], actions: ['refund', 'note'] },
  admin: { places: [home, customers, audit, settings], actions: [] },
};

for (const [role, { places, actions }] of Object.entries(seen)) {
  test(`${role} sees what it may use, and nothing else answers`, { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
    watch.expect(/403/);
    const number = await bought(browser, email);
    const colleague = await Colleague.join(page, sandbox, role as Role, language);
    await colleague.open();
    expect(await colleague.places()).toEqual(places);
    for (const place of [orders, products, collections, stock, vouchers, giftCards, delivery, imports, earlier, customers, mail, vat, audit, settings]) {
      const response = await page.goto(place);
      expect(response?.status(), place).toBe(places.includes(place) ? 200 : 403);
    }
    if (!places.includes(orders)) return;
    await colleague.openOrder(number);
    await expect(colleague.panel.getByTestId('note')).toBeVisible();
    for (const form of ['ship', 'refund', 'cancel', 'mark-paid', 'note']) {
      await expect(colleague.panel.getByTestId(form), form).toHaveCount(actions.includes(form) ? 1 : 0);
    }
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('who is not logged in is asked to, and then finds the screen', { tag: '@once' }, async ({ page, sandbox, watch }) => {
      watch.expect(/401/);
      const colleague = await Colleague.join(page, sandbox, 'orders', language, javaScriptEnabled);
      await colleague.member.logOut();
      expect((await page.goto(orders))?.status()).toBe(401);
      await expect(page.getByTestId('orders')).toHaveCount(0);
      await page.getByTestId('failure').getByRole('link', { name: colleague.words('failure.log_in') }).click();
      await colleague.member.arrive('/log-in');
      await colleague.member.enter();
      await colleague.member.arrive('/second-factor');
      await colleague.member.field('login.code').fill(colleague.recoveryCodes[0]);
      await colleague.member.press('login.code_submit');
      await page.waitForURL(`**${orders}`);
      await expect(colleague.rows.first()).toBeVisible();
    });

    test('who has not proved it just now is asked before money goes back', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
      const number = await bought(browser, email);
      const colleague = await Colleague.join(page, sandbox, 'support', language, javaScriptEnabled);
      await proofsGrowOld(colleague.email);
      await colleague.openOrder(number);
      await colleague.panel.getByTestId('refund').getByRole('link').click();
      await colleague.member.arrive('/step-up');
      await colleague.member.field('login.code').fill(colleague.recoveryCodes[0]);
      await colleague.member.press('login.code_submit');
      await page.waitForURL(/\/backoffice\/orders\/[\w-]+$/);
      await colleague.ready();
      await expect((await colleague.action('refund')).getByRole('button', { name: colleague.words('refund.submit') })).toBeVisible();
    });
  });
}

test('a buyer has no business here', { tag: '@once' }, async ({ page, sandbox, email, watch }) => {
  watch.expect(/403/);
  const member = new Member(new Shopper(page, language), sandbox, email);
  await member.register();
  await expect(page.getByTestId('backoffice')).toHaveCount(0);
  for (const place of [home, orders, products, stock, delivery, vat, audit, settings]) {
    expect((await page.goto(place))?.status(), place).toBe(403);
    await expect(page.getByTestId('failure')).toBeVisible();
  }
});

test('shoppers download none of it', { tag: '@once' }, async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  const shopper = new Shopper(page, language);
  await shopper.open();
  await shopper.open('/cart');
  expect(loaded.some((url) => url.endsWith('.wasm'))).toBe(true);
  expect(loaded.filter((url) => /backoffice/.test(url))).toEqual([]);
});
