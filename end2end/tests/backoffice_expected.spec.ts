import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { Colleague, bought } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'en';

test.skip(!canOperate, 'the shop under test was started by hand');

/** Keeps what is sent to a server function until it is let go on, or lost on its way. */
async function hold(page: Page, path: string): Promise<{ sent: Promise<void>; end: (how: 'goes on' | 'is lost') => void }> {
  let isSent = () => {};
  let end: (how: 'goes on' | 'is lost') => void = () => {};
  const sent = new Promise<void>((resolve) => (isSent = resolve));
  const ended = new Promise<'goes on' | 'is lost'>((resolve) => (end = resolve));
  await page.route(`**/fn/backoffice/${path}`, async (route) => {
    isSent();
    await ((await ended) === 'goes on' ? route.continue() : route.abort('connectionreset'));
  });
  return { sent, end };
}

test('a card moves at once, and back when a colleague was faster', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
  const [first, second] = [await bought(browser, email), await bought(browser, email)];
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.open(`/orders?view=board&q=${encodeURIComponent(email)}`);
  const column = (state: string) => colleague.main.locator(`[data-column=${state}]`);
  const card = (state: string, number: string) => column(state).locator(`[data-order="${number}"]`);
  const ship = async (number: string) => {
    await card('paid', number).getByTestId('ship-card').locator('summary').click();
    await card('paid', number).getByRole('button').click();
  };

  await test.step('before the shop has answered', async () => {
    const held = await hold(page, 'orders/ship-selected');
    await ship(first);
    await held.sent;
    await expect(card('paid', first)).toBeHidden();
    await expect(column('shipped').locator(`[data-coming="${first}"]`)).toBeVisible();
    await expect(card('paid', second)).toBeVisible();
    held.end('goes on');
    await expect(card('shipped', first)).toBeVisible();
    await expect(column('shipped').locator('[data-coming]')).toHaveCount(0);
    await page.unrouteAll();
  });

  await test.step('a colleague was faster', async () => {
    const held = await hold(page, 'orders/ship-selected');
    await ship(second);
    await held.sent;
    await expect(card('paid', second)).toBeHidden();
    const context = await browser.newContext();
    const other = await Colleague.onDuty(await context.newPage(), sandbox, 'orders', language);
    await other.openOrder(second);
    await other.note('Please wait.');
    await other.expectDone('noted');
    await context.close();
    held.end('goes on');
    await expect(colleague.main.locator(`[data-stayed="${second}"]`)).toBeVisible();
    await expect(card('paid', second)).toBeVisible();
    await expect(column('shipped').locator('[data-coming]')).toHaveCount(0);
  });
});

test('rows of the table change at once, and back when the way to the shop is cut', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
  watch.expect(/ERR_CONNECTION_RESET/);
  const number = await bought(browser, email);
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.open(`/orders?q=${encodeURIComponent(email)}`);
  const held = await hold(page, 'orders/ship-selected');
  await colleague.select(number);
  await colleague.shipSelected();
  await held.sent;
  await expect(colleague.row(number).locator('.expected')).toHaveText(colleague.words('state.shipped'));
  held.end('is lost');
  await expect(colleague.main.getByTestId('selection-failed')).toBeVisible();
  await expect(colleague.row(number).locator('.expected')).toHaveCount(0);
});

test('a note stands there at once, and is kept in its field when it did not arrive', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
  watch.expect(/ERR_CONNECTION_RESET/);
  const number = await bought(browser, email);
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.openOrder(number);
  const notes = colleague.panel.getByTestId('notes').getByRole('listitem');
  const held = await hold(page, 'orders/note');
  await colleague.note('Ring twice.');
  await held.sent;
  await expect(notes).toHaveText('Ring twice.');
  held.end('is lost');
  await expect(colleague.panel.getByTestId('failed')).toBeVisible();
  await expect(notes).toHaveCount(0);
  await expect(colleague.panel.getByTestId('note').getByRole('textbox')).toHaveValue('Ring twice.');
});

test('pieces are counted at once, and no more when they did not arrive', { tag: '@once' }, async ({ page, sandbox, email, browser, watch }) => {
  watch.expect(/ERR_CONNECTION_RESET/);
  const number = await bought(browser, email, { choice: { product: 'schneidebrett-emme' } });
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.openStock(await colleague.skuOf(number));
  const before = await colleague.available();
  const held = await hold(page, 'stock/receive');
  await colleague.receive('7');
  await held.sent;
  await expect(colleague.panel.getByTestId('figure-available')).toHaveText(String(before + 7));
  held.end('is lost');
  await expect(colleague.panel.getByTestId('failed')).toBeVisible();
  await expect(colleague.panel.getByTestId('figure-available')).toHaveText(String(before));
});
