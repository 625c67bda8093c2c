import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const languages = ['de', 'fr', 'it', 'en'] as const;
const picture = (name: string) => ({
  name,
  mimeType: 'image/jpeg',
  buffer: readFileSync(join(__dirname, '../../demo/pictures', name)),
});
const cup = picture('tasse-aare.jpg');
const blanket = picture('wolldecke-engadin.jpg');
const damaged = { ...cup, name: 'damaged.jpg', buffer: cup.buffer.subarray(0, cup.buffer.length / 2) };

test.skip(!canOperate, 'the shop under test was started by hand');

/** A draft of a test's own; opens its pictures. */
async function pictures(colleague: Colleague) {
  const slug = `bilder-${randomUUID()}`;
  await colleague.open('/products/new');
  for (const code of languages) await colleague.page.locator(`#name-${code}`).fill(slug);
  await colleague.page.locator('#price').fill('12.50');
  await colleague.page.locator('#weight_grams').fill('250');
  await colleague.press(colleague.main.getByTestId('new-product'), 'product.create');
  await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('product.created'));
  await colleague.ready();
  await colleague.main.getByRole('link', { name: colleague.words('pictures.title') }).click();
  await expect(colleague.main.getByRole('heading', { level: 1 })).toHaveText(colleague.words('pictures.title'));
  await colleague.ready();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('pictures are added, arranged, described and removed', { tag: '@once' }, async ({ page, sandbox }) => {
      test.slow();
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', 'de', javaScriptEnabled);
      await pictures(colleague);
      const upload = colleague.main.getByTestId('upload');
      const tiles = colleague.main.getByTestId('tile');

      await test.step('each file is answered for', async () => {
        await upload.locator('input[type=file]').setInputFiles([cup, damaged, blanket]);
        if (javaScriptEnabled) {
          const sent = colleague.main.getByTestId('sending').getByRole('listitem');
          await expect(sent).toHaveCount(3);
          await expect(sent.nth(1)).toHaveAttribute('data-stage', 'failed', { timeout: 60_000 });
          await expect(sent.nth(1)).toContainText(colleague.within('pictures.damaged'));
          await expect(sent.nth(2)).toHaveAttribute('data-stage', 'added', { timeout: 60_000 });
        } else {
          await colleague.press(upload, 'pictures.send');
          const report = colleague.main.getByTestId('upload-report');
          await expect(report.getByRole('listitem')).toHaveCount(3, { timeout: 60_000 });
          await expect(report.getByRole('listitem').nth(1)).toContainText(colleague.within('pictures.damaged'));
        }
        await expect(tiles).toHaveCount(2);
      });

      await test.step('the second one becomes the main one', async () => {
        const [first, second] = [await tiles.nth(0).getAttribute('data-picture'), await tiles.nth(1).getAttribute('data-picture')];
        if (javaScriptEnabled) {
          await tiles.nth(1).dragTo(tiles.nth(0));
        } else {
          await tiles.nth(1).getByRole('button').first().click();
        }
        await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('pictures.arranged'));
        await expect(tiles.nth(0)).toHaveAttribute('data-picture', second!);
        await expect(tiles.nth(1)).toHaveAttribute('data-picture', first!);
        await colleague.ready();
      });

      await test.step('it is described and cropped', async () => {
        const main = colleague.main.getByTestId('picture').first();
        await main.getByLabel('Français').fill('Une couverture');
        if (javaScriptEnabled) {
          const focus = main.getByTestId('focus');
          const box = (await focus.boundingBox())!;
          await focus.click({ position: { x: box.width * 0.2, y: box.height * 0.8 } });
          await expect(main.getByLabel(colleague.words('pictures.focus_x'))).toHaveValue('20');
          await focus.press('ArrowDown');
          await expect(main.getByLabel(colleague.words('pictures.focus_y'))).toHaveValue('85');
          await expect(main.getByTestId('focus-preview')).toHaveCSS('object-position', '20% 85%');
        } else {
          await main.getByLabel(colleague.words('pictures.focus_x')).fill('20');
          await main.getByLabel(colleague.words('pictures.focus_y')).fill('85');
        }
        await colleague.press(main, 'pictures.save');
        await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('pictures.described'));
        await expect(tiles.first().locator('img')).toHaveCSS('object-position', '20% 85%');
        await expect(main.getByLabel('Français')).toHaveValue('Une couverture');
        await colleague.ready();
      });

      await test.step('nothing without words', async () => {
        const main = colleague.main.getByTestId('picture').first();
        await main.getByLabel('Italiano').fill(' ');
        await colleague.press(main, 'pictures.save');
        await expect(colleague.main.getByTestId('errors')).toBeVisible();
        await expect(page.locator('#alt-it')).toHaveAttribute('aria-invalid', 'true');
        await colleague.ready();
      });

      await test.step('one goes', async () => {
        const last = colleague.main.getByTestId('picture').last();
        const remove = await colleague.action('remove-picture', last);
        await remove.locator('form').getByRole('button').click();
        await expect(colleague.main.getByTestId('done')).toHaveText(colleague.words('pictures.removed'));
        await expect(tiles).toHaveCount(1);
        await colleague.ready();
      });

      if (javaScriptEnabled) await expectAccessible(page);
    });
  });
}
