import { expect, test } from '../fixtures';
import { chocolate, notebooks, price, totalOf } from '../shop/catalogue';
import { amount, swiss } from '../shop/money';
import { Shopper } from '../shop/shopper';
import { text } from '../shop/texts';

const language = 'de';

// The demo's codes, as in demo/codes.json.
const WELCOME = 'WILLKOMMEN10';
const FREE_DELIVERY = 'GRATISVERSAND';
const TABLE = 'TISCH5';
const GIFT_CARD = 'DEM0A-STR1S-TESTS-KARTE';

/** Ten per cent, rounded to five rappen. */
const tenth = (rappen: number) => Math.round(rappen / 10 / 5) * 5;
/** What is taken off, as it stands in the sums. */
const minus = (rappen: number) => `-${(rappen / 100).toFixed(2)}`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', { tag: javaScriptEnabled ? [] : '@once' }, () => {
    test.use({ javaScriptEnabled });

    test('a voucher lowers the total on every page up to the mail', async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      const discount = tenth(price(notebooks));
      const total = totalOf([notebooks, 1]) - discount;

      await shopper.putInto(notebooks);
      await shopper.enterCode(' willkommen 10 ');
      await expect(shopper.voucherLine).toContainText(WELCOME);
      await expect(shopper.voucherLine).toContainText(minus(discount));
      await expect(shopper.total).toHaveText(swiss(total));

      await shopper.toCheckout();
      await expect(shopper.total).toHaveText(swiss(total));
      await shopper.fillIn({ email });
      await shopper.placeOrder();
      await shopper.decide('paid');
      await shopper.expectPaid();
      expect(amount(await shopper.total.innerText())).toBe(total);
      await expect(shopper.voucherLine).toContainText(WELCOME);

      const mail = await sandbox.mailTo(email);
      expect(mail.text).toContain(WELCOME);
      expect(mail.text).toMatch(swiss(total));
      const [payment] = await sandbox.paymentsOf(await shopper.orderNumber());
      expect(payment.amount).toEqual({ minor: total, currency: 'CHF' });
    });

    test('a code that is none is said at its field, and one can be taken out again', async ({ page, watch }) => {
      watch.expect(/409/);
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(chocolate);
      await shopper.enterCode('GIBTSNICHT');
      await expect(shopper.codeField).toHaveAttribute('aria-invalid', 'true');
      await expect(shopper.codeField).toHaveAccessibleDescription(text(language, 'code.unknown'));
      await shopper.enterCode(TABLE);
      await expect(shopper.codeField).toHaveAccessibleDescription(text(language, 'code.other_goods'));
      await expect(shopper.voucherLine).toHaveCount(0);

      await shopper.enterCode(WELCOME);
      await expect(shopper.voucherLine).toContainText(WELCOME);
      await expect(shopper.codeField).not.toHaveAttribute('aria-invalid', 'true');
      await shopper.leaveCode();
      await expect(shopper.voucherLine).toHaveCount(0);
      await expect(shopper.total).toHaveText(swiss(totalOf([chocolate, 1])));
    });

    test('a code entered at the checkout loses nothing of what was entered before', async ({ page }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      await shopper.putInto(notebooks);
      await shopper.toCheckout();
      await shopper.fillIn({ email: 'anna@astris.example', name: 'Anna Muster', street: 'Seeweg 12a', postalCode: '6004', city: 'Luzern' });
      await shopper.priority.check();
      await shopper.enterCode(FREE_DELIVERY);
      await expect(shopper.voucherLine).toContainText(FREE_DELIVERY);
      await expect(shopper.total).toHaveText(swiss(price(notebooks)));
      await expect(shopper.field('email')).toHaveValue('anna@astris.example');
      await expect(shopper.field('street')).toHaveValue('Seeweg 12a');
      await expect(shopper.priority).toBeChecked();
    });

    test('a gift card pays everything, without the payment provider', async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      const total = totalOf([chocolate, 1]);
      await shopper.putInto(chocolate);
      await shopper.enterCode(GIFT_CARD.toLowerCase());
      await expect(shopper.giftCardLine).toContainText(minus(total));
      await expect(shopper.due).toHaveText(swiss(0));
      await shopper.toCheckout();
      await shopper.fillIn({ email });
      await shopper.submitOrder();
      await page.waitForURL(`**/${language}/orders/*`);
      await shopper.ready();
      await shopper.expectPaid();
      expect(await sandbox.paymentsOf(await shopper.orderNumber())).toHaveLength(0);
      await sandbox.mailTo(email);
    });
  });
}

test('Enter in the field applies the code and does not order', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.putInto(notebooks);
  await shopper.toCheckout();
  await shopper.codeField.fill(WELCOME);
  await shopper.codeField.press('Enter');
  await expect(shopper.voucherLine).toContainText(WELCOME);
  await expect(page).toHaveURL(/\/de\/checkout$/);
});

test('nothing moves when the quantity changes under a voucher', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.putInto(chocolate);
  await shopper.enterCode(WELCOME);
  await expect(shopper.voucherLine).toContainText(minus(tenth(price(chocolate))));
  // The answer is held back: what is seen meanwhile is what the browser expects of it.
  await page.route('**/fn/cart/quantity', async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    await route.continue();
  });
  const answered = page.waitForResponse((response) => response.url().includes('/fn/cart/quantity'));
  await shopper.more(chocolate).click();
  await expect(shopper.voucherLine).toContainText(minus(tenth(2 * price(chocolate))));
  await expect(shopper.total).toHaveText(swiss(totalOf([chocolate, 2]) - tenth(2 * price(chocolate))));
  const before = await shopper.total.boundingBox();
  await answered;
  await expect(shopper.quantity(chocolate)).toHaveText('2');
  expect(await shopper.total.boundingBox()).toEqual(before);
});
