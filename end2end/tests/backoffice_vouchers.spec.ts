import { randomUUID } from 'node:crypto';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { notebooks } from '../shop/catalogue';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';
import { Shopper } from '../shop/shopper';

const language = 'de';

test.skip(!canOperate, 'the shop under test was started by hand');

/** A code that no other test and no other run has. */
const newCode = () => `T${randomUUID().replaceAll('-', '').slice(0, 11)}`.toUpperCase();

/** Opens the form for a new voucher by the button above the table. */
async function begin(colleague: Colleague): Promise<Locator> {
  await colleague.open('/vouchers');
  await colleague.main.getByRole('link', { name: colleague.words('vouchers.new') }).first().click();
  const form = colleague.panel.getByTestId('new-voucher');
  await expect(form).toBeVisible();
  await colleague.ready();
  return form;
}

/** Makes a voucher over five francs. */
async function make(colleague: Colleague, code: string, entries: { mostUses?: string } = {}) {
  const form = await begin(colleague);
  await form.getByLabel(colleague.label('vouchers.code')).fill(code);
  await form.getByLabel(colleague.label('vouchers.kind')).selectOption('amount');
  await form.getByLabel(colleague.label('vouchers.benefit')).fill('5');
  if (entries.mostUses) await form.getByLabel(colleague.label('vouchers.most_uses')).fill(entries.mostUses);
  await colleague.press(form, 'vouchers.create');
  await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('vouchers.done_created'));
  await colleague.ready();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a voucher is made, and what is wrong is said at its field', async ({ page, sandbox, watch }) => {
      watch.expect(/422/);
      const code = newCode();
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      const form = await begin(colleague);
      await form.getByLabel(colleague.label('vouchers.code')).fill(code);
      await form.getByLabel(colleague.label('vouchers.benefit')).fill('viel');
      await form.getByLabel(colleague.label('vouchers.last_day')).fill('2999-12-31');
      const category = form.getByTestId('categories').getByRole('checkbox').first();
      await category.check();
      await colleague.press(form, 'vouchers.create');
      await expect(colleague.panel.getByTestId('failed')).toBeVisible();
      await colleague.ready();
      await expect(form.getByLabel(colleague.label('vouchers.benefit'))).toHaveAttribute('aria-invalid', 'true');
      await expect(form.getByLabel(colleague.label('vouchers.benefit'))).toHaveValue('viel');
      await expect(form.getByLabel(colleague.label('vouchers.code'))).toHaveValue(code);
      await expect(form.getByLabel(colleague.label('vouchers.last_day'))).toHaveValue('2999-12-31');
      await expect(category).toBeChecked();

      await form.getByLabel(colleague.label('vouchers.benefit')).fill('12.5');
      await colleague.press(form, 'vouchers.create');
      await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('vouchers.done_created'));
      await expect(colleague.panel.getByRole('heading', { name: code })).toBeVisible();
      await expect(colleague.panel.getByTestId('fact-benefit')).toContainText('12.5');
      await expect(colleague.panel.getByTestId('fact-period')).toContainText('31.12.2999');
      await expect(colleague.panel.getByTestId('voucher-state')).toHaveAttribute('data-state', 'active');
    });

    test('whoever is at the checkout when it is ended sees the new price first', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/409/);
      const code = newCode();
      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language, javaScriptEnabled);
      await make(colleague, code, { mostUses: '3' });
      const address = page.url();

      const context = await browser.newContext({ javaScriptEnabled: false });
      const shopper = new Shopper(await context.newPage(), language, false);
      await shopper.putInto(notebooks);
      await shopper.enterCode(code);
      await expect(shopper.voucherLine).toContainText(code);
      await shopper.toCheckout();
      await shopper.fillIn({ email });

      await page.goto(address);
      await colleague.ready();
      const end = await colleague.action('end');
      await colleague.press(end, 'vouchers.end_submit');
      await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('vouchers.done_ended'));
      await expect(colleague.panel.getByTestId('voucher-state')).toHaveAttribute('data-state', 'ended');
      await expect(colleague.panel.getByTestId('change')).toHaveCount(0);
      await expect(colleague.panel.getByTestId('uses-list').getByRole('listitem')).toHaveCount(0);

      // What it was stays named, with what it is worth now.
      await shopper.submitOrder();
      await expect(shopper.voucherLine).toContainText('0.00');
      await context.close();
    });

    test('an order that used it is listed, and the limit counts it', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
      const code = newCode();
      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language, javaScriptEnabled);
      await make(colleague, code);
      const address = page.url();
      const context = await browser.newContext({ javaScriptEnabled: false });
      const shopper = new Shopper(await context.newPage(), language, false);
      await shopper.putInto(notebooks);
      await shopper.enterCode(code);
      await shopper.toCheckout();
      await shopper.fillIn({ email });
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
      const number = await shopper.orderNumber();
      await context.close();

      await page.goto(address);
      await colleague.ready();
      const used = colleague.panel.getByTestId('uses-list').getByRole('listitem');
      await expect(used).toHaveCount(1);
      await expect(used).toContainText(number);
      await expect(used.getByTestId('saved')).toContainText('5.00');
      await expect(used.getByRole('link')).toHaveAttribute('href', /\/backoffice\/orders\//);

      const change = await colleague.action('change');
      await change.getByLabel(colleague.label('vouchers.most_uses')).fill('1');
      await colleague.press(change, 'vouchers.save');
      await expect(colleague.panel.getByTestId('done')).toHaveText(colleague.words('vouchers.done_saved'));
      await expect(colleague.panel.getByTestId('voucher-state')).toHaveAttribute('data-state', 'used_up');

      await colleague.open('/vouchers');
      const field = colleague.main.getByRole('searchbox', { name: colleague.words('vouchers.search') });
      await field.fill(code.toLowerCase());
      await field.press('Enter');
      await expect(page).toHaveURL(/[?&]q=/);
      await colleague.ready();
      const row = colleague.main.getByTestId('vouchers').locator(`tr[data-code="${code}"]`);
      await expect(row).toHaveAttribute('data-state', 'used_up');
      await row.getByRole('link').click();
      await expect(colleague.panel.getByRole('heading', { name: code })).toBeVisible();
      await colleague.ready();
      await colleague.panel.getByRole('link', { name: colleague.words('order.close') }).click();
      await expect(colleague.panel).toHaveCount(0);
    });

    test('of two who change it the second is told and keeps what was entered', { tag: '@once' }, async ({ page, sandbox, watch }) => {
      watch.expect(/409/);
      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language, javaScriptEnabled);
      await make(colleague, newCode());
      const other = new Colleague(await page.context().newPage(), language, sandbox, javaScriptEnabled, colleague.email);
      await other.page.goto(page.url());
      await other.ready();
      for (const [who, most] of [[colleague, '10'], [other, '20']] as const) {
        const change = await who.action('change');
        await change.getByLabel(who.label('vouchers.most_uses')).fill(most);
        await who.press(change, 'vouchers.save');
        await expect(who.panel.getByTestId(most === '10' ? 'done' : 'failed')).toBeVisible();
        await who.ready();
      }
      await expect(other.panel.getByTestId('failed')).toHaveText(other.words('failure.changed'));
      await expect(other.panel.getByTestId('change').getByLabel(other.label('vouchers.most_uses'))).toHaveValue('20');
      await expect(other.panel.getByTestId('fact-uses')).toContainText('10');
      await other.page.close();
    });
  });
}

test('by keyboard', { tag: '@once' }, async ({ page, sandbox }) => {
  const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language);
  await colleague.open();
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page).toHaveURL(/\/backoffice\/vouchers$/);
});

test('it can be read by everybody', async ({ page, sandbox, watch }) => {
  watch.expect(/422/);
  // The longest texts are the French ones.
  const colleague = await Colleague.onDuty(page, sandbox, 'accounting', 'fr');
  await make(colleague, newCode());
  await expectAccessible(page);
  const change = await colleague.action('change');
  await change.getByLabel(colleague.label('vouchers.most_uses')).fill('0');
  await colleague.press(change, 'vouchers.save');
  await expect(colleague.panel.getByTestId('failed')).toBeVisible();
  await colleague.ready();
  await colleague.action('end');
  await expectAccessible(page);
  await begin(colleague);
  await expectAccessible(page);
  await colleague.open('/vouchers?q=xyzzy');
  await expect(colleague.main.getByTestId('empty')).toBeVisible();
  await expectAccessible(page);
});
