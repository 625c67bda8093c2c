import { randomUUID } from 'node:crypto';
import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { product } from '../shop/catalogue';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const languages = ['de', 'fr', 'it', 'en'] as const;
const [one, two] = [product('wanduhr-mittag'), product('karaffe-lorze')];

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a collection is made, filled, published, renamed and removed', { tag: '@once' }, async ({ page, sandbox, watch }) => {
      watch.expect(/404/);
      const slug = `probe-${randomUUID()}`;
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', 'de', javaScriptEnabled);
      const { main } = colleague;
      const picked = main.getByTestId('picked').locator('li');
      const inOrder = (names: string[]) => expect(picked.locator('a')).toHaveText(names);

      await test.step('made, with what was wrong said first', async () => {
        await colleague.open('/collections');
        const form = await colleague.action('new-collection', main);
        for (const code of languages) await page.locator(`#name-${code}`).fill(slug);
        await page.locator('#slug').fill('Nicht so');
        await colleague.press(form, 'collections.create');
        await expect(main.getByTestId('errors')).toBeVisible();
        await expect(page.locator('#slug')).toHaveAttribute('aria-invalid', 'true');
        await expect(page.locator('#name-it')).toHaveValue(slug);
        await colleague.ready();
        await page.locator('#slug').fill('');
        await colleague.press(main.getByTestId('new-collection'), 'collections.create');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('collections.created'));
        await expect(main.getByTestId('collection-status')).toHaveAttribute('data-status', 'draft');
        await colleague.ready();
      });
      const here = page.url().replace(/\?.*/, '');

      await test.step('filled by searching, and put in order', async () => {
        for (const { name } of [one, two]) {
          const field = main.getByRole('searchbox', { name: colleague.words('collections.search') });
          await field.fill(name.de);
          await field.press('Enter');
          const found = main.getByTestId('found').locator('li').filter({ hasText: name.de }).first();
          await expect(found).toBeVisible();
          await colleague.ready();
          await found.getByRole('button').click();
          await expect(main.getByTestId('done')).toHaveText(colleague.words('collections.collected'));
          await expect(main.getByTestId('found').locator('li').filter({ hasText: name.de }).first()).toContainText(colleague.within('collections.is_in'));
          await colleague.ready();
        }
        await inOrder([one.name.de, two.name.de]);
        if (javaScriptEnabled) await expectAccessible(page);
        await picked.nth(1).getByRole('button', { name: colleague.words('categories.up') }).click();
        await expect(main.getByTestId('done')).toHaveText(colleague.words('categories.ordered'));
        await inOrder([two.name.de, one.name.de]);
        await colleague.ready();
        await picked.nth(0).getByRole('textbox').fill('2');
        await picked.nth(0).getByRole('textbox').press('Enter');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('categories.ordered'));
        await inOrder([one.name.de, two.name.de]);
        await colleague.ready();
      });

      await test.step('published, it is in the shop; the former address leads on', async () => {
        await page.locator('#status').selectOption('published');
        for (const code of languages) await page.locator(`#introduction-${code}`).fill('Ein Satz.');
        await colleague.press(main.getByTestId('collection'), 'collections.save');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('collections.saved'));
        await colleague.visit(`/de/collections/${slug}`);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(slug);
        await expect(page.getByRole('main').getByText('Ein Satz.')).toBeVisible();
        await expect(page.getByRole('main').getByTestId('count')).toContainText('2');
        if (javaScriptEnabled) await expectAccessible(page);
        await page.goto(here);
        await colleague.ready();
        await page.locator('#slug').fill(`${slug}-neu`);
        await colleague.press(main.getByTestId('collection'), 'collections.save');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('collections.saved'));
        await colleague.visit(`/de/collections/${slug}`);
        await expect(page).toHaveURL(new RegExp(`/de/collections/${slug}-neu$`));
      });

      await test.step('by a rule', async () => {
        await page.goto(here);
        await colleague.ready();
        await expect(page.locator('#from')).toBeHidden();
        await page.locator('#rule').selectOption('ruled');
        await page.locator('#available').check();
        await page.locator('#to').fill('20');
        await page.locator('#from').fill('30');
        await colleague.press(main.getByTestId('collection'), 'collections.save');
        await expect(page.locator('#to')).toHaveAttribute('aria-invalid', 'true');
        await colleague.ready();
        await page.locator('#from').fill('');
        await page.locator('#to').fill('100000');
        await colleague.press(main.getByTestId('collection'), 'collections.save');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('collections.saved'));
        await expect(picked.first()).toBeVisible();
        await expect(main.getByRole('searchbox')).toHaveCount(0);
      });

      await test.step('removed', async () => {
        await colleague.ready();
        const remove = await colleague.action('remove-collection', main);
        await colleague.press(remove, 'categories.remove_submit');
        await expect(main.getByTestId('done')).toHaveText(colleague.words('collections.removed'));
        expect(await colleague.visit(`/de/collections/${slug}-neu`)).toBe(404);
      });
    });
  });
}

test('collections can be read by everybody', async ({ page, sandbox }) => {
  // The longest texts are the French ones.
  const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', 'fr');
  await colleague.open('/collections');
  await colleague.action('new-collection', colleague.main);
  await page.locator('#rule').selectOption('ruled');
  await expect(page.locator('#from')).toBeVisible();
  await expectAccessible(page);
});
