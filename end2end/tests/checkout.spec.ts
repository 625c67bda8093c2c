import { expect, test } from '../fixtures';
import { chocolate, totalOf } from '../shop/catalogue';
import { swiss } from '../shop/money';
import { Shopper } from '../shop/shopper';

const language = 'fr';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('what is wrong is said on top and at the field, and nothing entered is lost', async ({ page, watch, email }) => {
      watch.expect(/422/);
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(chocolate);
      await shopper.toCheckout();
      await shopper.fillIn({ email: 'no address', name: 'Céline Dubois', street: 'Rue du Lac 5', postalCode: '12', city: 'Genève' });
      await shopper.priority.check();
      await shopper.submitOrder();

      await expect(shopper.errorSummary).toBeVisible();
      if (javaScriptEnabled) await expect(shopper.errorSummary).toBeFocused();
      await expect(shopper.errorSummary.getByRole('link')).toHaveCount(2);
      for (const field of [shopper.field('email'), shopper.field('postalCode')]) {
        await expect(field).toHaveAttribute('aria-invalid', 'true');
        await expect(field).toHaveAccessibleDescription(/\S/);
      }
      await expect(shopper.field('email')).toHaveValue('no address');
      await expect(shopper.field('name')).toHaveValue('Céline Dubois');
      await expect(shopper.field('street')).toHaveValue('Rue du Lac 5');
      await expect(shopper.field('postalCode')).toHaveValue('12');
      await expect(shopper.field('city')).toHaveValue('Genève');
      await expect(shopper.priority).toBeChecked();
      await expect(shopper.field('name')).not.toHaveAttribute('aria-invalid', 'true');

      await shopper.errorSummary.getByRole('link').first().click();
      await expect(shopper.field('email')).toBeFocused();
      await shopper.fillIn({ email });
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
    });

    test('a checkout without anything in the cart leads back to the shop', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.open('/checkout');
      await expect(shopper.orderButton).toHaveCount(0);
      await expect(page.getByRole('main').getByRole('link').first()).toBeVisible();
    });
  });
}

test('the way of delivery changes the total at once', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.putInto(chocolate);
  await shopper.toCheckout();
  await expect(shopper.total).toHaveText(swiss(totalOf([chocolate, 1])));
  await shopper.priority.check();
  await expect(shopper.total).toHaveText(swiss(750 + 1090));
});

test('a browser can fill in the form by itself', { tag: '@once' }, async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.putInto(chocolate);
  await shopper.toCheckout();
  const expected = { email: /email/, name: /name/, street: /(street-address|address-line1)/, postalCode: /postal-code/, city: /address-level2/ } as const;
  for (const [field, autocomplete] of Object.entries(expected)) {
    await expect(shopper.field(field as keyof typeof expected)).toHaveAttribute('autocomplete', autocomplete);
  }
});

test('a form sent twice is one order', { tag: '@once' }, async ({ page, sandbox, email }) => {
  const shopper = new Shopper(page, language);
  await shopper.putInto(chocolate);
  await shopper.toCheckout();
  await shopper.fillIn({ email });
  await shopper.orderButton.dblclick();
  await shopper.decide('paid');
  await shopper.expectPaid();
  expect(await sandbox.paymentsOf(await shopper.orderNumber())).toHaveLength(1);
  await sandbox.mailTo(email);
});
