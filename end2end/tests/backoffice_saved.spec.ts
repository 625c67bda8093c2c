import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'it';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a search is kept, found again, and removed', { tag: '@once' }, async ({ page, sandbox, browser, watch }) => {
      watch.expect(/409|422/);
      const colleague = await Colleague.join(page, sandbox, 'orders', language, javaScriptEnabled);
      const links = colleague.main.getByTestId('saved-links').getByRole('link');
      await colleague.open('/orders?q=Muster&state=paid&sort=oldest');

      await test.step('without a name', async () => {
        await colleague.keepSearch('');
        await expect(colleague.main.getByLabel(colleague.label('saved.name'))).toHaveAttribute('aria-invalid', 'true');
        await colleague.ready();
      });

      await colleague.keepSearch('Da spedire <b>');
      await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('saved.saved'));
      await expect(links).toHaveText(['Da spedire <b>']);
      await expect(links.first()).toHaveAttribute('aria-current', 'true');
      await colleague.ready();

      await test.step('each name once, and what was entered stays', async () => {
        await colleague.open('/orders?state=shipped');
        await colleague.keepSearch('Da spedire <b>');
        await expect(colleague.main.getByTestId('selection-failed')).toHaveText(colleague.words('saved.name_taken'));
        await expect(colleague.main.getByLabel(colleague.label('saved.name'))).toHaveValue('Da spedire <b>');
        await colleague.ready();
      });

      await links.first().click();
      await expect(page).toHaveURL(/\/backoffice\/orders\?q=Muster&state=paid&sort=oldest$/);

      await test.step('nobody else sees it', async () => {
        const context = await browser.newContext({ javaScriptEnabled });
        const other = await Colleague.onDuty(await context.newPage(), sandbox, 'support', language, javaScriptEnabled);
        await other.open('/orders');
        await expect(other.main.getByTestId('saved')).toBeVisible();
        await expect(other.main.getByText('Da spedire <b>')).toHaveCount(0);
        await context.close();
      });

      await colleague.ready();
      const form = await colleague.action('save-search', colleague.main);
      await form.getByTestId('saved-removals').getByRole('button').click();
      await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('saved.removed'));
      await expect(links).toHaveCount(0);
    });
  });
}

test('it can be read by everybody', async ({ page, sandbox, watch }) => {
  watch.expect(/422/);
  // The longest texts are the French ones.
  const colleague = await Colleague.join(page, sandbox, 'orders', 'fr');
  await colleague.open('/orders?state=paid');
  await colleague.keepSearch('');
  await expect(colleague.main.getByTestId('selection-failed')).toBeVisible();
  await expectAccessible(page);
  await colleague.ready();
  await colleague.keepSearch('À expédier');
  await expect(colleague.main.getByTestId('done')).toBeVisible();
  await colleague.action('save-search', colleague.main);
  await expectAccessible(page);
});
