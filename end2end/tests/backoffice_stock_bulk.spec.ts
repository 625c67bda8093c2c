import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

test.skip(!canOperate, 'the shop under test was started by hand');

/** What no other test buys or books. */
function skuOfItsOwn(javaScriptEnabled: boolean): string {
  return javaScriptEnabled ? 'SCHALEN-REUSS' : 'PFEFFERMUEHLE-ALBIS';
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('several articles are looked at, booked and taken back', { tag: '@once' }, async ({ page, sandbox }) => {
      const sku = skuOfItsOwn(javaScriptEnabled);
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', 'de', javaScriptEnabled);
      const { main } = colleague;
      const row = main.getByTestId('changes').locator(`tr[data-sku="${sku}"]`);
      await colleague.open(`/stock?q=${sku}`);
      const before = Number(await colleague.stockRow(sku).getByTestId('available').innerText());

      await test.step('what is wrong is said, and what was entered stays', async () => {
        await colleague.stockRow(sku).getByRole('checkbox').check();
        const form = await colleague.action('several', main);
        await form.locator('#act').selectOption('correct');
        await form.locator('#value').fill('viele');
        await colleague.press(form, 'bulk.look');
        await expect(page).toHaveURL(/\/backoffice\/stock\/bulk\?/);
        await expect(page.locator('#value')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#reason')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#value')).toHaveValue('viele');
        await colleague.ready();
      });

      await test.step('no more can be taken away than is free', async () => {
        await page.locator('#value').fill(`-${before + 1}`);
        await page.locator('#reason').fill('Inventur');
        await colleague.press(main.getByTestId('bulk'), 'bulk.look');
        await expect(main.getByTestId('refused')).toContainText(sku);
        await expect(main.getByTestId('confirm')).toHaveCount(0);
        await colleague.ready();
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('a count is looked at and booked', async () => {
        await page.locator('#act').selectOption('count');
        await page.locator('#value').fill(String(before + 4));
        await colleague.press(main.getByTestId('bulk'), 'bulk.look');
        await expect(row.getByTestId('then')).toHaveText(String(before + 4));
        await colleague.ready();
        if (javaScriptEnabled) await expectAccessible(page);
        await colleague.press(main.getByTestId('confirm'), 'bookings.confirm_one');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('bookings.booked'));
        await colleague.openStock(sku);
        expect(await colleague.available()).toBe(before + 4);
        await expect(colleague.panel.getByTestId('movements').getByRole('listitem').first()).toContainText('Inventur');
      });

      await test.step('and taken back', async () => {
        await colleague.open('/stock');
        await colleague.press(main.getByTestId('undo'), 'bulk.undo');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('bookings.undone'));
        await expect(main.getByTestId('undo')).toHaveCount(0);
        await colleague.ready();
        await colleague.openStock(sku);
        expect(await colleague.available()).toBe(before);
      });
    });
  });
}

test('goods come in for all that a search finds', { tag: '@once' }, async ({ page, sandbox }) => {
  const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', 'fr');
  await colleague.open('/stock?q=TISCHABLAGE-WERKBANK');
  const form = await colleague.action('several', colleague.main);
  await form.locator('#scope').selectOption('found');
  await form.locator('#act').selectOption('receive');
  await form.locator('#value').fill('3');
  await expectAccessible(page);
  await colleague.press(form, 'bulk.look');
  await expect(colleague.main.getByTestId('changes').locator('tbody tr')).toHaveCount(1);
  await colleague.press(colleague.main.getByTestId('confirm'), 'bookings.confirm_one');
  await expect(colleague.main.getByTestId('done')).toBeVisible();
  await colleague.press(colleague.main.getByTestId('undo'), 'bulk.undo');
  await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('bookings.undone'));
});
