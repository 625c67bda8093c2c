import { expect, test } from '../fixtures';
import { expectAccessible } from '../shop/accessible';
import { Colleague } from '../shop/colleague';
import { Import } from '../shop/import';
import { canOperate } from '../shop/operator';

const language = 'de';
const head =
  'Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,' +
  'Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Zip,Cancelled at,Payment Method,Refunded Amount\n';

test.skip(!canOperate, 'the shop under test was started by hand');

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('orders of an earlier shop become history, are found, and are taken back as a whole', async ({ page, sandbox }, { project }) => {
      const colleague = await Colleague.onDuty(page, sandbox, 'accounting', language, javaScriptEnabled);
      const number = `ALT-${project.name}-${javaScriptEnabled ? 'js' : 'plain'}-${Date.now()}`;
      const row = (total: string) =>
        `#${number},alt@example.ch,paid,fulfilled,CHF,35.00,7.90,3.21,${total},ZEHN,5.00,2025-03-01 10:00:00 +0100,2,Tasse,12.50,ALT-T,Annegret Alt,6004,,Twint,0.00\n` +
        `#${number},alt@example.ch,,,,,,,,,,,1,Krug,15.00,ALT-K,,,,,\n`;
      const file = new Import(page, colleague, javaScriptEnabled);
      const bring = (total: string) => file.bring(number, head + row(total));

      await test.step('a total that does not add up is told with both figures', async () => {
        await bring('42.95');
        await expect(page.getByLabel('Lineitem price', { exact: true })).toHaveValue('unit_price');
        if (javaScriptEnabled) await expectAccessible(page);
        await file.check();
        await expect(page.locator('[data-problem=sum]')).toContainText('42.95 ≠ 42.90');
        await expect(page.getByTestId('apply')).toHaveCount(0);
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('what adds up is shown and applied', async () => {
        await bring('42.90');
        await file.check();
        await expect(page.locator('[data-figure=new-orders] dd')).toHaveText('1');
        await file.apply();
      });
      const importPage = page.url();

      await test.step('it is found among the orders', async () => {
        await page.goto(`/backoffice/orders?q=${number}`);
        await page.getByTestId('earlier-found').getByRole('link').click();
        await page.getByRole('link', { name: `#${number}` }).click();
        const panel = page.getByTestId('earlier-order');
        await expect(panel.locator('[data-sum=total] dd')).toHaveText('42.90');
        await expect(panel.getByTestId('email')).toHaveText('alt@example.ch');
        if (javaScriptEnabled) await expectAccessible(page);
      });

      await test.step('taken back, it is nowhere', async () => {
        await page.goto(importPage);
        await file.takeBack();
        await page.goto(`/backoffice/earlier-orders?q=${number}`);
        await expect(page.getByTestId('empty')).toBeVisible();
        if (javaScriptEnabled) await expectAccessible(page);
      });
    });
  });
}
