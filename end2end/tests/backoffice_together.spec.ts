import { expect, test } from '../fixtures';
import { bottle } from '../shop/catalogue';
import { Colleague, bought } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'fr';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('two at one order: the second sees what changed, and nothing is done twice', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/409/);
      const number = await bought(browser, email, { pieces: 2, choice: bottle });
      const context = await browser.newContext({ javaScriptEnabled });
      const first = await Colleague.onDuty(page, sandbox, 'orders', language, javaScriptEnabled);
      const second = await Colleague.join(await context.newPage(), sandbox, 'orders', language, javaScriptEnabled);
      await first.openOrder(number);
      await second.openOrder(number);

      await first.ship({ pieces: 1 });
      await first.expectDone('shipped');

      // The second one still sees two pieces to send.
      await second.ship({ pieces: 1, carrier: 'swiss_post', number: '99.34.123456.12345678' });
      await second.expectChanged();
      await expect(second.panel.getByTestId('sent')).toHaveText('1');
      await expect(second.panel.getByTestId('parcels').getByRole('listitem')).toHaveCount(1);

      // What they entered is still there, and goes once they have seen the change.
      const form = await second.action('ship');
      await expect(form.getByLabel(second.label('parcel.tracking'))).toHaveValue('99.34.123456.12345678');
      await second.press(form, 'parcel.ship_submit');
      await second.expectDone('shipped');
      await second.expectState('shipped');
      await expect(second.panel.getByTestId('parcels').getByRole('listitem')).toHaveCount(2);

      // A note overwrites nothing, whatever happened meanwhile.
      await first.note('Zweites Paket folgt.');
      await first.expectDone('noted');
      await first.expectState('shipped');
      await context.close();
    });
  });
}

test('one form pressed twice is one parcel', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
  const number = await bought(browser, email, { pieces: 2, choice: bottle });
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.openOrder(number);
  const form = await colleague.action('ship');
  await form.getByRole('spinbutton').fill('1');
  await form.getByRole('button', { name: colleague.words('parcel.ship_submit') }).dblclick();
  await colleague.expectDone('shipped');
  await expect(colleague.panel.getByTestId('parcels').getByRole('listitem')).toHaveCount(1);
});
