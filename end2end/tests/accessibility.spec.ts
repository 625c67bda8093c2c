import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { chocolate, notebooks } from '../shop/catalogue';
import { Shopper } from '../shop/shopper';

// The longest texts are the French ones.
const language = 'fr';

test.use({ reducedMotion: 'reduce' });

const paths = { home: '', list: '/c/kueche-tisch', product: '/p/tasse-aare', 'empty cart': '/cart', 'sold-out product': '/p/kaktus-paul' };
for (const [name, path] of Object.entries(paths)) {
  test(name, async ({ page }) => {
    await new Shopper(page, language).open(path);
    await expectAccessible(page);
  });
}

test('search, with and without a hit', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.open('/search?q=tasse');
  await expectAccessible(page);
  await shopper.open('/search?q=xyzzy');
  await expectAccessible(page);
});

test('a page that does not exist', async ({ page, watch }) => {
  watch.expect(/404/);
  await new Shopper(page, language).open('/nothing-here');
  await expectAccessible(page);
});

test('cart, checkout and order', async ({ page, email, watch }) => {
  // The status of a form that is not accepted.
  watch.expect(/422/);
  const shopper = new Shopper(page, language);
  await shopper.putInto(notebooks);
  await shopper.putInto(chocolate);
  await expectAccessible(page);
  await shopper.remove(notebooks);
  await expectAccessible(page);
  await shopper.toCheckout();
  await expectAccessible(page);
  await shopper.submitOrder();
  await expect(shopper.errorSummary).toBeVisible();
  await expectAccessible(page);
  await shopper.fillIn({ email });
  await shopper.placeOrder();
  await shopper.decide('failed');
  await shopper.expectUnpaid('failed');
  await expectAccessible(page);
  await shopper.tryAgain();
  await shopper.decide('open');
  await shopper.expectOpen();
  await expectAccessible(page);
});

test('a paid order', async ({ page, email }) => {
  const shopper = new Shopper(page, language);
  await shopper.putInto(chocolate);
  await shopper.toCheckout();
  await shopper.fillIn({ email });
  await shopper.placeOrder();
  await shopper.decide('paid');
  await shopper.expectPaid();
  await expectAccessible(page);
});
