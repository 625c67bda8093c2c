import { bottle } from '../../shop/catalogue';
import { bought } from '../../shop/colleague';
import { album, type Album } from './album';

const shown = {
  refund: ['1440'],
  vat: ['1440'],
  audit: ['1440'],
  'earlier-import': ['1440'],
  'earlier-orders': ['1440', '390', '1440-dark'],
} as const;

album('accounting', 'noah', shown, async (album) => {
  const { colleague, browser } = album;
  if (album.has('refund')) {
    const number = await bought(browser, 'anna.meier@astris.example', { pieces: 3, choice: bottle });
    await colleague.openOrder(number);
    await colleague.action('refund');
    await album.keep('refund');
  }
  await earlier(album);
  if (album.has('vat')) {
    await colleague.open('/vat');
    await colleague.main.getByTestId('standard').waitFor();
    await album.keep('vat');
  }
  await album.open('audit', '/audit');
});

/** Orders of the shop before this one, as its export has them. */
function csv(suffix: string): string {
  const head =
    'Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,' +
    'Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Zip,Cancelled at,Payment Method,Refunded Amount';
  const orders = ['Nina Frei', 'Luca Bernasconi', 'Aline Rochat', 'Urs Zgraggen'].map((name, order) => {
    const [number, email] = [`#${1_081 + order}-${suffix}`, `${name.toLowerCase().replace(' ', '.')}@astris.example`];
    return (
      `${number},${email},paid,fulfilled,CHF,35.00,7.90,3.21,42.90,ZEHN,5.00,2025-03-0${order + 1} 10:00:00 +0100,2,Tasse Brienz,12.50,T-BRI,${name},6004,,Twint,0.00\n` +
      `${number},${email},,,,,,,,,,,1,Krug Brienz,15.00,K-BRI,,,,,`
    );
  });
  return [head, ...orders, ''].join('\n');
}

async function earlier(album: Album) {
  const { colleague, suffix } = album;
  const { main, page, panel } = colleague;
  await colleague.open('/imports');
  await page.locator('#file').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(csv(suffix)) });
  await page.getByTestId('upload').locator('button').click();
  await page.getByTestId('columns').getByRole('button', { name: colleague.label('imports.check') }).click();
  await page.locator('[data-testid=import][data-state=checked]').waitFor();
  await album.keep('earlier-import');
  await page.getByTestId('apply').getByRole('button').click();
  await page.locator('[data-testid=import][data-state=applied]').waitFor();
  await colleague.open('/earlier-orders');
  await main.getByTestId('earlier-orders').locator('tbody tr').first().getByRole('link').click();
  await panel.getByTestId('sums').waitFor();
  await album.keep('earlier-orders');
}
