import { expect, test } from '../fixtures';
import { lastTwo, notebooks, product, sizeOf, soldOut, soldOutColour } from '../shop/catalogue';
import { swiss } from '../shop/money';
import { Shopper } from '../shop/shopper';
import { plain, text } from '../shop/texts';

const language = 'de';

function isAscending(numbers: number[]): boolean {
  return numbers.every((number, index) => index === 0 || numbers[index - 1] <= number);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('what is sold out is shown and cannot be bought', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.openProduct(soldOut);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(product(soldOut.product).name[language]);
      await expect(shopper.stock).toHaveText(text(language, 'product.sold_out_hint'));
      await expect(shopper.addButton).toHaveCount(0);
      await expect(shopper.main.getByRole('button', { name: text(language, 'product.sold_out') })).toBeDisabled();
    });

    test('a colour that is sold out is marked and cannot be bought', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.openProduct(soldOutColour);
      await expect(shopper.option(soldOutColour)).toContainText(plain(language, 'product.sold_out'));
      await shopper.choose(soldOutColour);
      if (javaScriptEnabled) {
        await expect(shopper.addButton).toHaveCount(0);
        await expect(shopper.stock).toHaveText(text(language, 'product.sold_out_hint'));
      } else {
        await shopper.addButton.click();
        await expect(shopper.main.getByRole('alert')).toHaveText(text(language, 'failure.sold_out'));
        await expect(shopper.cartCount).toHaveCount(0);
      }
    });

    test('nobody gets more than there is', async ({ page, watch }) => {
      // The status of a refusal.
      watch.expect(/409/);
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.openProduct(lastTwo);
      await expect(shopper.stock).toContainText('2');
      await expect(shopper.wanted).toHaveAttribute('max', '2');
      await shopper.putInto(lastTwo);
      await shopper.setQuantity(lastTwo, 2);
      await expect(shopper.more(lastTwo)).toBeDisabled();

      await shopper.openProduct(lastTwo);
      await shopper.addButton.click();
      await expect(shopper.main.getByRole('alert')).toBeVisible();
      await expect(shopper.cartCount).toHaveText('2');
    });

    test('a list is sorted and narrowed by its links and forms', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.open('/c/wohnen-licht');
      await expect(shopper.cards).toHaveCount(sizeOf('wohnen-licht'));
      await shopper.sortBy('price-up');
      await expect.poll(async () => isAscending(await shopper.cardPrices())).toBe(true);
      await shopper.onlyAvailable();
      await expect(shopper.cards).toHaveCount(sizeOf('wohnen-licht') - 1);
      await expect(shopper.cards.filter({ hasText: product(soldOut.product).name[language] })).toHaveCount(0);
    });

    test('a search finds by a word and says when there is nothing', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.open();
      await shopper.search('Tasse');
      await expect(page).toHaveURL(/\/de\/search\?q=Tasse$/);
      await expect(shopper.cards.filter({ hasText: 'Tasse Aare' })).toHaveCount(1);
      await shopper.search('xyzzyplugh');
      await expect(shopper.cards).toHaveCount(0);
      await expect(shopper.main.getByRole('link')).toBeVisible();
    });

    test('a search for nothing, or for what looks like code, is just a search', { tag: '@once' }, async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      for (const words of ['', '<script>alert(1)</script>', "' OR 1=1 --", '%', 'ß'.repeat(300)]) {
        await shopper.open(`/search?q=${encodeURIComponent(words)}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      }
    });
  });
}

test('going back leads to the same place in the list', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.open('/c/kueche-tisch');
  // Where the page stands when the link is followed: to press it, the test may have to scroll.
  await page.evaluate(() => addEventListener('click', () => Object.assign(window, { left: scrollY }), { capture: true }));
  await shopper.cards.last().click();
  const before = await page.evaluate(() => (window as unknown as { left: number }).left);
  expect(before).toBeGreaterThan(0);
  await expect(page).toHaveURL(/\/de\/p\//);
  await page.goBack();
  await expect(page).toHaveURL(/\/de\/c\/kueche-tisch$/);
  await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(5);
});

test('going back from a shorter page leads to the same place, however late the list comes', { tag: '@once' }, async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.open('/c/kueche-tisch');
  await shopper.cards.last().scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(0);
  // A page that is not as long as the place is far down, by a link that needs no scrolling.
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href });
    document.querySelector('main')?.append(link);
    link.click();
  }, `/${language}/search?q=xyzzyplugh`);
  await expect(shopper.cards).toHaveCount(0);
  await page.route('**/fn/catalog/list*', async (route) => {
    const response = await route.fetch();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await route.fulfill({ response });
  });
  await page.goBack();
  await expect(shopper.cards.last()).toBeVisible();
  await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(5);
});

test('whoever goes back before a page has come in sees no error', { tag: '@once' }, async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.open('/c/kueche-tisch');
  await shopper.cards.last().click();
  await expect(page).toHaveURL(/\/de\/p\//);
  // Three pages within one transition: the browser skips the earlier ones.
  await page.evaluate(async () => {
    const moved = () => new Promise((done) => addEventListener('popstate', done, { once: true }));
    for (const step of [-1, 1, -1]) {
      const arrived = moved();
      history.go(step);
      await arrived;
    }
  });
  await expect(page).toHaveURL(/\/de\/c\/kueche-tisch$/);
  await expect(shopper.cards.last()).toBeVisible();
});

test('choosing an option shows its price', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.openProduct({ product: 'teedose-kraeuter' });
  await shopper.choose({ product: 'teedose-kraeuter', value: '120g' });
  await expect(shopper.price).toHaveText(swiss(3400));
  await shopper.choose({ product: 'teedose-kraeuter', value: '60g' });
  await expect(shopper.price).toHaveText(swiss(2200));
});

test('pictures of a list load in a modern format and in the width that is shown', { tag: '@once' }, async ({ page }) => {
  const shopper = new Shopper(page, language);
  const pictures: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/media/')) pictures.push(response.headers()['content-type'] ?? '');
  });
  await shopper.open('/c/kueche-tisch');
  await expect.poll(() => pictures.length).toBeGreaterThan(1);
  expect(pictures.every((type) => type === 'image/avif')).toBe(true);
  const images = page.getByRole('main').locator('img');
  await expect(images.first()).toHaveAttribute('width', /\d+/);
  await expect(images.first()).toHaveAttribute('height', /\d+/);
});

test('two variants of a product are two lines in the cart', { tag: '@once' }, async ({ page }) => {
  const shopper = new Shopper(page, language);
  const dotted = notebooks;
  const ruled = { product: notebooks.product, value: 'liniert' };
  await shopper.putInto(dotted);
  await shopper.putInto(ruled);
  await expect(shopper.line(dotted)).toHaveCount(1);
  await expect(shopper.line(ruled)).toHaveCount(1);
  await expect(shopper.line(ruled)).toContainText(swiss(4200));
});
