import { expect, test } from '../fixtures';
import { bottle, price } from '../shop/catalogue';
import { Colleague, bought } from '../shop/colleague';
import { swiss } from '../shop/money';
import { canOperate } from '../shop/operator';

const language = 'de';
const tracking = { carrier: 'swiss_post', number: '99.34.123456.12345678' };

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('an order is found, sent in two parcels, and its buyer told once', async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/409|422/);
      const number = await bought(browser, email, { pieces: 3, choice: bottle });
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', language, javaScriptEnabled);
      await colleague.openOrder(number);
      await colleague.expectState('paid');

      await test.step('a wrong number is said, and what was entered stays', async () => {
        await colleague.ship({ pieces: 1, carrier: 'swiss_post', number: '123' });
        const form = colleague.panel.getByTestId('ship');
        await expect(form.getByLabel(colleague.label('parcel.tracking'))).toHaveAttribute('aria-invalid', 'true');
        await expect(form.getByLabel(colleague.label('parcel.tracking'))).toHaveValue('123');
        await expect(form.getByLabel(colleague.label('parcel.carrier'))).toHaveValue('swiss_post');
        await colleague.ready();
      });

      await test.step('one piece goes', async () => {
        await colleague.ship({ pieces: 1, ...tracking });
        await colleague.expectDone('shipped');
        await colleague.expectState('paid');
        await expect(colleague.panel.getByTestId('sent')).toHaveText('1');
      });

      await test.step('the rest goes', async () => {
        await colleague.ship();
        await colleague.expectDone('shipped');
        await colleague.expectState('shipped');
        await expect(colleague.panel.getByTestId('parcels').getByRole('listitem')).toHaveCount(2);
        await expect(colleague.panel.getByTestId('ship')).toHaveCount(0);
        // Nobody was written to: so far the buyer has the confirmation alone.
        expect(await sandbox.mailsTo(email)).toHaveLength(1);
      });

      await test.step('the mail is looked at, then sent', async () => {
        const parcel = colleague.panel.getByTestId('parcels').getByRole('listitem').first();
        await parcel.getByRole('link', { name: colleague.words('parcel.notify') }).click();
        await expect(colleague.panel.getByTestId('recipient')).toHaveText(email);
        const shown = await colleague.panel.getByTestId('mail').innerText();
        expect(shown).toContain(number);
        await colleague.ready();
        await colleague.press(colleague.panel, 'notice.send');
        await colleague.expectDone('notified');
        await expect.poll(async () => (await sandbox.mailsTo(email)).length, { timeout: 30_000 }).toBe(2);
      });

      await test.step('a second time on purpose only', async () => {
        const parcel = colleague.panel.getByTestId('parcels').getByRole('listitem').first();
        await parcel.getByRole('link', { name: colleague.words('parcel.notify_again') }).click();
        await expect(colleague.panel.getByRole('checkbox', { name: colleague.words('notice.again') })).not.toBeChecked();
        await colleague.ready();
        await colleague.press(colleague.panel, 'notice.send');
        await expect(colleague.panel.getByTestId('failed')).toHaveText(colleague.words('failure.notified_before'));
        await colleague.ready();
        await colleague.panel.getByRole('checkbox', { name: colleague.words('notice.again') }).check();
        await colleague.press(colleague.panel, 'notice.send');
        await colleague.expectDone('notified');
        await expect.poll(async () => (await sandbox.mailsTo(email)).length, { timeout: 30_000 }).toBe(3);
      });
    });

    test('an unpaid order is called off after a second look, and a note stays', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
      const number = await bought(browser, email, { outcome: 'failed' });
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', language, javaScriptEnabled);
      await colleague.openOrder(number);

      await colleague.note('Hat angerufen.\nRückruf am Montag <b>früh</b>.');
      await colleague.expectDone('noted');
      await expect(colleague.panel.getByTestId('notes').getByRole('listitem')).toContainText('Rückruf am Montag <b>früh</b>.');

      const cancel = colleague.panel.getByTestId('cancel');
      await expect(cancel.getByRole('button')).toBeHidden();
      await colleague.action('cancel');
      await colleague.press(cancel, 'cancel.submit');
      await colleague.expectDone('cancelled');
      await colleague.expectState('cancelled');
      await expect(colleague.panel.getByTestId('cancel')).toHaveCount(0);
      await expect(colleague.panel.getByTestId('notes').getByRole('listitem')).toHaveCount(1);
    });

    test('money goes back by line and then whole', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/409|422/);
      const number = await bought(browser, email, { pieces: 2, choice: bottle });
      const colleague = await Colleague.onDuty(page, sandbox, 'support', language, javaScriptEnabled);
      await colleague.openOrder(number);

      let form = await colleague.action('refund');
      await form.getByRole('radio', { name: colleague.words('refund.lines') }).check();
      await form.getByRole('spinbutton').fill('1');
      await form.getByLabel(colleague.label('refund.reason')).selectOption('goodwill');
      await colleague.press(form, 'refund.submit');
      await colleague.expectDone('refunded');
      const refunds = colleague.panel.getByTestId('refunds').getByRole('listitem');
      await expect(refunds).toHaveCount(1);
      await expect(refunds).toContainText(swiss(price(bottle)));
      await colleague.expectState('paid');

      await test.step('more than is left is refused, and what was entered stays', async () => {
        form = await colleague.action('refund');
        await form.getByRole('radio', { name: colleague.words('refund.an_amount') }).check();
        await form.getByLabel(colleague.label('money.amount')).fill('99999.00');
        await form.getByLabel(colleague.label('refund.reason')).selectOption('goodwill');
        await colleague.press(form, 'refund.submit');
        await expect(colleague.panel.getByTestId('failed')).toHaveText(colleague.words('failure.refund_too_large'));
        await colleague.ready();
        await expect(form.getByLabel(colleague.label('money.amount'))).toHaveValue('99999.00');
      });

      form = await colleague.action('refund');
      await form.getByRole('radio', { name: colleague.words('refund.all') }).check();
      await form.getByLabel(colleague.label('refund.reason')).selectOption('undeliverable');
      await colleague.press(form, 'refund.submit');
      await colleague.expectDone('refunded');
      await expect(refunds).toHaveCount(2);
    });

    test('a transfer is booked', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
      const number = await bought(browser, email, { method: 'Prepayment by QR-bill' });
      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language, javaScriptEnabled);
      await colleague.openOrder(number);
      await colleague.expectState('awaiting_payment');
      const form = await colleague.action('mark-paid');
      await colleague.press(form, 'money.mark_paid_submit');
      await colleague.expectDone('paid');
      await colleague.expectState('paid');
    });

    test('filters and searches are addresses', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
      const number = await bought(browser, email);
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', language, javaScriptEnabled);
      await colleague.open('/orders');
      await colleague.search(email);
      await expect(colleague.rows).toHaveCount(1);
      const filter = (key: string) => colleague.main.getByTestId('filters').getByRole('link', { name: colleague.words(key), exact: true });
      await filter('state.shipped').click();
      await expect(colleague.main.getByTestId('empty')).toBeVisible();
      await expect(page).toHaveURL(/q=.*state=shipped/);
      await filter('orders.to_ship').click();
      await expect(colleague.row(number)).toBeVisible();
      await colleague.row(number).getByRole('link').click();
      await expect(colleague.panel.getByRole('heading', { name: number })).toBeVisible();

      // The panel's address is a page, and closing it leads back to what was looked for.
      await page.reload();
      await expect(colleague.panel.getByRole('heading', { name: number })).toBeVisible();
      await colleague.ready();
      await colleague.panel.getByRole('link', { name: colleague.words('order.close') }).click();
      await expect(colleague.panel).toHaveCount(0);
      await expect(page).toHaveURL(/\/backoffice\/orders\?q=.*state=paid/);
      await expect(colleague.row(number)).toBeVisible();
    });

    test('what was done stands in the audit log', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
      const number = await bought(browser, email, { outcome: 'failed' });
      const context = await browser.newContext({ javaScriptEnabled });
      const doer = await Colleague.onDuty(await context.newPage(), sandbox, 'support', language, javaScriptEnabled);
      await doer.openOrder(number);
      const cancel = await doer.action('cancel');
      await doer.press(cancel, 'cancel.submit');
      await doer.expectDone('cancelled');
      await context.close();

      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language, javaScriptEnabled);
      await colleague.open('/audit');
      await colleague.main.getByLabel(colleague.label('audit.subject')).fill(number);
      await colleague.press(colleague.main, 'audit.search');
      await expect(page).toHaveURL(new RegExp(`subject=${number}`));
      const entries = colleague.main.getByTestId('audit').locator('tbody tr');
      await expect(entries).toHaveCount(1);
      await expect(entries).toHaveAttribute('data-action', /^order\./);
      await expect(entries).toContainText('cancelled');
    });
  });
}

test('the first screen counts what waits', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await bought(browser, email);
  await colleague.open();
  const task = colleague.main.locator('[data-task=to-ship]');
  expect(Number(await task.getByTestId('figure').innerText())).toBeGreaterThan(0);
  await task.getByRole('link').click();
  await expect(page).toHaveURL(/\/backoffice\/orders\?state=paid/);
  await expect(colleague.rows.first()).toBeVisible();
});
