import { expect, test } from '../fixtures';
import { Colleague, bought } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'it';

test.skip(!canOperate, 'the shop under test was started by hand');

test('everything is reached by keyboard', { tag: '@once' }, async ({ page, sandbox, email, browser }) => {
  const number = await bought(browser, email);
  const colleague = await Colleague.onDuty(page, sandbox, 'orders', language);
  await colleague.open();
  const palette = page.getByTestId('palette');

  await test.step('two keys lead to a screen', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await expect(page).toHaveURL(/\/backoffice\/orders$/);
    await expect(colleague.rows.first()).toBeVisible();
  });

  await test.step('the palette leads to screens', async () => {
    await page.keyboard.press('Control+k');
    await expect(palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('panor');
    await expect(palette.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/backoffice$/);
    await expect(palette).toBeHidden();
  });

  await test.step('the palette finds orders', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(number);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`q=${number}`));
    await expect(colleague.row(number)).toBeVisible();
  });

  await test.step('rows, a panel, and out of it', async () => {
    await page.keyboard.press('j');
    await expect(colleague.row(number).getByRole('link')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(colleague.panel.getByRole('heading', { name: number })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(colleague.panel).toHaveCount(0);
  });

  await test.step('search, and letters that are typed stay letters', async () => {
    await page.keyboard.press('/');
    const field = colleague.main.getByRole('searchbox');
    await expect(field).toBeFocused();
    await field.fill('');
    await page.keyboard.type('gjk?');
    await expect(field).toHaveValue('gjk?');
    await field.blur();
  });

  await test.step('the list of keys', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: colleague.words('keys.title') })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test('the language and the theme are chosen where one works', { tag: '@once' }, async ({ page, sandbox }) => {
  const colleague = await Colleague.join(page, sandbox, 'orders', language);
  await colleague.open('/orders');
  await page.getByRole('banner').getByRole('button', { name: 'Français' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page).toHaveURL(/\/backoffice\/orders$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Commandes');
});
