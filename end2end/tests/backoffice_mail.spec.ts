import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague, bought } from '../shop/colleague';
import { canOperate } from '../shop/operator';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('the mail of an order is found by its recipient and read', async ({ page, sandbox, email, browser }) => {
      const number = await bought(browser, email);
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', 'de', javaScriptEnabled);
      await colleague.open(`/mail?q=${encodeURIComponent(email)}`);
      const rows = colleague.main.getByTestId('mails').locator('tbody tr');
      await rows.filter({ has: page.locator('a') }).first().getByRole('link').click();
      await expect(colleague.panel.getByTestId('recipient')).toHaveText(email);
      await expect(colleague.panel.getByTestId('mail')).toContainText(number);
      await colleague.ready();
      await colleague.panel.getByRole('link', { name: colleague.words('order.close') }).click();
      await expect(colleague.panel).toHaveCount(0);
    });

    test('what lets somebody in is for nobody else', { tag: '@once' }, async ({ page, sandbox }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'support', 'de', javaScriptEnabled);
      await colleague.open(`/mail?q=${encodeURIComponent(colleague.email)}`);
      await colleague.main.getByTestId('mails').locator('tbody tr').first().getByRole('link').click();
      await expect(colleague.panel.getByTestId('no-body')).toBeVisible();
      await expect(colleague.panel.getByTestId('mail')).toHaveCount(0);
    });
  });
}

test('the outbox can be read by everybody', async ({ page, sandbox, email, browser }) => {
  await bought(browser, email);
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', 'fr');
  await colleague.open('/mail?q=xyzzy');
  await expectAccessible(page);
  await colleague.open('/mail');
  await expectAccessible(page);
  await colleague.main.getByTestId('mails').locator('tbody tr').first().getByRole('link').click();
  await expect(colleague.panel.getByTestId('facts')).toBeVisible();
  await expectAccessible(page);
});
