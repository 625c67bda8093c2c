import { expect, test } from '../fixtures';
import { notebooks } from '../shop/catalogue';
import { Shopper } from '../shop/shopper';
import { languages } from '../shop/texts';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    for (const path of ['/nothing-here', '/c/no-such-category', '/p/no-such-product', '/orders/no-such-order']) {
      test(`${path} is a page that does not exist`, { tag: '@once' }, async ({ page, watch }) => {
        watch.expect(/404/);
        const response = await page.goto(`/de${path}`);
        expect(response?.status()).toBe(404);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        // It belongs to the shop: it has a way on.
        await expect(page.getByRole('banner')).toBeVisible();
        await page.getByRole('main').getByRole('link').first().click();
        await expect(page).toHaveURL(/\/de/);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      });
    }

    for (const language of languages) {
      test(`nothing scrolls sideways in ${language}`, async ({ page }) => {
        const shopper = new Shopper(page, language, javaScriptEnabled);
        await shopper.putInto(notebooks);
        for (const path of ['', '/c/kueche-tisch', '/c/schreiben-papier', '/search?q=a', '/p/tasse-aare', '/p/fueller-linth', '/cart', '/checkout']) {
          await shopper.open(path);
          expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(page.viewportSize()!.width);
        }
      });
    }
  });
}

test('an unknown language is a page that does not exist', { tag: '@once' }, async ({ page, watch }) => {
  watch.expect(/404/);
  const response = await page.goto('/xx/cart');
  expect(response?.status()).toBe(404);
});

test('the theme follows the system, and the switch wins and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const shopper = new Shopper(page, 'de');
  await shopper.open();
  const light = await shopper.background();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => shopper.background()).not.toBe(light);
  const dark = await shopper.background();

  await shopper.switchTheme('light');
  await expect.poll(() => shopper.background()).toBe(light);
  await page.reload();
  expect(await shopper.background()).toBe(light);
  await shopper.open('/c/vorrat');
  expect(await shopper.background()).toBe(light);
  await shopper.switchTheme('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => shopper.background()).toBe(dark);
});

test('the keyboard reaches the content past the menu', async ({ page }) => {
  const shopper = new Shopper(page, 'de');
  await shopper.open();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#/);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('answers carry what protects the visitor', { tag: '@once' }, async ({ page }) => {
  const response = await page.goto('/de');
  const headers = response!.headers();
  expect(headers['content-security-policy']).toContain("'nonce-");
  expect(headers['content-security-policy']).not.toContain("'unsafe-inline'");
  expect(headers['content-security-policy']).not.toContain("'unsafe-eval'");
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBeTruthy();
});
