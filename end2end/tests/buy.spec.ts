import { expect, test } from '../fixtures';
import { bottle, category, chosen, notebooks, product, totalOf } from '../shop/catalogue';
import { amount, swiss } from '../shop/money';
import { Shopper } from '../shop/shopper';
import { subject } from '../shop/texts';

const language = 'de';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a guest buys', async ({ page, sandbox, email }) => {
      const shopper = new Shopper(page, language, javaScriptEnabled);
      const total = totalOf([bottle, 2], [notebooks, 1]);

      await test.step('finds a product from the home page', async () => {
        await shopper.open();
        await shopper.followTo(category('draussen-spielen').name[language]);
        await expect(page).toHaveURL(/\/de\/c\/draussen-spielen$/);
        await shopper.followTo(product(bottle.product).name[language]);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(product(bottle.product).name[language]);
      });

      await test.step('puts it into the cart', async () => {
        await shopper.choose(bottle);
        await shopper.addToCart();
        await expect(shopper.cartCount).toHaveText('1');
      });

      await test.step('adds another one', async () => {
        await shopper.openProduct(notebooks);
        await shopper.choose(notebooks);
        await shopper.addToCart();
        await expect(shopper.cartCount).toHaveText('2');
      });

      await test.step('changes, removes and takes back', async () => {
        await shopper.openCart();
        const line = shopper.line(bottle);
        await expect(line).toContainText(chosen(bottle)!.name[language]);
        await shopper.setQuantity(bottle, 2);
        await expect(line).toContainText(swiss(9000));
        await expect(shopper.cartCount).toHaveText('3');
        await shopper.remove(notebooks);
        await expect(shopper.cartCount).toHaveText('2');
        await shopper.undo();
        await expect(shopper.line(notebooks)).toHaveCount(1);
        await expect(shopper.cartCount).toHaveText('3');
      });

      await test.step('orders and pays with TWINT', async () => {
        await shopper.toCheckout();
        await expect(shopper.total).toHaveText(swiss(total));
        await shopper.fillIn({ email });
        await shopper.placeOrder();
        await shopper.decide('paid');
      });

      const number = await test.step('sees the confirmation', async () => {
        await shopper.expectPaid();
        expect(amount(await shopper.total.innerText())).toBe(total);
        await expect(shopper.cartCount).toHaveCount(0);
        return shopper.orderNumber();
      });

      await test.step('gets one mail with the same total', async () => {
        const mail = await sandbox.mailTo(email);
        expect(mail.subject).toBe(subject(language, number));
        expect(mail.text).toMatch(swiss(total));
        expect(mail.html).toMatch(swiss(total));
        expect(mail.html).toContain('lang="de"');
        const [payment] = await sandbox.paymentsOf(number);
        expect(payment.amount).toEqual({ minor: total, currency: 'CHF' });
      });
    });
  });
}

test('no document is loaded between home page and checkout', async ({ page }) => {
  const shopper = new Shopper(page, language);
  await shopper.open();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await shopper.followTo(category('draussen-spielen').name[language]);
  await expect(page).toHaveURL(/\/de\/c\/draussen-spielen$/);
  await shopper.followTo(product(bottle.product).name[language]);
  await expect(page).toHaveURL(/\/de\/p\/trinkflasche-jura$/);
  await shopper.choose(bottle);
  await shopper.addToCart();
  await expect(shopper.cartCount).toHaveText('1');
  await shopper.openCart();
  await shopper.setQuantity(bottle, 2);
  await expect(shopper.cartCount).toHaveText('2');
  await shopper.toCheckout();
  await expect(page).toHaveURL(/\/de\/checkout$/);
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});
