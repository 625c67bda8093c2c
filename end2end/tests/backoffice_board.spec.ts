import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague, bought } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'fr';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a card goes from column to column, and opens beside the board', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
      const number = await bought(browser, email);
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', language, javaScriptEnabled);
      await colleague.open(`/orders?q=${encodeURIComponent(email)}`);
      await colleague.main.getByTestId('filters').getByRole('link', { name: colleague.words('orders.board'), exact: true }).click();
      await expect(page).toHaveURL(/view=board/);
      const column = (state: string) => colleague.main.locator(`[data-column=${state}]`);
      await expect(column('paid').locator(`[data-order="${number}"]`)).toBeVisible();
      await expect(colleague.main.locator('[data-order]')).toHaveCount(1);
      await colleague.ready();

      const card = await colleague.action('ship-card', column('paid'));
      await colleague.press(card, 'orders.ship_one');
      await expect(colleague.main.getByTestId('went')).toHaveText(colleague.words('orders.went_one'));
      await expect(column('shipped').locator(`[data-order="${number}"]`)).toBeVisible();
      await expect(column('paid').locator('[data-order]')).toHaveCount(0);
      await colleague.ready();

      await column('shipped').getByRole('link', { name: number }).click();
      await expect(colleague.panel.getByRole('heading', { name: number })).toBeVisible();
      await colleague.expectState('shipped');
      await colleague.ready();
      await colleague.panel.getByRole('link', { name: colleague.words('order.close') }).click();
      await expect(colleague.panel).toHaveCount(0);
      await expect(page).toHaveURL(/\/backoffice\/orders\?q=.*view=board$/);
    });
  });
}

test('it can be read by everybody', async ({ page, sandbox, email, browser }) => {
  await bought(browser, email);
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.open('/orders?view=board');
  await colleague.action('ship-card', colleague.main);
  await expectAccessible(page);
});
