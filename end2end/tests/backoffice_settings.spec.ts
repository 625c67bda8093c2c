import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

test.skip(!canOperate, 'the shop under test was started by hand');
// There is one row for the whole shop, which both ways of asking change.
test.describe.configure({ mode: 'serial' });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('the days for returns are set and unset again', { tag: '@once' }, async ({ page, sandbox }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'admin', 'de', javaScriptEnabled);
      const { main } = colleague;
      const form = main.getByTestId('settings');
      const days = page.locator('#return_days');
      await colleague.open('/settings');
      await expect(main.getByRole('heading', { level: 1 })).toHaveText(colleague.words('settings.title'));

      await test.step('what the operator has set is only to be read', async () => {
        const iban = main.getByTestId('seller_iban');
        await expect(iban).toContainText('ASTRIS_SELLER_IBAN');
        await expect(iban).toContainText(colleague.within('settings.by_operator'));
        await expect(page.locator('#seller_iban')).toHaveCount(0);
      });

      await test.step('fewer days than the pages promise are refused', async () => {
        await days.fill('29');
        await colleague.press(form, 'settings.save');
        await expect(main.getByTestId('errors')).toBeVisible();
        await expect(days).toHaveAttribute('aria-invalid', 'true');
        await expect(days).toHaveValue('29');
        await colleague.ready();
        if (javaScriptEnabled) await expectAccessible(page);
      });

      // More days change nothing for other tests.
      await test.step('set', async () => {
        await days.fill('31');
        await colleague.press(form, 'settings.save');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('settings.saved'));
        await expect(days).toHaveValue('31');
        await expect(main.getByTestId('last-change')).toBeVisible();
        await colleague.ready();
      });

      await test.step('unset', async () => {
        await days.fill('');
        await colleague.press(form, 'settings.save');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('settings.saved'));
        await expect(days).toHaveValue('');
      });
    });
  });
}

test('who comes second is told and sees what is stored', { tag: '@once' }, async ({ page, sandbox }) => {
  const colleague = await Colleague.onDuty(page, sandbox, 'admin', 'en');
  const { main } = colleague;
  const form = main.getByTestId('settings');
  const days = page.locator('#return_days');
  await colleague.open('/settings');
  const other = await page.context().newPage();
  await other.goto('/backoffice/settings');
  await other.locator('html[data-hydrated]').waitFor();
  await other.locator('#return_days').fill('32');
  await other.getByTestId('settings').getByRole('button', { name: colleague.words('settings.save') }).click();
  await expect(other.getByTestId('done')).toBeVisible();
  await other.close();

  await days.fill('33');
  await colleague.press(form, 'settings.save');
  await expect(main.getByTestId('failed')).toHaveText(colleague.words('settings.changed'));
  await expect(main.getByTestId('stored')).toContainText('32');
  await expect(days).toHaveValue('33');
  await colleague.ready();
  await days.fill('');
  await colleague.press(form, 'settings.save');
  await expect(main.getByTestId('done')).toHaveText(colleague.words('settings.saved'));
});

test('settings look right', async ({ page, sandbox }) => {
  // The longest texts are the French ones.
  const colleague = await Colleague.onDuty(page, sandbox, 'admin', 'fr');
  await colleague.open('/settings');
  await expectAccessible(page);
});
