import { expect, test } from '../fixtures';
import { chosen, lastTwo, notebooks, product, sizeOf, soldOut, soldOutColour } from '../shop/catalogue';
import { amounts } from '../shop/money';
import { Shopper } from '../shop/shopper';

const language = 'de';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('what is sold out is shown and cannot be bought', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.openProduct(soldOut);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(product(soldOut.product).name[language]);
      await shopper.expectSoldOut();
      await shopper.openProduct(soldOutColour);
      await expect(shopper.option(chosen(soldOutColour)!.name[language])).toBeDisabled();
    });

    test('nobody gets more than there is', async ({ page, watch }) => {
      watch.expect(/4(09|22)/);
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(lastTwo);
      await shopper.setQuantity(lastTwo, 99);
      await expect(shopper.quantity(lastTwo)).not.toHaveValue('99');
      const pieces = Number(await shopper.quantity(lastTwo).inputValue());
      expect(pieces).toBeLessThanOrEqual(2);
    });

    test('a list is sorted and narrowed by its links and forms', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.open('/c/wohnen-licht');
      await expect(shopper.cards).toHaveCount(sizeOf('wohnen-licht'));
      await shopper.sortBy('price-up');
      const prices = await shopper.cardPrices();
      expect(prices).toEqual([...prices].sort((left, right) => left - right));
      await shopper.onlyAvailable();
      await expect(shopper.cards).toHaveCount(sizeOf('wohnen-licht') - 1);
      await expect(shopper.cards.filter({ hasText: product(soldOut.product).name[language] })).toHaveCount(0);
    });

    test('a search finds by a word and says when there is nothing', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.open();
      await shopper.search('Tasse');
      await expect(page).toHaveURL(/\/de\/search\?q=Tasse/);
      await expect(shopper.cards.filter({ hasText: 'Tasse Aare' })).toHaveCount(1);
      await shopper.search('xyzzyplugh');
      await expect(shopper.cards).toHaveCount(0);
      await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
    });

    test('a search for nothing, or for what looks like code, is just a search', async ({ page }) => {
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
  const card = shopper.cards.last();
  await card.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(0);
  await card.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/de\/p\//);
  await page.goBack();
  await expect(page).toHaveURL(/\/de\/c\/kueche-tisch$/);
  await expect.poll(async () => Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(5);
});

test('choosing an option shows its price', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.openProduct({ product: 'teedose-kraeuter' });
  await shopper.choose({ product: 'teedose-kraeuter', value: '120g' });
  await expect(shopper.price).toHaveText(/CHF\s34\.00/);
  await shopper.choose({ product: 'teedose-kraeuter', value: '60g' });
  await expect(shopper.price).toHaveText(/CHF\s22\.00/);
});

test('pictures of a list load in a modern format and in the width that is shown', async ({ page }) => {
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

test('a list of variants of one product keeps them apart in the cart', async ({ page }) => {
  const shopper = new Shopper(page, language);
  const dotted = notebooks;
  const ruled = { product: notebooks.product, value: 'liniert' };
  await shopper.putInto(dotted);
  await shopper.putInto(ruled);
  await expect(shopper.line(dotted)).toHaveCount(1);
  await expect(shopper.line(ruled)).toHaveCount(1);
  expect(amounts(await shopper.line(ruled).innerText())).toContain(4200);
});
