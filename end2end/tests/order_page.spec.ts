import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { bottle, chocolate, product } from '../shop/catalogue';
import { canOperate, ship } from '../shop/operator';
import { Shopper } from '../shop/shopper';
import { text } from '../shop/texts';

const language = 'fr';
const words = (key: string) => text(language, key);
const tracking = { carrier: 'swiss_post', number: '99.34.123456.12345678' };

async function order(shopper: Shopper, email: string, decision: 'paid' | 'failed') {
  await shopper.putInto(bottle);
  await shopper.setQuantity(bottle, 2);
  await shopper.toCheckout();
  await shopper.fillIn({ email });
  await shopper.placeOrder();
  await shopper.decide(decision);
}

const state = (page: Page) => page.getByTestId('order-state');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a parcel is followed, its arrival confirmed, and a piece sent back', async ({ page, sandbox, email, watch }) => {
      test.skip(!canOperate, 'the shop under test was started by hand');
      watch.expect(/422/);
      const shopper = new Shopper(page, language, javaScriptEnabled);

      await test.step('paid, then shipped', async () => {
        await order(shopper, email, 'paid');
        await shopper.expectPaid();
        await ship(await shopper.orderNumber(), tracking);
        await page.reload();
        await shopper.ready();
        await expect(state(page)).toHaveAttribute('data-state', 'shipped');
        const link = page.getByTestId('parcels').getByRole('link', { name: words('parcels.track') });
        await expect(link).toHaveAttribute('href', 'https://service.post.ch/ekp-web/ui/entry/search/993412345612345678');
        await expect.poll(async () => (await sandbox.mailsTo(email)).length, { timeout: 30_000 }).toBe(2);
      });

      await test.step('arrived', async () => {
        await page.getByRole('button', { name: words('order.confirm') }).click();
        await expect(state(page)).toHaveAttribute('data-state', 'delivered');
        await expect(page.getByRole('button', { name: words('order.confirm') })).toHaveCount(0);
        await expect(page.getByTestId('timeline').getByText(words('order.state_delivered'))).toBeVisible();
      });

      await test.step('one goes back', async () => {
        await shopper.ready();
        const form = page.getByTestId('return-form');
        await form.getByText(words('returns.open')).click();
        const quantity = form.getByRole('spinbutton', { name: product(bottle.product).name[language] });
        await quantity.fill('3');
        await form.getByLabel(words('returns.reason')).selectOption('damaged');
        await form.getByRole('textbox').fill('Une fissure');
        await form.getByRole('button', { name: words('returns.send') }).click();

        await expect(shopper.errorSummary).toBeVisible();
        await expect(quantity).toHaveAttribute('aria-invalid', 'true');
        await expect(quantity).toHaveValue('3');
        await expect(form.getByRole('textbox')).toHaveValue('Une fissure');
        await expect(form.getByLabel(words('returns.reason'))).toHaveValue('damaged');
        await shopper.ready();

        await quantity.fill('1');
        await form.getByRole('button', { name: words('returns.send') }).click();
        await expect(page.getByTestId('returns').getByRole('listitem').first()).toHaveAttribute('data-state', 'requested');
        await expect.poll(async () => (await sandbox.mailsTo(email)).length, { timeout: 30_000 }).toBe(3);
      });
    });
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('an unpaid order is called off after a second look, and ordered again', { tag: '@once' }, async ({ page, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await order(shopper, email, 'failed');
      await shopper.expectUnpaid('failed');
      const cancel = page.getByTestId('cancel');
      await expect(cancel.getByRole('button')).toBeHidden();
      await cancel.getByText(words('order.cancel')).click();
      await cancel.getByRole('button', { name: words('order.cancel_yes') }).click();
      await expect(state(page)).toHaveAttribute('data-state', 'cancelled');
      await shopper.ready();
      await page.getByRole('button', { name: words('order.again') }).click();
      await expect(page).toHaveURL(new RegExp(`/${language}/cart$`));
      await expect(shopper.quantity(bottle)).toHaveText('2');
    });
  });
}

test('everything that can be opened on the page can be reached by keyboard', { tag: '@once' }, async ({ page, email }) => {
  test.skip(!canOperate, 'the shop under test was started by hand');
  const shopper = new Shopper(page, language);
  await shopper.putInto(chocolate);
  await shopper.toCheckout();
  await shopper.fillIn({ email });
  await shopper.placeOrder();
  await shopper.decide('paid');
  await shopper.expectPaid();
  await ship(await shopper.orderNumber(), tracking);
  await page.reload();
  await shopper.ready();
  await page.getByTestId('return-form').locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: words('returns.send') })).toBeVisible();
});
