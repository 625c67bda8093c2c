import { randomUUID } from 'node:crypto';
import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const languages = ['de', 'fr', 'it', 'en'] as const;

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('what a parcel costs is shown as an example', { tag: '@once' }, async ({ page, sandbox }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', 'de', javaScriptEnabled);
      await colleague.open('/delivery');
      const economy = colleague.main.getByTestId('example').locator('tr[data-method="post-economy"][data-country="CH"]');
      await expect(economy).toContainText('7.90');
      await page.locator('#kg').fill('12');
      await page.locator('#worth').fill('400');
      await colleague.main.getByRole('button', { name: colleague.words('delivery.look') }).click();
      await expect(page).toHaveURL(/kg=12/);
      await expect(economy).toContainText(colleague.within('delivery.free'));
    });

    test('a method is made, priced, offered, switched off and removed', { tag: '@once' }, async ({ page, sandbox }) => {
      const name = `probe-${randomUUID()}`;
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', 'de', javaScriptEnabled);
      const { main } = colleague;
      const done = main.getByTestId('done');
      await colleague.open('/delivery');

      await test.step('made, with what was wrong said first', async () => {
        const form = await colleague.action('new-method', main);
        for (const code of languages) await page.locator(`#name-${code}`).fill(name);
        for (const code of ['de', 'fr', 'en']) await page.locator(`#promise-${code}`).fill('morgen');
        await colleague.press(form, 'delivery.create');
        await expect(main.getByTestId('errors')).toBeVisible();
        await expect(page.locator('#promise-it')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#name-it')).toHaveValue(name);
        await colleague.ready();
        await page.locator('#promise-it').fill('domani');
        await colleague.press(main.getByTestId('new-method'), 'delivery.create');
        await expect(done).toHaveText(colleague.words('delivery.created'));
        await expect(main.getByRole('heading', { level: 1 })).toHaveText(name);
        await colleague.ready();
      });

      await test.step('nothing without a fee is offered', async () => {
        await colleague.press(main.getByTestId('switch-method'), 'delivery.switch_on');
        await expect(main.getByTestId('errors')).toContainText(colleague.within('delivery.no_rates'));
        await colleague.ready();
      });

      // Nothing that anybody buys is so light: other tests go on choosing among the same methods.
      await test.step('priced, after a look at what it means', async () => {
        const form = main.getByTestId('rates');
        await page.locator('#up_to-0').fill('0.001');
        await page.locator('#from-0').fill('50');
        await page.locator('#fee-0').fill('12');
        await page.locator('#kg').fill('0.001');
        await colleague.press(form, 'delivery.save_rates');
        await expect(page.locator('#from-0')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#fee-0')).toHaveValue('12');
        await colleague.ready();
        await page.locator('#from-0').fill('');
        await colleague.press(form, 'delivery.look_first');
        const preview = main.getByTestId('preview').locator('tr[data-country="CH"]');
        await expect(preview.getByTestId('then')).toContainText('12.00');
        await expect(preview.getByTestId('now')).toContainText(colleague.within('delivery.not_carried'));
        await expect(main.getByTestId('method-state')).toHaveAttribute('data-active', 'false');
        await colleague.ready();
        if (javaScriptEnabled) await expectAccessible(page);
        await colleague.press(form, 'delivery.save_rates');
        await expect(done).toHaveText(colleague.words('delivery.rates_saved'));
        await expect(page.locator('#fee-0')).toHaveValue('12.00');
        await colleague.ready();
      });

      await test.step('offered, and no longer', async () => {
        await colleague.press(main.getByTestId('switch-method'), 'delivery.switch_on');
        await expect(done).toHaveText(colleague.words('delivery.switched_on'));
        await expect(main.getByTestId('method-state')).toHaveAttribute('data-active', 'true');
        await expect(main.getByTestId('remove-method')).toHaveCount(0);
        await colleague.ready();
        await colleague.press(main.getByTestId('switch-method'), 'delivery.switch_off');
        await expect(done).toHaveText(colleague.words('delivery.switched_off'));
        await colleague.ready();
      });

      await test.step('removed, since no order went by it', async () => {
        const remove = await colleague.action('remove-method', main);
        await colleague.press(remove, 'delivery.remove_submit');
        await expect(done).toHaveText(colleague.words('delivery.removed'));
        await expect(main.getByTestId('methods').getByRole('link', { name })).toHaveCount(0);
      });
    });
  });
}

test('delivery looks right', async ({ page, sandbox }) => {
  // The longest texts are the French ones.
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', 'fr');
  await colleague.open('/delivery');
  await expectAccessible(page);
  await colleague.action('new-method', colleague.main);
  await expectAccessible(page);
  await colleague.main.getByTestId('methods').locator('li[data-method="post-economy"]').getByRole('link').click();
  await expect(colleague.main.getByTestId('rates')).toBeVisible();
  await expectAccessible(page);
});
