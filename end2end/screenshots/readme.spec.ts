import { join } from 'node:path';
import { test } from '@playwright/test';
import { desktop, phone } from '../settings';
import { bottle, notebooks } from '../shop/catalogue';
import { Shopper } from '../shop/shopper';

const folder = join(__dirname, '../../docs/screenshots');

// Dark ones where they show something: pictures weigh, and a repository keeps them for ever.
const shots = [
  { viewport: desktop, colorScheme: 'light', pages: ['home', 'list', 'product', 'cart', 'checkout', 'order'] },
  { viewport: phone, colorScheme: 'light', pages: ['home', 'list', 'product', 'cart', 'checkout', 'order'] },
  { viewport: desktop, colorScheme: 'dark', pages: ['home', 'product'] },
  { viewport: phone, colorScheme: 'dark', pages: ['home'] },
] as const;

for (const { viewport, colorScheme, pages } of shots) {
  const suffix = `${viewport.width}${colorScheme === 'dark' ? '-dark' : ''}`;

  test.describe(suffix, () => {
    test.use({ viewport, colorScheme, isMobile: viewport === phone, hasTouch: viewport === phone });

    test(`pages at ${suffix}`, async ({ page }) => {
      const shopper = new Shopper(page, 'en');
      const wanted = (name: string) => (pages as readonly string[]).includes(name);
      const shoot = async (name: string) => {
        if (!wanted(name)) return;
        await page.evaluate(() => scrollTo(0, 0));
        await shopper.picturesLoaded();
        await page.screenshot({ path: join(folder, `${name}-${suffix}.png`), animations: 'disabled', caret: 'hide' });
      };

      await shopper.open();
      await shoot('home');
      await shopper.open('/c/kueche-tisch');
      await shoot('list');
      await shopper.open('/p/tasse-aare');
      await shoot('product');
      if (!wanted('cart')) return;

      await shopper.putInto(bottle);
      await shopper.putInto(notebooks);
      await shoot('cart');
      await shopper.toCheckout();
      await shopper.fillIn({ email: 'anna.meier@astris.example' });
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await shoot('checkout');
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
      await shoot('order');
    });
  });
}
