import { expect, test } from '../fixtures';
import { bottle, chocolate, notebooks, totalOf } from '../shop/catalogue';
import { swiss } from '../shop/money';
import { Shopper } from '../shop/shopper';
import { plain } from '../shop/texts';

const language = 'it';

/** A promise that is kept by hand. */
function held() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('sums follow every change', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(chocolate);
      await expect(shopper.total).toHaveText(swiss(totalOf([chocolate, 1])));
      await shopper.setQuantity(chocolate, 3);
      await expect(shopper.line(chocolate)).toContainText(swiss(2250));
      await expect(shopper.total).toHaveText(swiss(totalOf([chocolate, 3])));
      await shopper.setQuantity(chocolate, 2);
      await expect(shopper.total).toHaveText(swiss(totalOf([chocolate, 2])));
    });

    test('delivery is free from CHF 120', { tag: '@once' }, async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(bottle);
      await shopper.setQuantity(bottle, 2);
      await expect(shopper.main).toContainText(swiss(12_000 - 9_000));
      await shopper.setQuantity(bottle, 3);
      await expect(shopper.total).toHaveText(swiss(13_500));
    });

    test('the last line that is taken out can be put back', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(notebooks);
      await shopper.remove(notebooks);
      await expect(shopper.main).toContainText(plain(language, 'cart.empty'));
      await expect(shopper.cartCount).toHaveCount(0);
      await shopper.undo();
      await expect(shopper.line(notebooks)).toHaveCount(1);
      await expect(shopper.cartCount).toHaveText('1');
    });

    test('the cart is still there after closing the page', { tag: '@once' }, async ({ page, context }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(notebooks);
      await page.close();
      const again = new Shopper(await context.newPage(), language, javaScriptEnabled);
      await again.open();
      await expect(again.cartCount).toHaveText('1');
    });
  });
}

test('the drawer keeps the focus, closes on Escape and gives the focus back', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.openProduct(notebooks);
  await shopper.choose(notebooks);
  await shopper.addToCart();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
  await page.keyboard.press('Escape');
  await expect(shopper.drawer).toBeHidden();
  await expect(shopper.addButton).toBeFocused();
});

test('two tabs share one cart', { tag: '@once' }, async ({ page, context }) => {
  const first = new Shopper(page, language);
  await first.putInto(notebooks);
  const second = new Shopper(await context.newPage(), language);
  await second.putInto(chocolate);
  await expect(second.cartCount).toHaveText('2');
  await first.setQuantity(notebooks, 2);
  await expect(first.cartCount).toHaveText('3');
  await expect(first.line(chocolate)).toHaveCount(1);
});

test('nothing moves when the answer to a change comes', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.putInto(bottle);
  const answer = held();
  await page.route('**/fn/cart/quantity', async (route) => {
    const response = await route.fetch();
    await answer.promise;
    await route.fulfill({ response });
  });
  await shopper.more(bottle).click();
  await expect(shopper.quantity(bottle)).toHaveText('2');
  const before = await shopper.checkoutLink.boundingBox();
  answer.resolve();
  // What screen readers are told is the last thing that follows from the answer.
  await expect(page.getByRole('status').filter({ hasText: swiss(9000) })).toHaveCount(1);
  expect(await shopper.checkoutLink.boundingBox()).toEqual(before);
});
