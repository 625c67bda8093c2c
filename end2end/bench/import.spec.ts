import { expect, test } from '../fixtures';
import { Colleague } from '../shop/colleague';
import { canReport, forgetPeak, memory, say } from './report';

const ROWS = 50_000;
/** Seconds for all of it, and MiB of the server: what the backoffice promises. */
const SECONDS = 60;
const MEBIBYTES = 200;
const language = 'en';

test.skip(!canReport, 'run it with `cargo xtask bench backoffice`');

const description = 'Steinzeug, bei 1240 °C gebrannt, innen und aussen mit gesprenkelter Glasur. '.repeat(4);

/** Three variants to a product; the whole file is what a shop of this size would bring. */
function file(price: number): Buffer {
  const rows = ['product,sku,name_de,description_de,category,price,stock,weight_grams,option1_name,option1_value'];
  for (let row = 0; row < ROWS; row++) {
    const product = Math.floor(row / 3);
    rows.push(`gut-${product},G-${row},Gut ${product},"${description}",kueche-tisch,${price}.50,${row % 40},300,Farbe,Farbton ${row}`);
  }
  return Buffer.from(`${rows.join('\n')}\n`);
}

test('how long fifty thousand rows take, and what memory', async ({ page, sandbox }) => {
  const colleague = await Colleague.join(page, sandbox, 'catalogue', language);
  const screen = page.getByTestId('import');
  const state = async (name: string) => expect(screen).toHaveAttribute('data-state', name);
  say();
  say(`An import of ${ROWS.toLocaleString('en')} rows through the screens, beside the shop's other data:`);
  say('  file   brought   looked at   applied   of 60 s   server before   at most   of 200 MiB');
  for (const [what, price] of [['new', 10], ['changed', 11]] as const) {
    const buffer = file(price);
    await page.goto('/backoffice/imports');
    forgetPeak();
    const before = memory().held;
    const begun = Date.now();
    const seconds = () => (Date.now() - begun) / 1_000;
    await page.locator('#file').setInputFiles({ name: `${what}.csv`, mimeType: 'text/csv', buffer });
    await page.getByTestId('upload').locator('button').click();
    await state('mapping');
    const brought = seconds();
    await page.getByTestId('columns').getByRole('button', { name: colleague.label('imports.check') }).click();
    await state('checked');
    const looked = seconds();
    await page.getByTestId('apply').getByRole('button').click();
    await state('applied');
    const all = seconds();
    const { peak } = memory();
    const times = [brought, looked - brought, all - looked].map((time) => `${time.toFixed(1)} s`.padStart(9));
    const sizes = [`${before.toFixed(0)} MiB`.padStart(14), `${peak.toFixed(0)} MiB`.padStart(9)];
    say(`${(buffer.length / 1_048_576).toFixed(1).padStart(4)} MB ${times.join('  ')} ${(all / SECONDS).toFixed(2).padStart(9)} ${sizes.join(' ')} ${(peak / MEBIBYTES).toFixed(2).padStart(11)}   ${what}`);
  }
  const begun = Date.now();
  await page.getByTestId('undo').getByRole('button').click();
  await state('undone');
  say(`The second one was taken back in ${((Date.now() - begun) / 1_000).toFixed(1)} s.`);
});
