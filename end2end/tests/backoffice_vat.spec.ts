import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a coming rate is entered and taken away', { tag: '@once' }, async ({ page, sandbox }) => {
      // Years ahead, and a day for each way of asking: nobody is charged by it.
      const year = new Date().getFullYear() + 5;
      const day = `${year}-${javaScriptEnabled ? '03' : '04'}-01`;
      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', 'de', javaScriptEnabled);
      const { main } = colleague;
      await colleague.open('/vat');
      await expect(main.getByTestId('standard').locator('tr[data-standing="in-force"]')).toContainText('8.1');
      const coming = main.getByTestId('special').locator(`tr[data-first-day="${day}"]`);

      await test.step('what has come is not entered any more', async () => {
        const form = await colleague.action('new-rate', main);
        await page.locator('#class').selectOption('special');
        await page.locator('#first_day').fill('2020-01-01');
        await page.locator('#rate').fill('3,9');
        await colleague.press(form, 'vat.add');
        await expect(main.getByTestId('errors')).toBeVisible();
        await expect(page.locator('#first_day')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#rate')).toHaveValue('3,9');
        await expect(page.locator('#class')).toHaveValue('special');
        await colleague.ready();
      });

      await test.step('entered', async () => {
        await page.locator('#first_day').fill(day);
        await colleague.press(main.getByTestId('new-rate'), 'vat.add');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('vat.added'));
        await expect(coming).toHaveAttribute('data-standing', 'coming');
        await expect(coming).toContainText('3.9');
        await colleague.ready();
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('taken away', async () => {
        await coming.getByRole('button').click();
        await expect(main.getByTestId('done')).toHaveText(colleague.words('vat.removed'));
        await expect(coming).toHaveCount(0);
        await expect(main.getByTestId('special').locator('tr[data-standing="past"]').getByRole('button')).toHaveCount(0);
      });
    });
  });
}

test('VAT looks right', async ({ page, sandbox }) => {
  // The longest texts are the French ones.
  const colleague = await Colleague.onDuty(page, sandbox, 'accounting', 'fr');
  await colleague.open('/vat');
  await expectAccessible(page);
  await colleague.action('new-rate', colleague.main);
  await expectAccessible(page);
});
