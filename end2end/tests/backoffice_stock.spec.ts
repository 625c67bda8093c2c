import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import type { Choice } from '../shop/catalogue';
import { Colleague, bought } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'de';

test.skip(!canOperate, 'the shop under test was started by hand');

/** What no other test buys, and no other run of this one: its pieces are counted. */
function ofItsOwn(project: string, javaScriptEnabled: boolean): Choice {
  const product = project === 'phone' ? ['karaffe-lorze', 'kerzenhalter-drei'] : ['buch-berge', 'holzzug-rigi'];
  return { product: product[javaScriptEnabled ? 1 : 0] };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('goods come in, are corrected, and each piece is accounted for', async ({ page, sandbox, email, browser, watch }, { project }) => {
      watch.expect(/409|422/);
      const number = await bought(browser, email, { pieces: 2, choice: ofItsOwn(project.name, javaScriptEnabled) });
      const colleague = await Colleague.onDuty(page, sandbox, 'orders', language, javaScriptEnabled);
      const sku = await colleague.skuOf(number);
      await colleague.openStock(sku);
      const movements = colleague.panel.getByTestId('movements').getByRole('listitem');
      await expect(movements.first()).toContainText(number);
      const before = await colleague.available();

      await test.step('what is no number is said, and what was entered stays', async () => {
        await colleague.receive('viele', 'LS 4711');
        const form = colleague.panel.getByTestId('receive');
        await expect(form.getByLabel(colleague.label('stock.pieces'))).toHaveAttribute('aria-invalid', 'true');
        await expect(form.getByLabel(colleague.label('stock.pieces'))).toHaveValue('viele');
        await expect(form.getByLabel(colleague.label('stock.note'))).toHaveValue('LS 4711');
        await colleague.ready();
      });

      await test.step('goods in', async () => {
        await colleague.receive('12', 'LS 4711');
        await colleague.expectDone('stock_received');
        expect(await colleague.available()).toBe(before + 12);
        await expect(movements.first()).toHaveAttribute('data-kind', 'goods_in');
        await expect(movements.first()).toContainText('LS 4711');
        // The row beside the panel; on narrow screens the panel stands in its place.
        await expect(colleague.stockRow(sku).getByTestId('available')).toHaveText(String(before + 12));
      });

      await test.step('what came in by mistake is undone, by an entry of its own', async () => {
        await colleague.press(colleague.panel.getByTestId('toast'), 'frame.undo');
        await colleague.expectDone('stock_corrected');
        expect(await colleague.available()).toBe(before);
        await expect(movements.first()).toContainText(colleague.within('frame.undone'));
        await expect(movements.nth(1)).toContainText('LS 4711');
        await colleague.receive('12', 'LS 4711');
        await colleague.expectDone('stock_received');
      });

      await test.step('no more can be taken away than is free', async () => {
        await colleague.correct(String(before + 13), 'verloren');
        await expect(colleague.panel.getByTestId('failed')).toHaveText(colleague.words('failure.too_few_free_other'));
        await expect(colleague.panel.getByTestId('correct').getByLabel(colleague.label('stock.pieces'))).toHaveAttribute('aria-invalid', 'true');
        await colleague.ready();
        expect(await colleague.available()).toBe(before + 12);
      });

      await test.step('a correction has a reason', async () => {
        await colleague.correct('12', '');
        await expect(colleague.panel.getByTestId('correct').getByLabel(colleague.label('stock.reason'))).toHaveAttribute('aria-invalid', 'true');
        await colleague.ready();
        await colleague.correct('12', 'falsch gezählt');
        await colleague.expectDone('stock_corrected');
        expect(await colleague.available()).toBe(before);
        await expect(movements.first()).toContainText('falsch gezählt');
      });

      await test.step('beyond the stock, and no longer', async () => {
        const backorder = colleague.panel.getByTestId('backorder');
        await colleague.press(backorder, 'stock.backorder_allow');
        await colleague.expectDone('backorder_on');
        await expect(backorder).toHaveAttribute('data-allowed', 'true');
        await colleague.press(backorder, 'stock.backorder_stop');
        await colleague.expectDone('backorder_off');
        await expect(backorder).toHaveAttribute('data-allowed', 'false');
      });
    });

    test('what is low is an address, and the panel closes back to it', { tag: '@once' }, async ({ page, sandbox }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      await colleague.open('/stock');
      await colleague.main.getByTestId('filters').getByRole('link', { name: colleague.words('stock.low'), exact: true }).click();
      await expect(page).toHaveURL(/\/backoffice\/stock\?low=1$/);
      await colleague.open('/stock?low=1&q=xyzzy');
      await expect(colleague.main.getByTestId('empty')).toBeVisible();
      await colleague.open('/stock?q=a');
      await colleague.stockRows.first().getByRole('link').click();
      await expect(colleague.panel.getByTestId('figures')).toBeVisible();
      await colleague.ready();
      await colleague.panel.getByRole('link', { name: colleague.words('order.close') }).click();
      await expect(colleague.panel).toHaveCount(0);
      await expect(page).toHaveURL(/\/backoffice\/stock\?q=a$/);
    });
  });
}

test('one form pressed twice counts once', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
  const number = await bought(browser, email, { choice: { product: 'wanduhr-mittag' } });
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.openStock(await colleague.skuOf(number));
  const before = await colleague.available();
  const form = colleague.panel.getByTestId('receive');
  await form.getByLabel(colleague.label('stock.pieces')).fill('3');
  await form.getByRole('button', { name: colleague.words('stock.receive_submit') }).dblclick();
  await colleague.expectDone('stock_received');
  expect(await colleague.available()).toBe(before + 3);
  await colleague.correct('3', 'zurück');
  await colleague.expectDone('stock_corrected');
});

test('by keyboard', { tag: '@once' }, async ({ page, sandbox }) => {
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.open();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/backoffice\/stock$/);
  await expect(colleague.stockRows.first()).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(colleague.panel.getByTestId('figures')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(colleague.panel).toHaveCount(0);
});

test('it can be read by everybody', async ({ page, sandbox, watch }) => {
  watch.expect(/422/);
  // The longest texts are the French ones.
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', 'fr');
  await colleague.open('/stock');
  await expectAccessible(page);
  await colleague.open('/stock?q=xyzzy');
  await expectAccessible(page);
  await colleague.open('/stock');
  await colleague.stockRows.first().getByRole('link').click();
  await expect(colleague.panel.getByTestId('figures')).toBeVisible();
  await colleague.correct('', '');
  await expect(colleague.panel.getByTestId('failed')).toBeVisible();
  await expectAccessible(page);
});
