import { randomUUID } from 'node:crypto';
import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { product } from '../shop/catalogue';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'de';
const languages = ['de', 'fr', 'it', 'en'] as const;
const products = '/products';

test.skip(!canOperate, 'the shop under test was started by hand');

/** A draft of a test's own, so that no other test's product is changed; its name makes its address. */
async function draft(colleague: Colleague): Promise<{ name: string; slug: string }> {
  const slug = `probe-${randomUUID()}`;
  await colleague.open(`${products}/new`);
  for (const code of languages) await colleague.page.locator(`#name-${code}`).fill(slug);
  await colleague.page.locator('#price').fill('12.50');
  await colleague.page.locator('#weight_grams').fill('250');
  await colleague.press(colleague.main.getByTestId('new-product'), 'product.create');
  await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('product.created'));
  await colleague.ready();
  return { name: slug, slug };
}

async function publish(colleague: Colleague) {
  for (const code of languages) {
    await colleague.page.locator(`#summary-${code}`).fill('Ein Satz.');
    await colleague.page.locator(`#description-${code}`).fill('Ein Absatz.');
  }
  await colleague.page.locator('#status').selectOption('published');
  await save(colleague);
  await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('product.saved'));
}

async function save(colleague: Colleague) {
  await colleague.press(colleague.main.getByTestId('product'), 'product.save');
  await colleague.ready();
}

async function expectStatus(colleague: Colleague, status: string) {
  await expect(colleague.main.getByTestId('product-status')).toHaveAttribute('data-status', status);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a product is made, written, looked at, published and archived', async ({ page, sandbox, watch }) => {
      watch.expect(/404/);
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      const { slug } = await draft(colleague);
      const here = page.url().replace(/\?.*/, '');
      await expectStatus(colleague, 'draft');

      await test.step('a draft is for staff alone', async () => {
        expect(await colleague.visit(`/de/p/${slug}`)).toBe(404);
        expect(await colleague.visit(`/de/preview/${slug}`)).toBe(200);
        await expect(page.getByTestId('preview')).toBeVisible();
        await page.goto(here);
        await colleague.ready();
      });

      await test.step('what is wrong is said at its field, and what was entered stays', async () => {
        await page.locator('#price-0').fill('zwölf');
        await page.locator('#name-fr').fill('');
        await page.locator('#summary-it').fill('Una frase.\nUn’altra.');
        await save(colleague);
        await expect(colleague.main.getByTestId('errors')).toBeVisible();
        for (const field of ['#price-0', '#name-fr']) await expect(page.locator(field)).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#price-0')).toHaveValue('zwölf');
        await expect(page.locator('#summary-it')).toHaveValue('Una frase.\nUn’altra.');
        await page.locator('#price-0').fill('14.90');
        await page.locator('#name-fr').fill('Essai');
      });

      await test.step('published, it is in the shop', async () => {
        await publish(colleague);
        await expectStatus(colleague, 'published');
        await colleague.visit(`/fr/p/${slug}`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Essai');
        // The screens speak the language of the page that was read last.
        await colleague.visit(`/de/p/${slug}`);
        await page.goto(here);
        await colleague.ready();
      });

      await test.step('archived after a second look, and back as a draft', async () => {
        const archive = async () => {
          await colleague.press(await colleague.action('archive', colleague.main), 'product.archive_submit');
          await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('product.archived'));
          await expectStatus(colleague, 'archived');
          await colleague.ready();
        };
        await archive();
        await colleague.press(colleague.main.getByTestId('toast'), 'frame.undo');
        await expectStatus(colleague, 'draft');
        await colleague.ready();
        await archive();
        await colleague.press(colleague.main.getByTestId('restore'), 'product.restore');
        await expectStatus(colleague, 'draft');
        expect(await colleague.visit(`/de/p/${slug}`)).toBe(404);
      });
    });

    test('a product is found, and a copy of it is a draft', { tag: '@once' }, async ({ page, sandbox }) => {
      const known = product('trinkflasche-jura');
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      await colleague.open(products);
      const field = colleague.main.getByRole('searchbox', { name: colleague.words('products.search') });
      await field.fill('TRINKFLASCHE-JURA-NACHT');
      await field.press('Enter');
      await expect(page).toHaveURL(/[?&]q=/);
      const row = colleague.main.getByTestId('products').getByRole('link', { name: known.name.de, exact: true }).first();
      await row.click();
      await expect(colleague.main.getByRole('heading', { level: 1 })).toHaveText(known.name.de);
      await colleague.ready();
      const rows = await colleague.main.getByTestId('variants').getByRole('listitem').count();
      await colleague.press(colleague.main.getByTestId('duplicate'), 'product.duplicate');
      await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('product.copied'));
      await expectStatus(colleague, 'draft');
      await expect(page.locator('#slug')).toHaveValue(/^trinkflasche-jura-copy/);
      await expect(colleague.main.getByTestId('variants').getByRole('listitem')).toHaveCount(rows);
      await colleague.ready();
      // Out of the way of other tests.
      const archive = await colleague.action('archive', colleague.main);
      await colleague.press(archive, 'product.archive_submit');
      await expectStatus(colleague, 'archived');
    });

    test('prices of several change after a look, and change back', { tag: '@once' }, async ({ page, sandbox }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      const { slug } = await draft(colleague);
      await colleague.open(`${products}?q=${slug}&status=draft`);
      const rows = colleague.main.getByTestId('products').locator('tbody tr');
      await expect(rows).toHaveCount(1);
      await rows.getByRole('checkbox').check();
      const several = await colleague.action('several', colleague.main);
      await several.locator('#act').selectOption('percent');
      await several.locator('#value').fill('-20');
      await colleague.press(several, 'bulk.look');
      await expect(colleague.main.getByTestId('changes').locator('tbody tr')).toContainText('10.00');
      await colleague.ready();
      await colleague.press(colleague.main.getByTestId('confirm'), 'bulk.confirm_one');
      await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('bulk.changed'));
      await colleague.ready();
      await colleague.press(colleague.main.getByTestId('undo'), 'bulk.undo');
      await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('bulk.undone'));
      await colleague.open(`${products}?q=${slug}&status=draft`);
      await expect(rows).toContainText('12.50');
    });

    test('an option makes variants that wait to be looked at', { tag: '@once' }, async ({ page, sandbox }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      const { slug } = await draft(colleague);
      const here = page.url().replace(/\?.*/, '');
      await colleague.main.getByRole('link', { name: colleague.words('options.title') }).click();
      await expect(colleague.main.getByRole('heading', { level: 1 })).toHaveText(colleague.words('options.title'));
      await colleague.ready();
      const form = await colleague.action('new-option', colleague.main);
      const names = { 'fields[name]': 'Farbe', 'fields[values][0]': 'Rot', 'fields[values][1]': 'Blau' };
      for (const [field, words] of Object.entries(names)) {
        for (const code of languages) await form.locator(`[name="${field}[${code}]"]`).fill(words);
      }
      await colleague.press(form, 'options.add_submit');
      await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('options.option_added'));
      await colleague.ready();
      await colleague.press(colleague.main.getByTestId('missing'), 'options.generate');
      await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('options.generated'));
      await page.goto(here);
      await colleague.ready();
      await expect(colleague.main.getByTestId('variants').getByRole('listitem')).toHaveCount(2);
      await expect(page.locator('#sku-1')).toHaveValue(`${slug.toUpperCase()}-BLAU`);
      await expect(page.locator('#archived-1')).toBeChecked();
    });

    test('two at one product: the second sees what changed and keeps what they wrote', { tag: '@once' }, async ({ page, sandbox, browser }) => {
      const context = await browser.newContext({ javaScriptEnabled });
      const first = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      const second = await Colleague.join(await context.newPage(), sandbox, 'catalogue', language, javaScriptEnabled);
      await draft(first);
      await second.page.goto(page.url().replace(/\?.*/, ''));
      await second.ready();

      await page.locator('#price-0').fill('19.90');
      await save(first);
      await expect(first.main.getByTestId('done')).toHaveText(first.words('product.saved'));

      await second.page.locator('#name-en').fill('Mine');
      await save(second);
      await expect(second.main.getByTestId('failed')).toHaveText(second.words('product.changed'));
      await expect(second.main.getByTestId('stored')).toContainText('19.90');
      await expect(second.page.locator('#name-en')).toHaveValue('Mine');
      await second.page.locator('#price-0').fill('19.90');
      await save(second);
      await expect(second.main.getByTestId('done')).toHaveText(second.words('product.saved'));
      await context.close();
    });
  });
}

test('the screens of products are for everybody', { tag: '@once' }, async ({ page, sandbox }) => {
  const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', 'fr');
  await colleague.open(products);
  await expectAccessible(page);
  await colleague.open(`${products}?q=xyzzy`);
  await expectAccessible(page);
  await draft(colleague);
  await expectAccessible(page);
  await page.goto(`${page.url().replace(/\?.*/, '')}/options`);
  await colleague.action('new-option', colleague.main);
  await expectAccessible(page);
  await page.goBack();
  await colleague.ready();
  await page.locator('#price-0').fill('0');
  await page.locator('#status').selectOption('scheduled');
  await expect(page.locator('#published_at')).toBeVisible();
  await save(colleague);
  await expect(colleague.main.getByTestId('errors')).toBeVisible();
  await expectAccessible(page);
});
