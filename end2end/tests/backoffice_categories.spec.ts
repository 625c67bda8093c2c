import { randomUUID } from 'node:crypto';
import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { category } from '../shop/catalogue';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const languages = ['de', 'fr', 'it', 'en'] as const;
const above = category('kueche-tisch');

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a category is made below another one, renamed and removed', { tag: '@once' }, async ({ page, sandbox, watch }) => {
      watch.expect(/404/);
      const slug = `probe-${randomUUID()}`;
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', 'de', javaScriptEnabled);
      await colleague.open('/categories');
      const row = (name: string) => colleague.main.getByTestId('categories').locator(`li[data-slug="${name}"]`);

      await test.step('made, with what was wrong said first', async () => {
        const form = await colleague.action('new-category', colleague.main);
        for (const code of languages) await page.locator(`#name-${code}`).fill(slug);
        await page.locator('#slug').fill('Nicht so');
        await page.locator('#parent').selectOption({ label: above.name.de });
        await colleague.press(form, 'categories.create');
        await expect(colleague.main.getByTestId('errors')).toBeVisible();
        await expect(page.locator('#slug')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#name-it')).toHaveValue(slug);
        await colleague.ready();
        await page.locator('#slug').fill('');
        await colleague.press(colleague.main.getByTestId('new-category'), 'categories.create');
        await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('categories.created'));
        await expect(row(slug)).toHaveAttribute('data-depth', '2');
        await colleague.ready();
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('renamed; the former address leads on', async () => {
        await row(slug).getByRole('link').click();
        await expect(colleague.main.getByRole('heading', { level: 1 })).toHaveText(slug);
        await colleague.ready();
        await page.locator('#slug').fill(`${slug}-neu`);
        await page.locator('#description-de').fill('Ein Satz.');
        for (const code of ['fr', 'it', 'en']) await page.locator(`#description-${code}`).fill('Une phrase.');
        await colleague.press(colleague.main.getByTestId('category'), 'categories.save');
        await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('categories.saved'));
        const here = page.url().replace(/\?.*/, '');
        await colleague.visit(`/de/c/${slug}`);
        await expect(page).toHaveURL(new RegExp(`/de/c/${slug}-neu$`));
        await expect(page.getByRole('main').getByText('Ein Satz.')).toBeVisible();
        await page.getByRole('main').getByRole('link', { name: above.name.de }).first().click();
        await expect(page.getByRole('main').getByRole('link', { name: slug })).toBeVisible();
        await page.goto(here);
        await colleague.ready();
      });

      await test.step('removed, since nothing is in it', async () => {
        const remove = await colleague.action('remove-category', colleague.main);
        await colleague.press(remove, 'categories.remove_submit');
        await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('categories.removed'));
        await expect(row(`${slug}-neu`)).toHaveCount(0);
        expect(await colleague.visit(`/de/c/${slug}`)).toBe(404);
      });
    });
  });
}
