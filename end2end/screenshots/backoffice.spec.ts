import { join } from 'node:path';
import { desktop, phone } from '../settings';
import { test } from '../fixtures';
import { bottle, notebooks, product } from '../shop/catalogue';
import { Colleague, bought } from '../shop/colleague';

const folder = join(__dirname, '../../docs/screenshots');

// What docs/backoffice.md shows: pictures weigh, and a repository keeps them for ever.
const shots = [
  {
    viewport: desktop,
    colorScheme: 'light',
    screens: ['home', 'board', 'order', 'mail', 'refund', 'product', 'pictures', 'categories', 'collection', 'import', 'stock', 'bulk', 'voucher', 'gift-card', 'delivery', 'fees', 'vat', 'customer', 'templates', 'audit', 'settings', 'palette'],
  },
  { viewport: phone, colorScheme: 'light', screens: ['orders', 'order', 'product', 'pictures', 'collection', 'stock', 'voucher', 'gift-card', 'fees', 'customer'] },
  { viewport: desktop, colorScheme: 'dark', screens: ['orders', 'products', 'customers', 'outbox'] },
] as const;

/** What is to come in. */
const csv = 'Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\nbecher-uri,Becher Uri,B-URI,24.50,12\n';

for (const { viewport, colorScheme, screens } of shots) {
  const suffix = `${viewport.width}${colorScheme === 'dark' ? '-dark' : ''}`;

  test.describe(`backoffice ${suffix}`, () => {
    test.use({ viewport, colorScheme, isMobile: viewport === phone, hasTouch: viewport === phone });

    test(`screens at ${suffix}`, async ({ page, sandbox, browser }) => {
      const wanted = (name: string) => (screens as readonly string[]).includes(name);
      const shoot = async (name: string, of = page) => {
        if (!wanted(name)) return;
        await of.screenshot({ path: join(folder, `backoffice-${name}-${suffix}.png`), animations: 'disabled', caret: 'hide' });
      };

      await bought(browser, 'beat.keller@astris.example', { outcome: 'failed', choice: notebooks });
      await bought(browser, 'chiara.rossi@astris.example', { method: 'Prepayment by QR-bill' });
      const number = await bought(browser, 'anna.meier@astris.example', { pieces: 3, choice: bottle });
      const colleague = await Colleague.join(page, sandbox, 'orders', 'en', true, `lea.${suffix}@astris.example`);
      await colleague.open();
      await shoot('home');
      await colleague.open('/orders');
      await shoot('orders');
      if (wanted('board')) await colleague.open('/orders?view=board');
      await shoot('board');
      await colleague.openOrder(number);
      await colleague.ship({ pieces: 1, carrier: 'swiss_post', number: '99.34.123456.12345678' });
      await colleague.expectDone('shipped');
      await colleague.note('Called: the rest may come on Monday.');
      await colleague.expectDone('noted');
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await shoot('order');
      await colleague.panel.getByRole('link', { name: colleague.words('parcel.notify') }).click();
      await colleague.panel.getByTestId('mail').waitFor();
      await shoot('mail');
      await colleague.open('/delivery');
      await shoot('delivery');
      await colleague.main.getByTestId('methods').getByRole('link').first().click();
      await colleague.main.getByTestId('rates').waitFor();
      await shoot('fees');

      const shelves = await browser.newContext({ viewport, colorScheme, isMobile: viewport === phone, hasTouch: viewport === phone });
      const buyer = await Colleague.join(await shelves.newPage(), sandbox, 'catalogue', 'en', true, `mia.${suffix}@astris.example`);
      await buyer.open('/products');
      await shoot('products', buyer.page);
      await buyer.main.getByTestId('products').getByRole('link').first().click();
      await buyer.main.getByTestId('product').waitFor();
      await shoot('product', buyer.page);
      await buyer.main.getByRole('link', { name: buyer.words('pictures.title') }).click();
      await buyer.main.getByTestId('tile').first().waitFor();
      await shoot('pictures', buyer.page);
      await buyer.open('/categories');
      await shoot('categories', buyer.page);
      if (wanted('collection')) {
        await buyer.open('/collections');
        const form = await buyer.action('new-collection', buyer.main);
        for (const language of ['de', 'fr', 'it', 'en']) await buyer.page.locator(`#name-${language}`).fill('Slow mornings');
        await buyer.page.locator('#slug').fill(`slow-mornings-${suffix}`);
        await buyer.press(form, 'collections.create');
        for (const { name } of [bottle, notebooks].map(({ product: slug }) => product(slug))) {
          await buyer.ready();
          const field = buyer.main.getByRole('searchbox', { name: buyer.words('collections.search') });
          await field.fill(name.en);
          await field.press('Enter');
          await buyer.main.getByTestId('found').locator('li').filter({ hasText: name.en }).first().getByRole('button').click();
          await buyer.main.getByTestId('done').waitFor();
        }
        await shoot('collection', buyer.page);
      }
      if (wanted('import')) {
        await buyer.open('/imports');
        await buyer.page.locator('#file').setInputFiles({ name: 'spring.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
        await buyer.page.getByTestId('upload').locator('button').click();
        await buyer.page.locator('form[data-testid=columns]').waitFor();
        await shoot('import', buyer.page);
      }
      await buyer.open('/stock');
      await buyer.stockRows.first().getByRole('link').first().click();
      await buyer.panel.getByTestId('figures').waitFor();
      await shoot('stock', buyer.page);
      if (wanted('bulk')) {
        await buyer.open('/stock');
        for (const row of [0, 1, 2]) await buyer.stockRows.nth(row).getByRole('checkbox').check();
        const form = await buyer.action('several', buyer.main);
        await form.locator('#act').selectOption('receive');
        await form.locator('#value').fill('12');
        await form.locator('#reason').fill('Delivery note 4711');
        await buyer.press(form, 'bulk.look');
        await buyer.main.getByTestId('changes').waitFor();
        await shoot('bulk', buyer.page);
      }
      await buyer.open('/vouchers');
      await buyer.main.getByTestId('vouchers').locator('tbody tr').first().getByRole('link').click();
      await buyer.panel.getByTestId('fact-benefit').waitFor();
      await shoot('voucher', buyer.page);
      await buyer.open('/gift-cards');
      await buyer.main.getByTestId('gift-cards').locator('tbody tr').first().getByRole('link').click();
      await buyer.panel.getByTestId('movements').waitFor();
      await shoot('gift-card', buyer.page);
      await shelves.close();

      const desk = await browser.newContext({ viewport, colorScheme, isMobile: viewport === phone, hasTouch: viewport === phone });
      const support = await Colleague.join(await desk.newPage(), sandbox, 'support', 'en', true, `sara.${suffix}@astris.example`);
      await support.open('/customers');
      await shoot('customers', support.page);
      await support.main.getByTestId('customers').locator('tbody tr').filter({ hasText: 'anna.meier' }).getByRole('link').click();
      await support.panel.getByTestId('orders').waitFor();
      await shoot('customer', support.page);
      await support.open('/mail');
      await shoot('outbox', support.page);
      await support.open('/mail/templates');
      await shoot('templates', support.page);
      await desk.close();

      if (!wanted('palette')) return;
      await colleague.open('/orders');
      await page.keyboard.press('Control+k');
      await page.getByTestId('palette').waitFor();
      await shoot('palette');

      const context = await browser.newContext({ viewport, colorScheme });
      const accountant = await Colleague.join(await context.newPage(), sandbox, 'accounting', 'en', true, `noah.${suffix}@astris.example`);
      await accountant.openOrder(number);
      await accountant.action('refund');
      await shoot('refund', accountant.page);
      await accountant.open('/vat');
      await accountant.main.getByTestId('standard').waitFor();
      await shoot('vat', accountant.page);
      await accountant.open('/audit');
      await shoot('audit', accountant.page);
      await context.close();

      const office = await browser.newContext({ viewport, colorScheme });
      const admin = await Colleague.join(await office.newPage(), sandbox, 'admin', 'en', true, `ada.${suffix}@astris.example`);
      await admin.open('/settings');
      await admin.main.getByTestId('settings').waitFor();
      await shoot('settings', admin.page);
      await office.close();
    });
  });
}
