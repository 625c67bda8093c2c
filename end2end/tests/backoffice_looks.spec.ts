import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { bottle } from '../shop/catalogue';
import { Colleague, bought } from '../shop/colleague';
import { canOperate } from '../shop/operator';

// The longest texts are the French ones.
const language = 'fr';

test.skip(!canOperate, 'the shop under test was started by hand');

test.use({ reducedMotion: 'reduce' });

test('orders, an order, a mail', async ({ page, sandbox, email, browser, watch }) => {
  watch.expect(/422/);
  const number = await bought(browser, email, { pieces: 2, choice: bottle });
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.open();
  await expectAccessible(page);
  await colleague.open('/orders');
  await expectAccessible(page);
  await colleague.open('/orders?q=xyzzy');
  await expectAccessible(page);
  await colleague.openOrder(number);
  await colleague.action('ship');
  await expectAccessible(page);
  await colleague.ship({ carrier: 'swiss_post', number: '1' });
  await expect(colleague.panel.getByTestId('failed')).toBeVisible();
  await expectAccessible(page);
  await colleague.ship({ pieces: 1, carrier: 'other', number: 'AB-123' });
  await colleague.expectDone('shipped');
  await expectAccessible(page);
  await colleague.panel.getByRole('link', { name: colleague.words('parcel.notify') }).click();
  await expect(colleague.panel.getByTestId('mail')).toBeVisible();
  await expectAccessible(page);
});

test('money and the audit log', async ({ page, sandbox, email, browser }) => {
  const number = await bought(browser, email);
  const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language);
  await colleague.openOrder(number);
  const form = await colleague.action('refund');
  await form.getByRole('radio', { name: colleague.words('refund.lines') }).check();
  await expectAccessible(page);
  await form.getByRole('radio', { name: colleague.words('refund.an_amount') }).check();
  await expectAccessible(page);
  await colleague.open('/audit');
  await expectAccessible(page);
});

test('palette and keys', { tag: '@once' }, async ({ page, sandbox }) => {
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.open();
  await page.keyboard.press('Control+k');
  await expect(page.getByTestId('palette')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('palette')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});
