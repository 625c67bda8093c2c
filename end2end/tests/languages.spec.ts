import { expect, test } from '../fixtures';
import { chocolate, notebooks, product, totalOf } from '../shop/catalogue';
import { swiss } from '../shop/money';
import { Shopper } from '../shop/shopper';
import { languages, subject } from '../shop/texts';

for (const language of languages) {
  test(`a whole purchase in ${language}`, async ({ page, sandbox, email }) => {
    const shopper = new Shopper(page, language);
    await shopper.openProduct(chocolate);
    await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(product(chocolate.product).name[language]);
    await shopper.choose(chocolate);
    await shopper.addToCart();
    await shopper.openCart();
    await shopper.toCheckout();
    await shopper.fillIn({ email });
    await shopper.placeOrder();
    await shopper.decide('paid');
    await shopper.expectPaid();

    const mail = await sandbox.mailTo(email);
    expect(mail.subject).toBe(subject(language, await shopper.orderNumber()));
    expect(mail.html).toContain(`lang="${language}"`);
    expect(mail.text).toContain(product(chocolate.product).name[language]);
    expect(mail.text).toMatch(swiss(totalOf([chocolate, 1])));
    expect(mail.text).toContain(`/${language}/orders/`);
  });

  test(`a visitor whose browser wants ${language} starts there`, { tag: '@once' }, async ({ browser }) => {
    const context = await browser.newContext({ locale: `${language}-CH` });
    const page = await context.newPage();
    await page.goto('/');
    await expect(page).toHaveURL(new RegExp(`/${language}$`));
    await context.close();
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('switching the language keeps the page and the cart', async ({ page }) => {
      const german = new Shopper(page, 'de', javaScriptEnabled);
      await german.openProduct(notebooks);
      await german.choose(notebooks);
      await german.addToCart();
      await expect(german.cartCount).toHaveText('1');
      await german.openProduct(notebooks);
      await german.switchTo('it');
      await expect(page).toHaveURL(/\/it\/p\/notizhefte-set/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(product(notebooks.product).name.it);
      await expect(page.locator('html')).toHaveAttribute('lang', /^it/);
      const italian = new Shopper(page, 'it', javaScriptEnabled);
      await expect(italian.cartCount).toHaveText('1');
      await italian.openCart();
      await expect(italian.line(notebooks)).toContainText(product(notebooks.product).name.it);
    });

    test('switching the language keeps what a list was asked for', { tag: '@once' }, async ({ page }) => {
      const german = new Shopper(page, 'de', javaScriptEnabled);
      await german.open('/c/kueche-tisch?sort=price-up');
      await german.switchTo('fr');
      await expect(page).toHaveURL(/\/fr\/c\/kueche-tisch\?sort=price-up/);
    });
  });
}

test('every page names its other languages to search engines', { tag: '@once' }, async ({ page }) => {
  const shopper = new Shopper(page, 'en');
  await shopper.openProduct(notebooks);
  for (const language of languages) {
    await expect(page.locator(`link[rel=alternate][hreflang^=${language}]`)).toHaveAttribute('href', new RegExp(`/${language}/p/notizhefte-set$`));
  }
});
