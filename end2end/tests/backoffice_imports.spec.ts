import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { canOperate } from '../shop/operator';

const language = 'de';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a file is looked at, applied and taken back as a whole', async ({ page, sandbox }, { project }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'catalogue', language, javaScriptEnabled);
      const name = `import-${project.name}-${javaScriptEnabled ? 'js' : 'plain'}-${Date.now()}`;
      const file = `product,sku,name,price,stock,weight_grams\n${name},${name.toUpperCase()},Importiert,19.90,3,200\n`;
      const screen = page.getByTestId('import');
      /** Without scripts the page is loaded anew until the background task has done its work. */
      const expectState = async (state: string) => {
        await expect(async () => {
          if (!javaScriptEnabled) await page.reload();
          await expect(screen).toHaveAttribute('data-state', state, { timeout: 2_000 });
        }).toPass();
      };

      await test.step('what is no text is refused', async () => {
        await page.goto('/backoffice/imports');
        await page.locator('#file').setInputFiles({ name: 'broken.csv', mimeType: 'text/csv', buffer: Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xfc, 0x0a]) });
        await page.getByTestId('upload').locator('button').click();
        await expect(page.getByTestId('failed')).toContainText('Byte 5');
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('the columns are guessed', async () => {
        await page.goto('/backoffice/imports');
        await page.locator('#file').setInputFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(file) });
        await page.getByTestId('upload').locator('button').click();
        await expect(screen).toHaveAttribute('data-state', 'mapping');
        await expect(page.getByLabel('sku', { exact: true })).toHaveValue('sku');
        if (javaScriptEnabled) await expectAccessible(page);
        await page.getByLabel(colleague.label('imports.category')).selectOption({ index: 1 });
        await page.getByTestId('columns').getByRole('button', { name: colleague.label('imports.check') }).click();
      });

      await test.step('what would change is shown', async () => {
        await expectState('checked');
        await expect(page.locator('[data-figure=new-variants] dd')).toHaveText('1');
        await expect(page.locator('[data-change=new]').first()).toBeVisible();
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('applied, and taken back', async () => {
        await page.getByTestId('apply').getByRole('button').click();
        await expectState('applied');
        await page.getByTestId('undo').getByRole('button').click();
        await expectState('undone');
        await expect(page.getByTestId('left').getByRole('listitem')).toHaveCount(0);
      });
    });
  });
}
