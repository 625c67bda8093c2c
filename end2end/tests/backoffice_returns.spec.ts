import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { bottle } from '../shop/catalogue';
import { Colleague, bought } from '../shop/colleague';
import { canOperate, ship } from '../shop/operator';
import { Shopper } from '../shop/shopper';
import { text } from '../shop/texts';

const language = 'de';
const tracking = { carrier: 'swiss_post', number: '99.34.123456.12345678' };

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a return is agreed to, received and closed', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/422/);
      const context = await browser.newContext({ javaScriptEnabled: false });
      const shopper = new Shopper(await context.newPage(), language, false);
      await shopper.putInto(bottle);
      await shopper.toCheckout();
      await shopper.fillIn({ email });
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
      const number = await shopper.orderNumber();
      await ship(number, tracking);
      await shopper.page.reload();
      const form = shopper.page.getByTestId('return-form');
      await form.getByText(text(language, 'returns.open')).click();
      await form.getByRole('spinbutton').fill('1');
      await form.getByLabel(text(language, 'returns.reason')).selectOption('damaged');
      await form.getByRole('button', { name: text(language, 'returns.send') }).click();
      await expect(shopper.page.getByTestId('returns').getByRole('listitem').first()).toHaveAttribute('data-state', 'requested');
      await context.close();
      await expect.poll(async () => (await sandbox.mailsTo(email)).length, { timeout: 30_000 }).toBe(3);

      const colleague = await Colleague.onDuty(page, sandbox, 'support', language, javaScriptEnabled);
      await colleague.open('/orders?waits=return');
      await colleague.row(number).getByRole('link').click();
      const goods = colleague.panel.getByTestId('returns').locator(':scope > li');
      await expect(goods).toHaveAttribute('data-state', 'requested');
      await colleague.ready();

      await test.step('nobody is declined without a word', async () => {
        const refuse = await colleague.action(/^return-refuse/);
        await colleague.press(refuse, 'returns.refuse_submit');
        await expect(refuse.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
        await expect(goods).toHaveAttribute('data-state', 'requested');
        await colleague.ready();
      });

      const accept = await colleague.action(/^return-accept/);
      await accept.getByRole('textbox').fill('Bitte gut einpacken.');
      await colleague.press(accept, 'returns.accept_submit');
      await expect(goods).toHaveAttribute('data-state', 'accepted');
      await colleague.expectDone('returned');
      await expect.poll(async () => (await sandbox.mailsTo(email)).length, { timeout: 30_000 }).toBe(4);
      const texts = (await sandbox.mailsTo(email)).map((mail) => mail.text ?? '');
      expect(texts.filter((text) => text.includes('Bitte gut einpacken.'))).toHaveLength(1);

      const receive = await colleague.action(/^return-receive/);
      await receive.getByRole('checkbox').check();
      if (javaScriptEnabled) await expectAccessible(page);
      await colleague.press(receive, 'returns.receive_submit');
      await expect(goods).toHaveAttribute('data-state', 'received');
      await colleague.ready();

      const close = await colleague.action(/^return-close/);
      await colleague.press(close, 'returns.close_submit');
      await expect(goods).toHaveAttribute('data-state', 'closed');
      await expect(goods.getByRole('button')).toHaveCount(0);
    });

    test('a parcel gets another number, and is lost', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/422/);
      const number = await bought(browser, email, { pieces: 2, choice: bottle });
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', language, javaScriptEnabled);
      await colleague.openOrder(number);
      await colleague.ship({ pieces: 1 });
      await colleague.expectDone('shipped');
      await colleague.ship({ pieces: 1 });
      const parcels = colleague.panel.getByTestId('parcels').locator(':scope > li');
      await expect(parcels).toHaveCount(2);
      await colleague.ready();
      const second = parcels.nth(1);

      await test.step('a number that cannot be is said at the field of this parcel', async () => {
        const form = await colleague.action(/^tracking/, second);
        await form.getByLabel(colleague.label('parcel.carrier')).selectOption(tracking.carrier);
        await form.getByLabel(colleague.label('parcel.tracking')).fill('1');
        await colleague.press(form, 'parcel.correct_submit');
        await expect(form.getByLabel(colleague.label('parcel.tracking'))).toHaveAttribute('aria-invalid', 'true');
        await expect(form.getByLabel(colleague.label('parcel.tracking'))).toHaveValue('1');
        await expect(parcels.first().getByLabel(colleague.label('parcel.tracking'))).toHaveValue('');
        await colleague.ready();
        await form.getByLabel(colleague.label('parcel.tracking')).fill(tracking.number);
        await colleague.press(form, 'parcel.correct_submit');
        await colleague.expectDone('corrected');
        await expect(second.getByRole('link', { name: '993412345612345678' })).toBeVisible();
      });

      const report = await colleague.action(/^report/, second);
      await report.getByRole('combobox').selectOption('lose');
      await colleague.press(report, 'parcel.report_submit');
      await colleague.expectDone('reported');
      await expect(second).toHaveAttribute('data-state', 'lost');
      await expect(parcels.first()).toHaveAttribute('data-state', 'handed_over');
    });
  });
}
