import { bottle, notebooks, product } from '../../shop/catalogue';
import { album, type Album } from './album';

const shown = {
  products: ['1440-dark'],
  product: ['1440', '390'],
  'new-product': ['1440'],
  options: ['1440'],
  pictures: ['1440', '390'],
  several: ['1440'],
  categories: ['1440'],
  category: ['1440'],
  collections: ['1440-dark'],
  collection: ['1440', '390'],
  imports: ['1440-dark'],
  import: ['1440', '390'],
  stock: ['1440', '390'],
  bulk: ['1440'],
  voucher: ['1440', '390'],
  'new-voucher': ['1440-dark'],
  'gift-card': ['1440', '390'],
  'new-gift-card': ['1440-dark'],
} as const;

album('catalogue', 'mia', shown, async (album) => {
  await products(album);
  await album.open('categories', '/categories');
  if (album.has('category')) {
    const { main } = album.colleague;
    await album.colleague.open('/categories');
    await main.getByTestId('categories').getByRole('link').first().click();
    await main.locator('#name-de').waitFor();
    await album.colleague.ready();
    await album.keep('category');
  }
  await collection(album);
  await imported(album);
  await stock(album);
  await album.openFirst('voucher', '/vouchers', 'vouchers', 'fact-benefit');
  await album.open('new-voucher', '/vouchers/new');
  await album.openFirst('gift-card', '/gift-cards', 'gift-cards', 'movements');
  await album.open('new-gift-card', '/gift-cards/new');
});

async function products(album: Album) {
  const { colleague } = album;
  const { main } = colleague;
  await album.open('products', '/products');
  await album.open('new-product', '/products/new');
  if (album.has('several')) {
    await colleague.open('/products');
    for (const row of [0, 1, 2]) await main.getByTestId('products').locator('tbody tr').nth(row).getByRole('checkbox').check();
    const form = await colleague.action('several', main);
    await form.locator('#act').selectOption('percent');
    await form.locator('#value').fill('5');
    await colleague.press(form, 'bulk.look');
    await main.getByTestId('will-change').waitFor();
    await album.keep('several');
  }
  if (!album.has('product')) return;
  await colleague.open(`/products?q=${encodeURIComponent(product(bottle.product).name.en)}`);
  await main.getByTestId('products').getByRole('link').first().click();
  await main.getByTestId('product').waitFor();
  await album.keep('product');
  const address = new URL(colleague.page.url()).pathname.replace('/backoffice', '');
  await album.open('options', `${address}/options`);
  await colleague.open(`${address}/pictures`);
  await main.getByTestId('tile').first().waitFor();
  await album.keep('pictures');
}

async function collection(album: Album) {
  const { colleague, suffix } = album;
  const { main, page } = colleague;
  if (album.has('collection')) {
    await colleague.open('/collections');
    const form = await colleague.action('new-collection', main);
    for (const language of ['de', 'fr', 'it', 'en']) await page.locator(`#name-${language}`).fill('Slow mornings');
    await page.locator('#slug').fill(`slow-mornings-${suffix}`);
    await colleague.press(form, 'collections.create');
    for (const { name } of [bottle, notebooks].map(({ product: slug }) => product(slug))) {
      await colleague.ready();
      const field = main.getByRole('searchbox', { name: colleague.words('collections.search') });
      await field.fill(name.en);
      await field.press('Enter');
      await main.getByTestId('found').locator('li').filter({ hasText: name.en }).first().getByRole('button').click();
      await main.getByTestId('done').waitFor();
    }
    await album.keep('collection');
  }
  await album.open('collections', '/collections');
}

/** What is to come in. */
const csv = 'Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\nbecher-uri,Becher Uri,B-URI,24.50,12\n';

async function imported(album: Album) {
  const { page } = album.colleague;
  if (album.has('import')) {
    await album.colleague.open('/imports');
    await page.locator('#file').setInputFiles({ name: 'spring.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByTestId('upload').locator('button').click();
    await page.locator('form[data-testid=columns]').waitFor();
    await album.keep('import');
  }
  await album.open('imports', '/imports');
}

async function stock(album: Album) {
  const { colleague } = album;
  if (album.has('stock')) {
    await colleague.open('/stock');
    await colleague.stockRows.first().getByRole('link').first().click();
    await colleague.panel.getByTestId('figures').waitFor();
    await album.keep('stock');
  }
  if (album.has('bulk')) {
    await colleague.open('/stock');
    for (const row of [0, 1, 2]) await colleague.stockRows.nth(row).getByRole('checkbox').check();
    const form = await colleague.action('several', colleague.main);
    await form.locator('#act').selectOption('receive');
    await form.locator('#value').fill('12');
    await form.locator('#reason').fill('Delivery note 4711');
    await colleague.press(form, 'bulk.look');
    await colleague.main.getByTestId('changes').waitFor();
    await album.keep('bulk');
  }
}
