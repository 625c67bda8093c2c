import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { Import } from '../shop/import';
import { canOperate } from '../shop/operator';

const language = 'de';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a file is looked at, applied and taken back as a whole', async ({ page, sandbox }, { project }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      const name = `import-${project.name}-${javaScriptEnabled ? 'js' : 'plain'}-${Date.now()}`;
      const rows = `product,sku,name,price,stock,weight_grams\n${name},${name.toUpperCase()},Importiert,19.90,3,200\n`;
      const file = new Import(page, colleague, javaScriptEnabled);

      await test.step('what is no text is refused', async () => {
        await file.send('broken.csv', Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xfc, 0x0a]));
        await expect(page.getByTestId('failed')).toContainText('Byte 5');
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('the columns are guessed', async () => {
        await file.bring(name, rows);
        await expect(page.getByLabel('sku', { exact: true })).toHaveValue('sku');
        if (javaScriptEnabled) await expectAccessible(page);
        await page.getByLabel(colleague.label('imports.category')).selectOption({ index: 1 });
        await file.check();
      });

      await test.step('what would change is shown', async () => {
        await expect(page.locator('[data-figure=new-variants] dd')).toHaveText('1');
        await expect(page.locator('[data-change=new]').first()).toBeVisible();
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('applied, and taken back', async () => {
        await file.apply();
        await file.takeBack();
        await expect(page.getByTestId('left').getByRole('listitem')).toHaveCount(0);
      });
    });
  });
}
