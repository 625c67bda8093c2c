import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague, bought } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'de';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('several orders go at once, and each is answered for', async ({ page, sandbox, email, browser, watch }) => {
      watch.expect(/422/);
      const [first, second, third] = [await bought(browser, email), await bought(browser, email), await bought(browser, email)];
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', language, javaScriptEnabled);
      await colleague.open(`/orders?q=${encodeURIComponent(email)}`);
      await expect(colleague.rows).toHaveCount(3);

      await test.step('nothing is selected', async () => {
        await colleague.shipSelected();
        await expect(colleague.main.getByTestId('selection-failed')).toHaveText(colleague.words('orders.select_first'));
        await colleague.ready();
      });

      await test.step('a colleague was faster with one of two', async () => {
        await colleague.select(first);
        await colleague.select(second);
        const context = await browser.newContext({ javaScriptEnabled: true });
        const other = await Colleague.onDuty(await context.newPage(), sandbox, 'orders', language);
        await other.openOrder(second);
        await other.note('Bitte noch nicht schicken.');
        await other.expectDone('noted');
        await other.ship();
        await other.expectDone('shipped');
        await context.close();
        await colleague.shipSelected();
        await expect(colleague.main.getByTestId('went')).toHaveText(colleague.words('orders.went_one'));
        await expect(colleague.main.getByTestId('shipped')).toContainText(first);
        await expect(colleague.main.locator(`[data-stayed="${second}"]`)).toBeVisible();
        await expect(colleague.row(first)).toHaveAttribute('data-state', 'shipped');
        await expect(colleague.row(third)).toHaveAttribute('data-state', 'paid');
        await colleague.ready();
        for (const number of [first, second, third]) await expect(colleague.box(number)).not.toBeChecked();
      });

      // Nobody was written to unseen: each has the confirmation alone.
      expect(await sandbox.mailsTo(email)).toHaveLength(3);
    });
  });
}

test('papers are files', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
  const number = await bought(browser, email, { pieces: 2 });
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.openOrder(number);
  const file = async (name: string, scope = colleague.panel) => {
    const href = await scope.getByRole('link', { name: colleague.words(name) }).first().getAttribute('href');
    const answer = await page.request.get(href ?? '');
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toBe('application/pdf');
    expect(answer.headers()['cache-control']).toBe('private, no-store');
  };
  await file('orders.picking_list');
  await colleague.ship({ pieces: 1 });
  await colleague.expectDone('shipped');
  await file('parcel.delivery_note');
});

test('rows are selected by keyboard', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
  const number = await bought(browser, email);
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.open(`/orders?q=${number}`);
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(colleague.box(number)).toBeChecked();
  await page.keyboard.press('x');
  await expect(colleague.box(number)).not.toBeChecked();
  await colleague.main.getByRole('button', { name: colleague.words('orders.select_all') }).click();
  await expect(colleague.box(number)).toBeChecked();
});

test('it can be read by everybody', async ({ page, sandbox, email, browser, watch }) => {
  watch.expect(/422/);
  await bought(browser, email);
  // The longest texts are the French ones.
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', 'fr');
  await colleague.open(`/orders?q=${encodeURIComponent(email)}`);
  await colleague.shipSelected();
  await expect(colleague.main.getByTestId('selection-failed')).toBeVisible();
  await expectAccessible(page);
  await colleague.rows.first().getByRole('checkbox').check();
  await colleague.shipSelected();
  await expect(colleague.main.getByTestId('shipped')).toBeVisible();
  await expectAccessible(page);
});
